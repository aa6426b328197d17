"""What every peer has in common: it greets, reads names of steps, and answers each with the time that it took.

A line each way, JSON in this direction; the other end is `ContenderProcess.swift`.
"""

import json
import os
import statistics
import sys
import time

PARAMETERS = 1 << 16
PARTICIPANTS = 3
VISIT = 0.05
MOST_RUNS = 25


class Work:
    """One step: `run` is timed, `scale` is by how much its time is multiplied to get a whole contribution's."""

    def __init__(self, run, scale=1.0):
        self.run = run
        self.scale = scale

    def measure(self):
        """Like `Work.measure()` in Clock.swift: short steps fill a while, the first run of several only warms up."""
        runs, total = [], 0.0
        while True:
            wall, processor = time.perf_counter(), time.process_time()
            self.run()
            processor, wall = time.process_time() - processor, time.perf_counter() - wall
            runs.append((processor, wall))
            total += wall
            if total >= VISIT or len(runs) >= MOST_RUNS:
                break
        if len(runs) > 1:
            runs.pop(0)
        processor, wall = (statistics.median(times) * self.scale for times in zip(*runs))
        return {"processor": processor, "wall": wall}


def serve(make):
    """Serves what `make` returns: a title, a dictionary of steps and one of sizes."""
    # Libraries print to standard output, which is for answers only.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def say(message):
        print(json.dumps(message), file=answers, flush=True)

    try:
        title, steps, sizes = make()
    except Exception as error:  # whatever it is, the other end is told
        say({"error": f"{type(error).__name__}: {error}"})
        return
    say({"title": title, "steps": list(steps), "sizes": sizes})
    for line in sys.stdin:
        try:
            say({"elapsed": steps[line.strip()].measure()})
        except Exception as error:
            say({"error": f"{type(error).__name__}: {error}"})


def check(right, name):
    """What computes something else is not timed."""
    if not right:
        raise ArithmeticError(f"{name} does not compute the sum")
