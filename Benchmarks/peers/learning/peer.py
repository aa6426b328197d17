"""How learning-bench talks to a competitor: it writes the name of a workload, the competitor runs it once and
answers with the seconds it took, or with "none" where it has no such workload."""
import os
import sys

# One thread each, before the libraries read it.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time


def messages(path):
    """The spam workload: a line a message, its label and then its features."""
    with open(path) as lines:
        rows = [[int(word) for word in line.split()] for line in lines]
    return [row[0] for row in rows], [row[1:] for row in rows]


def serve(workloads, title):
    """`workloads` maps a name to a function that prepares it and returns the function to be timed."""
    prepared = {}
    print(title, flush=True)
    for line in sys.stdin:
        name = line.strip()
        if name not in workloads:
            print("none", flush=True)
            continue
        if name not in prepared:
            prepared[name] = workloads[name]()
            prepared[name]()
        start = time.perf_counter()
        prepared[name]()
        print(time.perf_counter() - start, flush=True)
