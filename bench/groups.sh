#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What leximin over groups gives the group that is worst off, and what that costs: a section of bench/policies/RESULTS.md.
# Usage: [KOPPEL=program] bench/groups.sh CASES SECONDS
#
# CASES is a folder in which frozen instances are made and looked for, SECONDS the time limit of each solve. The section
# is written to standard output. Exit status: 0, 1 when a case failed.
set -u
here=$(cd "$(dirname "$0")" && pwd)
KOPPEL=${KOPPEL:-$here/../build/koppel}
cases=$1
seconds=$2
LC_ALL=C
export LC_ALL
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT

# policy NAME RULE TIERS MORE: the four groups of koppel compare
policy() {
    cat >"$made/$1.json" <<EOF
{"name": "$1", $4 "tiers": [$3], "groups": [
 {"name": "one", "persons_max": 1, "size_by": "rooms", "rule": "$2"},
 {"name": "two to five", "persons_min": 2, "persons_max": 5, "size_by": "rooms", "rule": "$2"},
 {"name": "six and more", "persons_min": 6, "size_by": "rooms", "rule": "$2"},
 {"name": "step-free", "step_free": "yes", "rule": "$2"}]}
EOF
}

# solve CASE POLICY: a row of shares in per cent, target, fit and proof in $made/row
solve() {
    rm -rf "$made/out"
    "$KOPPEL" solve "$1" --policy "$made/$2.json" --quick --quiet --time-limit "$seconds" -o "$made/out" 2>"$made/notes"
    if [ $? -gt 1 ]; then
        cat "$made/notes" >&2
        exit 1
    fi
    awk 'NR == FNR { n = split($0, cell, /[,;]/)
                     if (FNR > 1) shares = shares (FNR > 2 ? ", " : "") cell[5] "/" cell[4]
                     next }
         match($0, /"name": "(target|fit)"/) { name = substr($0, RSTART + 9, RLENGTH - 10)
                                               sub(/.*"value": "/, ""); sub(/".*/, ""); value[name] = $0 }
         /"outcome": "proven"/ { proven = 1 }
         END { print shares "|" value["target"] "|" value["fit"] "|" proven + 0 }' "$made/out/groups.csv" "$made/out/summary.json" >"$made/row"
    grep -q 'not proven that no proposal' "$made/notes" && sed -i 's/1$/0/' "$made/row"
    cat "$made/row"
}

# compare NAME FOLDER BEFORE LEXIMIN
compare() {
    before=$(solve "$2" "$3") || exit 1
    after=$(solve "$2" "$4") || exit 1
    printf '%s|%s|%s\n' "$1" "$before" "$after" | awk -F'|' '
        # the least and the largest share in per cent, of "a/b, c/d"
        function span(list,    part, k, n, pair, share) {
            least = 101; largest = -1
            n = split(list, part, ", ")
            for (k = 1; k <= n; k++) if (split(part[k], pair, "/") == 2 && pair[2] > 0) {
                share = 100 * pair[1] / pair[2]
                if (share < least) least = share
                if (share > largest) largest = share
            }
        }
        { span($2); least_before = least; gap_before = largest - least
          span($6)
          printf "| %s | %s | %s | %.1f, %.1f | %.1f, %.1f | %+d | %+.2f %% | %s |\n", $1, $2, $6, least_before, gap_before, least, largest - least,
              $7 - $3, 100 * ($8 - $4) / $4, $5 * $9 ? "yes" : "no" }'
}

order='"target", "urgency", "spread", "agreement", "mix", "fit"'
frozen='"fit": {"weights": {"spare": 0}},'
policy before measure "$order" "$frozen"
policy leximin leximin "\"groups\", $order" "$frozen"
policy default measure "$order" ""
policy default-leximin leximin "\"groups\", $order" ""
policy free measure "$order" '"spread": {"rule": "none", "enforce": "goal"},'
policy free-leximin leximin "\"groups\", $order" '"spread": {"rule": "none", "enforce": "goal"},'

cat <<'EOF'

## Groups: what leximin gives who is worst off

Households housed of all in the group, for one person, two to five, six and more (by the persons that count for the rooms), and those who need a step-free home: under the policy, and with
`"rule": "leximin"` for these groups before all other goals. least, gap: the smallest share, and how far the largest lies above it, in per cent. short: more persons short of the
target. proven: every tier at its bound, and that no proposal gives the group that is worst off a larger share, nor then the next. So where *least* stays as it was, no
proposal that keeps the musts can give that group more, at any price.

| case | policy | leximin | least, gap | with leximin | short | fit | proven |
|---|---|---|--:|--:|--:|--:|---|
EOF
compare "region-east, even-spread" "$here/../data/region-east" default default-leximin || exit 1
compare "region-east, no-spread" "$here/../data/region-east" free free-leximin || exit 1
sh "$here/instances.sh" "$cases" small municipality region >/dev/null || exit 1
sh "$here/instances.sh" "$cases" utrecht-linked-scarce-dense >/dev/null # left out where its table is not there
awk -F, '$2 == "small" || $2 == "municipality" || $2 == "region" || $1 == "utrecht-linked-scarce-dense" { print $1 }' "$here/instances.csv" >"$made/names"
while read -r name; do
    [ ! -d "$cases/$name" ] || compare "$name" "$cases/$name" before leximin || exit 1
done <"$made/names"
