# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# published.awk - what `make published` printed, as a table: a row an instance; instances that differ in a number at the
# end of their name only (gap/gap1-0 ... gap/gap1-4) and all have the verdict ok share one.
# awk -f published.awk published.txt
/^Engine / { asked = $0 }
/^[a-z]+\/.*  +/ { note($0) }
END {
    printf "%s\n\n| instance | verdict | value | bound | known | seconds | MiB |\n|---|---|--:|--:|--:|--:|--:|\n", asked
    for (k = 1; k <= n; k = last + 1) {
        for (last = k; last < n && family[k] != "" && family[last + 1] == family[k]; last++) ;
        if (last > k) print_family(k, last)
        else printf "| %s | %s | %s | %s | %s | %s | %s |\n", name[k], verdict[k], value[k], bound[k], known[k], seconds[k], memory[k]
    }
}

# What stands behind `mark` in the line, up to a comma or semicolon.
function after(line, mark) { return match(line, mark " [^,;]*") ? substr(line, RSTART + length(mark) + 1, RLENGTH - length(mark) - 1) : "" }

function note(line,    at) {
    n++
    at = match(line, /  +/)
    name[n] = substr(line, 1, at - 1)
    line = substr(line, at + RLENGTH)
    verdict[n] = match(line, /( value|  ).*/) ? substr(line, 1, RSTART - 1) : line
    value[n] = after(line, "value")
    bound[n] = after(line, "bound")
    known[n] = index(line, "best known") ? after(line, "best known") " (best known)" : after(line, "optimum")
    seconds[n] = match(line, /[0-9.]+ s(,|$)/) ? substr(line, RSTART, RLENGTH) + 0 : ""
    memory[n] = match(line, /[0-9]+ MiB/) ? substr(line, RSTART, RLENGTH) + 0 : ""
    if (verdict[n] == "ok" && name[n] ~ /-[0-9]+$/) { family[n] = name[n]; sub(/-[0-9]+$/, "", family[n]) }
}

function print_family(k, last,    j, total, most) {
    for (j = k; j <= last; j++) { total += seconds[j]; most = memory[j] > most ? memory[j] : most }
    printf "| %s to %s | %d of %d ok | | | | %.2f together | %d |\n", name[k], name[last], last - k + 1, last - k + 1, total, most
}
