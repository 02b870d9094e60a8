#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the commands that README.md shows, in a clean clone of the last commit, and compares what the documents print with
# what the program prints there. `tests/readme.sh --write` rewrites the documents instead (tests/printed.sh).
# Usage: tests/readme.sh [FILE...]    (default: README.md)
#        tests/readme.sh --write
#
# A block is run when the line above its ```sh fence is <!-- tested -->. Each block runs in the clone's root folder,
# in order; the first command that fails fails the test.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --write ]; then exec sh tests/printed.sh "$@"; fi
if [ $# -eq 0 ]; then set -- README.md; fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git clone -q . "$folder/koppel"
n_blocks=0

for file in "$@"; do
    rm -f "$folder"/block-*
    awk -v prefix="$folder/block-" '
        inside && /^```/ { inside = 0; close(name); next }
        inside { print >> name; next }
        marked && /^```sh$/ { inside = 1; name = sprintf("%s%03d", prefix, ++n); print "set -eux" > name; marked = 0; next }
        marked { printf "%s:%d: <!-- tested --> stands above no ```sh block\n", FILENAME, FNR; exit 1 }
        /^<!-- tested -->$/ { marked = 1 }
    ' "$file"
    for block in "$folder"/block-*; do
        [ -f "$block" ] || continue
        n_blocks=$((n_blocks + 1))
        if ! (cd "$folder/koppel" && sh "$block"); then
            echo "readme: a command of block $n_blocks of $file failed"
            exit 1
        fi
    done
done

if [ "$n_blocks" -eq 0 ]; then
    echo 'readme: no block is marked <!-- tested -->'
    exit 1
fi
if ! (cd "$folder/koppel" && make -s build/koppel build/tests/cli/book_tool && unset KOPPEL && sh tests/printed.sh); then
    echo 'readme: a document shows what the program does not print'
    exit 1
fi
echo "readme: $n_blocks blocks passed"
