#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What spreadsheets make of tables: no spoiled table is read wrongly. Each is refused, or gives the proposal of the table
# as it was.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
SHARED=${KOPPEL_SHARED:-$ROOT/../shared}
[ -d "$SHARED/cases/dirt" ] || skip "the spoiled tables are not here (KOPPEL_SHARED)"

# offers FOLDER: who is offered what, without what the form of the table changes
offers() { sed '1s/^\xef\xbb\xbf//' "$1/proposal.csv" | tr -d '"\r' | tr ',' ';' | cut -d';' -f1,2; }

# Two tables say something else than the clean one: a rent above every limit, and a key that is another key for the lot.
is_another_case() { [ "$1" = C09-thousand ] || [ "$1" = C67-vhe-lost-zeros ]; }

begin "no spoiled table is read wrongly"
run solve "$SHARED/cases/clean-case" --quick -o clean
expect_status 0
offers clean >clean.txt
wrong=
long=
doubted=
n_refused=0
n_read=0
for folder in "$SHARED"/cases/dirt/*/; do
    kind=$(basename "$folder")
    run solve "$folder" --quick -o "out-$kind"
    case $status in
    3)
        n_refused=$((n_refused + 1))
        [ "$(grep -c 'koppel: error' "$stderr")" -le 3 ] || long="$long $kind"
        # a free text that was torn in two by a tab is no table any more
        grep "^$kind	" "$SHARED/cases/dirt/kinds.tsv" | grep -q 'without doubt' && [ "$kind" != A07-tab-utf8 ] &&
            doubted="$doubted $kind"
        ;;
    0)
        n_read=$((n_read + 1))
        is_another_case "$kind" || offers "out-$kind" | diff - clean.txt >/dev/null || wrong="$wrong $kind"
        ;;
    *) wrong="$wrong $kind(status $status)" ;;
    esac
done
echo "$n_refused kinds are refused, $n_read read"
expect "read wrongly:${wrong:- none}" test -z "$wrong"
expect "refused though they can mean one thing only:${doubted:- none}" test -z "$doubted"
expect "refused with more than three messages:${long:- none}" test -z "$long"

begin "a first attempt passes in the second round, with few messages"
run solve "$SHARED/cases/first-try"
expect_status 3
expect "at most ten messages" test "$(grep -c 'koppel: ' "$stderr")" -le 10
mkdir second && cp "$SHARED"/cases/first-try/*.csv second/ && chmod u+w second/*
sed -i 's/;Opmerkingen$//; s/;zie dossier$//; s/;x;/;ja;/g; s/;x;/;ja;/g; s/^;;*$//' second/huishoudens.csv
sed -i '1s/;$//' second/huishoudens.csv
run solve second --quick -o after
expect_status 0
expect_stderr_has 'cells are read in the only way that they can be meant'

begin "dates with the month first are refused or named"
run solve "$SHARED/cases/us-dates"
expect_status 3
expect_stderr_has 'column gekoppeld_op: 2026-09-01 and other days lie after the end of half-year 2026-1'
expect_stderr_has 'on lines 2, 7, 8, 14, 15, 16, 25, 30, 34, 36'

begin "characters that do not show are left out at the ends of cells; strictly, they are named"
run solve "$SHARED/cases/invisible-character/case"
expect_status 0
expect_stderr_has 'blanks that do not show at the ends of a cell are left out'
run solve "$SHARED/cases/invisible-character/case" --strict
expect_status 3
expect_stderr_has '"H1[no-break space]" has a character that does not show: take it out'
expect_stderr_has '"U2[zero-width space]" has a character that does not show'

begin "keys that lost zeros in front are understood"
run check "$SHARED/cases/leading-zeros/case" "$SHARED/cases/leading-zeros/edited" --edited
expect_status 0
expect_stderr_has '8 keys lost zeros in front'

begin "codes with letters are read"
run solve "$SHARED/cases/letters-in-codes/case"
expect_status 0
run generate --neighbourhoods "$SHARED/cases/letters-in-codes/ams2024.csv" -o out
expect_status 0
