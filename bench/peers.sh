#!/bin/bash
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Other solvers at their best beside koppel: every tier as `koppel export` writes it, so with the best values of the tiers before
# it given to them; in that formulation with their own settings (plain), and with a variable for each household and
# municipality and without presolve (whole). CPU seconds of all tiers together, and of koppel, just before, on the same machine.
# Usage: [KOPPEL=program] [PEERS='cbc highs glpsol'] bench/peers.sh CASES SECONDS INSTANCE... >>peers.csv
#
# CASES is where frozen instances are made; SECONDS of CPU is the limit for all tiers of a run, which stops at the first tier
# that is not proven within 0.01 %. KOPPEL_HIGHS is a program with HiGHS's options (bench/highs.mjs). What a solver calls best
# is held against the best value: "wrong" where it contradicts.
set -u
here=$(cd "$(dirname "$0")" && pwd)
KOPPEL=$(realpath "${KOPPEL:-$here/../build/koppel}")
cases=${1:?usage: bench/peers.sh CASES SECONDS INSTANCE...}
limit=$2
shift 2
LC_ALL=C
TIMEFORMAT='%U %S'
export LC_ALL
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT

# cpu COMMAND...: its CPU seconds in $seconds; output in $made/out
cpu() {
    local told
    told=$({ time { (ulimit -t $((limit - spent + 1)) && exec "$@") >"$made/out" 2>&1 </dev/null; }; } 2>&1 | tail -n 1)
    seconds=$(awk -v told="$told" 'BEGIN { split(told, part, " "); printf "%.2f", part[1] + part[2] }')
}

# version PEER
version() {
    case $1 in
    cbc) cbc -quit 2>/dev/null | sed -n 's/^Version: *\([0-9.]*\).*/\1/p' ;;
    glpsol) glpsol --version | sed -n '1s/.* //p' ;;
    highs) "$KOPPEL_HIGHS" --version 2>/dev/null | sed -n 's/.*version \([0-9.]*\).*/\1/p' ;;
    esac
}

# run PEER FORMULATION MODEL: the command that proves a model within 0.01 %
run() {
    local off=()
    case $1 in
    cbc)
        if [ "$2" = whole ]; then off=(-preprocess off -presolve off); fi
        cpu cbc "$3" -ratioGap 0.0001 "${off[@]}" -solve -quit
        ;;
    glpsol) # its presolver is off by default; cuts are what helps it here
        cpu glpsol --freemps "$3" --mipgap 0.0001 --cuts -o "$made/answer"
        ;;
    highs)
        printf 'mip_rel_gap=0.0001\n' >"$made/options"
        if [ "$2" = whole ]; then printf 'presolve=off\n' >>"$made/options"; fi
        cpu "$KOPPEL_HIGHS" --options_file "$made/options" "$3"
        ;;
    esac
}

# value PEER: of the tier that is proven, else nothing
value() {
    case $1 in
    cbc) awk '/^Result - Optimal solution found/ { ok = 1 } /^Objective value:/ && ok { print $3 }' "$made/out" ;;
    glpsol) awk '/^Status: +INTEGER OPTIMAL/ { ok = 1 } /^Objective:/ && ok { print $4 }' "$made/answer" 2>/dev/null ;;
    highs) awk '/^  Status +Optimal/ { ok = 1 } /^  Primal bound/ && ok { print $3 }' "$made/out" ;;
    esac
}

# judge MODEL VALUE: sets outcome by what koppel proved of the tier: proven, left (nothing was claimed in time) or wrong
judge() {
    outcome=$(awk -v name="$(basename "$1" .mps)" -v found="$2" '
        BEGIN { sub(/^tier[0-9]*-/, "", name); if (found == "") { print "left"; exit } }
        index($0, "{\"name\": \"" name "\"") {
            sign = /"maximise"/ ? -1 : 1
            match($0, /"value": "[^"]*"/)
            best = substr($0, RSTART + 10, RLENGTH - 11) * sign
            slack = (best < 0 ? -best : best) * 0.0001 + 0.000001
            print (found < best - slack || found > best + slack ? "wrong" : "proven")
            exit
        }' "$made/best.json")
}

[ "${HEADER:-yes}" = no ] || echo 'instance,households,pairs,peer,version,formulation,limit,tiers,tiers_proven,outcome,seconds,koppel_seconds'
for instance in "$@"; do
    KOPPEL=$KOPPEL sh "$here/instances.sh" "$cases" "$instance" >&2 || exit 1
    case=$cases/$instance
    rm -rf "$made/models"
    "$KOPPEL" export "$case" --policy "$here/koppel-1.json" --engine scale --time-limit 600 -o "$made/models" >/dev/null || exit 1
    "$KOPPEL" solve "$case" --policy "$here/koppel-1.json" --quick --json --engine scale --time-limit 600 >"$made/best.json" 2>"$made/err" || exit 1
    households=$(($(wc -l <"$case/households.csv") - 1))
    pairs=$(($(wc -l <"$made/models/names.csv") - 1))
    for peer in ${PEERS:-cbc ${KOPPEL_HIGHS:+highs} glpsol}; do
        for formulation in plain whole; do
            spent=0
            cpu "$KOPPEL" solve "$case" --policy "$here/koppel-1.json" --quick --quiet --gap 0.01% --engine scale --threads 1
            koppel=$seconds
            total=0
            n=0
            n_proven=0
            outcome=proven
            for model in "$made"/models/tier*.mps; do
                n=$((n + 1))
                [ "$outcome" = proven ] || continue
                awk -v whole="$([ $formulation = whole ] && echo 1)" -f "$here/formulation.awk" \
                    "$case/neighbourhoods.csv" "$case/units.csv" "$made/models/names.csv" "$model" >"$made/model.mps"
                rm -f "$made/answer"
                run "$peer" "$formulation" "$made/model.mps"
                total=$(awk -v a="$total" -v b="$seconds" 'BEGIN { printf "%.2f", a + b }')
                spent=${total%.*}
                judge "$model" "$(value "$peer")"
                if [ "$outcome" = proven ]; then n_proven=$((n_proven + 1)); fi
            done
            echo "$instance,$households,$pairs,$peer,$(version "$peer"),$formulation,$limit,$n,$n_proven,$outcome,$total,$koppel"
        done
    done
done
