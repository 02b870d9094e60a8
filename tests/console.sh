#!/bin/sh
# Runs the commands of a document's console blocks, and prints the document with what they print now.
# Usage: KOPPEL=build/koppel tests/console.sh FILE
#
# A block begins with ```console. In it a line "$ COMMAND" is run by sh, where koppel is the program, in one fresh folder for
# the whole document in which data/ and docs/ are those of the source; the lines below it are what it prints. To renew the
# output in a document: tests/console.sh FILE >new && mv new FILE.
set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
document=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
KOPPEL=$(cd "$(dirname "$KOPPEL")" && pwd)/$(basename "$KOPPEL")
LC_ALL=C.UTF-8
export LC_ALL
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
ln -s "$ROOT/data" data
ln -s "$ROOT/docs" docs

koppel() { "$KOPPEL" "$@"; }

inside=no
while IFS= read -r line || [ -n "$line" ]; do
    case $inside:$line in
    no:'```console') inside=yes && printf '%s\n' "$line" ;;
    yes:'```') inside=no && printf '%s\n' "$line" ;;
    'yes:$ '*)
        printf '%s\n' "$line"
        eval "${line#??}" </dev/null 2>&1 || true
        ;;
    yes:*) ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$document"
