#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the completion script of a shell, made from the options that the program itself lists, so that it cannot lag
# behind them.
# Usage: completion/make.sh bash|zsh|fish PROGRAM
#
# What the awk program of the shell reads, with tabs between: "command NAME ABOUT", and for every option of it
# "option COMMAND LONG SHORT ARGUMENT ABOUT", "-" where there is no short name or argument.
set -eu
here=$(dirname "$0")
shell=${1:-}
program=${2:-}
KOPPEL_LANG=en
export KOPPEL_LANG
if [ $# -ne 2 ] || [ ! -f "$here/$shell.awk" ]; then
    echo 'usage: completion/make.sh bash|zsh|fish PROGRAM' >&2
    exit 2
fi
"$program" help | sed -n 's/^  \([a-z][a-z-]*\)  *\([a-z].*\)/\1\t\2/p' | while IFS='	' read -r command about; do
    printf 'command\t%s\t%s\n' "$command" "$about"
    "$program" "$command" --list-options | sed "s/^/option\t$command\t/"
done | LC_ALL=C awk -F '\t' -f "$here/words.awk" -f "$here/$shell.awk"
