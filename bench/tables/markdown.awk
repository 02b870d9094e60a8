# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# markdown.awk - the tables of bench/README.md from a table of results, and every contradiction in it.
# awk -f read.awk -f markdown.awk RESULTS. Exit status 1 when one engine's value is better than another's bound.
END {
    if (failed) exit 2
    medians()
    print_runs()
    print_ends()
    exit contradictions() > 0
}

function list_of(set,    text, k) {
    for (k in set) text = text (text == "" ? "" : "; ") k
    return text
}

# What one engine did with one problem.
function cell(p, e,    state) {
    if (!((p, e) in status)) return ""
    state = status[p, e]
    if (ok(state)) return sprintf("%.2f s, %.0f MiB", seconds[p, e], memory[p, e])
    if (state == "gap") return sprintf("%s left in %s, %.0f s", gap[p, e] == "" ? "?" : percent(gap[p, e]), tier[p, e], seconds[p, e])
    if (state == "none") return sprintf("no proposal, %.0f s", seconds[p, e])
    return state
}

function percent(g) { return sprintf(g >= 10 ? "%.0f %%" : g >= 0.1 ? "%.1f %%" : "%.3f %%", g) }

function print_runs(    k, j, part) {
    printf "Processor: %s. %s. CPU seconds (median of the repeats), most memory of a process.\n", list_of(processor), list_of(asked)
    printf "Versions:"
    for (j = 1; j <= n_engines; j++) printf "%s %s %s", (j > 1 ? "," : ""), engine[j], version[engine[j]]
    printf ".\n\n| instance | policy | households | pairs |"
    for (j = 1; j <= n_engines; j++) printf " %s |", engine[j]
    printf "\n|---|---|--:|--:|"
    for (j = 1; j <= n_engines; j++) printf "--:|"
    printf "\n"
    for (k = 1; k <= n_problems; k++) {
        split(problem[k], part, SUBSEP)
        printf "| %s | %s | %s | %s |", part[1], part[2], households[problem[k]], pairs[problem[k]]
        for (j = 1; j <= n_engines; j++) printf " %s |", cell(problem[k], engine[j])
        printf "\n"
    }
}

# Where each engine ends: how many it solved, the largest that it solved and the smallest that it did not.
function print_ends(    k, j, p, e, n, n_solved, large, small) {
    printf "\n| engine | solved within the gap | most pairs solved | fewest pairs not solved |\n|---|--:|--:|--:|\n"
    for (j = 1; j <= n_engines; j++) {
        e = engine[j]
        n = n_solved = large = small = 0
        for (k = 1; k <= n_problems; k++) {
            p = problem[k]
            if (!((p, e) in status)) continue
            n++
            if (ok(status[p, e])) {
                n_solved++
                if (pairs[p] + 0 > large) large = pairs[p] + 0
            } else if (pairs[p] + 0 > 0 && (small == 0 || pairs[p] + 0 < small)) small = pairs[p] + 0
        }
        printf "| %s | %d of %d | %s | %s |\n", e, n_solved, n, (large > 0 ? large : "-"), (small > 0 ? small : "-")
    }
}

# Bounds of f hold for every choice that is as good as f's own in the tiers before.
function contradictions(    k, j, i, p, n) {
    for (k = 1; k <= n_problems; k++)
        for (j = 1; j <= n_engines; j++)
            for (i = 1; i <= n_engines; i++)
                if (j != i) n += contradicts(problem[k], engine[j], engine[i])
    printf "\n%s\n", (n > 0 ? n " CONTRADICTIONS, see above." : "No engine's value is better than another's bound.")
    return n
}

# 1 when the value of e is better than the bound of f in the first tier in which their values differ.
function contradicts(p, e, f,    n, t, sense, names, mine, theirs, bounds, part) {
    if (value[p, e] == "" || value[p, f] == "") return 0
    n = cut(value[p, e], names, mine)
    cut(value[p, f], names, theirs)
    cut(bound[p, f], names, bounds)
    split(senses[p, e], sense, ";")
    for (t = 1; t <= n && mine[t] == theirs[t]; t++) ;
    if (t > n || bounds[t] == "?" || !better(mine[t], bounds[t], sense[t])) return 0
    split(p, part, SUBSEP)
    printf "\nCONTRADICTION: %s, policy %s, tier %s: the value %s of %s is better than the bound %s of %s, which is therefore wrong.\n",
        part[1], part[2], names[t], mine[t], e, bounds[t], f
    return 1
}
