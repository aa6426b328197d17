"""The JSON that Python and Swift exchange, described from values. A checker describes what it read and compares.

Numbers and bytes are lower-case hexadecimal digits, two a byte; a number has no leading zero bytes, except 0 itself
("00"). Counts, bits and block numbers are JSON numbers. Rows lie one after the other: v, w and plaintexts block by
block, each with its positions in order.
"""

import hashlib

import agreement
import contribution
import shares
from encoding import rows_root


def text(number):
    return number.to_bytes(max(1, (number.bit_length() + 7) // 8), "big").hex()


def texts(numbers):
    return [text(number) for number in numbers]


def flat(rows):
    return [text(number) for row in rows for number in row]


def number(digits):
    return int(digits, 16)


def numbers(list_of_digits):
    return [number(digits) for digits in list_of_digits]


def rows(list_of_digits, width):
    values = numbers(list_of_digits)
    return [values[start : start + width] for start in range(0, len(values), width)]


def describe_key(key):
    return {
        "bits": key.bits,
        "exponentBits": key.exponent_bits,
        "maximumBlock": key.maximum_block,
        "holders": key.holders,
        "threshold": key.threshold,
        "coefficientBits": key.coefficient_bits,
        "shareBits": key.share_bits,
        "n": text(key.n),
        "g": text(key.g),
        "G": text(key.G),
        "h": texts(key.h),
        "verification": [texts(row) for row in key.verification],
        "publicValuesDigest": hashlib.sha256(key.public_values).hexdigest(),
        "digest": key.digest.hex(),
    }


def describe_dealt(dealt):
    """What the dealer has to forget, and what each kit carries."""
    return {
        "p": text(dealt.p),
        "q": text(dealt.q),
        "root": text(dealt.root),
        "x": texts(dealt.x),
        "coefficients": [texts(row) for row in dealt.coefficients],
        "shares": [texts(row) for row in dealt.shares],
        "secretBlocks": [dealt.public.secret_block(row).hex() for row in dealt.shares],
    }


def describe_contribution(key, layout, announcement, name, public_key, one):
    context = contribution.contribution_context(announcement, name, public_key)
    root = contribution.v_root(key, one.v)
    first, second = contribution.challenges(key, layout, context, one, root)
    return {
        "name": name,
        "publicKey": public_key.hex(),
        "context": context.hex(),
        "u": texts(one.u),
        "v": flat(one.v),
        "uDigest": contribution.u_digest(key, one.u).hex(),
        "vRoot": root.hex(),
        "seed0": first.seed.hex(),
        "f": texts(first.f),
        "Hf": text(first.Hf),
        "a1": text(one.a1),
        "a2": text(one.a2),
        "seed1": second.seed.hex(),
        "e": texts(second.e),
        "proofBits": key.proof_bits(layout.blocks),
        "z": text(one.z),
        "digest": contribution.contribution_digest(key, layout, context, one, root).hex(),
    }


def describe_contribution_secrets(plaintexts, r, rho):
    return {"plaintexts": flat(plaintexts), "randomness": texts(r), "rho": text(rho)}


def describe_sum(key, announcement, u, v, digests, plaintexts):
    return {
        "digest": agreement.sum_digest(announcement, digests).hex(),
        "u": texts(u),
        "U": texts(shares.lift(key, number) for number in u),
        "v": flat(v),
        "plaintexts": flat(plaintexts),
    }


def describe_commit(announcement, base_model, sum_digest, holder, instance):
    digest = agreement.commit_digest(announcement, base_model, sum_digest, holder, instance)
    return {"holder": holder, "instance": instance.hex(), "digest": digest.hex()}


def describe_share(key, question, share):
    root = rows_root(share.blocks, share.w, 2 * key.bits)
    first = shares.FirstChallenge(key, question, share.holder, root)
    return {
        "holder": share.holder,
        "blocks": share.blocks,
        "w": flat(share.w),
        "wRoot": root.hex(),
        "seed": first.seed.hex(),
        "alpha": texts(first.alpha),
        "gamma": texts(first.gamma),
        "foldedU": text(first.folded),
        "A": text(share.A),
        "C": text(share.C),
        "x": text(shares.second_challenge(key, first, share.A, share.C)),
        "proofBits": key.share_proof_bits(question.positions),
        "z": text(share.z),
    }


def describe_share_secrets(key, question, share, secrets, rho):
    first = shares.FirstChallenge(key, question, share.holder, rows_root(share.blocks, share.w, 2 * key.bits))
    return {"sigma": text(shares.folded_secret(first, secrets)), "rho": text(rho)}


def describe_combination(used, all_shares, blocks):
    """`used` says which of the listed shares open these blocks of the sum."""
    denominator, coefficients = shares.lagrange([all_shares[index].holder for index in used])
    return {
        "shares": used,
        "blocks": blocks,
        "denominator": denominator,
        "lambda": coefficients,
    }
