#!/bin/sh
# The learning engine beside PyTorch and plain NumPy, each on one thread, in turns in one run: medians and ratios as a
# table, and as JSON beside it. Without a Python that has torch and numpy (peers/learning/requirements.txt) our part
# runs alone.
#
#     Benchmarks/learning/run.sh [--python python3] [--repeats 9] [--only LSTM] [--json learning.json]
set -eu
cd "$(dirname "$0")"
# SwiftPM does not compile this again when a module that Learning re-exports changes, and would link old layouts.
touch Sources/learning-bench/*.swift
${SWIFT:-swift} build -c release --product learning-bench
exec "$(${SWIFT:-swift} build -c release --show-bin-path)/learning-bench" --peers ../peers/learning "$@"
