#!/bin/sh
# What must not change when a case is written another way, and what can only get better: on the whole program.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

SEEDS='1 2'
CASES='municipality-a municipality-b municipality-c municipality-d'
POLICIES='even-spread strict'
if [ -n "${KOPPEL_LONG:-}" ]; then
    SEEDS='1 2 3 4 5'
    CASES="$CASES region-east"
    POLICIES='even-spread strict housing-first no-spread'
fi

# solved FOLDER [OPTION...]: solves the case here; writes the names and values of its tiers to FOLDER.tiers
solved() {
    folder=$1
    shift
    run solve case -o "$folder" --quick --quiet "$@"
    expect_status 0
    tier_values "$folder/summary.json" | awk '{ print $1, $2 }' >"$folder.tiers"
    expect "$folder has tiers" test -s "$folder.tiers"
}

# shuffle TABLE SEED: the rows below the header in another order
shuffle() {
    awk -v seed="$2" 'BEGIN { srand(seed) } NR == 1 { print 0 "\t" $0; next } { print 1 + rand() "\t" $0 }' "$1" |
        sort -t "$(printf '\t')" -k 1,1g | cut -f 2- >shuffled
    mv shuffled "$1"
}

# never_worse BEFORE AFTER: the first tier that differs is better after; urgency and fit are maximised
never_worse() {
    awk 'NR == FNR { name[FNR] = $1; value[FNR] = $2; next }
        $1 != name[FNR] { exit_status = 2; exit }
        $2 != value[FNR] {
            better = ($1 == "urgency" || $1 == "fit") ? $2 > value[FNR] : $2 < value[FNR]
            exit_status = better ? 0 : 1
            exit
        }
        END { exit exit_status }' "$1" "$2"
}

begin "what is worse is noticed"
printf 'target 3\nurgency 10\nfit 5\n' >before
printf 'target 3\nurgency 9\nfit 6\n' >worse
printf 'target 3\nurgency 11\nfit 4\n' >better
expect_not "less urgency is worse" never_worse before worse
expect "more urgency is better" never_worse before better
expect "equal is not worse" never_worse before before

for name in $CASES; do
    if [ "$name" = region-east ]; then POLICIES=even-spread SEEDS='1 2'; fi
    for policy in $POLICIES; do
        begin "$name, $policy: rows in another order"
        policy=$DATA/policies/$policy.json
        copy_case "$name"
        solved before --policy "$policy"
        for seed in $SEEDS; do
            for table in case/*.csv; do
                shuffle "$table" "$seed"
            done
            solved "after$seed" --policy "$policy"
            expect_same before.tiers "after$seed.tiers"
            run check case "after$seed"
            expect_status 7 # nothing is wrong; --quick writes no certificate
        done
        expect_not "the rows are in another order" cmp -s case/units.csv "$DATA/$name/units.csv"
    done

    begin "$name: one more home never makes the proposal worse"
    copy_case "$name"
    solved before
    for seed in $SEEDS; do
        cp "$DATA/$name/units.csv" case/units.csv
        n=$(wc -l <case/units.csv)
        # a twin of one home, under another code
        awk -v row=$((2 + (7 * seed) % (n - 1))) -v new="TWIN$seed" 'NR == row { sub(/^[^,;]*/, new); print }' \
            "$DATA/$name/units.csv" >>case/units.csv
        expect "there is a home more" test "$(wc -l <case/units.csv)" -eq $((n + 1))
        solved "after$seed"
        expect "not worse" never_worse before.tiers "after$seed.tiers"
    done

    begin "$name: a wider cap never makes the proposal worse"
    copy_case "$name"
    echo '{"spread": {"tolerance_percent": 10}}' >narrow.json
    echo '{"spread": {"tolerance_percent": 80}}' >wide.json
    run solve case --policy narrow.json -o narrow --quick --quiet
    if [ "$status" -eq 0 ]; then
        tier_values narrow/summary.json | awk '{ print $1, $2 }' >narrow.tiers
        solved wide --policy wide.json
        expect "not worse" never_worse narrow.tiers wide.tiers
    else
        expect_status 4 # a kept pair does not fit under the narrow cap
    fi

    begin "$name: other codes change nothing but names"
    copy_case "$name"
    solved before
    sed 's/^H\([0-9]*\)/household-\1/' "$DATA/$name/households.csv" >case/households.csv
    for table in decisions scores; do
        [ -f "case/$table.csv" ] && sed 's/^H\([0-9]*\)/household-\1/' "$DATA/$name/$table.csv" >"case/$table.csv"
    done
    for table in units decisions scores; do
        # U000001, or sixteen digits as national registers have them
        [ -f "case/$table.csv" ] && sed -i -E 's/(^|[,;])(U[0-9]{6}|[0-9]{16})([,;])/\1home-\2\3/' "case/$table.csv"
    done
    solved after
    for document in proposal unplaced; do
        sed -E 's/household-([0-9]+)/H\1/g; s/home-//g' "after/$document.csv" >"after/$document.named"
        expect_same "before/$document.csv" "after/$document.named"
    done
    expect_file_has after/proposal.csv household-
    expect_file_has after/proposal.csv home-

    begin "$name: line ends and byte-order marks change nothing"
    copy_case "$name"
    solved before
    for table in case/*.csv; do
        { printf '\357\273\277' && sed -e '1s/^\xef\xbb\xbf//' -e 's/\r*$/\r/' "$table"; } >written
        mv written "$table"
    done
    solved after
    for document in proposal unplaced targets neighbourhoods agreements; do
        for folder in before after; do
            sed -e '1s/^\xef\xbb\xbf//' -e 's/\r$//' "$folder/$document.csv" >"$folder.$document"
        done
        expect_same "before.$document" "after.$document"
    done
done
