# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# ablation.awk - what each step of the engine is worth, from the rows of bench/ablation.sh
# awk -f ablation.awk RESULTS.csv: a table in Markdown. A ratio is the CPU seconds with a step off over those with all on
# (the median of the runs with all on), of one instance in one order of its rows; a run that was not proven counts with
# its limit.
BEGIN { FS = "," }
FNR == 1 {
    if ($1 != "instance" || $4 != "seconds") {
        print FILENAME ": no table of bench/ablation.sh" > "/dev/stderr"
        failed = 1
        exit 2
    }
    next
}
{
    run = $1 SUBSEP $2
    seconds = $4 < 0.01 ? 0.01 : $4
    if (!(run in n_on) && !(run in is_run)) { is_run[run]; runs[++n_runs] = run }
    if (!($1 in is_instance)) { is_instance[$1]; n_instances++ }
    if ($3 == "none") {
        on[run, ++n_on[run]] = seconds
        n_bad_on[run] += $5 != "proven"
        next
    }
    if (!($3 in is_step)) { is_step[$3]; steps[++n_steps] = $3 }
    off[$3, run] = seconds
    is_bad[$3, run] = $5 != "proven"
}

function median_on(run,    a, k, m, kept) {
    for (k = 2; k <= n_on[run]; k++)
        for (m = k; m > 1 && on[run, m] < on[run, m - 1]; m--) {
            kept = on[run, m]; on[run, m] = on[run, m - 1]; on[run, m - 1] = kept
        }
    a = int((n_on[run] + 1) / 2)
    return n_on[run] % 2 ? on[run, a] : (on[run, a] + on[run, a + 1]) / 2
}

function name_of(run,    part) {
    split(run, part, SUBSEP)
    return "`" part[1] "`"
}

function number(x) { return sprintf(x < 10 ? "%.2f" : "%.0f", x) }

# mean, least, most, n, n_bad, n_cases of a step
function measure(step,    k, run, ratio, sum) {
    n = n_bad = sum = 0
    least = most = 1
    least_at = most_at = ""
    for (k = 1; k <= n_runs; k++) {
        run = runs[k]
        if (!((step, run) in off) || !(run in base)) continue
        ratio = off[step, run] / base[run]
        n++
        sum += log(ratio)
        n_bad += is_bad[step, run]
        if (ratio > most || most_at == "") { most = ratio; most_at = run }
        if (ratio < least || least_at == "") { least = ratio; least_at = run }
    }
    mean = n > 0 ? exp(sum / n) : 1
}

END {
    if (failed) exit 2
    for (k = 1; k <= n_runs; k++)
        if (n_on[runs[k]] > 0) {
            base[runs[k]] = median_on(runs[k])
            n_bad_base += n_bad_on[runs[k]] > n_on[runs[k]] / 2
            total += base[runs[k]]
            n_base++
        }
    for (k = 1; k <= n_steps; k++) {
        measure(steps[k])
        of[k] = mean
        line[k] = sprintf("| `%s` | %.2f | %s | %s %s | %s %s |", steps[k], mean, n_bad > 0 ? n_bad : "", number(most),
                          name_of(most_at), number(least), name_of(least_at))
        place[k] = k
    }
    for (k = 2; k <= n_steps; k++)
        for (m = k; m > 1 && of[place[m]] > of[place[m - 1]]; m--) {
            kept = place[m]; place[m] = place[m - 1]; place[m - 1] = kept
        }
    printf "%d instances, %d runs a step; with all steps on %.0f CPU seconds in all, %d not proven.\n\n", n_instances,
           n_base, total, n_bad_base
    print "| step left out | seconds off / on, geometric mean | not proven | most | least |"
    print "|---|--:|--:|---|---|"
    for (k = 1; k <= n_steps; k++) print line[place[k]]
}
