#!/usr/bin/env python3
"""bogofilter (Debian's package) and a model of Grok on the same mail: accuracy, AUC, false positives at equal spam caught.

    grok-lab split enron1.tar.gz enron5.tar.gz --participants bob,alice,sue --by time --out mail
    grok-lab compare mail --out mail/model.safetensors
    python3 Benchmarks/peers/mail/bogofilter.py mail --model mail/model.safetensors --client .build/release/grok-client

Both see subject and text alone: the header that grok-lab writes names the label, and bogofilter reads headers. bogofilter
learns from all mail of all participants in one place, Grok's participants from nine tenths of theirs.
"""
import argparse
import json
import mailbox
import pathlib
import subprocess
import sys
import tempfile


def messages(path):
    """(is spam, subject and body) of a mailbox, every text once."""
    seen = set()
    for message in mailbox.mbox(path):
        body = message.get_payload(decode=True) or b""
        subject = str(message.get("Subject", "")).replace("\n", " ")
        text = b"Subject: " + subject.encode("utf-8", "replace") + b"\n\n" + body
        if (text, message["X-Spam-Flag"]) not in seen:
            seen.add((text, message["X-Spam-Flag"]))
            yield message["X-Spam-Flag"] == "YES", text


def bogofilter(folder, training, test):
    """The spamicity of each test message and what bogofilter calls it."""
    for flag, label in (("-s", True), ("-n", False)):
        names = []
        for number, (is_spam, text) in enumerate(training):
            if is_spam == label:
                names.append(folder / f"{number}.train")
                names[-1].write_bytes(text)
        run(["bogofilter", "-d", folder, flag, "-b"], names)
    names = []
    for number, (_, text) in enumerate(test):
        names.append(folder / f"{number}.test")
        names[-1].write_bytes(text)
    lines = run(["bogofilter", "-d", folder, "-C", "-T", "-b"], names).splitlines()
    found = [line.split()[-2:] for line in lines]
    if len(found) != len(test):
        sys.exit(f"bogofilter judged {len(found)} of {len(test)} messages")
    return [float(score) for _, score in found], [verdict for verdict, _ in found]


def run(command, names):
    listing = "".join(f"{name}\n" for name in names)
    result = subprocess.run([str(part) for part in command], input=listing, capture_output=True, text=True)
    if result.returncode == 3:
        sys.exit(result.stderr)
    return result.stdout


def grok(client, model, path):
    output = subprocess.run(
        [client, "classify", "--model", model, "--data", path, "--json"], capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in output.stdout.splitlines()]
    return [line for line in found if "label" in line]


def auc(scores, labels):
    order = sorted(range(len(scores)), key=lambda index: scores[index])
    wins, below, start = 0.0, 0, 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        spam = sum(labels[index] for index in order[start:end])
        ham = end - start - spam
        wins += spam * (below + ham / 2)
        below += ham
        start = end
    return wins / (sum(labels) * (len(labels) - sum(labels)))


def false_positives(scores, labels, caught):
    """Ham that scores at least as high as the threshold that catches this much spam."""
    threshold = sorted((score for score, label in zip(scores, labels) if label), reverse=True)[caught - 1]
    return sum(score >= threshold and not label for score, label in zip(scores, labels))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("mail", type=pathlib.Path, help="a folder that grok-lab split wrote")
    parser.add_argument("--model", required=True, help="a model of Grok")
    parser.add_argument("--client", default="grok-client", help="the program grok-client")
    options = parser.parse_args()
    boxes = sorted(path for path in options.mail.glob("*.mbox") if path.name != "test.mbox")
    training = [message for path in boxes for message in messages(path)]
    test = list(messages(options.mail / "test.mbox"))
    labels = [label for label, _ in test]
    with tempfile.TemporaryDirectory() as folder:
        scores, verdicts = bogofilter(pathlib.Path(folder), training, test)
    ours = grok(options.client, options.model, options.mail / "test.mbox")
    peers = {
        "bogofilter": (scores, labels, [score >= 0.5 for score in scores]),
        "Grok": ([line["logit"] for line in ours], [line["label"] == "spam" for line in ours],
                 [line["logit"] > 0 for line in ours]),
    }
    spam = sum(labels)
    print(f"{len(training)} messages to learn from, {len(test)} for testing, {spam} of them spam; bogofilter is sure that "
          f"{verdicts.count('S')} are spam and {verdicts.count('H')} are ham")
    shares = (0.9, 0.95, 0.98, 0.99, 0.995)
    print("| | accuracy at 0.5 | AUC | false positives at 0.5 |"
          + "".join(f" with {share:.1%} of spam caught |" for share in shares))
    print("|---|" + "---|" * (3 + len(shares)))
    for name, (scores, labels, calls) in peers.items():
        right = sum(call == label for call, label in zip(calls, labels)) / len(labels)
        wrong = sum(call and not label for call, label in zip(calls, labels))
        row = [f"{right:.3f}", f"{auc(scores, labels):.4f}", str(wrong)]
        row += [str(false_positives(scores, labels, round(share * sum(labels)))) for share in shares]
        print(f"| {name} | " + " | ".join(row) + " |")


main()
