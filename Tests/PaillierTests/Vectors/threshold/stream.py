"""Everything random in the vectors: numbers from SHA-256 over a name and a counter, the same every time."""

import hashlib

from encoding import power

SMALL_PRIMES = [
    number for number in range(3, 2000, 2) if all(number % divisor for divisor in range(3, 45, 2) if divisor < number)
]


class Stream:
    def __init__(self, name):
        self.name, self.counter = name, 0

    def bytes(self, count):
        digits = b""
        while len(digits) < count:
            digits += hashlib.sha256(f"{self.name}/{self.counter}".encode()).digest()
            self.counter += 1
        return digits[:count]

    def bits(self, count):
        """Uniform in [0, 2^count)."""
        return int.from_bytes(self.bytes((count + 7) // 8), "big") % 2**count

    def below(self, bound):
        return self.bits(bound.bit_length() + 128) % bound

    def safe_prime(self, bits):
        """The first p = 2p' + 1 with p and p' prime and two top bits set, from a random place on."""
        half = self.bits(bits - 1) | 3 << bits - 3 | 1
        while True:
            if all(half % prime and (2 * half + 1) % prime for prime in SMALL_PRIMES) and is_prime(half):
                if is_prime(2 * half + 1):
                    return 2 * half + 1
            half += 2


def is_prime(number):
    """Miller-Rabin to forty bases: the candidates come from a hash, nobody chose them."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in range(2, 42):
        residue = power(base, odd, number)
        if residue in (1, number - 1):
            continue
        for _ in range(twos - 1):
            residue = residue * residue % number
            if residue == number - 1:
                break
        else:
            return False
    return True
