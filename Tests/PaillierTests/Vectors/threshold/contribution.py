"""A contribution: encryption in blocks, its proof, and the two parts of verifying it."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from encoding import digest, equal_squares, exponents, fixed, power, powers, product, require, rows_root


class Layout(NamedTuple):
    blocks: int  # B
    positions: int  # K, in every block


@dataclass(frozen=True)
class Contribution:
    u: list
    v: list  # a row a block
    a1: int
    a2: int
    z: int


def contribution_context(announcement, name, public_key):
    """ctx, which ties a contribution to its round (P) and to its sender."""
    return digest("grok/v1/contribution", announcement, name.encode(), hashlib.sha256(public_key).digest())


def u_digest(key, u):
    return digest("grok/v1/u", b"".join(key.small(number) for number in u))


def v_root(key, v):
    return rows_root(range(len(v)), v, 2 * key.bits)


class FirstChallenge:
    """f, which weighs the positions, once u and v are fixed."""

    def __init__(self, key, layout, context, u_digest, root):
        self.seed = digest("grok/v1/poc/0", context, u_digest, root)
        self.f = exponents(self.seed, "f", range(layout.positions))
        self.Hf = powers([h % key.n for h in key.h[: layout.positions]], self.f, key.n)


class SecondChallenge:
    """e, which weighs the blocks, once a1 and a2 are fixed too."""

    def __init__(self, key, layout, first, a1, a2):
        self.seed = digest("grok/v1/poc/1", first.seed, key.small(a1), key.small(a2))
        self.e = exponents(self.seed, "e", range(layout.blocks))


def encrypt(key, layout, plaintexts, r):
    """(u, v): one random number a block, one h a position."""
    u = [power(key.g, number, key.n) for number in r]
    v = [
        [(1 + m * key.n) * power(h, number, key.n2) % key.n2 for m, h in zip(row, key.h)]
        for row, number in zip(plaintexts, r, strict=True)
    ]
    return u, v


def prove(key, layout, context, u, v, r, rho):
    """The contribution with its proof, from the r of its blocks and a fresh rho."""
    first = FirstChallenge(key, layout, context, u_digest(key, u), v_root(key, v))
    a1, a2 = power(key.g, rho, key.n), power(first.Hf, rho, key.n)
    second = SecondChallenge(key, layout, first, a1, a2)
    z = rho + sum(e * number for e, number in zip(second.e, r, strict=True))
    return Contribution(u, v, a1, a2, z)


def contribution_digest(key, layout, context, contribution, root):
    """What the participant signs."""
    return digest(
        "grok/v1/signed",
        context,
        u_digest(key, contribution.u),
        root,
        key.small(contribution.a1),
        key.small(contribution.a2),
        fixed(contribution.z, key.proof_bits(layout.blocks) + 1),
    )


def check_header(key, layout, contribution):
    require(len(contribution.u) == layout.blocks, "not one u for each block")
    require(all(0 < number < key.n for number in (*contribution.u, contribution.a1, contribution.a2)), "u or a range")
    require(0 <= contribution.z < 2 ** (key.proof_bits(layout.blocks) + 1), "z is too long")


def check_ciphertexts(key, layout, contribution):
    rows = contribution.v
    require(len(rows) == layout.blocks and all(len(row) == layout.positions for row in rows), "not B blocks of K")
    require(all(0 < number < key.n2 for row in rows for number in row), "v range")


def challenges(key, layout, context, contribution, root):
    first = FirstChallenge(key, layout, context, u_digest(key, contribution.u), root)
    return first, SecondChallenge(key, layout, first, contribution.a1, contribution.a2)


def verify_u_part(key, layout, context, contribution, root):
    """A holder's part, without v: the contributor knows every r."""
    check_header(key, layout, contribution)
    _, second = challenges(key, layout, context, contribution, root)
    left = power(key.g, contribution.z, key.n)
    right = contribution.a1 * powers(contribution.u, second.e, key.n)
    require(equal_squares(left, right, key.n), "the u-part of the proof is wrong")


def verify_v_part(key, layout, context, contribution):
    """The server's part: every v has the mask that belongs to its u, up to a sign."""
    check_header(key, layout, contribution)
    check_ciphertexts(key, layout, contribution)
    first, second = challenges(key, layout, context, contribution, v_root(key, contribution.v))
    rows = [powers([number % key.n for number in row], first.f, key.n) for row in contribution.v]
    left = power(first.Hf, contribution.z, key.n)
    right = contribution.a2 * powers(rows, second.e, key.n)
    require(equal_squares(left, right, key.n), "the v-part of the proof is wrong")


def verify(key, layout, context, contribution):
    verify_v_part(key, layout, context, contribution)
    verify_u_part(key, layout, context, contribution, v_root(key, contribution.v))


def sum_of(key, layout, contributions):
    """(u*, v*): products, component by component."""
    u = [product((one.u[block] for one in contributions), key.n) for block in range(layout.blocks)]
    v = [
        [product((one.v[block][position] for one in contributions), key.n2) for position in range(layout.positions)]
        for block in range(layout.blocks)
    ]
    return u, v
