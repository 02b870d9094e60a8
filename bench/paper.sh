#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Every table and picture of bench/README.md from nothing: instances, runs, tables, pictures, and the digest of each file.
# Usage: [KOPPEL_SHARED=folder] [COMMIT=text] bench/paper.sh BUILD FOLDER [full|quick]    (make paper, make paper QUICK=1)
#
# BUILD has the programs. FOLDER gets README.md with its tables made anew, pictures, policies/RESULTS.md, results.csv, best-known.csv,
# published.txt, time.csv and SHA256SUMS; a second run goes on where the first was stopped. Seconds and memory are those of the
# machine. What does not depend on it is held against what is published here: values and bounds, sections of policies, pictures
# of the trade-off, policies over time. `full` takes hours; `quick` takes seconds, for a part of each.
# Exit status: 0; 1 when something differs from what is published or a step failed; 2 wrong use.
set -u
if [ $# -lt 2 ]; then
    sed -n '5p' "$0" | sed 's/^# //' >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd) || exit 2
mode=${3:-full}
mkdir -p "$2" && folder=$(cd "$2" && pwd) || exit 2
LC_ALL=C
KOPPEL=$build/koppel
export LC_ALL KOPPEL
n_wrong=0

case $mode in
full)
    instances=all
    limit=300
    examples=
    published=all
    ;;
quick)
    instances=small,municipality
    limit=60
    examples='municipality-c municipality-d'
    published=glpk/
    ;;
*)
    echo "bench/paper.sh: full or quick, not $mode" >&2
    exit 2
    ;;
esac

# tell NAME: what comes of the command before it
tell() {
    if [ "$1" -eq 0 ]; then echo "paper: $2: as published"; else
        echo "paper: $2: not as published"
        n_wrong=$((n_wrong + 1))
    fi
}

# put NAME TEXT: into FOLDER/README.md, between its marks
put() {
    awk -v name="$1" -v text="$2" -f "$here/tables/put.awk" "$folder/README.md" >"$folder/README.part" &&
        mv "$folder/README.part" "$folder/README.md"
}

# section FILE NAME: a section of RESULTS.md
section() { awk -v name="## $2" '/^## / { inside = $0 == name } inside && NF' "$1"; }

[ -f "$folder/README.md" ] || cp "$here/README.md" "$here/instances.csv" "$folder/" || exit 1

# Engines and solvers: the harness makes each instance and holds it against its digest.
(cd "$here/.." && "$build/bench/harness" --policies bench/koppel-1.json --out "$folder/results.csv" --koppel "$KOPPEL" \
    --cases "$build/cases" --commit "${COMMIT:-none}" --instances $instances --time-limit $limit) || exit 1
sh "$here/tables.sh" "$folder/results.csv" "$folder" >/dev/null || exit 1
awk -v cases="$build/cases" -f "$here/tables/read.awk" -f "$here/tables/housed.awk" "$folder/results.csv" >"$folder/housed.md" &&
    put housed "$folder/housed.md" || exit 1
awk -v made="$folder/best-known.csv" -f "$here/tables/same_values.awk" "$here/best-known.csv"
tell $? "values and bounds of $instances"

# Policies, each section on its own; one that tells seconds is the machine's.
# shellcheck disable=SC2086 # names of cases
sh "$here/policies.sh" "$folder" "$build/cases" 600 $examples >"$folder/policies.log" || { cat "$folder/policies.log"; exit 1; }
sed -n 's/^## //p' "$folder/policies/RESULTS.md" >"$folder/sections"
while read -r name; do
    section "$folder/policies/RESULTS.md" "$name" >"$folder/one"
    section "$here/policies/RESULTS.md" "$name" >"$folder/another"
    if grep -q ' seconds |$' "$folder/one"; then continue; fi
    cmp -s "$folder/one" "$folder/another"
    tell $? "policies on $name"
done <"$folder/sections"
for picture in "$folder"/pictures/trade-off-*.svg; do
    [ -f "$picture" ] || continue
    cmp -s "$picture" "$here/pictures/$(basename "$picture")"
    tell $? "pictures/$(basename "$picture")"
done

if [ "$mode" = full ]; then
    rm -rf "$folder/time"
    sh "$here/time.sh" "$KOPPEL" "$folder/time" >"$folder/time.csv" || exit 1
    cmp -s "$folder/time.csv" "$here/time.csv"
    tell $? 'policies over time'
fi

# Published instances: a verdict that begins with fail contradicts what is published.
{
    echo "Engine auto, 120 seconds and 6144 MiB for each instance."
    (cd "$here/.." && KOPPEL_PUBLISHED=$published KOPPEL_PUBLISHED_ENGINE=auto KOPPEL_PUBLISHED_LIMIT=120 \
        KOPPEL_PUBLISHED_MEMORY=6144 "$build/tests/published/test_published") || echo 'published: failed'
    if [ "$mode" = full ]; then sh "$here/published.sh" auto 120 "$build/published" 6144 || echo 'published: failed'; fi
} >"$folder/published.txt"
awk -f "$here/tables/published.awk" "$folder/published.txt" >"$folder/published.md" && put published "$folder/published.md" || exit 1
! grep -q '^published: failed' "$folder/published.txt"
tell $? "published results ($published)"

rm -f "$folder/one" "$folder/another" "$folder/sections" "$folder/SHA256SUMS"
(cd "$folder" && find . -type f ! -name '*.log' ! -name digests ! -path './time/*' | sed 's|^\./||' | sort | tr '\n' '\0' | xargs -0 sha256sum) >"$folder/digests" &&
    mv "$folder/digests" "$folder/SHA256SUMS" || exit 1
echo "paper: $(wc -l <"$folder/SHA256SUMS") files in $folder, with their digests in SHA256SUMS"
[ "$n_wrong" -eq 0 ]
