#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The completions of bash, zsh and fish name every command and option, and bash completes with its own.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

make_completion() {
    # shellcheck disable=SC2016 # the inner shell expands
    expect 'it is made' sh -c 'sh "$0/completion/make.sh" "$1" "$2" >"koppel.$1"' "$ROOT" "$1" "$KOPPEL"
}

# complete_bash WORD...: what bash offers for the last word
complete_bash() {
    bash -c '. ./koppel.bash; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _koppel
        printf "%s\n" "${COMPREPLY[@]}"' bash "$@" >offered
}

for shell in bash zsh fish; do
    begin "the completion of $shell has every option that the help lists"
    make_completion $shell
    missing=
    for command in $("$KOPPEL" help | sed -n 's/^  \([a-z][a-z-]*\)  *[a-z].*/\1/p'); do
        for option in $("$KOPPEL" help "$command" | sed -n 's/^ \{2,6\}\(-[A-Za-z?], \)\{0,1\} *--\([a-z-]*\).*/\2/p'); do
            grep -q -e "$option" "koppel.$shell" || missing="$missing $command:$option"
        done
        grep -q -e "$command" "koppel.$shell" || missing="$missing $command"
    done
    expect "nothing is missing$missing" test -z "$missing"
    if command -v $shell >/dev/null; then
        if [ $shell = fish ]; then check=--no-execute; else check=-n; fi
        expect "$shell reads it" $shell $check koppel.$shell
    fi
done

begin 'bash completes commands, options, their words and files'
make_completion bash
complete_bash koppel so
expect 'a command' grep -qx solve offered
complete_bash koppel help so
expect 'a command to help with' grep -qx solve offered
complete_bash koppel solve --stay
expect 'an option' grep -qx -e --stay-close= offered
complete_bash koppel export --format = m
expect 'a word of an option' grep -qx mps offered
touch town.xlsx
complete_bash koppel solve to
expect 'a file' grep -qx town.xlsx offered
complete_bash koppel solve --policy = to
expect 'a file of an option' grep -qx town.xlsx offered

begin 'a shell that is not known is refused'
sh "$ROOT/completion/make.sh" csh "$KOPPEL" >out 2>err
status=$?
expect_status 2
expect_file_has err usage
