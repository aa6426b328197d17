"""Partial decryption with its proof, and combining the parts."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

from encoding import digest, equal_squares, exponent, exponents, power, powers, require, rows_root, u32


@dataclass(frozen=True)
class Share:
    holder: int  # from 1
    blocks: list  # ascending numbers
    w: list  # a row a block
    A: int
    C: int
    z: int


@dataclass(frozen=True)
class Question:
    """What a share answers. `u` are the contributors' u multiplied, one a block of `blocks`."""

    announcement: bytes
    sum_digest: bytes
    blocks: list
    u: list
    positions: int


def lift(key, number):
    """u* to U: always an n-th residue and a square, whatever u* was."""
    return power(number, 2 * key.n, key.n2)


def w_root(key, blocks, w):
    return rows_root(blocks, w, 2 * key.bits)


class FirstChallenge:
    """alpha, which weighs the blocks, and gamma, which weighs the positions, once w is fixed."""

    def __init__(self, key, question, holder, root):
        self.seed = digest(
            "grok/v1/shares/0",
            question.announcement,
            key.digest,
            question.sum_digest,
            u32(holder),
            b"".join(u32(block) for block in question.blocks),
            b"".join(key.small(number) for number in question.u),
            root,
        )
        self.alpha = exponents(self.seed, "a", question.blocks)
        self.gamma = exponents(self.seed, "c", range(question.positions))
        self.folded = lift(key, powers(question.u, self.alpha, key.n))


def second_challenge(key, first, A, C):
    return exponent(digest("grok/v1/shares/1", first.seed, key.large(A), key.large(C)), "x", 0)


def folded_secret(first, secrets):
    return sum(gamma * secret for gamma, secret in zip(first.gamma, secrets))


def partial(key, question, secrets):
    """w: every block's U to every secret."""
    lifted = [lift(key, number) for number in question.u]
    return [[power(number, secret, key.n2) for secret in secrets[: question.positions]] for number in lifted]


def prove(key, question, holder, secrets, w, rho):
    first = FirstChallenge(key, question, holder, w_root(key, question.blocks, w))
    A, C = power(key.G, rho, key.n2), power(first.folded, rho, key.n2)
    x = second_challenge(key, first, A, C)
    return Share(holder, question.blocks, w, A, C, rho + x * folded_secret(first, secrets))


def verify(key, question, share):
    n2, positions = key.n2, question.positions
    whose = f"share of holder {share.holder}"
    require(1 <= share.holder <= key.holders, f"{whose}: there is no such holder")
    require(share.blocks == question.blocks, f"{whose}: other blocks")
    require(len(share.w) == len(share.blocks) and all(len(row) == positions for row in share.w), f"{whose}: counts")
    require(all(0 < number < n2 for row in (*share.w, (share.A, share.C)) for number in row), f"{whose}: range")
    require(0 <= share.z < 2 ** (key.share_proof_bits(positions) + 1), f"{whose}: z is too long")
    first = FirstChallenge(key, question, share.holder, w_root(key, share.blocks, share.w))
    x = second_challenge(key, first, share.A, share.C)
    own = powers(key.verification[share.holder - 1][:positions], first.gamma, n2)
    left, right = power(key.G, share.z, n2), share.A * power(own, x, n2)
    require(equal_squares(left, right, n2), f"{whose}: the proof is not by this holder's secret")
    columns = [powers(column, first.alpha, n2) for column in zip(*share.w)]
    left, right = power(first.folded, share.z, n2), share.C * power(powers(columns, first.gamma, n2), x, n2)
    require(equal_squares(left, right, n2), f"{whose}: the partial decryptions are wrong")


def lagrange(holders):
    """(D, lambda): whole numbers with D * f(0) = sum of lambda_i * f(i), D as small as can be."""
    fractions = [
        prod((Fraction(other, other - i) for other in holders if other != i), start=Fraction(1)) for i in holders
    ]
    denominator = lcm(*(fraction.denominator for fraction in fractions))
    return denominator, [int(fraction * denominator) for fraction in fractions]


def combine_one(key, v, parts, denominator, coefficients):
    """The plaintext of one v from one w of each holder."""
    factor = key.delta * denominator
    masks = powers(parts, coefficients, key.n2)
    opened = power(power(v, factor, key.n2) * pow(masks, -1, key.n2), 2, key.n2)
    require(opened % key.n == 1, "the shares do not open the sum")
    return (opened - 1) // key.n * pow(2 * factor, -1, key.n) % key.n


def combine(key, v, blocks, shares):
    """The plaintexts of some blocks, a row a block, from shares that each cover all of them. `v` is the whole sum."""
    holders = [share.holder for share in shares]
    require(len(set(holders)) == len(holders) == key.threshold, "not t different holders")
    denominator, coefficients = lagrange(holders)
    rows = []
    for block in blocks:
        parts = [share.w[share.blocks.index(block)] for share in shares]
        rows.append(
            [
                combine_one(key, number, column, denominator, coefficients)
                for number, column in zip(v[block], zip(*parts), strict=True)
            ]
        )
    return rows
