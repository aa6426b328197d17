#!/usr/bin/env python3
"""Known answers for the threshold scheme, from an implementation that shares nothing with the Swift one.

    make_vectors.py            writes the JSON files beside this script; the same bytes every time

Only the standard library is used (gmpy2 where there is one, for speed). document.py says what the files look like.
"""

import json
import pathlib
import sys
from itertools import combinations
from math import factorial
from typing import NamedTuple

import agreement
import contribution
import document
import keys
import shares
from check_swift import flaws
from contribution import Layout
from encoding import ceil_log2
from stream import Stream, is_prime

FOLDER = pathlib.Path(__file__).parent
NAMES = ["sue", "bob", "Zoë"]


class Case(NamedTuple):
    name: str
    bits: int
    exponent_bits: int
    threshold: int
    holders: int
    maximum_block: int
    layout: Layout
    contributors: int
    subset: list  # the blocks of the one share that covers only some


CASES = [
    Case("2-of-3", 768, 256, 2, 3, 6, Layout(4, 5), 3, [1, 3]),
    Case("3-of-5", 768, 256, 3, 5, 3, Layout(8, 3), 3, [0, 2, 3, 7]),
    Case("1-of-1", 768, 256, 1, 1, 2, Layout(1, 2), 2, [0]),
    Case("2-of-2", 2048, 1024, 2, 2, 2, Layout(8, 1), 2, [4]),
]


def deal(case, stream):
    p, q = stream.safe_prime(case.bits // 2), stream.safe_prime(case.bits // 2)
    keys.check_primes(p, q, is_prime)
    root = 2 + stream.below(p * q - 2)
    top = 1 << case.exponent_bits - 1
    x = [top | stream.bits(case.exponent_bits - 1) for _ in range(case.maximum_block)]
    slack = ceil_log2(factorial(case.holders) * case.threshold * case.maximum_block)
    length = case.exponent_bits + keys.LAMBDA + slack
    coefficients = [[stream.bits(length) for _ in range(case.threshold - 1)] for _ in x]
    return keys.deal(p, q, root, x, coefficients, case.holders, case.threshold, case.exponent_bits)


def contribute(case, key, announcement, name, index, stream):
    """A contribution of random plaintexts, with 0, 1 and the largest somewhere among them."""
    public_key = stream.bytes(32)
    largest = 2 ** (key.bits - 4) - 1
    plaintexts = [[stream.below(largest) for _ in range(case.layout.positions)] for _ in range(case.layout.blocks)]
    plaintexts[-1][-1] = largest
    plaintexts[0][0] = index if index < 2 else plaintexts[0][0]
    r = [stream.bits(key.exponent_bits) for _ in range(case.layout.blocks)]
    rho = stream.bits(key.proof_bits(case.layout.blocks))
    context = contribution.contribution_context(announcement, name, public_key)
    u, v = contribution.encrypt(key, case.layout, plaintexts, r)
    one = contribution.prove(key, case.layout, context, u, v, r, rho)
    described = document.describe_contribution(key, case.layout, announcement, name, public_key, one)
    return one, described | document.describe_contribution_secrets(plaintexts, r, rho)


def answer(key, dealt, announcement, total, holder, blocks, u, positions, stream):
    question = shares.Question(announcement, total, blocks, [u[block] for block in blocks], positions)
    secrets = dealt.shares[holder - 1]
    rho = stream.bits(key.share_proof_bits(positions))
    share = shares.prove(key, question, holder, secrets, shares.partial(key, question, secrets), rho)
    described = document.describe_share(key, question, share)
    return share, described | document.describe_share_secrets(key, question, share, secrets, rho)


def make(case):
    stream = Stream(f"grok/vectors/threshold/{case.name}")
    dealt = deal(case, stream)
    key, layout = dealt.public, case.layout
    announcement, base_model = stream.bytes(32), stream.bytes(32)
    made = [
        contribute(case, key, announcement, name, index, stream)
        for index, name in enumerate(NAMES[: case.contributors])
    ]
    u, v = contribution.sum_of(key, layout, [one for one, _ in made])
    digests = {described["name"]: bytes.fromhex(described["digest"]) for _, described in made}
    total = agreement.sum_digest(announcement, digests)
    everyone, everything = range(1, case.holders + 1), list(range(layout.blocks))
    wanted = [(holder, everything) for holder in everyone] + [(case.holders, case.subset)]
    answered = [answer(key, dealt, announcement, total, *one, u, layout.positions, stream) for one in wanted]
    answers = [share for share, _ in answered]
    plaintexts = shares.combine(key, v, everything, answers[: case.threshold])
    combined = [
        document.describe_combination(list(used), answers, everything)
        for used in combinations(range(case.holders), case.threshold)
    ]
    combined.append(document.describe_combination([*range(case.threshold - 1), case.holders], answers, case.subset))
    tolerated = agreement.default_tolerated(case.holders, case.threshold)
    return {
        "name": case.name,
        "key": document.describe_key(key) | document.describe_dealt(dealt),
        "round": {
            "announcement": announcement.hex(),
            "baseModel": base_model.hex(),
            "blocks": layout.blocks,
            "positionsPerBlock": layout.positions,
            "contributions": [described for _, described in made],
            "sum": document.describe_sum(key, announcement, u, v, digests, plaintexts),
            "toleratedHolders": tolerated,
            "quorum": agreement.quorum(case.holders, case.threshold, tolerated),
            "commits": [
                document.describe_commit(announcement, base_model, total, holder, stream.bytes(16))
                for holder in everyone
            ],
            "shares": [described for _, described in answered],
            "combinations": combined,
        },
    }


def make_tables():
    """Formulas alone, for sizes that no key here has."""
    stream = Stream("grok/vectors/threshold/tables")
    quorums = [
        {
            "holders": k,
            "threshold": t,
            "toleratedHolders": c,
            "isDefault": c == agreement.default_tolerated(k, t),
            "quorum": agreement.quorum(k, t, c),
        }
        for k in (1, 2, 3, 4, 5, 7, 10, 16)
        for t in range(1, k + 1)
        for c in sorted({0, 1, agreement.default_tolerated(k, t), t - 1})
        if c < t
    ]
    lengths = [
        {
            "exponentBits": length,
            "holders": k,
            "threshold": t,
            "maximumBlock": maximum,
            "coefficientBits": sizes.coefficient_bits,
            "shareBits": sizes.share_bits,
            "proofBits": {str(count): sizes.proof_bits(count) for count in (1, 7, 8, 9, 64)},
            "shareProofBits": {str(count): sizes.share_proof_bits(count) for count in (1, 2, 49, 64, 65)},
        }
        for length in (256, 288, 352, 1536, 3070)
        for k, t, maximum in ((1, 1, 1), (2, 2, 64), (3, 2, 49), (5, 3, 64), (7, 4, 33), (16, 9, 64))
        for sizes in [keys.PublicKey(0, 0, [0] * maximum, [[]] * k, t, length)]
    ]
    interpolations = []
    for k in (1, 2, 3, 5, 7, 12, 16):
        for _ in range(3):
            holders = list(range(1, k + 1))
            chosen = sorted(holders.pop(stream.below(len(holders))) for _ in range(k // 2 + 1))
            denominator, coefficients = shares.lagrange(chosen)
            interpolations.append({"holders": chosen, "denominator": denominator, "lambda": coefficients})
    return {"quorums": quorums, "lengths": lengths, "interpolations": interpolations}


def write(name, text):
    path = FOLDER / f"{name}.json"
    path.write_text(text + "\n")
    print(path.name, path.stat().st_size)


def main():
    wrong = 0
    for case in CASES:
        vector = make(case)
        found = list(flaws(vector))
        print("\n".join(f"{case.name}: {flaw}" for flaw in found), end="\n" if found else "")
        wrong += len(found)
        write(case.name, json.dumps(vector, ensure_ascii=False, indent=1))
    tables = [
        f'"{name}": [\n ' + ",\n ".join(json.dumps(row) for row in rows) + "\n]" for name, rows in make_tables().items()
    ]
    write("tables", "{" + ",\n".join(tables) + "}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
