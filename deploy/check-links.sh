#!/bin/sh
# Shows what programs cannot do. grok-server cannot decrypt: no object file of the target with the secret-key code is
# linked into it, and no symbol of that target is in the built program. grok-client, which mail systems feed with strangers'
# mail, has nothing of the federation, the network, the database or archives. grok-participant, which has all of it, shows that the
# search itself works.
#
# usage: check-links.sh DIRECTORY-OF-THE-BUILT-PROGRAMS
set -eu
bin=${1:?usage: check-links.sh DIRECTORY-OF-THE-BUILT-PROGRAMS}

fail() {
    echo "check-links.sh: $1" >&2
    exit 1
}
links() { grep -q "/$2\.build/" "$bin/$1.product/Objects.LinkFileList"; }
# A mangled Swift name carries its module's name with the length in front.
has_symbols() { nm "$bin/$1" | grep -q "${#2}$2"; }

must_lack() {
    program=$1
    shift
    for target in "$@"; do
        links grok-participant "$target" || fail "grok-participant links no $target: the list of objects was not understood"
        has_symbols grok-participant "$target" ||
            fail "grok-participant has no symbol of $target: the symbols were not understood"
        if links "$program" "$target"; then fail "$program links objects of $target"; fi
        if has_symbols "$program" "$target"; then fail "$program contains symbols of $target"; fi
    done
}

must_lack grok-server PaillierSecret
must_lack grok-client PaillierSecret Paillier Federation Transport Wire RoundStore Mailboxes GrokClient
echo "grok-server links nothing that decrypts; grok-client nothing of the federation, the network, the database or archives"
