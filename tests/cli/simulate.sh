#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel simulate: tables of what is still to come are read like the others; policies are followed on the same courses of
# events, with the same bytes for any number of threads; generate --over draws half-years of both tables.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# make_town FOLDER: a small case with a year to come
make_town() {
    run generate --municipalities 2 --households 12 --units 10 --neighbourhoods-per 4 --over 2 --link-share 60 --seed 4 -q -o "$1"
    expect_status 0
}

begin "generate --over leaves the other tables as they are, and earlier half-years too"
make_town two
run generate --municipalities 2 --households 12 --units 10 --neighbourhoods-per 4 --link-share 60 --seed 4 -q -o none
run generate --municipalities 2 --households 12 --units 10 --neighbourhoods-per 4 --over 1 --link-share 60 --seed 4 -q -o one
for table in municipalities neighbourhoods corporations units households targets; do
    if cmp "none/$table.csv" "two/$table.csv"; then ok "$table.csv is the same"; else not_ok "$table.csv is the same"; fi
done
expect_no_file none/arrivals.csv
for table in arrivals releases; do
    # the first columns: others are left out where all their cells are the default
    if head -n "$(wc -l <"one/$table.csv")" "two/$table.csv" | cut -d, -f1-3 >two.cut && cut -d, -f1-3 "one/$table.csv" | cmp - two.cut; then
        ok "the first half-year of $table.csv is the same"
    else
        not_ok "the first half-year of $table.csv is the same"
    fi
done
run solve two -q -o with
run solve none -q -o without
if cmp with/proposal.csv without/proposal.csv; then
    ok "a proposal for today does not look at what is still to come"
else
    not_ok "a proposal for today does not look at what is still to come"
fi

begin "follows policies, and writes the same bytes with any number of threads"
make_town case
run simulate case --paths 3 --every 14 --threads 1 -o one
expect_status 0
expect_stdout_has 'first-come          myopic     periodic-28      look-ahead       hindsight'
expect_stdout_has 'Means over 3 courses of events'
expect_stdout_has 'people short, above hindsight'
expect_stdout_has 'periodic-28: the best offers of that day, once in 28 days.'
expect_stdout_has 'In brackets is the standard error.'
expect_file_has one/events.txt 'A key with ~2 behind it is a second copy'
if grep -E ' of 1 (rooms|persons)' one/events.txt; then not_ok "one of a thing is no plural"; else ok "one of a thing is no plural"; fi
if grep -qE '[.][0-9]{3}[1-9]$' one/policies.csv; then ok "digits are known"; else not_ok "digits are known"; fi
run simulate case --paths 3 --every 14 --threads 3 -q -o three
expect_status 0
for file in policies.csv paths.csv events.csv events.txt prices.csv simulate.json hindsight.svg waiting.svg backlog.svg spread.svg; do
    if cmp "one/$file" "three/$file"; then ok "$file is the same"; else not_ok "$file is the same"; fi
done
# hindsight bounds the first tier on every path, to the gap of 0.1 per cent with which it is solved
if awk -F, 'NR > 1 && $3 == "target_above" { n++; if ($4 < 0) bad++ } END { exit !(n == 15 && !bad) }' one/paths.csv; then
    ok "nothing is better than hindsight"
else
    not_ok "nothing is better than hindsight"
fi
# agents are conserved: who came is housed or waits; places are given out or empty
if awk -F, 'NR > 1 { v[$1 "," $2, $3] = $4; k[$1 "," $2] } END {
    for (p in k) bad += v[p, "homes"] - v[p, "homes_empty"] != v[p, "households_housed"] || v[p, "households_housed"] > v[p, "households"]
    exit bad > 0 }' one/paths.csv; then
    ok "homes and households are conserved"
else
    not_ok "homes and households are conserved"
fi
# events: every household is offered one home at most under each policy
if awk -F, 'NR > 1 && $3 == "offered" { if (seen[$1, $4]++) bad++; n++ } END { exit !(n > 0 && !bad) }' one/events.csv; then
    ok "one offer a household"
else
    not_ok "one offer a household"
fi
run simulate case --paths 3 --every 14 --seed 2 -q -o other
if cmp -s one/paths.csv other/paths.csv; then not_ok "another seed draws others"; else ok "another seed draws others"; fi

begin "shards, merged in any order, are as one run"
make_town case
run simulate case --paths 4 --every 14 --threads 2 --json -o whole
expect_status 0
cp "$stdout" whole.json
for n in 1 2 3; do
    folders=
    for k in $(seq "$n"); do
        run simulate case --paths 4 --every 14 --threads "$k" --shard "$k/$n" -o "of$n-$k"
        expect_status 0
        expect_stdout_has "Shard $k of $n is written to of$n-$k."
        folders="of$n-$k $folders" # the last one first
    done
    # shellcheck disable=SC2086 # a list of folders
    run simulate --merge $folders --json -o "merged$n"
    expect_status 0
    expect "of $n shards comes what comes of one run" diff -r whole "merged$n"
    expect "and the same is printed" cmp "$stdout" whole.json
done
run simulate --merge of3-1 of3-2
expect_status 3
expect_stderr_has 'shard 3 of 3 is missing'
run simulate --merge of3-1 of3-2 of3-1
expect_status 3
expect_stderr_has 'is shard 1 of 3, and so is of3-1'
run simulate --merge of3-1 of2-2
expect_status 3
expect_stderr_has 'of2-2: differs from of3-1 in "shard"'
run simulate case --paths 4 --every 14 --seed 2 --shard 2/3 -q -o seed
run simulate --merge of3-1 seed of3-3
expect_status 3
expect_stderr_has 'seed: differs from of3-1 in "seed"'
cp -R case other && echo >>other/municipalities.csv
run simulate other --paths 4 --every 14 --shard 2/3 -q -o tables
run simulate --merge of3-1 tables of3-3
expect_status 3
expect_stderr_has 'tables: differs from of3-1 in "tables"'
run simulate --merge whole
expect_status 3
expect_stderr_has 'shard.journal'
cp -R of3-2 cut && head -c -20 of3-2/shard.journal >cut/shard.journal
run simulate --merge of3-1 cut of3-3 -o none
expect_status 3
expect_stderr_has 'cut: lacks path 2 of policy '
expect_no_file none
cp -R of3-2 worse && sed -i '1s/1/2/' worse/shard.journal
run simulate --merge of3-1 worse of3-3
expect_status 3
expect_stderr_has 'is no part of a simulation'

begin "goes on where it was cut off, with the same bytes"
make_town case
run simulate case --paths 3 --every 14 -q -o whole
run simulate case --paths 3 --every 14 --shard 1/1 -q -o shard
bytes=$(wc -c <shard/shard.journal)
settings=$(head -n 1 shard/shard.journal | cut -d' ' -f3)
settings=$((settings + $(head -n 1 shard/shard.journal | wc -c) + 1))
for part in 0 7 31 50 77 99 100; do # per cent, at any byte
    head -c $((settings + (bytes - settings) * part / 100)) shard/shard.journal >again.partial
    run simulate case --paths 3 --every 14 --shard 1/1 --resume -q -o again
    expect_status 0
    expect "nothing is left beside it" test ! -e again.partial
    run simulate --merge again -q -o merged
    expect "cut off at $part per cent, it ends as one run" diff -r whole merged
    rm -r again merged
done
head -c 3000 shard/shard.journal >again.partial
run simulate case --paths 3 --every 14 --shard 1/1 -q -o again
expect_status 6
expect_stderr_has 'again.partial: holds what an interrupted run came to: --resume goes on with it'
run simulate case --paths 4 --every 14 --shard 1/1 --resume -q -o again
expect_status 3
expect_stderr_has 'is of a run that differs in "paths"'
run simulate case --paths 3 --every 14 --resume -q -o again
expect_status 3
expect_stderr_has 'is of a run that differs in "shard"'
echo other >again.partial
run simulate case --paths 3 --every 14 --resume -q -o again
expect_status 3
expect_stderr_has 'again.partial:1: is no part of a simulation'
rm again.partial

begin "a killed run goes on, with the same bytes"
make_town case
run simulate case --paths 8 --every 7 -q -o whole
for wait in 0.1 0.2 0.3; do # wherever that is
    "$KOPPEL" simulate case --paths 8 --every 7 --resume -q -o again >/dev/null 2>&1 &
    sleep "$wait"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
done
if [ ! -d again ]; then run simulate case --paths 8 --every 7 --resume -q -o again; fi
expect "the same" diff -r whole again

begin "chances of 0 change nothing; others are drawn, and told"
make_town case
run simulate case --paths 3 --every 14 -q -o none
printf 'of,refusal_percent,late_percent,late_days,growth_percent,growth_persons,growth_days\nhouseholds,0,,,0,2,30\nhomes,0,0,10,,,\n' >case/chances.csv
run simulate case --paths 3 --every 14 -q -o zero
expect_status 0
for file in policies.csv paths.csv events.csv events.txt prices.csv; do
    expect "$file is the same" cmp "none/$file" "zero/$file"
done
printf 'of,refusal_percent,late_percent,late_days,growth_percent,growth_persons,growth_days\nhouseholds,20,,,50,3,100\nhomes,20,50,60,,,\n' >case/chances.csv
run simulate case --paths 3 --every 14 --threads 2 -o some
expect_status 0
expect_stdout_has 'homes that became too small'
expect_file_has some/events.csv ',refused,'
expect_file_has some/events.txt ', and refused.'
for measure in offers_refused homes_late outgrown; do
    expect "$measure" grep -q "^myopic,$measure,[1-9]" some/policies.csv
done
expect_not "what is refused is not offered again" sh -c "grep ',refused,' some/events.csv | cut -d, -f1,4,5 | sort | uniq -d | grep -q ."
if awk -F, 'NR > 1 && $3 == "target_above" { n++; if ($4 < 0) bad++ } END { exit !(n == 15 && !bad) }' some/paths.csv; then
    ok "nothing is better than hindsight"
else
    not_ok "nothing is better than hindsight"
fi

begin "a policy of one's own stands in a file"
make_town case
cat >own.json <<'JSON'
{"name": "look at fit", "decides": "look-ahead", "every": 14, "futures": 3, "look": 100, "patience": 5,
 "hold_overdue": true, "goals": {"tiers": ["fit"], "spread": {"rule": "none"}}}
JSON
echo '{"name": "fit-only", "spread": {"rule": "none"}, "tiers": ["fit"]}' >fit.json
echo '{"decides": "myopic"}' >same.json
run simulate case --paths 2 --policies myopic,same.json,own.json,fit.json,hindsight -o out
expect_status 0
expect_stdout_has 'look-at-fit'
expect_stdout_has 'fit-only: a policy of your own.'
expect "a policy that says nothing else decides as the one it names" \
    sh -c "grep '^myopic,' out/policies.csv | cut -d, -f2- >a; grep '^same.json,' out/policies.csv | cut -d, -f2- >b; cmp a b"
# shellcheck disable=SC2016 # the inner program expands
expect "without the limits of the case more are housed" awk -F, '$2 == "households_housed" { v[$1] = $3 } END {
    exit !(v["fit-only"] > v["myopic"]) }' out/policies.csv
run simulate case --paths 2 --policies own.json --shard 1/2 -q -o one
sed -i 's/100/120/' own.json
run simulate case --paths 2 --policies own.json --shard 2/2 -q -o two
run simulate --merge one two
expect_status 3
expect_stderr_has 'two: differs from one in "tables"'
echo '{"decides": "best", "evry": 3}' >bad.json
run simulate case --policies bad.json
expect_status 3
expect_stderr_has 'bad.json: $.decides: "best" is none of first-come, myopic, look-ahead, foresight'
expect_stderr_has 'the key "evry" is not known (did you mean "every"?)'
echo '{"decides": "myopic", "every": 0, "hold_overdue": 1, "goals": {"tiers": ["none"]}}' >bad.json
run simulate case --policies bad.json
expect_status 3
expect_stderr_has '$.every: 0 is not a whole number 1..366'
expect_stderr_has '$.hold_overdue'
run simulate case --policies missing.json
expect_status 3

begin "a policy in C against the library stands in the table beside the others"
make_town case
library=$(dirname "$KOPPEL")
if ! command -v cc >/dev/null || has_sanitizers "$library/libkoppel.so"; then
    notice "no compiler, or a library with sanitizers"
else
    cc -I"$ROOT/include" "$ROOT/bench/own_policy.c" -L"$library" -lkoppel -Wl,-rpath,"$library" -o own_policy
    expect "it runs" sh -c './own_policy case >own.txt 2>own.csv'
    expect_file_has own.txt 'largest-first: a policy of your own.'
    run simulate case --paths 4 --policies first-come,myopic,hindsight --as-of 2026-03-13 -q -o out
    expect "the others are as the program has them" \
        sh -c "grep -E '^(first-come|myopic|hindsight),' own.csv >a; grep -E '^(first-come|myopic|hindsight),' out/policies.csv | cmp - a"
    expect "it houses somebody" grep -q '^largest-first,households_housed,[1-9]' own.csv
    sed 's/taken.home_of.i. = day->home.k..++/home_of[i] = 0/' "$ROOT/bench/own_policy.c" >wrong.c
    cc -I"$ROOT/include" wrong.c -L"$library" -lkoppel -Wl,-rpath,"$library" -o wrong
    expect_not "a home twice is an error" sh -c './wrong case >own.txt 2>own.csv'
    expect_file_has own.csv 'policy largest-first offered '
fi

begin "a policy says that homes are held against households past their term"
make_town case
echo '{"hold": {"overdue": true}}' >hold.json
run simulate case --paths 2 --policies myopic,look-ahead --policy hold.json -q -o key
run simulate case --paths 2 --policies myopic,look-ahead --hold-overdue -q -o option
run simulate case --paths 2 --policies myopic,look-ahead -q -o none
expect "the key says what the option says" cmp key/paths.csv option/paths.csv
expect_not "which is not what is done without" cmp -s none/paths.csv option/paths.csv

begin "a perfect forecast is no worse than one of the same course"
make_town case
echo '{"name": "fit", "spread": {"rule": "none"}, "tiers": ["fit"]}' >fit.json
run simulate case --policy fit.json --paths 4 --policies look-ahead,foresight --hold-overdue --patience 0 -q -o out
expect_status 0
run simulate case --policy fit.json --paths 1 --policies look-ahead,foresight --futures 2
expect_stdout_has 'foresight: look-ahead, told which households and homes come.'
# shellcheck disable=SC2016 # fields of awk
expect "foresight brings more" awk -F, '$2 == "fit" { v[$1] = $3 } END { exit !(v["foresight"] > v["look-ahead"]) }' out/policies.csv

begin "follows the tables as they are"
make_town case
run simulate case --paths 0 --policies myopic,hindsight --json
expect_status 0
expect_stdout_has '"paths": 0,'
expect_stdout_has '"policy": "myopic"'
run simulate case --paths 1 --policies myopic
expect_stdout_has '1 course of events, drawn from'
run simulate case --paths 0 --policies myopic,hindsight
expect_stdout_has 'The real course of events:'

begin "holds a large home for the large families that are to come"
mkdir case
printf 'municipality,name,province,inhabitants\nGM9001,Aardorp,Regio,9000\n' >case/municipalities.csv
printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders\nBU90010000,GM9001,Kern,9000,900,0\n' >case/neighbourhoods.csv
printf 'corporation,name\nK1,Wonen\n' >case/corporations.csv
printf 'unit,neighbourhood,corporation,rooms,rent_eur\nU1,BU90010000,K1,5,500.00\n' >case/units.csv
printf 'household,adults,children,municipality,linked_on\nH1,2,2,GM9001,2026-03-01\n' >case/households.csv
printf 'municipality,period,published_on,target_persons\nGM9001,2026-1,2025-10-01,40\n' >case/targets.csv
printf 'household,adults,children,municipality,arrived_on\n' >case/arrivals.csv
for k in 2 3 4 5 6 7; do echo "H$k,2,4,GM9001,2026-03-1$k"; done >>case/arrivals.csv
run simulate case --paths 0 --every 1 --horizon 60 --policies myopic,look-ahead -q -o out
expect_status 0
expect_line out/events.csv 'myopic,2026-03-01,offered,H1,U1,0,0,,'
expect "look-ahead gives it to one of the large families" grep -q '^look-ahead,2026-03-1[2-7],offered,H[2-7],U1,' out/events.csv
expect_file_has out/events.txt 'U1 is offered to H'
expect "look-ahead keeps it until then" grep -q '^look-ahead,home_days_held,1[1-6]' out/policies.csv
run simulate case --paths 0 --every 1 --horizon 60 --policies first-come,hindsight -q -o other
expect "first-come keeps nothing" grep -q '^first-come,home_days_held,0' other/policies.csv
expect "nothing is said of hindsight, which decides on no day" grep -q '^hindsight,home_days_held,,$' other/policies.csv
run simulate case --every 1 --horizon 60 --today -o hold
expect_status 0
expect_stdout_has 'Looking ahead, 0 households are offered a home today.'
expect_stdout_has '1 home is worth holding.'
expect_stdout_has 'Hold U1 (5 rooms), until 2026-03-29 at the latest.'
expect_stdout_has 'In 10 of 10 futures a household gets it later (persons: 6)'
expect_stdout_has 'Offered to H1 today it loses '
expect_stdout_has 'The standard error of this number is '
expect_file_has hold/held.csv 'U1,5,household-6,2026-03-29,10,10,6,6,'
# nothing is held against a household past its term
sed -i 's/2026-03-01$/2025-10-01/' case/households.csv
run simulate case --as-of 2026-03-01 --every 1 --horizon 60 --today
expect_stdout_has 'Looking ahead, 1 household is offered a home today.'
expect_stdout_has '0 homes are worth holding.'
run simulate case --as-of 2026-03-01 --every 1 --horizon 60 --today --hold-overdue
expect_stdout_has 'Hold U1'

begin "a target that is met already grows in the half-years that follow"
make_town case
awk -F, 'NR == 1 { print "municipality,period,published_on,target_persons,housed_persons" }
    NR > 1 { print $1 ",2026-1,2025-10-01,400,400" }' case/municipalities.csv >case/targets.csv
run simulate case --as-of 2026-03-01 --paths 0 --every 30 --horizon 300 --vacant 0 --policies first-come -q -o out
expect_status 0
expect "nobody is short at first" grep -q '^first-come,short_2026-1,0' out/policies.csv
if awk -F, '$2 == "target" { n++ } $2 == "short_2026-2" { n += $3 > 0 } END { exit n != 2 }' out/policies.csv; then
    ok "later half-years count"
else
    not_ok "later half-years count"
fi

begin "does not name a home whose best offer of today loses nothing"
run generate --municipalities 2 --households 20 --units 14 --neighbourhoods-per 4 --over 2 --link-share 60 --seed 4 -q -o case
run simulate case --today --hold-overdue --patience 0
expect_status 0
expect_stdout_has 'Hold '
expect_stdout_lacks 'loses 0 %'

begin "needs something to come"
copy_case municipality-d
run simulate case
expect_status 3
expect_stderr_has 'arrivals.csv: the case has neither households nor homes that are still to come'

begin "refuses keys that are here already, and names of persons"
make_town case
change arrivals.csv 2 H0013 H0001
run simulate case
expect_status 3
expect_stderr_has 'arrivals.csv:2: column household: "H0001" stands in households.csv as well'
make_town again
sed -i '1s/urgency/achternaam/' again/arrivals.csv
run simulate again
expect_status 3
expect_stderr_has 'arrivals.csv'

begin "reads Dutch headings"
make_town case
mv case/arrivals.csv case/instroom.csv
mv case/releases.csv case/vrijkomend.csv
sed -i '1s/arrived_on/aangekomen_op/' case/instroom.csv
sed -i '1s/freed_on/vrij_op/' case/vrijkomend.csv
run simulate case --paths 1 --policies first-come --every 30
expect_status 0

begin "refuses wrong use and leaves no folder"
make_town case
run simulate case --policies best
expect_status 2
expect_stderr_has 'not "best"'
run simulate case --policies periodic-0
expect_status 2
run simulate case --today --policies myopic
expect_status 2
expect_stderr_has 'leave out --policies and --paths'
run simulate case --today --paths 3
expect_status 2
run simulate case --today --json
expect_status 2
expect_stderr_has 'prints no JSON'
for wrong in '--shard 3/2' '--shard 0/2' '--shard 2' '--shard 1/' '--shard x/2' '--shard 1/21' '--today --resume'; do
    # shellcheck disable=SC2086 # several words
    run simulate case $wrong -o out
    expect_status 2
done
run simulate case --resume
expect_status 2
expect_stderr_has '--shard and --resume need a folder to write'
run simulate --merge case --paths 3
expect_status 2
run simulate case other
expect_status 2
expect_stderr_has 'one case folder at a time'
run simulate --merge
expect_status 2
mkdir there
run simulate case -o there
expect_status 6
run simulate case --paths 1 --policies first-come -o missing/folder
expect_status 6
expect_no_file missing
