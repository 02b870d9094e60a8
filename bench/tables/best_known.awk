# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# best_known.awk - bench/best-known.csv, brought up to date with a table of results.
# awk -v known=bench/best-known.csv -v list=bench/instances.csv -v date=2026-11-22 -f read.awk -f best_known.awk RESULTS
# Values come from any engine, because koppel has recomputed them; bounds from koppel's own engines alone. A bound of a
# tier holds for choices that are as good as the known values in the tiers before.
BEGIN {
    own["exact"]; own["scale"]; own["greedy"]; own["exhaustive"]
    header = "instance,digest,policy,tier,sense,value,bound,date,commit"
    while ((getline line < list) > 0) { split(line, cell, ","); frozen[cell[1]] = substr(cell[4], 1, 12) }
    while ((getline line < known) > 0) if (line != header) take_known(line)
}
END {
    if (failed) exit 2
    for (k = 1; k <= n_problems; k++)
        for (j = 1; j <= n_engines; j++)
            if (value[problem[k], engine[j]] != "") take_result(problem[k], engine[j])
    print header
    for (k = 1; k <= n_kept; k++) print_kept(kept[k])
}

function keep(p) { if (!(p in n_tiers)) { kept[++n_kept] = p; n_tiers[p] = 0 } }

# What was known of an instance that is frozen anew under its name is forgotten.
function take_known(line,    cell, p, t) {
    split(line, cell, ",")
    if (frozen[cell[1]] != cell[2]) return
    p = cell[1] SUBSEP cell[3]
    keep(p)
    t = ++n_tiers[p]
    name[p, t] = cell[4]; direction[p, t] = cell[5]; best[p, t] = cell[6]; least[p, t] = cell[7]
    day[p, t] = cell[8]; at[p, t] = cell[9]
}

function take_result(p, e,    part, names, values, bounds, sense, n, t, is_new) {
    split(p, part, SUBSEP)
    if (!(part[1] in frozen) || frozen[part[1]] != digest[p]) return
    keep(p)
    n = cut(value[p, e], names, values)
    cut(bound[p, e], names, bounds)
    split(senses[p, e], sense, ";")
    is_new = n_tiers[p] == 0
    n_tiers[p] = n
    for (t = 1; t <= n; t++) {
        if (is_new) { set(p, t, names[t], sense[t], values[t], "?", e); merge(p, t, bounds[t], e); continue }
        merge(p, t, bounds[t], e)
        if (values[t] == best[p, t]) continue
        if (!better(values[t], best[p, t], sense[t])) return
        if (least[p, t] != "?" && better(values[t], least[p, t], sense[t])) {
            printf "best-known.csv: %s, policy %s, tier %s: the bound %s is wrong, %s reached %s\n", part[1], part[2], names[t], least[p, t], e, values[t] > "/dev/stderr"
            least[p, t] = "?"
            merge(p, t, bounds[t], e)
        }
        set(p, t, names[t], sense[t], values[t], least[p, t], e)
        is_new = 1 # what was known of later tiers belongs to the value before
    }
}

function set(p, t, label, sense, v, b, e) {
    name[p, t] = label; direction[p, t] = sense; best[p, t] = v; least[p, t] = b; day[p, t] = date; at[p, t] = commit[p, e]
}

function merge(p, t, b, e) {
    if (!(e in own) || b == "?" || b == least[p, t]) return
    if (least[p, t] != "?" && !better(least[p, t], b, direction[p, t])) return
    least[p, t] = b; day[p, t] = date; at[p, t] = commit[p, e]
}

function print_kept(p,    part, t) {
    split(p, part, SUBSEP)
    for (t = 1; t <= n_tiers[p]; t++)
        printf "%s,%s,%s,%s,%s,%s,%s,%s,%s\n", part[1], frozen[part[1]], part[2], name[p, t], direction[p, t], best[p, t], least[p, t], day[p, t], at[p, t]
}
