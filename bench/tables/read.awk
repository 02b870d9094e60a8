# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# read.awk - reads a table of results (bench/harness) into arrays; put before the other programs of this folder.
# Of several rows of one run the last counts. After the end of the input:
#   n_problems, problem[k] = instance SUBSEP policy; n_engines, engine[k]; in the order in which they first appear
#   for p = problem, e = engine: status[p, e] of the first repeat, seconds[p, e] and memory[p, e] (MiB): medians,
#   senses[p, e], value[p, e], bound[p, e], tier[p, e], gap[p, e], commit[p, e], digest[p], households[p], pairs[p]
BEGIN { FS = "," }
FNR == 1 {
    split("", column)
    for (k = 1; k <= NF; k++) column[$k] = k
    if (!("gap_percent" in column)) {
        printf "%s: no table of results\n", FILENAME > "/dev/stderr"
        failed = 1
        exit 2
    }
    next
}
{ note_row($column["instance"] SUBSEP $column["policy"], $column["engine"], $column["repeat"]) }

function note_row(p, e, repeat,    k) {
    if (digest[p] != "" && digest[p] != $column["digest"]) forget(p)
    digest[p] = $column["digest"]
    if (!(p in problem_seen)) { problem_seen[p]; problem[++n_problems] = p }
    if (!(e in engine_seen)) { engine_seen[e]; engine[++n_engines] = e }
    if (!((p, e, repeat) in cpu)) repeats[p, e]++
    k = repeats[p, e]
    if (!((p, e, repeat) in place)) place[p, e, repeat] = k
    cpu[p, e, repeat]
    cpu_at[p, e, place[p, e, repeat]] = $column["seconds"]
    memory_at[p, e, place[p, e, repeat]] = $column["memory_kib"] / 1024
    commit[p, e] = $column["commit"]
    version[e] = $column["version"]
    processor[$column["processor"]]
    asked["gap " $column["gap_asked"] ", limit " $column["time_limit"] " s, threads " $column["threads"]]
    # a repeat that failed tells more than one that did not
    if (!((p, e) in status) || place[p, e, repeat] == 1 || ok(status[p, e])) {
        status[p, e] = $column["status"]
        senses[p, e] = $column["senses"]
        value[p, e] = $column["value"]
        bound[p, e] = $column["bound"]
        tier[p, e] = $column["tier"]
        gap[p, e] = $column["gap_percent"]
    }
    if ($column["pairs"] > 0) { pairs[p] = $column["pairs"]; households[p] = $column["households"] }
}

# An instance was frozen anew under its name: what was measured on the one before is another problem's.
function forget(p,    j, key) {
    for (key in cpu)
        if (index(key, p SUBSEP) == 1) { delete cpu[key]; delete place[key] }
    for (j = 1; j <= n_engines; j++) { delete repeats[p, engine[j]]; delete status[p, engine[j]]; delete value[p, engine[j]] }
}

function ok(state) { return state == "proven" || state == "claimed" }

# The middle one of at[p, e, 1 .. repeats[p, e]]; of an even number the lower.
function median(at, p, e,    n, k, j, sorted, held) {
    n = repeats[p, e]
    for (k = 1; k <= n; k++) {
        held = at[p, e, k] + 0
        for (j = k; j > 1 && sorted[j - 1] > held; j--) sorted[j] = sorted[j - 1]
        sorted[j] = held
    }
    return sorted[int((n + 1) / 2)]
}

function medians(    k, j) {
    for (k = 1; k <= n_problems; k++)
        for (j = 1; j <= n_engines; j++)
            if ((problem[k], engine[j]) in status) {
                seconds[problem[k], engine[j]] = median(cpu_at, problem[k], engine[j])
                memory[problem[k], engine[j]] = median(memory_at, problem[k], engine[j])
            }
}

# Cuts "target=0;fit=6860" into names[1 ..] and numbers[1 ..]; @return how many.
function cut(list, names, numbers,    n, k, part, pair) {
    n = split(list, part, ";")
    for (k = 1; k <= n; k++) {
        split(part[k], pair, "=")
        names[k] = pair[1]
        numbers[k] = pair[2]
    }
    return n
}

# True when a is better than b; both are decimal numbers of one tier.
function better(a, b, sense) { return a == b ? 0 : sense == "max" ? a + 0 > b + 0 : a + 0 < b + 0 }
