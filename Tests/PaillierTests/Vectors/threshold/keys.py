"""The key: how it is dealt, what is public about it, and what a kit checks when it is imported."""

from dataclasses import dataclass
from functools import cached_property
from math import factorial, gcd, isqrt

from encoding import ceil_log2, digest, equal_squares, fixed, power, powers, product, require, u32

KAPPA = 128  # bits of a challenge
LAMBDA = 128  # bits of statistical slack
SECRET_BLOCK_KIND = 2


def exponent_bits(bits):
    """The bits of x_j and r for a modulus of so many bits."""
    if bits < 2048:
        return 256
    return {2048: 256, 3072: 288, 4096: 352}[bits]


def exponent_bound(n, length):
    """r and x_j are below this. An exponent of full length is uniform below n/4, which is all but the order of QR_n:
    uniform in as many bits it would be far from uniform modulo that order."""
    return n >> 2 if length == n.bit_length() - 2 else 1 << length


def jacobi(number, modulus):
    """The Jacobi symbol for an odd modulus: 0 where they share a factor."""
    result, number = 1, number % modulus
    while number:
        while number % 2 == 0:
            number //= 2
            if modulus % 8 in (3, 5):
                result = -result
        number, modulus = modulus, number
        if number % 4 == modulus % 4 == 3:
            result = -result
        number %= modulus
    return result if modulus == 1 else 0


@dataclass(frozen=True)
class PublicKey:
    n: int
    g: int
    h: list  # h_1 ... h_Kmax
    verification: list  # V, a row a holder
    threshold: int
    exponent_bits: int

    @property
    def bits(self):
        return self.n.bit_length()

    @property
    def holders(self):
        return len(self.verification)

    @property
    def maximum_block(self):
        return len(self.h)

    @cached_property
    def n2(self):
        return self.n * self.n

    @cached_property
    def G(self):
        return power(self.g, 2 * self.n, self.n2)

    @property
    def delta(self):
        return factorial(self.holders)

    @property
    def coefficient_bits(self):
        return self.exponent_bits + LAMBDA + ceil_log2(self.delta * self.threshold * self.maximum_block)

    @property
    def share_bits(self):
        return self.coefficient_bits + ceil_log2(self.holders ** (self.threshold - 1)) + 2

    def proof_bits(self, blocks):
        """The bits of a contribution's rho; z has one more."""
        return self.exponent_bits + KAPPA + ceil_log2(blocks) + LAMBDA

    def share_proof_bits(self, positions):
        """The bits of a share's rho; z has one more."""
        return self.share_bits + 2 * KAPPA + ceil_log2(positions) + LAMBDA

    def small(self, number):
        """The bytes of a number modulo n."""
        return fixed(number, self.bits)

    def large(self, number):
        """The bytes of a number modulo n^2."""
        return fixed(number, 2 * self.bits)

    @cached_property
    def public_values(self):
        """h, then V holder by holder, without framing."""
        return b"".join(self.large(number) for row in (self.h, *self.verification) for number in row)

    @cached_property
    def digest(self):
        return digest(
            "grok/v1/key",
            self.small(self.n),
            self.small(self.g),
            *(self.large(number) for number in self.h),
            u32(self.holders),
            u32(self.threshold),
            *(self.large(number) for row in self.verification for number in row),
        )

    def check_ranges(self):
        """What can be seen without the key."""
        n, n2 = self.n, self.n2
        composite = isqrt(n) ** 2 != n and power(2, n - 1, n) != 1
        require(n % 4 == 1 and self.bits % 2 == 0 and composite, "n is not a product of two safe primes of one length")
        require(1 <= self.threshold <= self.holders <= 16, "not 1 <= t <= k <= 16")
        generates = 1 < self.g < n and jacobi(self.g, n) == 1 and gcd(self.g**2 - 1, n) == 1
        require(generates, "g does not generate QR_n")
        require(all(1 < number < n2 and gcd(number, n) == 1 for number in self.h), "h is out of range")
        seen = {1}
        for number in self.h:
            # Other checks compare squares, where a sign would not show.
            both = {min(x, n2 - x) for x in (number, pow(number, -1, n2))}
            require(not seen & both, "an h is one of another, or its inverse, or 1, up to signs")
            seen |= both
        for holder, row in enumerate(self.verification, 1):
            require(len(row) == self.maximum_block, f"holder {holder} has not one V for each h")
            require(all(0 < number < n2 and gcd(number, n) == 1 for number in row), f"V of {holder} is out of range")

    def check_sharing(self, weights):
        """V lies on polynomials of degree t - 1 that begin at h. `weights` are random, 128 bits, one a position."""
        base = range(1, self.threshold + 1)
        folded = [powers(row, weights, self.n2) for row in self.verification]
        for target in (0, *range(self.threshold + 1, self.holders + 1)):
            left = product(
                (power(folded[i - 1], scaled_lagrange(self.delta, i, base, target), self.n2) for i in base), self.n2
            )
            if target == 0:
                right = power(powers(self.h, weights, self.n2), self.delta**2, self.n2)
            else:
                right = power(folded[target - 1], self.delta, self.n2)
            require(equal_squares(left, right, self.n2), f"the verification values disagree at {target}")

    def check_share(self, holder, share):
        """A holder's own share belongs to its verification values."""
        require(len(share) == self.maximum_block, f"share of {holder} has not one number for each h")
        for position, (secret, value) in enumerate(zip(share, self.verification[holder - 1])):
            require(0 <= secret < 2**self.share_bits, f"share of {holder} is too long at {position}")
            require(power(self.G, secret, self.n2) == value, f"share of {holder} is not its own at {position}")

    def secret_block(self, share):
        """A holder's share as its kit carries it."""
        return bytes([SECRET_BLOCK_KIND]) + b"".join(fixed(secret, self.share_bits) for secret in share)


def scaled_lagrange(delta, i, base, target):
    """delta * L_i(target) over the base set, a whole number."""
    numerator, denominator = delta, 1
    for other in base:
        if other != i:
            numerator, denominator = numerator * (target - other), denominator * (i - other)
    require(numerator % denominator == 0, "delta does not clear the denominators")
    return numerator // denominator


@dataclass(frozen=True)
class Dealt:
    """What the dealer holds before it forgets."""

    public: PublicKey
    p: int
    q: int
    root: int  # g = root^2
    x: list
    coefficients: list  # f_j without f_j(0), a row a position
    shares: list  # s, a row a holder


def check_primes(p, q, is_prime):
    require(all(is_prime(number) for number in (p, q, p // 2, q // 2)), "not safe primes")
    require(p.bit_length() == q.bit_length() and p >> p.bit_length() - 2 == q >> q.bit_length() - 2 == 3, "top bits")
    require(abs(p - q) > 2 ** (p.bit_length() - 100), "p and q are too close")
    require(min(p, q) // 2 > 2**128, "p' and q' are too small for batched proofs")


def deal(p, q, root, x, coefficients, holders, threshold, length):
    """A key from its random numbers. `coefficients[j]` are f_j's coefficients of X, X^2, ..."""
    n, delta = p * q, factorial(holders)
    n2, g = n * n, root * root % n
    require(gcd(root, n) == 1 and gcd(g - 1, n) == 1, "g does not generate QR_n")
    bound = exponent_bound(n, length)
    least = 0 if length == n.bit_length() - 2 else bound // 2
    require(all(least <= number < bound for number in x), "x is too long, or has not its top bit set")
    G = power(g, 2 * n, n2)
    h = [power(G, number, n2) for number in x]
    polynomials = [[delta * constant, *others] for constant, others in zip(x, coefficients, strict=True)]
    shares = [
        [sum(number * i**degree for degree, number in enumerate(polynomial)) for polynomial in polynomials]
        for i in range(1, holders + 1)
    ]
    verification = [[power(G, secret, n2) for secret in share] for share in shares]
    public = PublicKey(n, g, h, verification, threshold, length)
    for row in coefficients:
        in_range = all(0 <= number < 2**public.coefficient_bits for number in row)
        require(len(row) == threshold - 1 and in_range, "a coefficient is missing or too long")
    require(all(secret < 2**public.share_bits for share in shares for secret in share), "a share is too long")
    return Dealt(public, p, q, root, x, coefficients, shares)
