"""Writes the beginnings of fuzzing into Cases/: one well-formed example of everything, as small as it can be.

    pip install grpcio-tools
    python3 -m grpc_tools.protoc -I../../proto/grok/v1 --python_out=. grok.proto && python3 make_cases.py
"""
import json, os, struct
import grok_pb2 as pb

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Cases")
digest = lambda number: bytes([number] * 32)
signature = bytes(64)


def save(target, name, content):
    os.makedirs(os.path.join(HERE, target), exist_ok=True)
    with open(os.path.join(HERE, target, name), "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


announcement = pb.Announcement(
    federation="office-0123abcd", manifest=digest(1), roster_number=1, roster=digest(2), key=digest(3), round=1,
    kind=pb.KIND_TRAINING, base_model=digest(4), previous_transcript=digest(5),
    hyper_parameters=pb.HyperParameters(epochs=1, batch_size=32, learning_rate=0.01),
    codec=pb.Codec(value_bits=16, metric_bits=40, clip=1, weight_cap=4096, maximum_participants=8),
    strategy="fedavg", blocks=2, positions_per_block=2, deadline_milliseconds=1_700_000_000_000)
contribution = pb.Contribution(
    announcement=digest(6), participant="alice", randomisers=b"u" * 16, proof=[b"a1", b"a2", b"z"], root=digest(7),
    signature=signature)
commit = pb.Commit(
    announcement=digest(6), base_model=digest(4), sum=digest(8), holder=1, instance=bytes(16), signature=signature)
other = pb.Commit(
    announcement=digest(6), base_model=digest(4), sum=digest(9), holder=1, instance=bytes(16), signature=signature)
import hashlib
share = pb.Share(
    sum=digest(8), holder=1, blocks=[0, 1], payload_bytes=4, payload=hashlib.sha256(b"wACz").digest(),
    signature=signature)
totals = pb.Totals(
    weight_units=4096, held_out_examples=10, true_positives=3, false_positives=1, false_negatives=1, loss_sum=0.5,
    clipped_components=2)
acknowledgement = pb.Acknowledgement(
    announcement=digest(6), participant="alice", contribution=digest(10), signature=signature)
blob = pb.Blob(digest=digest(11), bytes=100)
messages = dict(
    hello=pb.Hello(protocol=1, federation="office-0123abcd", manifest=digest(1), roster_number=1, model=digest(4)),
    fetch=pb.Fetch(digest=digest(4), offset=262144), contribution=contribution, share=share,
    refused=pb.Refusal(announcement=digest(6), reason="no"), ping=pb.Ping(), commit=commit,
    chunk=pb.Chunk(digest=digest(6), offset=0, total=4, content=b"body"),
    welcome=pb.Welcome(
        roster=pb.SignedBytes(content=b"{}", signature=signature), published=1, rounds=10, model=digest(4)),
    rejection=pb.Rejection(code=pb.Rejection.CODE_REPLACED, reason="connected again"), announcement=announcement,
    acknowledgement=acknowledgement,
    contribution_refused=pb.ContributionRefused(announcement=digest(6), reason="late"),
    concluded=pb.Concluded(
        round=1, outcome=pb.OUTCOME_PUBLISHED, model=digest(4), published=1, base=totals,
        contributors=["alice", "bob"]),
    finished=pb.Finished(model=digest(4), published=10, final=totals), pong=pb.Pong(),
    commit_request=pb.CommitRequest(announcement=announcement, contributions=blob),
    share_request=pb.ShareRequest(announcement=digest(6), sum=digest(8), blocks=[0, 1], commits=[commit], input=blob))
stream = b""
for name, message in messages.items():
    envelope = pb.Envelope(**{name: message}).SerializeToString()
    save("messages", name, envelope)
    stream += struct.pack(">I", len(envelope)) + envelope
save("frames", "small-pieces", b"\x07" + stream)
save("frames", "large-pieces", b"\xff" + stream[:1000])
save("frames", "too-long", b"\x40\x00\x10\x00\x01abc")
save("frames", "empty", b"\x01\x00\x00\x00\x00\x00\x00\x00\x00")

records = [
    announcement, contribution, pb.ContributionList(contributions=[contribution] * 2), acknowledgement, share, commit,
    pb.CommitEvidence(first_announcement=announcement, first=commit, second_announcement=announcement, second=other)]
for number, record in enumerate(records):
    save("records", record.DESCRIPTOR.name, bytes([number]) + record.SerializeToString())
save("transcripts", "published", pb.Transcript(
    announcement=announcement, contributions=[contribution], commits=[commit],
    shares=[pb.GivenShare(share=share, content=b"wACz")], sum=b"sum", model=digest(12),
    signature=signature).SerializeToString())
save("transcripts", "void", pb.Transcript(announcement=announcement, signature=signature).SerializeToString())


def model(tensors, metadata, padding=b""):
    header, offset, content = {"__metadata__": metadata}, 0, b""
    for name, shape, values in tensors:
        bytes_ = struct.pack(f"<{len(values)}f", *values)
        header[name] = dict(dtype="F32", shape=shape, data_offsets=[offset, offset + len(bytes_)])
        offset, content = offset + len(bytes_), content + bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + content + padding


spam = dict(
    format="grok-model-1", tokenizer="words-nfc-lower/fnv1a64-xor", rows="16", dimension="1", maximumTokens="500")
save("models", "spam", model([("embedding.weight", [16, 1], [0.5] * 16), ("bias", [1], [1.0])], spam))
save("models", "scalar", model([("x", [], [1.0])], {}))
save("models", "escapes", model([("\u0007\"\\\U0001F600", [2, 1], [1.0, 2.0])], {"a\n": "\\"}))
save("models", "overlap", model([("x", [2], [1.0, 2.0])], {}).replace(b"[0, 8]", b"[4, 8]"))

mail = {
    "plain": "From: a@b\nSubject: =?utf-8?Q?caf=C3=A9?=\nX-Spam-Flag: YES\n\nhello world\n",
    "alternative": "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"=_b\"\n\n--=_b\n"
    "Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: quoted-printable\n\nh=E9llo =\n\n--=_b\n"
    "Content-Type: text/html; charset=gb18030\nContent-Transfer-Encoding: base64\n\nPGI+aGk8L2I+\n--=_b--\n",
    "nested": "Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\ninner\n--c--\n",
    "html": "Subject: h\nContent-Type: text/html; charset=utf-16\n\n<html><meta charset=\"koi8-r\"><p>x&nbsp;y<!-- c -->"
    "<a href='q'>l</a><![CDATA[z]]>&#xFFFFFF;</html>\n",
    "uuencode": "Content-Transfer-Encoding: x-uuencode\nContent-Type: text/plain\n\nbegin 644 f\n#86)C\n`\nend\n",
}
for name, text in mail.items():
    save("mail", name, text)
save("mailboxes", "mbox", "".join(
    f"From a Mon Jan {day} 00:00:00 2001\n{text}\n>From y\n\n" for day, text in enumerate(mail.values(), 1)))
save("mailboxes", "message", mail["plain"])
save("mailboxes", "enron", "Subject: cheap\nbuy now\n")
configurations = dict(
    server="listen: 0.0.0.0:7433\nrounds: 10\nlearning-rate: 0.01\nlog-format: json\n",
    client="kit: alice.kit\ndata: [a.mbox, b.mbox]\nheld-out-percent: 10\n",
    anchors="a: &x [1, 2]\nb: *x\n? {c: d}\n: |\n  text\n", tabs="\t- x: 'y\n", empty="")
for name, text in configurations.items():
    save("configurations", name + ".yaml", text)

# Cases/kits and Cases/documents come from `grok-provision create fuzz --participants a,b,c --key-bits 512
# --insecure-key-bits`, with and without `--scheme paillier-single`: a kit of each kind, and its documents on their own.
