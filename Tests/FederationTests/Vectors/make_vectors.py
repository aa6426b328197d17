#!/usr/bin/env python3
"""An independent model of how updates are packed and what is hashed; writes the JSON files beside it.

    python3 make_vectors.py

Nothing here was made with the Swift code: the formulas are those of the documentation comments of UpdateCodec,
RoundAnnouncement, ContributionStatement, SumStatement, ShareStatement, Acknowledgement and Transcript. Rows are plain
Python integers, so a carry between slots would show. Only the standard library is used.

Rounding draws come from SplitMix64 (Steele, Lea, Flood 2014), one 64-bit number a component in order, of which the
upper 53 bits make a number in [0, 1).
"""

import hashlib
import json
import math
import pathlib
import struct
from fractions import Fraction

MASK = (1 << 64) - 1
METRICS = ["heldOutExamples", "truePositives", "falsePositives", "falseNegatives", "lossSum", "clippedComponents"]


# --- numbers ---------------------------------------------------------------------------------------------------------


def split_mix(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def bits32(value):
    return struct.unpack("<I", struct.pack("<f", value))[0]


def round_half_up(value):
    return math.floor(Fraction(value) + Fraction(1, 2))


# --- packing ---------------------------------------------------------------------------------------------------------


class Codec:
    def __init__(self, value_bits, metric_bits, clip, weight_cap, participants, count, plaintext_bits):
        self.clip, self.cap, self.participants, self.count = clip, weight_cap, participants, count
        self.value_bits, self.metric_bits, self.plaintext_bits = value_bits, metric_bits, plaintext_bits
        headroom = (participants - 1).bit_length()
        self.value_slot, self.metric_slot = value_bits + headroom, metric_bits + headroom
        self.largest = 2 ** (value_bits - 1) - 1

    def parameters(self):
        return {
            "valueBits": self.value_bits, "metricBits": self.metric_bits, "clip": self.clip,
            "weightCap": self.cap, "maximumParticipants": self.participants,
        }

    def weight(self, examples):
        return min(2 ** math.floor(math.log2(examples)), self.cap)

    def quantise(self, delta, weight, seed):
        draws = split_mix(seed)
        scale = weight / self.cap / self.clip * self.largest
        values = []
        for component in delta:
            exact = min(max(component, -self.clip), self.clip) * scale
            floor = math.floor(exact)
            up = (next(draws) >> 11) * 2.0 ** -53 < exact - floor
            values.append(min(max(floor + up, -self.largest), self.largest))
        return values

    def rows(self, slots, slot_bits):
        per_row = self.plaintext_bits // slot_bits
        return [
            sum(slot << (i * slot_bits) for i, slot in enumerate(slots[start : start + per_row]))
            for start in range(0, len(slots), per_row)
        ]

    def layout(self, rows):
        blocks = -(-rows // 64)
        if rows >= 8:
            blocks = -(-blocks // 8) * 8
        return blocks, -(-rows // blocks)

    def pad(self, rows):
        blocks, positions = self.layout(len(rows))
        return rows + [0] * (blocks * positions - len(rows))

    def metric_slots(self, weight, metrics):
        slots = [weight] + [metrics[name] for name in METRICS]
        slots[5] = round_half_up(metrics["lossSum"] * 1024.0)
        assert all(0 <= slot < 2 ** self.metric_bits for slot in slots)
        return slots

    def training(self, delta, examples, metrics, seed):
        weight = self.weight(examples)
        values = self.quantise(delta, weight, seed)
        metrics = dict(metrics, clippedComponents=sum(abs(component) > self.clip for component in delta))
        offset = 2 ** (self.value_bits - 1)
        rows = self.rows([value + offset for value in values], self.value_slot)
        return values, weight, metrics, self.pad(rows + self.rows(self.metric_slots(weight, metrics), self.metric_slot))

    def evaluation(self, metrics):
        return self.pad(self.rows(self.metric_slots(0, metrics), self.metric_slot))


def packing_case(name, codec, contributions):
    """`contributions`: (delta, examples, metrics, seed) of each participant."""
    made = [codec.training(*contribution) for contribution in contributions]
    sums = [sum(rows) for rows in zip(*(rows for _, _, _, rows in made))]
    quantised = [sum(values) for values in zip(*(values for values, _, _, _ in made))]
    weight = sum(weight for _, weight, _, _ in made)
    scale = codec.clip / codec.largest * codec.cap / weight
    totals = {name: sum(metrics[name] for _, _, metrics, _ in made) for name in METRICS}
    totals["lossSum"] = sum(round_half_up(metrics["lossSum"] * 1024.0) for _, _, metrics, _ in made) / 1024.0
    blocks, positions = codec.layout(len(sums))
    return {
        "name": name, "codec": codec.parameters(), "parameterCount": codec.count,
        "plaintextBits": codec.plaintext_bits, "blocks": blocks, "positionsPerBlock": positions,
        "contributions": [
            {
                "delta": [bits32(component) for component in delta], "examples": examples, "metrics": metrics,
                "seed": seed, "rows": [f"{row:x}" for row in rows],
                "evaluation": [f"{row:x}" for row in codec.evaluation(metrics)],
            }
            for (delta, examples, metrics, seed), (_, _, _, rows) in zip(contributions, made)
        ],
        "sum": [f"{row:x}" for row in sums],
        "mean": [bits32(float32(value * scale)) for value in quantised],
        "totals": dict(totals, weightUnits=weight),
    }


def drawn(count, seed, spread):
    """Components that are float32 numbers, some of them outside ± spread / 2."""
    draws = split_mix(seed)
    return [float32(((next(draws) >> 40) * 2.0 ** -24 - 0.5) * spread) for _ in range(count)]


def metrics_of(n):
    return {
        "heldOutExamples": 100 * n, "truePositives": 40 * n, "falsePositives": n, "falseNegatives": 2 * n,
        "lossSum": 12.3456789 * n, "clippedComponents": 0,
    }


def packing():
    small = Codec(16, 40, 1.0, 4096, 3, 37, 120)
    odd = Codec(11, 41, 0.3, 64, 5, 40, 511)
    full = Codec(4, 40, 2.5, 1, 2, 130, 256)
    wide = Codec(24, 48, 1.0, 1 << 20, 4096, 90, 3071)
    return [
        packing_case("room for three, rows of 120 bits", small, [
            (drawn(37, 1, 2.5), 900, metrics_of(1), 11), (drawn(37, 2, 0.1), 70, metrics_of(2), 12),
            (drawn(37, 3, 9.0), 5000, metrics_of(3), 13)]),
        packing_case("a clip that is no float32", odd, [
            (drawn(40, n, 0.7), 7 * n, metrics_of(n), 20 + n) for n in range(1, 6)]),
        packing_case("every slot at its top", full, [([2.5] * 130, 1, metrics_of(n), n) for n in (1, 2)]),
        packing_case("every slot at its bottom", full, [([-9.0] * 130, 1, metrics_of(n), n) for n in (1, 2)]),
        packing_case("the widest slots", wide, [
            (drawn(90, n, 1.9), 1 << (6 * n), metrics_of(n), 40 + n) for n in range(1, 4)]),
    ]


# --- digests ---------------------------------------------------------------------------------------------------------


def part(value):
    if isinstance(value, str):
        return value.encode()
    return value


def u32(value):
    return struct.pack(">I", value)


def u64(value):
    return struct.pack(">Q", value & MASK)


def real(value):
    return struct.pack(">d", value)


def tagged(tag, *parts):
    message = b""
    for piece in (tag, *parts):
        message += u64(len(part(piece))) + part(piece)
    return hashlib.sha256(message).digest()


def sha(*parts):
    return hashlib.sha256(b"".join(part(piece) for piece in parts)).digest()


def merkle(leaves):
    while len(leaves) > 1:
        pairs = [leaves[i : i + 2] for i in range(0, len(leaves), 2)]
        leaves = [tagged("grok/v1/node", *pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return leaves[0]


def announcement_digest(a):
    return tagged(
        "grok/v1/round", a["federation"], a["kind"], a["strategy"],
        *(bytes.fromhex(a[name]) for name in ("manifest", "roster", "key", "baseModel", "previousTranscript")),
        *(u64(a[name]) for name in (
            "rosterNumber", "round", "epochs", "batchSize", "valueBits", "metricBits", "weightCap",
            "maximumParticipants")),
        real(a["learningRate"]), real(a["clip"]),
        *(u64(a[name]) for name in ("blocks", "positionsPerBlock", "deadline")))


def body_root(body, blocks):
    size = len(body) // blocks
    return merkle([tagged("grok/v1/leaf", u32(b), body[b * size : (b + 1) * size]) for b in range(blocks)])


def contribution(p, name, key, header, proof, body, blocks):
    fingerprint = sha(key)
    context = tagged("grok/v1/contribution", p, name, fingerprint)
    root = body_root(body, blocks)
    digest = tagged("grok/v1/signed", context, tagged("grok/v1/u", header), root, *proof)
    return {
        "participant": name, "key": key.hex(), "randomisers": header.hex(), "proof": [part.hex() for part in proof], "body": body.hex(), "context": context.hex(),
        "root": root.hex(), "digest": digest.hex(), "signature": (sha("signature of ", name) * 2).hex(),
    }


def share(sum_digest, holder, blocks, payload):
    digest = sha(payload)
    signed = tagged("grok/v1/share", sum_digest, u32(holder), b"".join(u32(b) for b in blocks), digest)
    return {
        "holder": holder, "blocks": blocks, "content": payload.hex(), "payload": digest.hex(),
        "signedBytes": signed.hex(),
        "signature": (sha("signature of holder ", str(holder)) * 2).hex(),
    }


def commit(p, base_model, sum_digest, holder, instance):
    signed = tagged("grok/v1/commit", p, base_model, sum_digest, u32(holder), instance)
    return {
        "holder": holder, "instance": instance.hex(), "signedBytes": signed.hex(),
        "signature": (sha("commit of holder ", str(holder)) * 2).hex(),
    }


def transcript_digest(p, contributions, commits, shares, added, hashes, opened, outcome):
    parts = [p, u32(len(contributions))]
    for c in contributions:
        proof = [bytes.fromhex(part) for part in c["proof"]]
        parts += [c["participant"], bytes.fromhex(c["randomisers"]), u32(len(proof)), *proof]
        parts += [bytes.fromhex(c[name]) for name in ("root", "signature")]
    parts.append(u32(len(commits)))
    for c in commits:
        parts += [bytes.fromhex(c["signedBytes"]), bytes.fromhex(c["signature"])]
    parts.append(u32(len(shares)))
    for s in shares:
        parts += [bytes.fromhex(s[name]) for name in ("signedBytes", "signature", "payload")]
    return tagged("grok/v1/transcript", *parts, sha(added), u32(len(hashes)), *hashes, sha(opened), outcome)


def is_prime(n):
    """Miller–Rabin; the bases are proof below 3.3e24 and no doubt above."""
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41):
        x = pow(base, d, n)
        if x not in (1, n - 1) and all((x := x * x % n) != n - 1 for _ in range(s - 1)):
            return False
    return True


def next_prime(n):
    """The next prime that is 3 modulo 4."""
    n += (3 - n) % 4
    while not is_prime(n):
        n += 4
    return n


def hexadecimal(n):
    return n.to_bytes((n.bit_length() + 7) // 8, "big").hex()


def keys():
    """Digests of public keys: of the compact JSON with sorted keys."""
    n = next_prime(3 << 126) * next_prime((3 << 126) + (1 << 90))
    h = pow(-(12345 ** 2) % n, n, n * n)
    single = {"name": "paillier-single", "n": hexadecimal(n), "h": hexadecimal(h), "insecureKeyBits": True}
    none = {"name": "none", "plaintextBits": 1024}
    texts = [json.dumps(key, sort_keys=True, separators=(",", ":")) for key in (single, none)]
    return [{"json": text, "digest": tagged("grok/v1/key", text).hex()} for text in texts]


def digests():
    announcement = {
        "federation": "office-0a1b2c3d", "manifest": sha("manifest").hex(), "rosterNumber": 7,
        "roster": sha("roster").hex(), "key": sha("key").hex(), "round": 3, "kind": "training",
        "baseModel": sha("model").hex(), "previousTranscript": tagged("grok/v1/genesis").hex(), "epochs": 2,
        "batchSize": 32, "learningRate": 0.01, "valueBits": 16, "metricBits": 40, "clip": 1.5, "weightCap": 4096,
        "maximumParticipants": 8, "strategy": "fedavg", "blocks": 3, "positionsPerBlock": 2,
        "deadline": 1_800_000_000_123,
    }
    p = announcement_digest(announcement)
    contributions = [
        contribution(p, name, sha("key of ", name), header, proof, bytes((7 * i + n) % 256 for i in range(6 * 5)), 3)
        for n, (name, header, proof) in enumerate([
            ("alice", b"", []), ("bob", b"\x01\x02", [b"\x03"]), ("sue.smith", b"\x00" * 40, [b"\x07" * 3, b"", b"\x08"]),
        ])
    ]
    sum_parts = [part for c in contributions for part in (c["participant"], bytes.fromhex(c["digest"]))]
    sum_digest = tagged("grok/v1/sum", p, *sum_parts)
    shares = [share(sum_digest, 1, [0, 2], b"one"), share(sum_digest, 16, [1], b"sixteen")]
    commits = [
        commit(p, sha("model"), sum_digest, holder, sha("instance of ", str(holder))[:16]) for holder in (1, 16)
    ]
    added, opened = bytes(range(90)), bytes(range(60))
    hashes = [bytes(range(n, n + 30)) for n in range(3)]
    model = sha("next model")
    return {
        "announcement": announcement, "announcementDigest": p.hex(), "genesis": tagged("grok/v1/genesis").hex(),
        "keys": keys(), "contributions": contributions, "sum": sum_digest.hex(), "commits": commits,
        "shares": shares,
        "acknowledged": tagged("grok/v1/ack", p, "alice", bytes.fromhex(contributions[0]["digest"])).hex(),
        "hashSeed": tagged(
            "grok/v1/hash", p, u32(len(contributions)), *(bytes.fromhex(c["root"]) for c in contributions), sha(added)).hex(),
        "hashes": [own.hex() for own in hashes], "added": added.hex(), "opened": opened.hex(), "model": model.hex(),
        "published": transcript_digest(p, contributions, commits, shares, added, hashes, opened, model).hex(),
        "void": transcript_digest(p, contributions, commits, shares, added, hashes, opened, "void").hex(),
    }


def main():
    folder = pathlib.Path(__file__).parent
    (folder / "packing.json").write_text("[\n" + ",\n".join(map(json.dumps, packing())) + "\n]\n")
    (folder / "digests.json").write_text(json.dumps(digests(), indent=1) + "\n")


main()
