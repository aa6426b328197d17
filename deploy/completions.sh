#!/bin/sh
# Writes a program's completions for bash, zsh and fish. As they are generated they offer the options of the default command
# after its name alone; here an option in place of a command's name is one of these.
#
# usage: completions.sh PROGRAM STAGE [DEFAULT-COMMAND]
set -eu
[ $# -ge 2 ] || { sed -n '/^# usage/s/^# //p' "$0" >&2; exit 64; }
program=$1 stage=$2 default=${3-}
name=${program##*/}
bash=$stage/share/bash-completion/completions/$name
zsh=$stage/share/zsh/site-functions/_$name
fish=$stage/share/fish/vendor_completions.d/$name.fish

"$program" --generate-completion-script bash >"$bash"
"$program" --generate-completion-script zsh >"$zsh"
"$program" --generate-completion-script fish >"$fish"
[ -n "$default" ] || exit 0

# Adds lines, which come on standard input, behind the first line of the root's function that has a text.
insert_behind() {
    lines=$(cat)
    awk -v start="_$name() {" -v text="$1" -v lines="$lines" '
        { print }
        $0 == start { inside = 1 }
        inside && index($0, text) { print lines; inside = 0; found = 1 }
        END { if (!found) exit 1 }' "$2" >"$2.new" ||
        { echo "completions.sh: $2 has no line \"$1\" any more" >&2; exit 1; }
    mv "$2.new" "$2"
}
insert_behind 'local -a unparsed_words=' "$bash" <<END
    if [[ "\${COMP_WORDS[1]}" == -* ]]; then
        local -a repeating_flags non_repeating_flags repeating_options non_repeating_options
        "_${name}_$default"
        return
    fi
END
insert_behind 'local -i ret=1' "$zsh" <<END
    if [[ "\${words[2]}" == -* ]]; then
        "_${name}_$default"
        return
    fi
END
# The root has --version and --help itself.
sed -n "s/^\(complete .*_flags_or_options \"$name\) $default\" /\1\" /p" "$fish" | grep -v -e "-l 'version'" -e "-l 'help'" \
    >"$fish.more" || { echo "completions.sh: $fish has no option of $default any more" >&2; exit 1; }
cat "$fish.more" >>"$fish"
rm "$fish.more"
