"""python-paillier on gmpy2, with plaintexts packed as ours are; by itself it encrypts each number in a ciphertext."""

import importlib.metadata
import random

from peer import PARAMETERS, PARTICIPANTS, Work, check, serve

BITS = 3072
SLOT_BITS = 16 + 3
SAMPLE = 4


def make():
    from phe import paillier, util

    if not util.HAVE_GMP:
        raise ImportError("gmpy2 is missing; without it phe is many times slower")

    public, private = paillier.generate_paillier_keypair(n_length=BITS)
    # The library takes plaintexts below a third of n.
    slots = (BITS - 2) // SLOT_BITS
    ciphertexts = -(-PARAMETERS // slots)
    plaintexts = [[random.getrandbits(slots * SLOT_BITS) >> 3 for _ in range(SAMPLE)] for _ in range(PARTICIPANTS)]
    contributions = [[public.encrypt(each) for each in row] for row in plaintexts]
    total = [sum(column[1:], column[0]) for column in zip(*contributions)]
    check([private.decrypt(each) for each in total] == [sum(column) for column in zip(*plaintexts)], "python-paillier")

    def encrypt():
        for plaintext in plaintexts[0]:
            public.encrypt(plaintext)

    def add():
        for one, other in zip(total, contributions[0]):
            one + other

    def decrypt():
        for each in total:
            private.decrypt(each)

    scale = ciphertexts / SAMPLE
    steps = {
        "generateKey": Work(lambda: paillier.generate_paillier_keypair(n_length=BITS)),
        "encrypt": Work(encrypt, scale),
        "add": Work(add, scale),
        "share": Work(decrypt, scale),
    }
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("phe", "gmpy2"))
    title = f"python-paillier ({versions}), {BITS} bits, packed by hand into {ciphertexts} ciphertexts"
    return title, steps, {"contribution": ciphertexts * BITS // 4}


serve(make)
