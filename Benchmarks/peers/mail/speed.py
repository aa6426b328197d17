#!/usr/bin/env python3
"""How long `grok-client filter` takes from its start to its end, and how many messages `classify` tells a second, on one core.

    grok-lab split enron1.tar.gz enron5.tar.gz --participants bob,alice,sue --by time --out mail
    grok-lab compare mail --out mail/model.safetensors
    python3 Benchmarks/peers/mail/speed.py mail --model mail/model.safetensors --client .build/release/grok-client

Processor time is what counts where a machine is shared; wall time says how long a mail system waits. The first run of each
is not counted. bogofilter, where it is installed, is measured in the same way with words of the same mail.
"""
import argparse
import mailbox
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time


def run(command, given):
    """Seconds of processor and of wall of a process that gets a message, or nothing, on standard input."""
    with open(given, "rb") as source:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdin=source, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, wall


def start(name, command, message, runs):
    run(command, message)
    times = [run(command, message) for _ in range(runs)]
    processor, wall = ([seconds * 1000 for seconds in column] for column in zip(*times))
    print(f"| {name} | {statistics.median(processor):.1f} | {min(processor):.1f} | {statistics.median(wall):.1f} "
          f"| {min(wall):.1f} |")


def classify(client, model, boxes, runs):
    count = sum(len(mailbox.mbox(box)) for box in boxes)
    command = [client, "classify", "--model", model, "--data", *boxes]
    run(command, os.devnull)
    processor = statistics.median(run(command, os.devnull)[0] for _ in range(runs))
    print(f"\nclassify: {count} messages in {processor:.3f} s of processor time, {count / processor:,.0f} a second")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("mail", type=pathlib.Path, help="a folder that grok-lab split wrote")
    parser.add_argument("--model", required=True, help="a model of Grok")
    parser.add_argument("--client", default="grok-client", help="the program grok-client")
    parser.add_argument("--runs", type=int, default=30, help="how often each filter is started")
    parser.add_argument("--core", type=int, default=0, help="the core that everything runs on")
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.core})
    boxes = sorted(options.mail.glob("*.mbox"))
    sizes = sorted((len(message.as_bytes()), message.as_bytes()) for message in mailbox.mbox(boxes[-1]))
    with tempfile.TemporaryDirectory() as folder:
        message = pathlib.Path(folder) / "message"
        message.write_bytes(sizes[len(sizes) // 2][1])
        print(f"a message of {message.stat().st_size} bytes; milliseconds, {options.runs} runs")
        print("| filter | processor, median | least | wall, median | least |\n|---|---|---|---|---|")
        start("grok-client", [options.client, "filter", "--model", options.model], message, options.runs)
        if shutil.which("bogofilter"):
            for flag, box in (("-s", boxes[0]), ("-n", boxes[0])):
                run(["bogofilter", "-d", folder, flag, "-M"], box)
            start("bogofilter", ["bogofilter", "-d", folder, "-p"], message, options.runs)
    classify(options.client, options.model, boxes, 5)


main()
