#!/bin/sh
# Removes what install.sh has installed; kits, settings and state are never among it.
#
# usage: uninstall.sh PREFIX [DESTDIR]
set -eu
[ $# -ge 1 ] || { sed -n '/^# usage/s/^# //p' "$0" >&2; exit 64; }
prefix=$1 root=${2-}
list=$root$prefix/share/grok/installed-files
[ -e "$list" ] || { echo "uninstall.sh: nothing is installed in $root$prefix" >&2; exit 1; }

files=$(cat "$list")
printf '%s\n' "$files" | while read -r file; do rm -f -- "$root$prefix/$file"; done
# Directories that are empty now; `lib` and the like stay where others use them.
printf '%s\n' "$files" | sed 's|/[^/]*$||' | sort -ru | while read -r directory; do
    (cd "$root$prefix" && rmdir -p --ignore-fail-on-non-empty -- "$directory" 2>/dev/null) || true
done
echo "removed from $root$prefix: $(printf '%s\n' "$files" | wc -l) files"
