#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel solve --earlier and --stay-close: what changes, how much may, and what is refused.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# offer_of FOLDER HOUSEHOLD: the unit that is offered
offer_of() { sed -n "s/^$2,\([^,]*\),.*/\1/p" "$1/proposal.csv"; }

# value_of FOLDER TIER
value_of() { tier_values "$1/summary.json" | sed -n "s/^$2 \([^ ]*\) .*/\1/p"; }

# forbid HOUSEHOLD: forbids its offer of the folder first
forbid() { echo "$1,$(offer_of first "$1"),forbid,tenant refused,2026-03-01" >>case/decisions.csv; }

# count_changes FOLDER CODE: rows of changes.csv with this code
count_changes() { cut -d, -f4 "$1/changes.csv" | grep -cx "$2"; }

begin "the same case again changes nothing"
run solve "$DATA/municipality-a" -o first --quick --quiet
run solve "$DATA/municipality-a" --earlier first -o again
expect_status 0
expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
expect_stdout_has '0 of 24 earlier offers are changed, 24 are kept.'
expect_stdout_has 'began with'
expect_file_has again/changes.csv 'household,before,after,change,explanation,score_before,score_after,cost_of_keeping'
expect "no household has changed" test "$(wc -l <again/changes.csv)" -eq 1
expect "the earlier offers are there" test "$(wc -l <again/earlier.csv)" -eq 25
expect_line again/earlier.csv 'household,unit'
cut -d, -f1,2 first/proposal.csv >offers
expect_same offers again/earlier.csv
cut -d, -f1,2 again/proposal.csv >offers_again
expect_same offers offers_again
expect_json again/summary.json
expect_file_has again/summary.json "{\"file\": \"earlier.csv\", \"bytes\": $(wc -c <again/earlier.csv), \"sha256\": \"$(sha256sum <again/earlier.csv | cut -c1-64)\"}"
run check "$DATA/municipality-a" again
expect_status 0
expect_stderr_empty

begin "an offer that is refused, and as few others changed as can be"
copy_case municipality-a
run solve case -o first --quick --quiet
forbid H0002
run solve case --earlier first -o free --quick
expect_status 0
expect_stderr_has "first/proposal.csv: 1 of 24 earlier offers cannot stand, because the home does not suit any more: H0002 in $(offer_of first H0002) on row 3 (forbidden)"
tr -s '\n ' ' ' <"$stdout" >one_line
expect_file_has one_line 'Offers that could not stand because the home no longer suits: 1.'
expect_file_has free/changes.csv "H0002,$(offer_of first H0002),$(offer_of free H0002),unsuitable,ruled out by a recorded decision (forbid on 2026-03-01: tenant refused),,"
expect "what keeping costs is left out" test "$(sed 1d free/changes.csv | grep -vc ',$')" -eq 0
run solve case -o anew --quick --quiet
tier_values anew/summary.json >tiers_anew
tier_values free/summary.json | grep -v '^stay ' >tiers_free
expect_same tiers_anew tiers_free
run solve case --earlier first/proposal.csv --stay-close most -o most --verbose
expect_status 0
expect_stdout_has 'stay: earlier offers that are kept'
expect_file_has most/changes.csv "H0011,$(offer_of first H0011),$(offer_of most H0011),moved,the earlier home is offered to H0002,469,519,\"2 households would move (H0002, H0026); fit 3 points lower\""
expect "target is as good" test "$(value_of most target)" = "$(value_of anew target)"
expect "urgency is as good" test "$(value_of most urgency)" = "$(value_of anew urgency)"
expect "kept is 23 less what changed" test "$(value_of most stay)" -eq \
    $((23 - $(count_changes most moved) - $(count_changes most dropped)))
run check case most
expect_status 0
expect_stdout_has 'stay'
expect_stdout_has 'offers kept'
run why case most H0002
expect_status 0
expect_stdout_has "Earlier offer: $(offer_of first H0002) (unsuitable): ruled out by a recorded decision"
expect_stdout_has 'tenant refused'
run why case most H0011
expect_stdout_has "Earlier offer: $(offer_of first H0011) (moved): the earlier home is offered to H0002."
run why case most H0001
expect_stdout_has "Earlier offer: $(offer_of first H0001) (kept)."
run solve case --earlier first --stay-close 0 -o none --threads 1
expect_status 0
expect_stdout_has '0 of 23 earlier offers are changed, 23 are kept. At most 0 may change.'
run check case none
expect_status 0
run solve case --earlier first --stay-close 0 -o none_four --threads 4 --quiet
expect_same none none_four

begin "what check holds a proposal against"
copy_case municipality-a
run solve case -o first --quick --quiet
forbid H0002
run solve case --earlier first --stay-close 0 -o out --quick --quiet
sed "/^H0011,/d" out/proposal.csv >edited && mv edited out/proposal.csv
run check case out --edited
expect_status 1
expect_stdout_has '1 of the 23 earlier offers that can stand is changed; at most 0 may change'
run solve case --earlier first --stay-close most -o tier --quick --quiet
sed 2d tier/earlier.csv >edited && mv edited tier/earlier.csv # H0001, which is kept
run check case tier
expect_status 1
expect_stdout_has 'tier stay: the tables give the value'
expect_stderr_has 'earlier.csv: this file is another one now than when the proposal was made'
rm tier/earlier.csv
run check case tier
expect_status 1
expect_stderr_has 'the proposal was made with this file, which is not read now'

begin "homes and households that are gone"
copy_case municipality-a
run solve case -o first --quick --quiet
gone_home=$(offer_of first H0004)
sed "/^$gone_home,/d" case/units.csv >fewer && mv fewer case/units.csv
sed "/^H0005,/d" case/households.csv >fewer && mv fewer case/households.csv
run solve case --earlier first --stay-close most -o out --quick
expect_status 0
expect_stderr_has "2 of 24 earlier offers are about a household or home that is not in this case: H0004 in $gone_home on row 5, H0005 in $(offer_of first H0005) on row 6"
tr -s '\n ' ' ' <"$stdout" >one_line
expect_file_has one_line 'Offers that could not stand because the household is gone: 1.'
expect_file_has out/changes.csv "H0005,$(offer_of first H0005),,household_gone,the household is not in the tables any more,,,"
expect_file_has out/changes.csv "H0004,$gone_home,$(offer_of out H0004),home_gone,the home is not in the tables any more,,"
expect_file_has out/summary.json '"household_gone": 1'
expect_json out/summary.json
run check case out
expect_status 0

begin "too few changes: how many are needed"
copy_case municipality-a
run solve case -o first --quick --quiet
# 24 homes were offered; now the municipality may have 20
printf 'area,measure,min,max,enforce\nGM9001,homes,,20,must\n' >case/limits.csv
run solve case --earlier first --stay-close 3 -o out
expect_status 4
expect_stderr_has '4 of the 24 earlier offers that can stand must change at the least, and --stay-close allows 3:'
expect_stderr_has '--stay-close 4 can be met.'
expect_stderr_has 'At most 3 of the 24 earlier offers that can stand may change.'
expect_stderr_has 'a larger number behind --stay-close'
expect_no_file out
run solve case --earlier first --stay-close 3 --json
expect_status 4
expect_line "$stdout" '  "fewest_changes": 4,'
run solve case --earlier first --stay-close 4 -o out
expect_status 0
expect_stdout_has '4 of 24 earlier offers are changed, 20 are kept. At most 4 may change.'
expect_stdout_has 'breaks a rule, so the search began anew'
expect "four offers are dropped or moved" test $(($(count_changes out moved) + $(count_changes out dropped))) -eq 4
run check case out
expect_status 0

begin "a policy with the tier and the limit"
copy_case municipality-a
run solve case -o first --quick --quiet
echo '{"name": "close", "stay": {"max_changes": 2}, "tiers": ["stay", "target", {"fit": 1, "urgency": 2}]}' >policy.json
run solve case --policy policy.json --earlier first -o out --verbose
expect_status 0
expect_stdout_has '1 stay: earlier offers that are kept'
expect_stdout_has '0 of 24 earlier offers are changed, 24 are kept. At most 2 may change.'
run check case out
expect_status 0
run solve case --policy policy.json
expect_status 0
expect_stderr_has 'there is none to compare with: name it with --earlier'
expect_stdout_lacks 'earlier offers'
echo '{"tiers": ["fit", {"stay": 1000, "target": 50}]}' >policy.json
run solve case --policy policy.json --earlier first -o weighted --verbose
expect_status 0
expect_stdout_has 'target+stay'
run check case weighted
expect_status 0

begin "without --stay-close, ties go to what was offered before"
copy_case municipality-a
run solve case -o first --seed 5 --quick --quiet
run solve case --seed 6 -o other --quick --quiet
expect_not "another seed draws another proposal" cmp -s first/proposal.csv other/proposal.csv
run solve case --earlier first --seed 6 -o again --quick --verbose
expect_status 0
expect_stdout_has '0 of 24 earlier offers are changed, 24 are kept.'
expect_stdout_has 'No offer was decided by lot.'
expect_stdout_has '6 stay: earlier offers that are kept'
for folder in first again; do sed 's/,[^,]*$//' $folder/proposal.csv >$folder.offers; done # what the lot decided aside
expect_same first.offers again.offers
tier_values other/summary.json >tiers_other
tier_values again/summary.json | grep -v '^stay ' >tiers_again
expect_same tiers_other tiers_again

begin "the policy of the earlier proposal is taken, and another one is said"
copy_case municipality-a
run solve case --policy "$DATA/policies/strict.json" --as-of 2026-02-01 -o first --quick --quiet
run solve case --earlier first -o again --quick
expect_status 0
expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
expect_stdout_has 'policy strict, as of'
expect_stdout_has '2026-03-13' # the day of the run is no part of it
expect_file_has again/summary.json '"name": "strict"'
run solve case --earlier first/proposal.csv --quick
expect_stdout_has 'policy strict, as of'
run export case --earlier first -o models
expect_status 0
run solve case --earlier first --policy "$DATA/policies/strict.json" --quick
expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
run solve case --earlier first --policy "$DATA/policies/even-spread.json" --quick
expect_status 0
expect_stdout_has 'policy even-spread, as of'
expect_stderr_has 'first: the policy is even-spread, that of this earlier proposal was strict; what changes: spread.rule, spread.enforce, agreement.enforce'
expect 'it takes one line' test "$(grep -cv 'scores for some suitable homes only' "$stderr")" -eq 1
echo '{"name": "strict", "spread": {"rule": "even", "enforce": "goal"}, "agreement": {"enforce": "must"}, "fit": {"weights": {"gp": 2}}, "tiers": ["target", "spread", "fit", "stay"]}' >policy.json
run solve case --earlier first --policy policy.json --quick
expect_stderr_has 'the policy is strict, that of this earlier proposal was another strict; what changes: '
expect_stderr_has 'fit.weights.gp'
expect_stderr_has 'tiers'
rm first/summary.json
run solve case --earlier first --quick
expect_status 0
expect_stdout_has 'policy even-spread, as of'
expect_stderr_has 'first: there is no summary.json beside this proposal, so its policy is not known: the policy even-spread is taken (--policy names another)'
run solve case --earlier first --policy policy.json --quick
expect_status 0
expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
echo 'no summary' >first/summary.json
run solve case --earlier first --quick
expect_status 3
expect_stderr_has 'summary.json'

begin "offers that were put in by hand are offers like any other, and each that is undone is named"
copy_case municipality-a
run solve case -o first --quick --quiet
left=$(sed -n '2s/,.*//p' first/unplaced.csv)
cut -d, -f2 first/proposal.csv >taken
# somebody who was left is given a home that suits and is free, in an area above its cap
while read -r free; do
    run why case first "$left"
    grep -q "$free" "$stdout" && ! grep -qx "$free" taken && break
done <<TABLE
$(sed 1d case/units.csv | cut -d, -f1)
TABLE
echo "$left,$free" >added
sed 1d first/proposal.csv | cut -d, -f1,2 >rows
{ echo household,unit && cat rows added; } >first/proposal.csv
run solve case --earlier first -o again
expect_status 0
tr -s '\n ' ' ' <"$stdout" >one_line
expect_file_has one_line "$left: no home instead of $free, which was put in by hand: nobody is offered the earlier home now; no proposal that follows every rule keeps it"
expect_file_has again/changes.csv "$left,$free,,dropped,put in by hand; nobody is offered the earlier home now"
expect_file_has again/earlier.csv 'household,unit,edited'
expect_file_has again/earlier.csv "$left,$free,yes"
run check case again
expect_status 0
expect_stderr_empty

begin "other programs get the same problem"
copy_case municipality-b
run solve case -o first --quick --quiet
forbid H0001
run solve case --earlier first --stay-close 0 -o out --quiet
expect_status 0
run export case --earlier first --stay-close 0 -o models
expect_status 0
expect_file_has out/certificate.json '{"load": "stay", "price": '
expect "a row for kept offers" grep -rqw stay models
expect "the small checker proves the certificate" \
    sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json

begin "wrong use"
for wrong in -1 few 3.5 1000001 ''; do
    run solve "$DATA/municipality-d" --earlier first --stay-close "$wrong"
    expect_status 2
    expect_stderr_has '--stay-close takes how many earlier offers may change (0 to 1000000), or "most"'
done
run solve "$DATA/municipality-d" --stay-close 3
expect_status 2
expect_stderr_has '--stay-close needs the earlier proposal to stay close to'

run solve "$DATA/municipality-d" --earlier ''
expect_status 2
expect_stderr_has '--earlier takes the folder of a proposal, not ""'

begin "the proposal of another case"
run solve "$DATA/municipality-a" -o first --quick --quiet
run solve "$DATA/municipality-b" --earlier first -o out --quick --quiet
expect_status 0
expect_stderr_has 'koppel: note: first/proposal.csv: 23 of 24 earlier offers are about a household or home that is not in this case: H0001 in U000044 on row 2,'
expect_stderr_has 'and 20 more. Is it the proposal of another case?'
for spoilt in 's/^\(H[0-9]*\),U/\1,V/' 's/^H/X/'; do # homes, then households
    cp -R first spoilt
    sed "2,\$$spoilt" first/proposal.csv >spoilt/proposal.csv
    run solve "$DATA/municipality-a" --earlier spoilt -o none --quick --quiet
    expect_status 3
    expect_stderr_has 'spoilt/proposal.csv: this is a proposal of another case, or its keys were spoilt: in none of its 24 rows'
    rm -r spoilt
done
expect_no_file none
copy_case municipality-d
run solve case -o all --quick --quiet
sed -i 's/90040100/90040109/' case/units.csv case/decisions.csv # every home is another one now: the offers have lapsed
run solve case --earlier all -o anew --quick --quiet
expect_status 0
expect_stderr_has 'earlier offers are about a household or home that is not in this case'
run check case anew --quick
expect_stdout_lacks 'violation'

begin "a row of totals below the earlier proposal"
run solve "$DATA/municipality-a" -o first --quick --quiet
{ cat first/proposal.csv; sed -n '3{s/[^,]*//g;s/^/Totaal/;p;}' first/proposal.csv; } >with && mv with first/proposal.csv
run solve "$DATA/municipality-a" --earlier first -o out --quick --quiet
expect_status 0
expect_stderr_has 'koppel: note: first/proposal.csv:26: this is a row of totals or a source, not a household: it is passed over'

begin "an offer that was deleted by hand comes back"
run solve "$DATA/municipality-a" -o first --quick --quiet
offer=$(awk -F, '$1 == "H0002" { print $2 }' first/proposal.csv)
sed -i '/^H0002,/d' first/proposal.csv
run solve "$DATA/municipality-a" --earlier first -o out
expect_status 0
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words '1 offer that was deleted by hand comes back.'
expect_file_has words "H0002: $offer comes back, which was deleted by hand; decisions.csv can keep it out; without it: 2 more people short of the target"
expect_file_has out/changes.csv "H0002,,$offer,back,this offer was deleted by hand and comes back; decisions.csv can keep it out,"
expect_file_has out/earlier.csv "H0002,$offer,deleted"
expect_file_has out/summary.json '"new": 0,'
expect_file_has out/summary.json '"back": 1,'
run check "$DATA/municipality-a" out
expect_status 0
run why "$DATA/municipality-a" out H0002 --homes 0
expect_stdout_has "Earlier offer: $offer, which was deleted by hand and comes back."

begin "files that are no earlier proposal"
# refuse FILE MESSAGE some|none: whether standard input is what stands in the file
refuse() {
    [ "$3" = none ] || cat >"$1"
    run solve "$DATA/municipality-d" --earlier "$1" -o out
    expect_status 3
    expect_stderr_has "$2"
}
mkdir empty
refuse no-such 'no-such' none
refuse empty 'empty/proposal.csv' none
refuse header.csv 'header.csv:1: column "unit" is missing' some <<END
huishouden,woning_nummer
H0001,U1
END
refuse twice.csv 'twice.csv:4: column household: "H0001" stands on line 2 already: delete the row that was not its offer' some <<END
household,unit
H0001,U000001
H0002,U000002
H0001,U000003
END
refuse other.csv 'other.csv: this is a proposal of another case, or its keys were spoilt: in none of its 1 rows with an offer are both' some <<END
household,unit
X1,U000001
END
refuse quoted.csv 'quoted.csv:2' some <<END
household,unit
H0001,"U000001
END
expect_no_file out

begin "the folder itself may be replaced by its successor"
copy_case municipality-d
run solve case -o out --quick --quiet
run solve case --earlier out -o out --force --quick --quiet
expect_status 0
expect_file out/changes.csv
run solve case -o out --force --quick --quiet
expect_status 0
expect_no_file out/changes.csv
