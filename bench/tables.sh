#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Turns a table of results (bench/harness) into what a paper shows.
# Usage: bench/tables.sh RESULTS.csv [FOLDER]
#
# The tables go to standard output as Markdown and to FOLDER/tables.md, the pictures to FOLDER: profile.svg (performance
# profiles), growth.svg (seconds and memory against size). With FOLDER "bench" the tables of bench/README.md (between its
# two marks) and bench/best-known.csv are brought up to date as well, and the results are kept as bench/results.csv.
# Exit status: 0; 1 when an engine's value is better than another's bound; 2 wrong use.
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 1 ] || [ ! -r "$1" ]; then
    echo 'usage: bench/tables.sh RESULTS.csv [FOLDER]' >&2
    exit 2
fi
results=$1
folder=${2:-}
LC_ALL=C
export LC_ALL
kept=$(mktemp) || exit 2
trap 'rm -f "$kept"' EXIT

part() { awk -f "$here/tables/read.awk" "$@"; }

part -f "$here/tables/markdown.awk" "$results" >"$kept"
status=$?
cat "$kept"
[ $status -le 1 ] || exit 2
[ -n "$folder" ] || exit $status
mkdir -p "$folder/pictures" || exit 2
part -f "$here/tables/chart.awk" -f "$here/tables/profile.awk" "$results" >"$folder/pictures/profile.svg" || exit 2
part -f "$here/tables/chart.awk" -f "$here/tables/growth.awk" "$results" >"$folder/pictures/growth.svg" || exit 2
if [ ! -f "$folder/README.md" ]; then
    cp "$kept" "$folder/tables.md"
    exit $status
fi
cp "$folder/README.md" "$kept.old"
awk -v name=tables -v text="$kept" -f "$here/tables/put.awk" "$kept.old" >"$folder/README.md"
rm -f "$kept.old"
cmp -s "$results" "$folder/results.csv" || cp "$results" "$folder/results.csv" || exit 2
part -v known="$folder/best-known.csv" -v list="$folder/instances.csv" -v date="$(date -u +%Y-%m-%d)" \
    -f "$here/tables/best_known.awk" "$results" >"$kept" && cp "$kept" "$folder/best-known.csv"
exit $status
