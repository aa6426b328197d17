#!/usr/bin/env bash
# Looks at the admin page of a real federation of three in headless Chromium: its content as rounds happen, nothing on
# the console, no request elsewhere, in light, in dark and at a phone's width. One participant is stopped for a while,
# so that a round is abandoned.
#
#   deploy/check-admin-page.sh [FOLDER]          pictures go to FOLDER; needs python3 and Debian's chromium
#
# BIN names the folder of the programs; by default that of `swift build -c release`.
set -euo pipefail
cd "$(dirname "$0")/.."

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ]; then
    echo "check-admin-page.sh: skipped, there is no chromium (apt-get install chromium)" >&2
    exit 0
fi

bin=${BIN:-$(swift build -c release --show-bin-path)}
participants="alice bob sue"
work=$(mktemp -d "${TMPDIR:-/tmp}/grok-admin.XXXXXX")
pictures=${1:-$work}
mkdir -p "$pictures"
processes=()

clean_up() {
    for process in "${processes[@]}"; do kill -CONT "$process" 2>/dev/null || true; kill "$process" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

"$bin/grok-provision" create office --participants "${participants// /,}" --out "$work/office" >/dev/null
"$bin/grok-lab" sample-mail --participants "${participants// /,}" --out "$work/mail" >/dev/null
echo "training-seconds: 12" >"$work/server.yaml"

"$bin/grok-server" --kit "$work/office/server.kit" --config "$work/server.yaml" --listen 127.0.0.1:0 \
    --admin 127.0.0.1:0 --state "$work/server" --rounds 20 --log-level warning &
processes+=("$!")
until [ -s "$work/server/address" ] && [ -s "$work/server/admin" ]; do
    kill -0 "${processes[0]}" 2>/dev/null || { echo "check-admin-page.sh: the server did not start" >&2; exit 1; }
    sleep 0.1
done

for name in $participants; do
    mv "$work/office/$name.kit" "$work/mail/"
    "$bin/grok-client" --data "$work/mail/$name.mbox" --server "$(cat "$work/server/address")" \
        --state "$work/state-$name" --log-level error &
    processes+=("$!")
done

published() { "$bin/grok-server" rounds --state "$work/server" | grep -c published || true; }

# The last participant does nothing for longer than a round may take.
(
    until [ "$(published)" -ge 3 ]; do sleep 0.5; done
    kill -STOP "${processes[3]}"
    until "$bin/grok-server" rounds --state "$work/server" | grep -q abandoned; do sleep 0.5; done
    kill -CONT "${processes[3]}"
) &
processes+=("$!")

ABANDONED=1 PARTICIPANTS="$participants" \
    python3 deploy/admin_page.py "$chromium" "http://$(cat "$work/server/admin")/" "$pictures"
"$bin/grok-server" status --state "$work/server" | grep -q "alice *connected" ||
    { echo "check-admin-page.sh: grok-server status does not show who is connected" >&2; exit 1; }
echo "check-admin-page.sh: the admin page is well"
