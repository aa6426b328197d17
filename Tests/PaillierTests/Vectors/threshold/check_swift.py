#!/usr/bin/env python3
"""Checks files in the format of document.py that somebody else wrote.

    check_swift.py FILE…       exit code 1 where something is wrong; each line says what

Every public value is computed again from h, u, v, w, A, C and z, and compared; proofs are verified; shares are
combined. Where a file carries secrets (p, q, root, x, coefficients; shares or secretBlocks; plaintexts, randomness,
rho), what follows from them is computed again too. What a file leaves out is not checked, except for what the proofs
need.
"""

import argparse
import json
import pathlib
import random
import sys

import agreement
import contribution
import document
import keys
import shares
from contribution import Contribution, Layout
from document import number, numbers, rows
from encoding import Refused, byte_count
from stream import is_prime

LEAST = {
    "key": {"n", "g", "h", "verification", "threshold", "exponentBits", "digest"},
    "round": {"announcement", "blocks", "positionsPerBlock", "contributions", "sum", "shares", "combinations"},
}


def differences(where, given, expected):
    """Yields the fields that are there and not as they should be."""
    for field, value in expected.items():
        if field in given and given[field] != value:
            yield f"{where}: {field} differs"


def refusal(where, check, *arguments):
    """Yields why a check fails, if it does."""
    try:
        check(*arguments)
    except Refused as refused:
        yield f"{where}: {refused}"


def read_key(given):
    return keys.PublicKey(
        n=number(given["n"]),
        g=number(given["g"]),
        h=numbers(given["h"]),
        verification=[numbers(row) for row in given["verification"]],
        threshold=given["threshold"],
        exponent_bits=given["exponentBits"],
    )


def read_secret_block(key, block):
    width = byte_count(key.share_bits)
    data = bytes.fromhex(block)
    if data[0] != keys.SECRET_BLOCK_KIND or len(data) != 1 + width * key.maximum_block:
        raise Refused("a secret block has another kind or size")
    return [int.from_bytes(data[start : start + width], "big") for start in range(1, len(data), width)]


def key_flaws(given, key):
    yield from differences("key", given, document.describe_key(key))
    yield from refusal("key", key.check_ranges)
    weights = [random.SystemRandom().getrandbits(128) for _ in key.h]
    yield from refusal("key", key.check_sharing, weights)
    if "p" in given:
        p, q = number(given["p"]), number(given["q"])
        yield from refusal("key", keys.check_primes, p, q, is_prime)
        coefficients = [numbers(row) for row in given["coefficients"]]
        root, x = number(given["root"]), numbers(given["x"])
        dealt = keys.deal(p, q, root, x, coefficients, key.holders, key.threshold, key.exponent_bits)
        if dealt.public != key:
            yield "key: it is not the one that these secrets make"
        yield from differences("key", given, document.describe_dealt(dealt))


def secret_shares(given, key):
    """A row a holder, or nothing where the file keeps them to itself."""
    if "shares" in given:
        return [numbers(row) for row in given["shares"]]
    return [read_secret_block(key, block) for block in given.get("secretBlocks", [])]


def contribution_flaws(key, layout, announcement, given, one):
    where, public_key = f"contribution of {given['name']}", bytes.fromhex(given["publicKey"])
    context = contribution.contribution_context(announcement, given["name"], public_key)
    yield from refusal(where, contribution.verify, key, layout, context, one)
    described = document.describe_contribution(key, layout, announcement, given["name"], public_key, one)
    yield from differences(where, given, described)
    if "randomness" in given:
        plaintexts, r = rows(given["plaintexts"], layout.positions), numbers(given["randomness"])
        if any(value >= keys.exponent_bound(key.n, key.exponent_bits) for value in r):
            yield f"{where}: an r is too long"
        if contribution.encrypt(key, layout, plaintexts, r) != (one.u, one.v):
            yield f"{where}: not the encryption of these plaintexts with this randomness"
        if "rho" in given:
            rho = number(given["rho"])
            if rho >> key.proof_bits(layout.blocks):
                yield f"{where}: rho is too long"
            if contribution.prove(key, layout, context, one.u, one.v, r, rho) != one:
                yield f"{where}: not the proof with this rho"


def share_flaws(key, question, given, share, secrets):
    where = f"share of holder {share.holder}, blocks {share.blocks}"
    yield from refusal(where, shares.verify, key, question, share)
    yield from differences(where, given, document.describe_share(key, question, share))
    if secrets:
        own = secrets[share.holder - 1]
        if shares.partial(key, question, own) != share.w:
            yield f"{where}: not the partial decryptions by its secrets"
        if "rho" in given:
            rho = number(given["rho"])
            if rho >> key.share_proof_bits(question.positions):
                yield f"{where}: rho is too long"
            if shares.prove(key, question, share.holder, own, share.w, rho) != share:
                yield f"{where}: not the proof with this rho"
            yield from differences(where, given, document.describe_share_secrets(key, question, share, own, rho))


def combination_flaws(key, v, answers, given, plaintexts):
    where = f"combination of shares {given['shares']}"
    used, blocks = [answers[index] for index in given["shares"]], given["blocks"]
    yield from differences(where, given, document.describe_combination(given["shares"], answers, blocks))
    try:
        if shares.combine(key, v, blocks, used) != [plaintexts[block] for block in blocks]:
            yield f"{where}: it does not open to the sum that the file says"
    except Refused as refused:
        yield f"{where}: {refused}"


def plaintext_sum(key, layout, contributions):
    """The sum of what was encrypted, a row a block; nothing where a file does not say."""
    if not all("plaintexts" in given for given in contributions):
        return []
    columns = zip(*(numbers(given["plaintexts"]) for given in contributions))
    sums = [sum(column) % key.n for column in columns]
    return [sums[start : start + layout.positions] for start in range(0, len(sums), layout.positions)]


def round_flaws(given, key, secrets):
    layout = Layout(given["blocks"], given["positionsPerBlock"])
    announcement = bytes.fromhex(given["announcement"])
    read = [
        Contribution(numbers(c["u"]), rows(c["v"], layout.positions), number(c["a1"]), number(c["a2"]), number(c["z"]))
        for c in given["contributions"]
    ]
    for described, one in zip(given["contributions"], read):
        yield from contribution_flaws(key, layout, announcement, described, one)
    u, v = contribution.sum_of(key, layout, read)
    digests = {
        described["name"]: contribution.contribution_digest(
            key,
            layout,
            contribution.contribution_context(announcement, described["name"], bytes.fromhex(described["publicKey"])),
            one,
            contribution.v_root(key, one.v),
        )
        for described, one in zip(given["contributions"], read)
    }
    total = agreement.sum_digest(announcement, digests)
    plaintexts = rows(given["sum"]["plaintexts"], layout.positions)
    yield from differences("sum", given["sum"], document.describe_sum(key, announcement, u, v, digests, plaintexts))
    if plaintexts != (plaintext_sum(key, layout, given["contributions"]) or plaintexts):
        yield "sum: it is not the sum of the plaintexts"
    for commit in given.get("commits", []):
        holder, base_model, instance = commit["holder"], given["baseModel"], commit["instance"]
        described = document.describe_commit(
            announcement, bytes.fromhex(base_model), total, holder, bytes.fromhex(instance)
        )
        yield from differences(f"commit of holder {holder}", commit, described)
    if "quorum" in given and given["quorum"] != agreement.quorum(key.holders, key.threshold, given["toleratedHolders"]):
        yield "round: quorum differs"
    answers = []
    for described in given["shares"]:
        blocks = described["blocks"]
        question = shares.Question(announcement, total, blocks, [u[block] for block in blocks], layout.positions)
        w, others = rows(described["w"], layout.positions), (number(described[field]) for field in ("A", "C", "z"))
        answers.append(shares.Share(described["holder"], blocks, w, *others))
        yield from share_flaws(key, question, described, answers[-1], secrets)
    for combination in given["combinations"]:
        yield from combination_flaws(key, v, answers, combination, plaintexts)


def flaws(vector):
    """Yields what is wrong with a whole file."""
    for section, fields in LEAST.items():
        missing = fields - vector.get(section, {}).keys()
        if missing:
            yield f"{section}: {', '.join(sorted(missing))} missing"
            return
    key = read_key(vector["key"])
    yield from key_flaws(vector["key"], key)
    secrets = secret_shares(vector["key"], key)
    for holder, share in enumerate(secrets, 1):
        yield from refusal("key", key.check_share, holder, share)
    yield from round_flaws(vector["round"], key, secrets)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE", type=pathlib.Path)
    wrong = 0
    for path in parser.parse_args().files:
        try:
            found = list(flaws(json.loads(path.read_text())))
        except (IndexError, KeyError, OverflowError, TypeError, ValueError) as error:
            found = [f"not what document.py describes: {error!r}"]
        wrong += len(found)
        print("\n".join(f"{path.name}: {flaw}" for flaw in found) or f"{path.name}: agrees")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
