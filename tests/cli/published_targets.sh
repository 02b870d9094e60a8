#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The targets of 2023-1 of all municipalities, and the housed persons of July 2022, from published figures.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

SHARED=${KOPPEL_SHARED:-$ROOT/../shared}

# target CODE: the target by the formula in the last CSV that was printed
target() { awk -F, -v code="$1" '$1 == code { print $6 }' "$stdout"; }

begin "the 342 municipalities of 2023-1"
if [ ! -f "$SHARED/data/municipalities_2023_pop20220101.csv" ]; then
    skip "the shared municipality table is not here (KOPPEL_SHARED)"
fi
cp "$SHARED/data/municipalities_2023_pop20220101.csv" published.csv
sed -n '/^    mkdir country$/,/^$/p' "$ROOT/data/README.md" >lines.sh
expect 'the dictionary has two lines for it' test "$(grep -c . lines.sh)" -eq 2
sh -e lines.sh
run targets country --period 2023-1 --national 21200
expect_status 0
expect_stdout_has 'The formula sums to 21,362, the national number is 21,200: +162 by rounding up 342 times.'
expect_stdout_has '17,590,672'
run targets country --period 2023-1 --national 21200 --csv
expect '342 rows' test "$(grep -c '^GM' "$stdout")" -eq 342
sed -i 's/;/,/g' "$stdout"
for pair in GM0363=1089 GM0518=667 GM0344=436 GM0855=271 GM0394=193 GM0277=3 GM0088=2; do
    expect "${pair%=*} has ${pair#*=}" test "$(target "${pair%=*}")" = "${pair#*=}"
done

begin "the examples of July 2022 are classified"
if ! grep -q 'The Hague 417 asked / 367 housed; Westland 81/53; Zoetermeer 109/86; Delft 76/85; Wassenaar 15/24' \
    "$SHARED/data/supervision_examples.csv"; then
    skip "the shared examples are not here, or are others (KOPPEL_SHARED)"
fi
mkdir case
grep -E '^(municipality;|GM0518|GM1783|GM0637|GM0503|GM0629)' ../1/country/municipalities.csv >case/municipalities.csv
cat >case/targets.csv <<'TARGETS'
municipality;period;published_on;target_persons;housed_persons;source
GM0518;2022-1;2022-07-01;417;367;nu.nl
GM1783;2022-1;2022-07-01;81;53;nu.nl
GM0637;2022-1;2022-07-01;109;86;nu.nl
GM0503;2022-1;2022-07-01;76;85;nu.nl
GM0629;2022-1;2022-07-01;15;24;nu.nl
TARGETS
run supervise case
expect_status 0
for line in 'GM0518 .*slightly behind' 'GM1783 .*far behind' 'GM0637 .*far behind' 'GM0503 .*on schedule' 'GM0629 .*on schedule'; do
    expect "$line" grep -q "$line" "$stdout"
done
expect_stdout_has 'Ladder "South Holland" (seen), for Zuid-Holland:'
expect_stdout_has '5 municipalities: 2 on schedule, 1 slightly behind, 2 far behind.'
expect 'Delft leads by 9' grep -q '^GM0503 .* 111.8 *+9 ' "$stdout"
