"""Claims about dealing and importing a key."""

from dataclasses import replace
from fractions import Fraction

import keys
from contribution import Layout
from encoding import power, product
from scene import RANDOM, Scene, evaluate, passes

SCENE = Scene()


def without_delta_a_share_tells_x_modulo_its_holder():
    """f(0) = x gives f(i) = x modulo i. With f(0) = k! x every share is 0 modulo its holder's number."""
    for x, others in zip(SCENE.x, SCENE.coefficients):
        for i in range(1, 4):
            higher = sum(number * i**degree for degree, number in enumerate(others, 1))
            assert (x + higher) % i == x % i
            assert (SCENE.key.delta * x + higher) % i == 0


def full_exponents_are_drawn_below_a_quarter_of_n():
    """Statistical distance from uniform modulo N', the order of QR_n, of a number that is uniform below M, where
    N' <= M < 2N': that is (M - N')(2N' - M) / (M N'). Below n/4 nothing is lost; in |n| - 2 whole bits, very much."""
    n, order = SCENE.key.n, (SCENE.p // 2) * (SCENE.q // 2)
    distance = lambda bound: Fraction((bound - order) * (2 * order - bound), bound * order)
    whole, quarter = 1 << SCENE.key.bits - 2, keys.exponent_bound(n, SCENE.key.bits - 2)
    assert order <= quarter < whole < 2 * order
    assert distance(whole) > Fraction(1, 20) and distance(quarter) < Fraction(1, 2**380)


def import_finds_what_does_not_lie_on_one_polynomial():
    """Other V, other h, a V of another holder, a share that is not its own."""
    scene = Scene("3-of-5", Layout(1, 1), ())
    key, weights = scene.key, [RANDOM.getrandbits(128) for _ in scene.key.h]
    assert passes(key.check_sharing, weights)
    for holder in range(key.holders):
        wrong = [list(row) for row in key.verification]
        wrong[holder][1] = wrong[holder][1] * key.G % key.n2
        assert not passes(replace(key, verification=wrong).check_sharing, weights)
    assert not passes(replace(key, verification=key.verification[::-1]).check_sharing, weights)
    assert not passes(replace(key, h=[key.h[0] * key.G % key.n2, *key.h[1:]]).check_sharing, weights)
    assert not passes(key.check_share, 2, scene.secrets[2])
    assert not passes(key.check_share, 2, [scene.secrets[1][0] + 1, *scene.secrets[1][1:]])


def import_finds_a_g_that_generates_less():
    """g of order two, 1 or -1 modulo a prime, of Jacobi symbol -1, or no unit: squares of its powers would miss some."""
    p, q, n = SCENE.p, SCENE.q, SCENE.key.n
    of_order_two = (1 + p * pow(p, -1, q) * -2) % n
    assert of_order_two**2 % n == 1 and of_order_two not in (1, n - 1)
    one_modulo_p = (SCENE.key.g * p * pow(p, -1, q) + q * pow(q, -1, p)) % n
    assert one_modulo_p % p == 1 and one_modulo_p % q == SCENE.key.g % q
    no_square = next(g for g in range(2, 100) if keys.jacobi(g, n) == -1)
    for g in (0, 1, n - 1, n, n + SCENE.key.g, p, of_order_two, one_modulo_p, n - one_modulo_p, no_square):
        assert not passes(replace(SCENE.key, g=g).check_ranges)
    assert passes(SCENE.key.check_ranges)


def the_base_set_needs_no_delta():
    """Over 1...t Lagrange's coefficients are whole numbers by themselves, for every target: products of binomials. So
    an import may check the product of V^L(a) against h^delta and V_a; delta more on both sides is harmless."""
    for t in range(1, 17):
        base = range(1, t + 1)
        for target in (0, *range(t + 1, 17)):
            assert sum(keys.scaled_lagrange(1, i, base, target) for i in base) == 1
    key = Scene("3-of-5", Layout(1, 1), ()).key
    for target in (0, 4, 5):
        coefficients = [keys.scaled_lagrange(1, i, (1, 2, 3), target) for i in (1, 2, 3)]
        factors = [power(row[0], number, key.n2) for row, number in zip(key.verification, coefficients)]
        expected = key.verification[target - 1][0] if target else power(key.h[0], key.delta, key.n2)
        assert product(factors, key.n2) == expected


def the_parts_of_t_minus_one_holders_determine_nothing():
    """The simulation behind the secrecy of shares, run: shares of t - 1 holders are made without x, and everything
    public about the others follows from h = G^x and those shares with whole exponents."""
    scene = Scene("3-of-5", Layout(1, 1), ())
    key, x, corrupt = scene.key, scene.x[0], [2, 5]
    guess = RANDOM.getrandbits(key.exponent_bits)
    chosen = [RANDOM.getrandbits(key.coefficient_bits) for _ in corrupt]
    vanishing = [key.delta, -key.delta * 7 // 10, key.delta // 10]  # delta (1 - X/2) (1 - X/5)
    assert [evaluate(vanishing, i) for i in corrupt] == [0, 0]
    simulated = [key.delta * guess, *chosen]
    true = [a + (x - guess) * b for a, b in zip(simulated, vanishing)]
    assert true[0] == key.delta * x and all(evaluate(true, i) == evaluate(simulated, i) for i in corrupt)
    ratio = key.h[0] * pow(power(key.G, guess, key.n2), -1, key.n2) % key.n2
    for i in range(1, 6):
        public = power(key.G, evaluate(simulated, i), key.n2) * power(ratio, evaluate(vanishing, i), key.n2) % key.n2
        assert public == power(key.G, evaluate(true, i), key.n2)
    slack = sum(abs(number) for number in vanishing[1:]) * key.maximum_block
    assert slack << key.exponent_bits + keys.LAMBDA <= 1 << key.coefficient_bits
