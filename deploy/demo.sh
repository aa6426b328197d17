#!/usr/bin/env bash
# Trains a spam filter among three participants on this machine: a server and three clients as separate processes on
# loopback, five rounds, then the final model on mail that nobody trained on. Cleans up after itself.
#
#   make demo                                    with synthetic mail
#   make demo ENRON=path/to/enron1.tar.gz        with Enron-Spam: folders or their .tar.gz, several separated by spaces
set -euo pipefail
cd "$(dirname "$0")/.."

participants="bob alice sue"
rounds=${ROUNDS:-5}
bin=$(swift build -c release --show-bin-path)
work=$(mktemp -d "${TMPDIR:-/tmp}/grok-demo.XXXXXX")
processes=()

clean_up() {
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

names=${participants// /,}
say() { printf '\n== %s\n' "$1"; }

say "A federation of $participants: shares of a 3072-bit key, two of which decrypt"
"$bin/grok-provision" create office --participants "$names" --server 127.0.0.1:7433 --out "$work/office"

if [ -n "${ENRON:-}" ]; then
    say "Mail: Enron-Spam, a fifth of it for testing"
    # shellcheck disable=SC2086 # several paths
    "$bin/grok-lab" split $ENRON --participants "$names" --out "$work/mail"
else
    say "Mail: synthetic (for real mail: make demo ENRON=\"enron1.tar.gz enron5.tar.gz\")"
    "$bin/grok-lab" sample-mail --participants "$names" --out "$work/mail"
fi

say "The server and three clients, $rounds rounds"
"$bin/grok-server" --kit "$work/office/server.kit" --listen 127.0.0.1:0 --state "$work/server" --rounds "$rounds" \
    --log-format text 2> >(sed 's/^/server  /' >&2) &
server=$!
processes+=("$server")
until [ -s "$work/server/address" ]; do
    kill -0 "$server" 2>/dev/null || { echo "demo.sh: the server did not start" >&2; exit 1; }
    sleep 0.1
done
address=$(cat "$work/server/address")

clients=()
for name in $participants; do
    mv "$work/office/$name.kit" "$work/mail/"
    "$bin/grok-client" --data "$work/mail/$name.mbox" --server "$address" --state "$work/state-$name" \
        --log-format text --log-level warning &
    clients+=("$!")
    processes+=("$!")
done
for process in "${clients[@]}" "$server"; do wait "$process"; done

say "The final model on mail that nobody trained on"
"$bin/grok-client" classify --model "$work/state-alice/model.safetensors" --data "$work/mail/test.mbox" | tail -n 5
