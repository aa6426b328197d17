#!/usr/bin/env bash
# Runs a test command, and where it fails says once more at the end what failed: among the thousands of lines of those that
# passed it is hard to find, and a log of which the end alone is kept would not tell at all.
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
"$@" 2>&1 | tee "$log" || status=$?
if ((status != 0)); then
    printf '\nWhat failed:\n'
    # An issue with the lines that belong to it.
    awk '$1 == "✘" { shown = /recorded an issue/ }
         $1 == "✔" || $1 == "◇" { shown = 0 }
         shown && ++lines <= 60 { print "  " substr($0, 1, 600) }' "$log"
    # A process that died says nothing of that kind.
    grep -E 'Fatal error|^error:' "$log" | tail -n 5 || true
fi
exit "$status"
