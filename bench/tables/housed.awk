# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# housed.awk - persons housed of the target, proven best: a row a group of instances, a column a kind of them.
# awk -v cases=FOLDER -f read.awk -f housed.awk RESULTS: FOLDER is where the harness made the instances, each below its digest.
END {
    if (failed) exit 2
    for (k = 1; k <= n_problems; k++) note_best(problem[k])
    printf "| group | target |"
    for (j = 1; j <= n_kinds; j++) printf " %s |", kind[j]
    printf "\n|---|--:|"
    for (j = 1; j <= n_kinds; j++) printf "--:|"
    printf "\n"
    for (i = 1; i <= n_groups; i++) {
        printf "| `%s` | %d |", group[i], target[group[i]]
        for (j = 1; j <= n_kinds; j++) printf " %s |", housed[group[i], kind[j]]
        printf "\n"
    }
}

# The target tier counts persons short; what the scale engine proved of it is the least.
function note_best(p,    part, name, words, of, columns, names, numbers, n, k) {
    split(p, part, SUBSEP)
    name = part[1]
    n = cut(value[p, "scale"], names, numbers)
    if (n == 0 || names[1] != "target" || tier[p, "scale"] == "target" || split(name, words, "-") != 4) return
    of = words[1]
    if (!(of in target)) { group[++n_groups] = of; target[of] = persons(name, digest[p]) }
    columns = words[2] " " words[3] " " words[4]
    if (!(columns in kind_seen)) { kind_seen[columns]; kind[++n_kinds] = columns }
    housed[of, columns] = target[of] - numbers[1]
}

# The persons that an instance's municipalities should house in all.
function persons(name, of,    file, line, cells, sum, n, k, at) {
    file = cases "/" of "/" name "/targets.csv"
    while ((getline line < file) > 0) {
        n = split(line, cells, ",")
        if (at == "") { for (k = 1; k <= n; k++) if (cells[k] == "target_persons") at = k }
        else sum += cells[at]
    }
    close(file)
    return sum
}
