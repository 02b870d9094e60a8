# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# policies.awk - one row of the table of policies in bench/README.md, from what koppel compare wrote of a case.
# awk -v name=CASE -v chosen='no-spread cap-must ...' -f policies.awk policies.csv curve.csv
BEGIN { n_chosen = split(chosen, policy, " ") }
{ gsub(/"[^"]*"/, "quoted") }
FNR == 1 { # the files are written as the case is: some with semicolons and decimal commas
    is_dutch = index($0, ";") > 0
    FS = is_dutch ? ";" : ","
    $0 = $0
    split("", column)
    for (k = 1; k <= NF; k++) column[$k] = k
    n_files++
    next
}
is_dutch { gsub(/,/, "."); $0 = $0 }
n_files == 1 {
    households = $column["households_housed"] + $column["households_left"]
    star = $column["outcome"] == "proven" ? "" : "\\*"
    cell[$1] = $column["proposals"] == 0 ? "none" : sprintf("%d · %d · %.0f%s", $column["persons_housed"],
        $column["over_cap"], $column["fit_mean_points"], star)
}
n_files == 2 {
    at = sprintf("%d: %d", $1, $column["fit_total_points"])
    first = first == "" ? at : first
    last = at
}
END {
    printf "| [%s](policies/RESULTS.md#%s) | %d |", name, name, households
    for (k = 1; k <= n_chosen; k++) printf " %s |", cell[policy[k]]
    printf " %s |\n", first == last ? (first == "" ? "not worked out" : first) : first " to " last
}
