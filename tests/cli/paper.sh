#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# make paper, the part that takes seconds: the tables and pictures of bench/README.md are made from nothing, what is published comes
# out again, and what does not is told.
# shellcheck disable=SC2016 # fields of awk, and quotes of Markdown
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
[ -n "${KOPPEL_LONG:-}" ] || skip 'only with the long tests'

build=$(cd "$(dirname "$KOPPEL")" && pwd)
[ -x "$build/tests/published/test_published" ] || skip 'the test of published instances is not built (make test-long)'

paper() {
    cli_command="paper.sh $*"
    sh "$1/bench/paper.sh" "$build" "$2" quick >"$stdout" 2>"$stderr" </dev/null
    status=$?
}

begin 'tables, pictures and digests, as published'
paper "$ROOT" "$PWD/a paper"
expect_status 0
expect_stdout_has 'values and bounds of small,municipality: as published'
expect_stdout_has 'policies on municipality-d: as published'
expect_stdout_has 'published results (glpk/): as published'
for file in README.md results.csv best-known.csv pictures/profile.svg pictures/growth.svg policies/RESULTS.md published.md; do
    expect "$file is made" test -s "a paper/$file"
done
expect 'the digests are right' sh -c 'cd "a paper" && sha256sum --check --quiet SHA256SUMS'
expect 'the table of persons housed is in the page' grep -q '^| `municipality` | 126 | 71 | 78 | 95 | 112 |' 'a paper/README.md'
expect 'what is proven within the gap is called proven' \
    awk -F, '$6 ~ /exact|scale/ && $12 != "proven" { bad = 1 } END { exit bad || NR < 20 }' 'a paper/results.csv'

begin 'a value and a section that are not as published'
mkdir tree
cp -R "$ROOT/bench" "$ROOT/data" tree/
sed -i 's/^small-linked-scarce-dense,\([^,]*\),koppel-1,target,min,22,22/small-linked-scarce-dense,\1,koppel-1,target,min,23,23/' \
    tree/bench/best-known.csv
sed -i 's/^policy  /policies/' tree/bench/policies/RESULTS.md
cp -R "$cli_folder/1/a paper" another
paper "$PWD/tree" "$PWD/another"
expect_status 1
expect_stdout_has 'small-linked-scarce-dense target is 22, published is 23'
expect_stdout_has 'values and bounds of small,municipality: not as published'
expect_stdout_has 'policies on municipality-d: not as published'
