#!/bin/sh
# Shows that grok-server cannot decrypt: no object file of the target with the secret-key code is linked into it, and no
# symbol of that target is in the built program. The client, which has both, shows that the search itself works.
#
# usage: check-server-links.sh DIRECTORY-OF-THE-BUILT-PROGRAMS
set -eu
bin=${1:?usage: check-server-links.sh DIRECTORY-OF-THE-BUILT-PROGRAMS}

links_secrets() { grep -q '/PaillierSecret\.build/' "$bin/$1.product/Objects.LinkFileList"; }
# A mangled Swift name carries its module's name with the length in front.
has_symbols() { nm "$bin/$1" | grep -q '14PaillierSecret'; }
fail() {
    echo "check-server-links.sh: $1" >&2
    exit 1
}

links_secrets grok-client || fail "grok-client links no PaillierSecret either: the list of objects was not understood"
has_symbols grok-client || fail "grok-client has no symbol of PaillierSecret either: the symbols were not understood"
if links_secrets grok-server; then fail "grok-server links objects of PaillierSecret"; fi
if has_symbols grok-server; then fail "grok-server contains symbols of PaillierSecret"; fi
echo "grok-server links no secret-key code"
