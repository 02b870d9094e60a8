#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The published household assignment instances through tables (bench/hap_tables.sh), one verdict each: ok; fail (value) or
# fail (bound): koppel contradicts the known optimum; timeout: not proven in time; memory: more was needed than allowed;
# fail (status N): koppel did not end well.
# Usage: [KOPPEL=program] [KOPPEL_SHARED=folder] bench/published.sh [ENGINE [SECONDS [FOLDER [MIB]]]]
# Exit status: 0, 1 when a verdict begins with fail.
set -u
here=$(cd "$(dirname "$0")" && pwd)
KOPPEL=${KOPPEL:-$here/../build/koppel}
published=${KOPPEL_SHARED:-$here/../../shared}/data/published
engine=${1:-scale}
seconds=${2:-120}
made=${3:-$here/../build/published}
mib=${4:-}
if [ ! -r "$published/optima.csv" ]; then
    echo 'skipped: the folder of published instances is not here (KOPPEL_SHARED)'
    exit 0
fi
mkdir -p "$made" || exit 2
list=$(mktemp) || exit 2
trap 'rm -f "$list"' EXIT
grep '^hap/' "$published/optima.csv" >"$list"

# tier_of KEY: a key of the fit tier in what koppel printed
tier_of() { sed -n "s/.*\"name\": \"fit\".*\"$1\": \"\\([^\"]*\\)\".*/\\1/p" "$made/out.json"; }

# points KEY: the same as people read it
points() { tier_of "$1" | awk '{ printf "%.4f", $1 / 1000; n = 1 } END { if (!n) printf "?" }'; }

n_failed=0
while IFS=, read -r name _ optimum _; do
    cells=$(echo "$name" | sed -n 's/.* n=\([0-9]*\) .*/\1/p')
    theta=$(echo "$name" | awk -F'theta=' '{ printf "%d", $2 * 100 + 0.5 }')
    folder=$made/hap-${cells:-all}-$theta
    [ -d "$folder" ] || sh "$here/hap_tables.sh" "$published"/hap/households_9700.csv.gz "$published"/hap/houses_10000.csv.gz \
        "${cells:-all}" "$theta" "$folder" || exit 2
    begin=$(date +%s)
    (
        # shellcheck disable=SC3045 # not in POSIX, but in dash, bash and ksh
        if [ -n "$mib" ]; then ulimit -v $((mib * 1024)); fi
        exec "$KOPPEL" solve "$folder/case" --policy "$folder/policy.json" --rules "$folder/rules" --engine "$engine" \
            --quick --json --time-limit "$seconds" >"$made/out.json" 2>"$made/err" </dev/null
    )
    status=$?
    if [ $status -eq 137 ] || grep -q 'memory ran out' "$made/err"; then status=memory; fi
    verdict=$(awk -v status=$status -v value="$(tier_of value)" -v bound="$(tier_of bound)" -v optimum="$optimum" '
        # thousandths of points, so that what is equal compares as equal
        function whole(points) { return int(points * 1000 + 0.5) }
        BEGIN {
            optimum = whole(optimum * 1000)
            if (status == "memory") print "memory"
            else if (status == 5) print "timeout (no proposal)"
            else if (status > 1 || value == "") print "fail (status " status ")"
            else if (bound != "" && whole(bound) < optimum) print "fail (bound)"
            else if (whole(value) > optimum) print "fail (value)"
            else if (status == 1) print "timeout"
            else print whole(value) == optimum ? "ok" : "fail (value)"
        }')
    printf '%-42s %-18s value %s, bound %s, optimum %s; %d s\n' "$name tables" "$verdict" "$(points value)" \
        "$(points bound)" "$optimum" "$(($(date +%s) - begin))"
    case $verdict in fail*)
        n_failed=$((n_failed + 1))
        head -n 3 "$made/err"
        ;;
    esac
done <"$list"
[ "$n_failed" -eq 0 ]
