#!/bin/sh
# Installs the system packages that Grok builds on (Debian 12). Does nothing when they are there; run it as root or
# where sudo works.
set -eu

packages="libssl-dev libgmp-dev libgmime-3.0-dev libxml2-dev libarchive-dev libopenblas-pthread-dev libsqlite3-dev pkg-config binutils openssl"

missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ]; then as_root=""; elif command -v sudo >/dev/null; then as_root="sudo"; else
    echo "dependencies.sh: these packages are missing and this is not root:$missing" >&2
    exit 1
fi
echo "Installing:$missing"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086 # one word a package
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
