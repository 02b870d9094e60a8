# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# same_values.awk - holds values and bounds that were found against those that are published.
# awk -v made=MADE/best-known.csv -f same_values.awk bench/best-known.csv: exit status 1 and a line for each that contradicts.
# A value must not be better than the published bound, nor a bound be better than allowed by the published value; where both
# tables have a tier at its bound, the values are the same.
BEGIN { FS = "," }
FNR > 1 { known_value[$1, $2, $3, $4] = $6; known_bound[$1, $2, $3, $4] = $7 }
END {
    while ((getline < made) > 0) {
        if (++n == 1) continue
        key = $1 SUBSEP $2 SUBSEP $3 SUBSEP $4
        if (!(key in known_value)) { tell("is not published"); continue }
        n_held++
        # tiers after one that is not at its bound are another problem's
        if (open[$1, $3]) continue
        if ($6 != $7 || known_value[key] != known_bound[key]) { open[$1, $3] = 1 }
        else if ($6 != known_value[key]) tell("is " $6 ", published is " known_value[key])
        if (beyond($6, known_bound[key], $5)) tell("is " $6 ", beyond the published bound " known_bound[key])
        if (beyond(known_value[key], $7, $5)) tell("has the bound " $7 ", published is the value " known_value[key])
    }
    if (n_held == 0) { print "no value was found"; n_wrong++ }
    exit n_wrong > 0
}

# True when a value is better than a bound allows.
function beyond(value, bound, sense) {
    if (value == "" || bound == "" || bound == "?") return 0
    return sense == "max" ? value + 0 > bound + 0 : value + 0 < bound + 0
}

function tell(what) { printf "%s %s %s\n", $1, $4, what; n_wrong++ }
