#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What each step of the engine is worth: every step switched off in turn, CPU seconds on one thread.
# Usage: KOPPEL=program [variables] bench/ablation.sh FOLDER RESULTS.csv [STEP]...
#
# KOPPEL is a program built with KOPPEL_ABLATION (make ablation). FOLDER gets the instances. Rows are added to RESULTS.csv,
# and a run that has its row is not made again, so that a run that was stopped goes on. Without steps all of them are
# switched off in turn, and nothing ("none") before, halfway and after; several steps with commas between them are off
# together.
#
#   INSTANCES  names of bench/instances.csv, or folders, each perhaps with :POLICY.json (else koppel-1.json)
#   ORDERS     orders in which the engine sees the rows, default "0 1 2": order N is that of --seed N + 1
#   LIMIT      CPU seconds of each run, default 60; what is not proven then is "unproven", and counts as the limit
#
# CPU seconds are limited, not the clock: on a machine that others use, a run gets what it would get alone.
# A run that is stopped from outside counts as unproven: delete its row. Exit status: 0; 2 wrong use.
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 2 ] || [ -z "${KOPPEL:-}" ] || [ -z "${INSTANCES:-}" ]; then
    sed -n '4,/^set -u$/s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
folder=$1
results=$2
shift 2
orders=${ORDERS:-0 1 2}
limit=${LIMIT:-60}
LC_ALL=C
export LC_ALL
mkdir -p "$folder" || exit 2
known=$(sed -n 's/^ *\[KOPPEL_STEP_[A-Z_]*\] = "\([a-z-]*\)",$/\1/p' "$here/../solver/base/steps.c")
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # one argument a name
    set -- none $(echo "$known" | sed 14q) none $(echo "$known" | sed 1,14d) none
fi
for wanted in "$@"; do
    for step in $(echo "$wanted" | tr ',' ' '); do
        if [ "$step" != none ] && ! echo "$known" | grep -qxF -e "$step"; then
            echo "bench/ablation.sh: there is no step \"$step\"; there are:" "$(echo "$known" | tr '\n' ' ')" >&2
            exit 2
        fi
    done
done
[ -f "$results" ] || echo 'instance,order,without,seconds,outcome,nodes,values' >"$results"

# place_of CASE: sets place to its folder
place_of() {
    case $1 in
    */*) place=$1 ;;
    *)
        place=$folder/$1
        [ -d "$place" ] || INSTANCES='' sh "$here/instances.sh" "$folder" "$1" >/dev/null || return 1
        ;;
    esac
}

# run CASE POLICY STEP ORDER: the columns of a row from seconds on
run() {
    told=$folder/told.$$
    spent=$(
        # dash, bash, ksh, zsh and busybox have both
        # shellcheck disable=SC3045
        ulimit -c 0 && ulimit -t "$limit"
        KOPPEL_WITHOUT=$3 "$KOPPEL" solve "$1" ${2:+--policy "$2"} --quick --json --threads 1 --gap 0.01% \
            --seed $(($4 + 1)) --time-limit 86400 >"$told" 2>/dev/null </dev/null
        times
    )
    echo "$spent" | awk -v told="$told" -v limit="$limit" '
        NR == 2 { split($1, part, /[ms]/); seconds = 60 * part[1] + part[2] }
        END {
            outcome = "unproven"
            while ((getline line < told) > 0) {
                split(line, part, "\"")
                if (part[2] == "outcome" && outcome == "unproven") outcome = part[4] == "within_gap" ? "proven" : part[4]
                if (part[2] == "nodes") { nodes = line; gsub(/[^0-9]/, "", nodes) }
                if (part[2] == "name" && part[10] == "value") values = values (n++ ? ";" : "") part[4] "=" part[12]
            }
            if (outcome != "proven") seconds = limit
            printf "%.2f,%s,%s,%s\n", seconds, outcome, nodes, values
        }'
    rm -f "$told"
}

for instance in $INSTANCES; do
    case $instance in
    *:*) policy=${instance#*:} ;;
    *) policy=$here/koppel-1.json ;;
    esac
    for order in $orders; do
        if ! place_of "${instance%%:*}"; then
            echo "bench/ablation.sh: $instance is left out" >&2
            break
        fi
        n_none=0
        for step in "$@"; do
            key=$(basename "${instance%%:*}"),$order,$(echo "$step" | tr ',' '+')
            n_wanted=1
            if [ "$step" = none ]; then
                n_none=$((n_none + 1))
                n_wanted=$n_none
            fi
            [ "$(grep -cF -e "$key," "$results")" -lt "$n_wanted" ] || continue
            row=$key,$(run "$place" "$policy" "$step" "$order")
            echo "$row" >>"$results"
            echo "$row"
        done
    done
done
