"""Claims about shares, and about what holders agree on before they give any."""

from dataclasses import replace
from itertools import combinations
from math import factorial, gcd

import agreement
import shares
from contribution import Layout
from encoding import power, powers
from scene import RANDOM, Scene, changed, evaluate, passes

SCENE = Scene()
KEY, N, N2 = SCENE.key, SCENE.key.n, SCENE.key.n2


def any_t_holders_open_the_same():
    """With D instead of delta, in whichever order; D divides delta."""
    u, v = SCENE.total()
    question = SCENE.question(u)
    answers = {holder: SCENE.answer(question, holder) for holder in (1, 2, 3)}
    for chosen in ((1, 2), (3, 1), (2, 3)):
        assert KEY.delta % shares.lagrange(chosen)[0] == 0
        assert SCENE.open(v, question, [answers[holder] for holder in chosen]) == SCENE.expected()
    for chosen in combinations(range(1, 13), 7):
        denominator, coefficients = shares.lagrange(chosen)
        assert gcd(denominator, *coefficients) == 1 and sum(coefficients) == denominator
        assert factorial(12) % denominator == 0
    assert not passes(SCENE.open, v, question, [answers[1]])
    assert not passes(SCENE.open, v, question, [answers[1], answers[1]])


def shares_open_nothing_but_their_sum():
    """A sum with another contribution in place of one of the proven ones does not open."""
    u, v = SCENE.total()
    question = SCENE.question(u)
    answers = [SCENE.answer(question, holder) for holder in (1, 2)]
    _, fewer = SCENE.total({name: SCENE.made[name] for name in ("alice", "bob")})
    assert passes(SCENE.open, v, question, answers)
    assert not passes(SCENE.open, fewer, question, answers)


def shares_follow_from_the_sum_they_open():
    """The simulation behind what shares reveal, run: w of every holder from the plaintext sum, the ciphertexts' product
    and a polynomial that agrees with f at the t - 1 corrupt holders, and is wrong about x."""
    scene = Scene("3-of-5", Layout(2, 1), ("alice", "bob", "sue"))
    key, x = scene.key, scene.x[0]
    u, v = scene.total()
    question = scene.question(u)
    guess = RANDOM.getrandbits(key.exponent_bits)
    vanishing = [key.delta, -key.delta * 3 // 4, key.delta // 8]  # delta (1 - X/2) (1 - X/4)
    true = [key.delta * x, *scene.coefficients[0]]
    simulated = [a - (x - guess) * b for a, b in zip(true, vanishing)]
    assert simulated[0] == key.delta * guess and [evaluate(vanishing, i) for i in (2, 4)] == [0, 0]
    for block, (summed,) in enumerate(scene.expected()):
        mask = v[block][0] * power(1 + key.n, -summed, key.n2) % key.n2
        lifted = shares.lift(key, u[block])
        ratio = mask * power(lifted, -guess, key.n2) % key.n2
        for i in range(1, 6):
            expected = shares.partial(key, question, scene.secrets[i - 1])[block][0]
            known = power(lifted, evaluate(simulated, i), key.n2)
            assert known * power(ratio, evaluate(vanishing, i), key.n2) % key.n2 == expected


def an_error_in_the_plaintexts_part_needs_the_proof():
    """w (1 + n)^e passes the final test and changes the sum: the proof of shares is never optional."""
    u, v = SCENE.total()
    question = SCENE.question(u)
    honest, other = SCENE.answer(question, 1), SCENE.answer(question, 2)
    wrong = SCENE.answer(question, 1, w=changed(honest, "w", 1, honest.w[1][2] * (1 + 5 * N) % N2, 2).w)
    opened = SCENE.open(v, question, [wrong, other])
    assert [row for index, row in enumerate(opened) if index != 1] == [SCENE.expected()[0], SCENE.expected()[2]]
    assert opened[1][2] != SCENE.expected()[1][2]
    assert not SCENE.accepts_share(question, wrong)


def wrong_shares_are_refused():
    """Another's secrets, another's number, another sum, another round, blocks swapped, numbers out of range."""
    u, _ = SCENE.total()
    question = SCENE.question(u)
    share = SCENE.answer(question, 1)
    assert SCENE.accepts_share(question, share)
    assert not SCENE.accepts_share(question, SCENE.answer(question, 1, SCENE.secrets[1]))
    shifted = [secret + 1 for secret in SCENE.secrets[0]]
    assert not SCENE.accepts_share(question, SCENE.answer(question, 1, shifted))
    assert not SCENE.accepts_share(question, replace(share, holder=2))
    assert not SCENE.accepts_share(question, replace(share, holder=0))
    assert not SCENE.accepts_share(replace(question, announcement=bytes(32)), share)
    assert not SCENE.accepts_share(replace(question, sum_digest=bytes(32)), share)
    assert not SCENE.accepts_share(replace(question, u=[question.u[0] * KEY.g % N, *question.u[1:]]), share)
    assert not SCENE.accepts_share(question, replace(share, w=share.w[::-1]))
    assert not SCENE.accepts_share(question, SCENE.answer(question, 1, w=share.w[::-1]))
    for value in (0, N2, SCENE.p, share.A + N2):
        assert not SCENE.accepts_share(question, replace(share, A=value))
        assert not SCENE.accepts_share(question, replace(share, C=value))
        assert not SCENE.accepts_share(question, changed(share, "w", 0, value, 0))
    part = SCENE.question(u, [0, 2])
    assert SCENE.accepts_share(part, SCENE.answer(part, 1)) and not SCENE.accepts_share(question, SCENE.answer(part, 1))
    assert not SCENE.accepts_share(SCENE.question(u, [0, 1]), SCENE.answer(part, 1))


def a_negative_w_is_harmless():
    """It passes, and the combiner's square takes the sign away."""
    u, v = SCENE.total()
    question = SCENE.question(u)
    share = SCENE.answer(question, 3)
    negative = SCENE.answer(question, 3, w=changed(share, "w", 0, N2 - share.w[0][0], 0).w)
    assert SCENE.accepts_share(question, negative)
    assert SCENE.open(v, question, [negative, SCENE.answer(question, 1)]) == SCENE.expected()


def whoever_predicts_alpha_or_gamma_hides_errors():
    """Errors (1 + n)^(alpha of the other block), or gamma of the other position, cancel: both come after w."""
    u, _ = SCENE.total()
    question = SCENE.question(u)
    share = SCENE.answer(question, 1)
    first = shares.FirstChallenge(KEY, question, 1, shares.w_root(KEY, share.blocks, share.w))
    a, b, c, d = first.alpha[0], first.alpha[1], first.gamma[0], first.gamma[1]
    folded = lambda w: powers([powers(column, first.alpha, N2) for column in zip(*w)], first.gamma, N2)
    for places in (((0, 0, b), (1, 0, -a)), ((0, 0, d), (0, 1, -c))):
        wrong = share
        for block, position, error in places:
            wrong = changed(wrong, "w", block, wrong.w[block][position] * (1 + error * N) % N2, position)
        assert wrong.w != share.w and folded(wrong.w) == folded(share.w)
        assert not SCENE.accepts_share(question, wrong)
        assert not SCENE.accepts_share(question, SCENE.answer(question, 1, w=wrong.w))


def whoever_predicts_x_proves_what_is_wrong():
    """A and C computed backwards from z satisfy both equations for any w: x must be drawn after them."""
    u, _ = SCENE.total()
    question = SCENE.question(u)
    share = SCENE.answer(question, 1)
    wrong = changed(share, "w", 0, share.w[0][0] * (1 + N) % N2, 0)
    first = shares.FirstChallenge(KEY, question, 1, shares.w_root(KEY, wrong.blocks, wrong.w))
    x, z = RANDOM.getrandbits(128), RANDOM.getrandbits(KEY.share_proof_bits(4))
    own = powers(KEY.verification[0][:4], first.gamma, N2)
    w = powers([powers(column, first.alpha, N2) for column in zip(*wrong.w)], first.gamma, N2)
    A = power(KEY.G, z, N2) * power(own, -x, N2) % N2
    C = power(first.folded, z, N2) * power(w, -x, N2) % N2
    assert power(KEY.G, 2 * z, N2) == power(A * power(own, x, N2), 2, N2)
    assert power(first.folded, 2 * z, N2) == power(C * power(w, x, N2), 2, N2)
    assert not SCENE.accepts_share(question, replace(wrong, A=A, C=C, z=z))


def two_quorums_share_an_honest_holder():
    """For every k, t and c; with t alone one mole of five is enough for two sums."""
    for k in range(1, 17):
        for t in range(1, k + 1):
            for c in range(t):
                q = agreement.quorum(k, t, c)
                assert t <= q <= k and 2 * q - k > c
    assert agreement.quorum(5, 3, 1) == 4 and 2 * 3 - 5 <= 1
    for k in range(1, 17):
        tolerated = agreement.default_tolerated(k, k)
        assert k - tolerated >= (k + tolerated) // 2 + 1, "so many silent holders do not stop the others"


def the_sum_and_the_commit_say_everything():
    """Another round, contributor, order, base, holder or instance is another digest; the order of arrival is not."""
    digests = {name: RANDOM.randbytes(32) for name in ("sue", "bob", "Zoë")}
    total = agreement.sum_digest(SCENE.announcement, digests)
    assert total == agreement.sum_digest(SCENE.announcement, dict(reversed(digests.items())))
    swapped = {"sue": digests["bob"], "bob": digests["sue"], "Zoë": digests["Zoë"]}
    fewer = {name: digests[name] for name in ("sue", "bob")}
    others = [agreement.sum_digest(SCENE.announcement, made) for made in (swapped, fewer)]
    assert total not in [*others, agreement.sum_digest(bytes(32), digests)]
    base, instance = RANDOM.randbytes(32), RANDOM.randbytes(16)
    commits = {
        agreement.commit_digest(*arguments)
        for arguments in (
            (SCENE.announcement, base, total, 1, instance),
            (bytes(32), base, total, 1, instance),
            (SCENE.announcement, bytes(32), total, 1, instance),
            (SCENE.announcement, base, others[0], 1, instance),
            (SCENE.announcement, base, total, 2, instance),
            (SCENE.announcement, base, total, 1, bytes(16)),
        )
    }
    assert len(commits) == 6
