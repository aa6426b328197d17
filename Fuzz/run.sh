#!/usr/bin/env bash
# Fuzzes each target for some seconds, from the kept cases on: run.sh [SECONDS] [TARGET…]
#
# What is found is written to Fuzz/found/<target>: bring it to Tests/FuzzTests/Cases/<target> under a name that says what
# it is, and the ordinary tests read it from then on. What libFuzzer learns on the way stays in Fuzz/corpus, uncommitted.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
shift || true
targets=("$@")
((${#targets[@]})) || targets=(configurations documents frames kits mail mailboxes messages models records transcripts)
export SWIFT_BACKTRACE=enable=no  # a crash is libFuzzer's to report
swift build -c release --sanitize=fuzzer
fuzz=$(swift build -c release --sanitize=fuzzer --show-bin-path)/grok-fuzz
status=0
for target in "${targets[@]}"; do
    mkdir -p "corpus/$target" "found/$target"
    echo "fuzzing $target for $seconds s"
    GROK_FUZZ_TARGET=$target nice -n 5 "$fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="found/$target/" \
        "corpus/$target" "../Tests/FuzzTests/Cases/$target" 2>"corpus/$target.log" \
        || { status=1; tail -n 20 "corpus/$target.log"; }
    grep -E 'number_of_executed_units|peak_rss_mb' "corpus/$target.log" || true
done
exit $status
