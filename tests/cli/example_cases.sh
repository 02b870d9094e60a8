#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What the READMEs of the example cases say about each policy is what the program finds, proven.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# json_count KEY: a number of the counts in the last summary
json_count() {
    sed -n "s/.*\"$1\": \([0-9]*\),*\$/\1/p" "$stdout"
}

# The rows of a README's table: | policy | 24 of 29 | 53 of 59 | 6 |
rows() {
    sed -n 's/^| \([a-z-]*\) | \([0-9]*\) of \([0-9]*\) | \([0-9]*\) of \([0-9]*\) | \([0-9]*\) |$/\1 \2 \3 \4 \5 \6/p' "$1"
}

for name in municipality-a municipality-b municipality-c municipality-d region-east; do
    begin "$name is as its README says"
    rows "$DATA/$name/README.md" >table
    expect "a row for each of the four policies" test "$(wc -l <table)" -eq 4
    while read -r policy housed households placed persons short; do
        # The region takes seconds where spread is not a must; those rows are for the long tests.
        if [ "$name" = region-east ] && [ "$policy" != even-spread ] && [ -z "${KOPPEL_LONG:-}" ]; then
            continue
        fi
        run solve "$DATA/$name" --policy "$DATA/policies/$policy.json" --json
        expect_status 0
        found="$(json_count placed_households) of $(json_count households), $(json_count placed_persons) of"
        found="$found $(json_count persons), $(json_count target_persons_short) short"
        said="$housed of $households, $placed of $persons, $short short"
        expect "$policy: $said (found: $found)" test "$found" = "$said"
    done <table
done
