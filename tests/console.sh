#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the commands whose output a document shows, and prints the document with what they print now.
# Usage: KOPPEL=build/koppel tests/console.sh FILE
#
# - In a block that begins with ```console a line "$ COMMAND" is run; the lines below it are what it prints.
# - A block that begins with ``` below a line <!-- printed by: COMMAND --> is what that command prints.
# Commands are run by sh, where koppel is the program and write_cell a person at a workbook, in one fresh folder for the whole document in which data/ and docs/
# are those of the source. tests/printed.sh compares, or renews, all documents. Exit status: 0; 1 when a program crashed or
# a block is not closed; then nothing that is printed is to be kept.
set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
document=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
KOPPEL=$(cd "$(dirname "$KOPPEL")" && pwd)/$(basename "$KOPPEL")
LC_ALL=C.UTF-8
export LC_ALL
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/here"
cd "$folder/here"
ln -s "$ROOT/data" data
ln -s "$ROOT/docs" docs

# Exit codes of the program end at 70 with a fault of its own; what a shell reports of a crash lies above.
koppel() {
    code=0
    "$KOPPEL" "$@" || code=$?
    if [ "$code" -ge 64 ]; then echo "koppel $*: exit status $code" >>"$folder/crashed"; fi
    return "$code"
}

# write_cell BOOK.xlsx SHEET CELL TEXT: what a person writes into a workbook (its tool: make build/tests/cli/book_tool)
write_cell() {
    "$(dirname "$KOPPEL")/tests/cli/book_tool" set "$@" "$folder/written.xlsx" 2>>"$folder/crashed" &&
        mv "$folder/written.xlsx" "$1"
}

inside=no
command=
while IFS= read -r line || [ -n "$line" ]; do
    case $inside:$line in
    no:'```console') inside=console && printf '%s\n' "$line" ;;
    no:'<!-- printed by: '*' -->')
        printf '%s\n' "$line"
        command=${line#<!-- printed by: }
        command=${command% -->}
        inside=marked
        ;;
    marked:'```')
        printf '%s\n' "$line"
        (eval "$command") </dev/null 2>&1 || true
        inside=printed
        ;;
    marked:*)
        echo "console: $document: no block begins below a line <!-- printed by: -->" >&2
        exit 1
        ;;
    console:'```' | printed:'```') inside=no && printf '%s\n' "$line" ;;
    'console:$ '*)
        printf '%s\n' "$line"
        eval "${line#??}" </dev/null 2>&1 || true
        ;;
    console:* | printed:*) ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$document"
if [ "$inside" != no ]; then
    echo "console: $document: a block is not closed" >&2
    exit 1
fi
if [ -s "$folder/crashed" ]; then
    cat "$folder/crashed" >&2
    exit 1
fi
