#!/bin/sh
# Lets systemd-analyze look at the units: whether they are understood, and how exposed the services are (0 is best).
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d "${TMPDIR:-/tmp}/grok-units.XXXXXX")
trap 'rm -rf "$work"' EXIT

# A unit's program has to be there to be verified.
mkdir -p "$work/bin"
for program in grok-server grok-client; do ln -s /bin/true "$work/bin/$program"; done
for unit in systemd/*.service; do sed "s|@PREFIX@|$work|g" "$unit" >"$work/${unit#systemd/}"; done
mv "$work/grok-client@.service" "$work/grok-client@daemon.service"
systemd-analyze verify --man=no "$work"/*.service
# An instance of a template cannot be looked at offline; as a plain unit it can.
sed 's/%i/daemon/g' "$work/grok-client@daemon.service" >"$work/grok-client.service"
for unit in grok-server grok-client; do
    systemd-analyze security --offline=true --threshold=20 "$work/$unit.service" | tail -n 1
done
