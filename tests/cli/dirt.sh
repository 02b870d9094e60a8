#!/bin/sh
# What spreadsheets make of tables: no spoiled table is read wrongly. Each is refused, or gives the proposal of the table
# as it was.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
SHARED=${KOPPEL_SHARED:-$ROOT/../shared}
[ -d "$SHARED/cases/dirt" ] || skip "the spoiled tables are not here (KOPPEL_SHARED)"

# offers FOLDER: who is offered what, without what the form of the table changes
offers() { sed '1s/^\xef\xbb\xbf//' "$1/proposal.csv" | tr -d '"\r' | tr ',' ';' | cut -d';' -f1,2; }

begin "no spoiled table is read wrongly"
run solve "$SHARED/cases/clean-case" -o clean
expect_status 0
offers clean >clean.txt
wrong=
n_refused=0
n_read=0
for folder in "$SHARED"/cases/dirt/*/; do
    kind=$(basename "$folder")
    run solve "$folder" -o "out-$kind"
    case $status in
    3) n_refused=$((n_refused + 1)) ;;
    0)
        n_read=$((n_read + 1))
        offers "out-$kind" | diff - clean.txt >/dev/null || wrong="$wrong $kind"
        ;;
    *) wrong="$wrong $kind(status $status)" ;;
    esac
done
echo "$n_refused kinds are refused, $n_read read"
expect "read wrongly:${wrong:- none}" test -z "$wrong"

begin "dates with the month first are refused or named"
run solve "$SHARED/cases/us-dates"
expect_status 3
expect_stderr_has 'column gekoppeld_op: 2026-09-01 and other days lie after the end of half-year 2026-1'
expect_stderr_has 'on lines 2, 7, 8, 14, 15, 16, 25, 30, 34, 36'

begin "a character that does not show is named"
run solve "$SHARED/cases/invisible-character/case"
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
