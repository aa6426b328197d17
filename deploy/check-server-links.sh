#!/bin/sh
# Shows that grok-server cannot decrypt: the target that holds the secret-key code is neither in its part of the package
# graph nor among the symbols of the built program.
set -eu
cd "$(dirname "$0")/.."
server=${1:?usage: check-server-links.sh PATH-TO-GROK-SERVER}
client=$(dirname "$server")/grok-client

reachable=$(swift package describe --type json 2>/dev/null | python3 -c '
import json, sys
targets = {t["name"]: t.get("target_dependencies", []) for t in json.load(sys.stdin)["targets"]}
seen, todo = set(), ["grok-server"]
while todo:
    name = todo.pop()
    if name not in seen:
        seen.add(name)
        todo += targets.get(name, [])
print("\n".join(sorted(seen)))')
if printf '%s\n' "$reachable" | grep -qx PaillierSecret; then
    echo "grok-server depends on PaillierSecret" >&2
    exit 1
fi
printf '%s\n' "$reachable" | grep -qx Paillier || { echo "the package graph was not read" >&2; exit 1; }

# A module's symbols carry its name with its length in front; the client has them, so the search itself is sound.
nm "$client" | grep -q '14PaillierSecret' || { echo "no symbol of PaillierSecret in grok-client either" >&2; exit 1; }
if nm "$server" | grep -q '14PaillierSecret'; then
    echo "grok-server contains code of PaillierSecret" >&2
    exit 1
fi
echo "grok-server links no secret-key code"
