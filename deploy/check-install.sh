#!/bin/bash
# Installs a stage somewhere else and uses it as a new user would, with the toolchain out of the PATH, an empty
# LD_LIBRARY_PATH and, where this is root, the toolchain out of sight. Leaves nothing behind.
#
# usage: check-install.sh STAGE
set -euo pipefail
[ $# -eq 1 ] || { sed -n '/^# usage/s/^# //p' "$0" >&2; exit 64; }
here=$(cd "$(dirname "$0")" && pwd)
stage=$(cd "$1" && pwd)
toolchain=$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")")

# The rest runs again in an environment that knows nothing of the build; as root in one where the toolchain is hidden.
if [ -z "${GROK_CHECK_INSTALL-}" ]; then
    clean=(env -i "GROK_CHECK_INSTALL=$toolchain" PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/nonexistent "$here/check-install.sh" "$stage")
    if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
        # shellcheck disable=SC2016 # for the inner shell
        exec unshare -m sh -c 'mount -t tmpfs none "$0/usr/lib" && exec "$@"' "$toolchain" "${clean[@]}"
    fi
    exec "${clean[@]}"
fi

fail() {
    echo "check-install.sh: $1" >&2
    exit 1
}
if ls "$GROK_CHECK_INSTALL"/usr/lib/swift >/dev/null 2>&1; then hidden=no; else hidden=yes; fi
unset GROK_CHECK_INSTALL
work=$(mktemp -d "${TMPDIR:-/tmp}/grok-install.XXXXXX")
server=
clean_up() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

# Under a DESTDIR, as packagers do it, then where it belongs.
"$here/install.sh" "$stage" /opt/grok "$work/root" >/dev/null
[ -x "$work/root/opt/grok/bin/grok-server" ] || fail "DESTDIR was not respected"
grep -q '^ExecStart="/opt/grok/bin/grok-server" run' "$work/root/opt/grok/lib/systemd/system/grok-server.service" ||
    fail "the unit does not name the installed program"
"$here/uninstall.sh" /opt/grok "$work/root" >/dev/null
[ -z "$(find "$work/root" -type f)" ] || fail "uninstall left $(find "$work/root" -type f)"

prefix="$work/a 5% prefix"
mkdir "$prefix"
echo mine >"$prefix/mine"
"$here/install.sh" "$stage" "$prefix"
"$here/install.sh" "$stage" "$prefix" >/dev/null
grep -qF "ExecStart=\"${prefix//%/%%}/bin/grok-client\" train" "$prefix/lib/systemd/system/grok-client@.service" ||
    fail "the unit does not name the installed program"
for program in "$prefix"/bin/* "$prefix/lib/grok/grok-participant"; do
    foreign=$(ldd "$program" | grep -E 'not found|libswift|Foundation|libdispatch|BlocksRuntime' |
        grep -vF -e "$prefix/bin/../lib/grok/" -e "$prefix/lib/grok/" || true)
    [ -z "$foreign" ] || fail "$program does not load its own libraries: $foreign"
    "$program" --version >/dev/null || fail "$program does not start"
    name=${program##*/}
    [ "$name" != grok-participant ] || continue
    for file in "share/man/man1/$name.1" "share/zsh/site-functions/_$name" \
        "share/fish/vendor_completions.d/$name.fish" "share/bash-completion/completions/$name"; do
        [ -s "$prefix/$file" ] || fail "$file is missing"
    done
    bash -n "$prefix/share/bash-completion/completions/$name"
done

# A federation, a server that listens, and a participant that reaches it.
cd "$work"
bin="$prefix/bin"
"$bin/grok-provision" create office --participants bob,alice,sue --key-bits 512 --insecure-key-bits \
    --server 127.0.0.1:1 2>/dev/null >/dev/null
"$bin/grok-server" check --kit office/server.kit --listen 127.0.0.1:0 --state server >/dev/null
"$bin/grok-server" --kit office/server.kit --listen 127.0.0.1:0 --state server 2>server.log &
server=$!
for _ in $(seq 100); do
    [ -s server/address ] && break
    kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat server.log)"
    sleep 0.1
done
printf 'From a@example.org Thu Jan  1 00:00:00 2026\nSubject: hello\nX-Spam-Flag: NO\n\nhello\n' >alice.mbox
"$bin/grok-client" check --kit office/alice.kit --server "$(cat server/address)" --state alice --data alice.mbox
printf 'Subject: hello\n\nhello\n' >message
status=0
"$bin/grok-client" filter --state alice --exit-code <message >filtered 2>filter.log || status=$?
{ [ $status -eq 3 ] && cmp -s message filtered; } || fail "a filter without a model ended with $status: $(cat filter.log)"
kill "$server"
wait "$server" || fail "the server did not end with 0: $(cat server.log)"
server=

"$here/uninstall.sh" "$prefix"
[ "$(find "$prefix" -mindepth 1)" = "$prefix/mine" ] || fail "uninstall left or took too much: $(find "$prefix")"
echo "check-install.sh: installed, used and removed; toolchain hidden: $hidden"
