#!/usr/bin/env python3
"""Known answers from python-paillier (pip install phe), and its opinion on what Grok wrote.

    make_vectors.py                 writes python.json beside this script; the same bytes every time
    make_vectors.py --check FILE…   decrypts files that Grok wrote, exit code 1 where it disagrees

Numbers are big-endian hexadecimal digits, two a byte.
"""

import argparse
import hashlib
import json
import pathlib
import sys

from phe import EncryptedNumber, PaillierPrivateKey, PaillierPublicKey
from phe.util import invert, isqrt, powmod


def is_prime(number):
    """Miller-Rabin to forty bases: the primes here come from a hash, nobody chose them."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in range(2, 42):
        power = powmod(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


class Stream:
    """Numbers from SHA-256 over a name and a counter."""

    def __init__(self, name):
        self.name, self.counter = name, 0

    def bits(self, count):
        digits = b""
        while 8 * len(digits) < count:
            digits += hashlib.sha256(f"{self.name}/{self.counter}".encode()).digest()
            self.counter += 1
        return int.from_bytes(digits, "big") % 2**count

    def below(self, bound):
        return self.bits(bound.bit_length() + 128) % bound

    def prime(self, bits):
        """A prime that is 3 modulo 4 with its two top bits set."""
        number = self.bits(bits) | 3 << bits - 2 | 3
        while not is_prime(number):
            number += 4
        return number


def text(number):
    length = max(1, (number.bit_length() + 7) // 8)
    return number.to_bytes(length, "big").hex()


def key_vectors(bits, count):
    stream = Stream(f"grok/vectors/{bits}")
    p, q = sorted((stream.prime(bits // 2), stream.prime(bits // 2)))
    public = PaillierPublicKey(p * q)
    private = PaillierPrivateKey(public, p, q)
    plaintexts = [0, 1, public.n - 1, 2 ** (bits - 1) - 1] + [stream.below(public.n) for _ in range(count)]
    encryptions = []
    for plaintext in plaintexts:
        r = stream.below(public.n)
        encryptions.append((plaintext, r, public.raw_encrypt(plaintext, r_value=r)))
    numbers = [EncryptedNumber(public, ciphertext) for _, _, ciphertext in encryptions]
    total = numbers[0]
    for number in numbers[1:]:
        total = total + number
    return {
        "n": text(public.n),
        "p": text(p),
        "q": text(q),
        "encryptions": [{"plaintext": text(m), "random": text(r), "ciphertext": text(c)} for m, r, c in encryptions],
        "sum": {
            "ciphertext": text(total.ciphertext(be_secure=False)),
            "plaintext": text(private.raw_decrypt(total.ciphertext(be_secure=False))),
        },
    }


def check_key(key):
    """Yields what is wrong with one key and its ciphertexts."""
    n, p, q, h = (int(key[name], 16) for name in ("n", "p", "q", "h"))
    if p * q != n or p % 4 != 3 or q % 4 != 3 or isqrt(n) ** 2 == n:
        yield "p and q are not the factors of n, or not 3 modulo 4"
    public = PaillierPublicKey(n)
    private = PaillierPrivateKey(public, p, q)
    order = (p - 1) * (q - 1)
    if powmod(h, order, n * n) != 1:
        yield "h is not an n-th power"
    if powmod(h, (p - 1) // 2, p) != p - 1 or powmod(h, (q - 1) // 2, q) != q - 1:
        yield "h is not the negative of a square"
    product = 1
    for index, encryption in enumerate(key["encryptions"]):
        plaintext, ciphertext = int(encryption["plaintext"], 16), int(encryption["ciphertext"], 16)
        product = product * ciphertext % (n * n)
        if private.raw_decrypt(ciphertext) != plaintext:
            yield f"encryption {index} opens to something else"
        mask = ciphertext * invert(1 + plaintext * n, n * n) % (n * n)
        if mask == 1 or powmod(mask, order, n * n) != 1:
            yield f"encryption {index} has no proper mask"
    if product != int(key["sum"]["ciphertext"], 16):
        yield "the sum is not the product of the ciphertexts"
    if private.raw_decrypt(product) != int(key["sum"]["plaintext"], 16):
        yield "the sum opens to something else"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", nargs="+", metavar="FILE", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.check is None:
        vectors = {"keys": [key_vectors(512, 6), key_vectors(768, 3), key_vectors(2048, 1)]}
        path = pathlib.Path(__file__).with_name("python.json")
        path.write_text(json.dumps(vectors, indent=1) + "\n")
        return 0
    flaws = [
        f"{path}: key {number}: {flaw}"
        for path in arguments.check
        for number, key in enumerate(json.loads(path.read_text())["keys"])
        for flaw in check_key(key)
    ]
    print("\n".join(flaws) or "python-paillier agrees")
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
