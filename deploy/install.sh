#!/bin/sh
# Installs what stage.sh has gathered, and remembers the files for uninstall.sh.
#
# usage: install.sh STAGE PREFIX [DESTDIR]
set -eu
[ $# -ge 2 ] || { sed -n '/^# usage/s/^# //p' "$0" >&2; exit 64; }
stage=$1 prefix=$2 root=${3-}
case $prefix in *[\&\|\\\"\$]*) echo "install.sh: PREFIX may not hold &, |, \\, \" or \$: $prefix" >&2; exit 64 ;; esac
case $prefix in /*) ;; *) echo "install.sh: PREFIX must begin with /: $prefix" >&2; exit 64 ;; esac
[ -d "$stage/bin" ] || { echo "install.sh: there is nothing in $stage: run make stage first" >&2; exit 1; }

list=$root$prefix/share/grok/installed-files
files=$(cd "$stage" && find . -type f | sed 's|^\./||' | sort -r)

# What an earlier version installed and this one does not have goes first.
if [ -e "$list" ]; then
    while read -r file; do
        printf '%s\n' "$files" | grep -qxF -- "$file" || rm -f -- "$root$prefix/$file"
    done <"$list"
fi

# In this order grok-participant is there before grok-client becomes it. A new file takes the old one's name: programs that
# run go on with what they have loaded.
printf '%s\n' "$files" | while read -r file; do
    target=$root$prefix/$file
    mode=644
    [ -x "$stage/$file" ] && mode=755
    mkdir -p "$(dirname "$target")"
    case $file in
    *.service)
        # In units a % begins a specifier and is itself as %%.
        sed "s|@PREFIX@|$(printf '%s' "$prefix" | sed 's/%/%%/g')|g" "$stage/$file" >"$target.new"
        chmod "$mode" "$target.new"
        ;;
    *) install -m "$mode" "$stage/$file" "$target.new" ;;
    esac
    mv -f "$target.new" "$target"
done
mkdir -p "$(dirname "$list")"
printf '%s\n' "$files" share/grok/installed-files >"$list"
echo "installed in $root$prefix: $(printf '%s\n' "$files" | wc -l) files"
