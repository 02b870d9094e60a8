#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Compares what the documents print with what the program prints, byte for byte; or renews it.
# Usage: [KOPPEL=build/koppel] tests/printed.sh [--write] [FILE...]    (default: every document, and the two pictures of docs)
#
# tests/console.sh says which blocks these are. A block that begins with ``` alone must be one of them, or stand below
# a line <!-- drawn by hand -->, so that no output stands in a document unseen. With --write the documents are rewritten in
# place: one command after any change of what is printed. A document whose commands fail stays as it is.
# Exit status: 0; 1 when a document differs, or could not be renewed.
set -u
cd "$(dirname "$0")/.." || exit 1
KOPPEL=${KOPPEL:-$PWD/build/koppel}
export KOPPEL
writes=no
if [ "${1:-}" = --write ]; then
    writes=yes
    shift
fi
has_pictures=no
if [ $# -eq 0 ]; then
    has_pictures=yes
    # bench/policies.sh makes RESULTS.md, and the tests of koppel compare hold it against the program.
    # shellcheck disable=SC2046 # no file name of ours holds a blank
    set -- README.md README.nl.md $(find data docs bench solver -name '*.md' ! -name RESULTS.md | sort)
fi
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT
n_bad=0
n_documents=0

# keep NEW OLD: compares, or takes the new one
keep() {
    if cmp -s "$1" "$2"; then return; fi
    if [ "$writes" = yes ]; then
        # in place, so that the file keeps its mode
        cat "$1" >"$2" && echo "printed: $2 is renewed"
    else
        echo "printed: $2 shows what the program does not print (make printed renews it):"
        diff "$2" "$1" | sed 's/^/    /'
        n_bad=$((n_bad + 1))
    fi
}

for document in "$@"; do
    awk -v name="$document" '
        /^```/ && inside { inside = 0; before = ""; next }
        /^```/ {
            inside = 1
            if ($0 == "```" && before !~ /^<!-- (printed by: .*|drawn by hand) -->$/) {
                printf "printed: %s:%d: nothing says what prints this block\n", name, FNR
                bad = 1
            }
            next
        }
        !inside { before = $0 }
        END { exit bad }' "$document" || n_bad=$((n_bad + 1))
    if ! grep -q -e '^```console$' -e '^<!-- printed by: ' "$document"; then continue; fi
    n_documents=$((n_documents + 1))
    case $document in # the language that it prints
    *.nl.md) language='nl' ;;
    *) language='en' ;;
    esac
    if KOPPEL_LANG=$language sh tests/console.sh "$document" >"$made/document"; then
        keep "$made/document" "$document"
        awk -v name="$document" '
            /^<!-- printed by: / { at = FNR }
            $0 == "```" && FNR == at + 2 && before == "```" { printf "printed: %s:%d: its command prints nothing\n", name, FNR; bad = 1 }
            { before = $0 }
            END { exit bad }' "$made/document" || n_bad=$((n_bad + 1))
    else
        echo "printed: the commands of $document cannot be run: it is left as it is"
        n_bad=$((n_bad + 1))
    fi
done

if [ "$has_pictures" = yes ]; then
    if KOPPEL_LANG=en "$KOPPEL" compare data/municipality-a -o "$made/comparison" --quiet </dev/null; then
        for picture in trade-off waiting; do
            keep "$made/comparison/$picture.svg" "docs/pictures/$picture.svg"
        done
    else
        echo 'printed: the pictures of docs could not be made'
        n_bad=$((n_bad + 1))
    fi
fi
if [ "$n_bad" -gt 0 ]; then exit 1; fi
echo "printed: $n_documents documents show what the program prints"
