"""Hashes, the bytes of numbers, exponents drawn from hashes, Merkle trees."""

import hashlib

try:
    from gmpy2 import powmod as _powmod

    def power(base, exponent, modulus):
        return int(_powmod(base, exponent, modulus))

except ImportError:
    power = pow


class Refused(Exception):
    """What came is not what it should be; the message says what and whose."""


def require(condition, reason):
    if not condition:
        raise Refused(reason)


def digest(tag, *parts):
    """H(tag; x1, x2, ...): every part, the tag too, goes behind its length in 8 bytes."""
    hasher = hashlib.sha256()
    for part in (tag.encode(), *parts):
        hasher.update(len(part).to_bytes(8, "big"))
        hasher.update(part)
    return hasher.digest()


def u32(number):
    return number.to_bytes(4, "big")


def byte_count(bits):
    return (bits + 7) // 8


def fixed(number, bits):
    """A number below 2^bits, big-endian, in the bytes of so many bits."""
    return number.to_bytes(byte_count(bits), "big")


def ceil_log2(number):
    """The least e with 2^e >= number."""
    return (number - 1).bit_length()


def exponent(seed, tag, index):
    """E(seed, tag, i): 128 bits that nobody chose."""
    return int.from_bytes(digest("grok/v1/exp/" + tag, seed, u32(index))[:16], "big")


def exponents(seed, tag, indices):
    return [exponent(seed, tag, index) for index in indices]


def product(factors, modulus):
    result = 1
    for factor in factors:
        result = result * factor % modulus
    return result


def powers(bases, exponents, modulus):
    """The product of base^exponent, pair by pair."""
    return product((power(base, exponent, modulus) for base, exponent in zip(bases, exponents, strict=True)), modulus)


def equal_squares(left, right, modulus):
    """Every verification compares squares: a sign costs nothing to forge and must not matter."""
    return left * left % modulus == right * right % modulus


def merkle_root(leaves):
    """An unpaired node moves up unchanged."""
    level = leaves
    while len(level) > 1:
        pairs = [level[index : index + 2] for index in range(0, len(level), 2)]
        level = [digest("grok/v1/node", *pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0]


def rows_root(blocks, rows, bits):
    """The root over rows of numbers, each row a block under its own number."""
    leaves = [
        digest("grok/v1/leaf", u32(block), b"".join(fixed(number, bits) for number in row))
        for block, row in zip(blocks, rows, strict=True)
    ]
    return merkle_root(leaves)
