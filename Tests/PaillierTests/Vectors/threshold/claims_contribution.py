"""Claims about contributions."""

from dataclasses import replace

import contribution
import shares
from contribution import Layout
from encoding import equal_squares, power, powers, product
from scene import RANDOM, Scene, changed, passes

SCENE = Scene()
KEY, N, N2 = SCENE.key, SCENE.key.n, SCENE.key.n2


def every_layout_completes():
    """Encrypt, prove, verify, share, verify and combine agree, for several t, k, K and B."""
    for name, layouts in {"1-of-1": [(1, 1), (5, 2)], "2-of-3": [(1, 6), (7, 2)], "3-of-5": [(9, 1), (2, 3)]}.items():
        for layout in layouts:
            scene = Scene(name, Layout(*layout), ("bob", "alice"))
            assert all(scene.accepts(*item) for item in scene.made.items())
            u, v = scene.total()
            question = scene.question(u)
            holders = RANDOM.sample(range(1, scene.key.holders + 1), scene.key.threshold)
            answers = [scene.answer(question, holder) for holder in holders]
            assert all(scene.accepts_share(question, share) for share in answers)
            assert scene.open(v, question, answers) == scene.expected()


def a_negative_u_is_harmless():
    """-u passes, because squares are compared, and lifts to the same U: the shares are the same."""
    u, v = SCENE.encrypt("bob")
    negative = [N - u[0], *u[1:]]
    assert SCENE.accepts("bob", SCENE.prove("bob", negative, v))
    assert shares.lift(KEY, u[0]) == shares.lift(KEY, N - u[0])


def a_negative_v_is_harmless():
    """-v passes, and the combiner's square takes the sign away."""
    u, v = SCENE.encrypt("bob")
    v[1][2] = N2 - v[1][2]
    made = SCENE.made | {"bob": SCENE.prove("bob", u, v)}
    assert SCENE.accepts("bob", made["bob"])
    u, v = SCENE.total(made)
    question = SCENE.question(u)
    assert SCENE.open(v, question, [SCENE.answer(question, holder) for holder in (1, 3)]) == SCENE.expected()


def without_squares_signs_are_a_lottery():
    """An unsquared u-part takes -u where e is even: half the time. (An unsquared v-part: where e * f is, 3 of 4.)"""
    u, v = SCENE.encrypt("bob")
    negative, taken, tries = [N - u[0], *u[1:]], 0, 60
    for _ in range(tries):
        one = SCENE.prove("bob", negative, v)
        _, second = contribution.challenges(KEY, SCENE.layout, SCENE.context("bob"), one, contribution.v_root(KEY, v))
        same = power(KEY.g, one.z, N) == one.a1 * powers(negative, second.e, N) % N
        assert same == (second.e[0] % 2 == 0)
        taken += same
    assert 0 < taken < tries


def numbers_out_of_range_are_refused():
    """0, n, anything above, and multiples of p, as u, a1 and a2; 0, n^2 and multiples of p as v."""
    one = SCENE.made["bob"]
    for value in (0, N, N + one.u[0], SCENE.p, 2 * SCENE.q):
        assert not SCENE.accepts("bob", changed(one, "u", 1, value))
        if value < 2**KEY.bits:
            assert not SCENE.accepts("bob", SCENE.prove("bob", [value, *one.u[1:]], one.v))
        assert not SCENE.accepts("bob", replace(one, a1=value))
        assert not SCENE.accepts("bob", replace(one, a2=value))
    assert not SCENE.accepts("bob", changed(one, "v", 0, N2 + one.v[0][0], 0))
    for value in (0, N2, SCENE.p, N):
        assert not SCENE.accepts("bob", SCENE.prove("bob", one.u, changed(one, "v", 0, value, 0).v))
    assert not SCENE.accepts("bob", replace(one, z=one.z + 2 ** (KEY.proof_bits(3) + 1)))
    assert not SCENE.accepts("bob", replace(one, z=one.z + (SCENE.p // 2) * (SCENE.q // 2) << 200))


def other_contexts_are_refused():
    """A contribution counts for one round and one participant."""
    one = SCENE.made["bob"]
    assert SCENE.accepts("bob", one)
    assert not SCENE.accepts("alice", one)
    assert not SCENE.accepts("bob", one, RANDOM.randbytes(32))


def anything_changed_is_refused():
    """One number of a proven contribution replaced by another valid-looking one, or a block more or fewer."""
    one = SCENE.made["bob"]
    for altered in (
        changed(one, "u", 0, one.u[0] * KEY.g % N),
        changed(one, "u", 0, SCENE.made["sue"].u[0]),
        changed(one, "v", 2, one.v[2][0] * KEY.h[0] % N2, 0),
        changed(one, "v", 2, one.v[2][0] * (1 + N) % N2, 0),
        replace(one, u=one.u[::-1], v=one.v[::-1]),
        replace(one, u=one.u[:-1], v=one.v[:-1]),
        replace(one, u=one.u + one.u[:1], v=one.v + one.v[:1]),
        replace(one, z=one.z + 1),
    ):
        assert not SCENE.accepts("bob", altered)


def a_shorter_last_block_breaks_the_batch():
    """Hf weighs K positions in every block: a block with fewer cannot be proven. Spare positions encrypt 0 instead."""
    u, v = SCENE.encrypt("bob")
    one = SCENE.prove("bob", u, [*v[:-1], v[-1][:-1]])
    context, root = SCENE.context("bob"), contribution.v_root(KEY, one.v)
    first, second = contribution.challenges(KEY, SCENE.layout, context, one, root)
    rows = [product((power(value, f, N) for value, f in zip(row, first.f)), N) for row in one.v]
    assert power(first.Hf, 2 * one.z, N) != power(one.a2 * powers(rows, second.e, N), 2, N)


def the_v_part_alone_says_nothing_about_u():
    """It does not contain u: v under another r than u's passes it. Only both parts together tie v to u."""
    u, v = SCENE.encrypt("bob")
    other = [power(KEY.g, RANDOM.getrandbits(256), N) for _ in u]
    one = SCENE.prove("bob", other, v)
    assert SCENE.accepts_v_part("bob", one) and not SCENE.accepts_u_part("bob", one)


def a_u_of_others_cannot_be_proven_and_would_open_alice():
    """u = alice / bob * g^r makes the sum of three into alice's delta twice: the u-part is what prevents it."""
    alice, bob = SCENE.made["alice"], SCENE.made["bob"]
    r = SCENE.r["sue"]
    stolen = [a * pow(b, -1, N) * power(KEY.g, s, N) % N for a, b, s in zip(alice.u, bob.u, r)]
    forged = SCENE.prove("sue", stolen, SCENE.made["sue"].v)
    assert not SCENE.accepts_u_part("sue", forged)
    u, _ = SCENE.total(SCENE.made | {"sue": forged})
    question = SCENE.question(u)
    masked = [[a * a * power(h, s, N2) % N2 for a, h in zip(row, KEY.h)] for row, s in zip(alice.v, r)]
    opened = SCENE.open(masked, question, [SCENE.answer(question, holder) for holder in (1, 2)])
    assert opened == [[2 * m % N for m in row] for row in SCENE.plaintexts["alice"]]
    for copied in (alice.u, [pow(a, -1, N) for a in alice.u], [a * b % N for a, b in zip(alice.u, bob.u)]):
        assert not SCENE.accepts_u_part("sue", SCENE.prove("sue", copied, alice.v))
        assert not SCENE.accepts_u_part("sue", replace(alice, u=copied))


def whoever_predicts_e_proves_what_it_does_not_know():
    """a1 = g^z / prod u^e satisfies the equation for any u: e must be drawn after a1."""
    u, e = SCENE.made["alice"].u, [RANDOM.getrandbits(128) for _ in range(3)]
    z = RANDOM.getrandbits(KEY.proof_bits(3))
    a1 = power(KEY.g, z, N) * pow(powers(u, e, N), -1, N) % N
    assert power(KEY.g, 2 * z, N) == power(a1 * powers(u, e, N), 2, N)
    assert not SCENE.accepts_u_part("sue", replace(SCENE.made["sue"], u=u, a1=a1, z=z))


def whoever_predicts_f_hides_errors():
    """Two wrong v whose errors cancel under f pass: f must be drawn after all v."""
    one = SCENE.made["bob"]
    first, _ = contribution.challenges(KEY, SCENE.layout, SCENE.context("bob"), one, contribution.v_root(KEY, one.v))
    error = power(KEY.g, RANDOM.getrandbits(200), N2)
    row = list(one.v[0])
    row[0] = row[0] * power(error, first.f[1], N2) % N2
    row[1] = row[1] * pow(power(error, first.f[0], N2), -1, N2) % N2
    assert powers([v % N for v in row], first.f, N) == powers([v % N for v in one.v[0]], first.f, N)
    assert not SCENE.accepts("bob", replace(one, v=[row, *one.v[1:]]))
    assert not SCENE.accepts("bob", SCENE.prove("bob", one.u, [row, *one.v[1:]]))


def small_groups_break_batching():
    """With p' = 11 an error of order 11 passes once in so many tries: p' and q' must be above 2^128."""
    p, q, tries = 23, SCENE.q, 400
    n = p * q
    crt = (1 + q * pow(q, -1, p) * (power(2, 2, p) - 1)) % n  # 4 modulo 23, 1 modulo q: order 11
    assert power(crt, 11, n) == 1 != crt
    taken = sum(power(crt, RANDOM.getrandbits(128), n) == 1 for _ in range(tries))
    assert 0 < taken < tries


def a_reused_rho_gives_the_secret_away():
    """Two proofs with one rho: their difference is a linear equation in r. Contribution and proof are kept together."""
    scene = Scene(layout=Layout(1, 2), contributors=("bob",))
    u, v = scene.encrypt("bob")
    rho, proofs = RANDOM.getrandbits(KEY.proof_bits(1)), []
    for announcement in (RANDOM.randbytes(32), RANDOM.randbytes(32)):
        context = scene.context("bob", announcement)
        one = contribution.prove(KEY, scene.layout, context, u, v, scene.r["bob"], rho)
        _, second = contribution.challenges(KEY, scene.layout, context, one, contribution.v_root(KEY, v))
        proofs.append((one.z, second.e[0]))
    (z, e), (other_z, other_e) = proofs
    assert (z - other_z) // (e - other_e) == scene.r["bob"][0]


def one_h_twice_gives_the_difference_away():
    """The same r under the same h: the masks cancel. So are inverse h's refused."""
    r = RANDOM.getrandbits(256)
    first, second = ((1 + m * N) * power(KEY.h[0], r, N2) % N2 for m in (1234, 1000))
    assert first * pow(second, -1, N2) % N2 == 1 + 234 * N
    for twin in (KEY.h[0], pow(KEY.h[0], -1, N2), 1):
        for signed in (twin, N2 - twin):
            assert not passes(replace(KEY, h=[*KEY.h[:-1], signed]).check_ranges)
    assert passes(KEY.check_ranges)


def audits_may_be_folded_with_weights_only():
    """Many u-parts in one equation: with random weights it holds for true ones alone. Without, errors cancel."""
    scene = Scene(layout=Layout(2, 2))

    def sides(made, weights):
        left, right = 0, 1
        for (name, one), weight in zip(made.items(), weights):
            root = contribution.v_root(KEY, one.v)
            _, second = contribution.challenges(KEY, scene.layout, scene.context(name), one, root)
            left += weight * one.z
            right = right * power(one.a1 * powers(one.u, second.e, N) % N, weight, N) % N
        return power(KEY.g, left, N), right

    wrong = dict(scene.made)
    wrong["alice"] = replace(wrong["alice"], z=wrong["alice"].z + 1)
    wrong["bob"] = replace(wrong["bob"], z=wrong["bob"].z - 1)
    assert not any(scene.accepts_u_part(name, wrong[name]) for name in ("alice", "bob"))
    weights = [RANDOM.getrandbits(128) for _ in scene.made]
    assert equal_squares(*sides(scene.made, weights), N)
    assert equal_squares(*sides(wrong, [1, 1, 1]), N)
    assert not equal_squares(*sides(wrong, weights), N)
