#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Over time: what gathering buys, what a forecast is worth, what the defaults of look-ahead rest on, and how what is lost
# falls with size.
# Usage: bench/worth.sh KOPPEL FOLDER [PATHS] >TABLE.csv
#
# Towns and regions of koppel generate, by fit alone, on PATHS courses of events (default 10); FOLDER gets them, and must not
# exist. One row a part, instance, way of deciding and measure: per cent of hindsight, and days waited.
#   gathering  the best offers of the day with a decision every day, week, month and half-year
#   forecast   look-ahead without a forecast (myopic), with that of another year (koppel forecast of two years of another
#              seed), of the very years that are followed, of their rows one by one (tables), and with the course itself
#              (foresight)
#   defaults   look-ahead with other numbers of futures and another patience than its own
#   size       three municipalities with 10 to 160 households now and six homes for five of them; FOLDER/regret.svg
set -eu
if [ $# -lt 2 ] || [ -e "$2" ]; then
    sed -n '6p' "$0" | sed 's/^# //' >&2
    exit 2
fi
koppel=$1
folder=$2
paths=${3:-10}
LC_ALL=C
export LC_ALL
mkdir -p "$folder"
echo '{"name": "fit-only", "spread": {"rule": "none"}, "tiers": ["fit"]}' >"$folder/fit.json"

# make NAME HOUSEHOLDS HOMES SEED OVER
make() {
    "$koppel" generate --municipalities 3 --neighbourhoods-per 8 --link-share 60 --households "$2" --units "$3" \
        --seed "$4" --over "$5" -q -o "$folder/$1"
}

# follow PART NAME POLICIES ALIAS OPTION...: rows of PART; a policy is called as ALIAS has it ("myopic=daily")
follow() {
    part=$1
    name=$2
    policies=$3
    alias=$4
    shift 4
    "$koppel" simulate "$folder/$name" --policy "$folder/fit.json" --paths "$paths" --policies "$policies" "$@" -q -f \
        -o "$folder/out" 2>/dev/null
    awk -F, -v part="$part" -v name="$name" -v alias="$alias" '
        BEGIN { n = split(alias, pairs, " "); for (k = 1; k <= n; k++) { split(pairs[k], of, "="); called[of[1]] = of[2] } }
        ($2 == "fit_percent" || $2 == "waiting_days") && $1 in called {
            print part "," name "," called[$1] "," $2 "," $3 "," $4 }' "$folder/out/policies.csv"
}

echo 'part,instance,way,measure,mean,standard_error'
for kind in tight:40 loose:60; do
    name=region-${kind%:*}
    make "$name" 50 "${kind#*:}" 3 4
    follow gathering "$name" myopic,periodic-7,periodic-30,periodic-182,hindsight \
        'myopic=daily periodic-7=weekly periodic-30=monthly periodic-182=half-yearly hindsight=hindsight' --every 1

    make "$name-other" 50 "${kind#*:}" 11 4
    "$koppel" forecast "$folder/$name-other" --from 2026-03-14 --weeks 104 -q -o "$folder/$name-other.csv"
    "$koppel" forecast "$folder/$name" --from 2026-03-14 --weeks 104 -q -o "$folder/$name-same.csv"
    for hold in '' --hold-overdue; do
        part=forecast${hold:+-holding}
        follow "$part" "$name" myopic,look-ahead,foresight,hindsight 'myopic=none look-ahead=tables foresight=perfect' $hold
        for year in other same; do
            follow "$part" "$name" look-ahead,hindsight "look-ahead=$year-years" --forecast "$folder/$name-$year.csv" $hold
        done
    done

    follow defaults "$name" look-ahead,hindsight 'look-ahead=default'
    for setting in '--futures 5' '--futures 30' '--patience 0' '--patience 5'; do
        # shellcheck disable=SC2086 # an option and its value
        follow defaults "$name" look-ahead,hindsight "look-ahead=$(echo "${setting#--}" | tr ' ' '-')" $setting
    done
done
for n in 10 20 40 80 160; do
    make "size-$n" "$n" $((n * 6 / 5)) 3 2
    follow size "size-$n" first-come,myopic,look-ahead,hindsight \
        'first-come=first-come myopic=myopic look-ahead=look-ahead'
done | tee "$folder/size.csv"
here=$(dirname "$0")/tables
awk -F, -f "$here/chart.awk" -f "$here/regret.awk" "$folder/size.csv" >"$folder/regret.svg"
