#!/bin/sh
# Gathers what `make install` copies: the programs, the Swift libraries that they load and grok-participant, which
# grok-client becomes for all but filtering, manual pages, completions, units and the commented settings. Needs patchelf,
# readelf and the toolchain that built the programs.
#
# usage: stage.sh DIRECTORY-OF-THE-BUILT-PROGRAMS GENERATE-MANUAL STAGE
set -eu
cd "$(dirname "$0")/.."
[ $# -eq 3 ] || { sed -n '/^# usage/s/^# //p' "$0" >&2; exit 64; }
bin=$1 manual=$2 stage=$3
programs="grok-server grok-client grok-provision ${GROK_STAGE_LAB-grok-lab}"

fail() {
    echo "stage.sh: $1" >&2
    exit 1
}
command -v patchelf >/dev/null || fail "patchelf is missing: apt-get install patchelf"
runtime=$(dirname "$(readlink -f "$(command -v swift)")")/../lib/swift/linux
[ -e "$runtime/libswiftCore.so" ] || fail "the Swift runtime is not where it is expected: $runtime"

rm -rf "$stage"
mkdir -p "$stage/bin" "$stage/lib/grok" "$stage/share/man/man1" "$stage/lib/systemd/system" \
    "$stage/share/bash-completion/completions" "$stage/share/zsh/site-functions" \
    "$stage/share/fish/vendor_completions.d"

# shellcheck disable=SC2016 # $ORIGIN is the loader's variable
rpath='$ORIGIN/../lib/grok'

# The Swift libraries that a file loads, and those that these load (they find each other beside themselves); the
# system's libraries come from the system's packages.
copy_runtime() {
    readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | while read -r library; do
        [ -e "$runtime/$library" ] || continue
        [ -e "$stage/lib/grok/$library" ] && continue
        install -m 644 "$runtime/$library" "$stage/lib/grok/$library"
        copy_runtime "$runtime/$library"
    done
}

install_program() {
    install -m 755 "$bin/$1" "$stage/$2"
    [ -n "${GROK_STAGE_KEEP_SYMBOLS-}" ] || strip --strip-debug "$stage/$2"
    patchelf --set-rpath "$3" "$stage/$2"
    copy_runtime "$bin/$1"
}

# shellcheck disable=SC2016 # $ORIGIN is the loader's variable
install_program grok-participant lib/grok/grok-participant '$ORIGIN'

date=$(git log -1 --format=%cs 2>/dev/null || date -u +%Y-%m-%d)
for program in $programs; do
    install_program "$program" "bin/$program" "$rpath"
    case $program in
    grok-client) deploy/completions.sh "$bin/$program" "$stage" train ;;
    grok-server) deploy/completions.sh "$bin/$program" "$stage" run ;;
    *) deploy/completions.sh "$bin/$program" "$stage" ;;
    esac
    "$manual" "$bin/$program" --multi-page --date "$date" --output-directory "$stage/share/man/man1"
    rm -f "$stage/share/man/man1/$program.help.1"
    sed -i "/^\.Xr $program\.help 1/d" "$stage/share/man/man1/$program.1"
done

# The generator knows two statuses only.
for page in "$stage"/share/man/man1/*.1; do
    case $page in
    *.filter.1) statuses=deploy/man/exit-status.filter.mdoc ;;
    *) statuses=deploy/man/exit-status.mdoc ;;
    esac
    grep -q '^\.Sh "EXIT STATUS"' "$page" || fail "$page has no exit status any more"
    sed -i -e "/^\.Sh \"EXIT STATUS\"/r $statuses" -e '/^\.Sh "EXIT STATUS"/d' -e '/^\.Ex -std/d' "$page"
done

install -m 644 deploy/systemd/*.service "$stage/lib/systemd/system/"
for file in README.md LICENSE CHANGELOG.md SECURITY.md config/*.yaml docs/*.md; do
    install -D -m 644 "$file" "$stage/share/doc/grok/$file"
done
echo "$stage: $(find "$stage" -type f | wc -l) files, $(du -sh "$stage" | cut -f1)"
