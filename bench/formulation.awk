# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# formulation.awk - an integer program that `koppel export` wrote, as general solvers like it better: the cost in the units that
# koppel prints, and, with `whole` set, a variable for every household and municipality that is the sum of its pairs there,
# so that a solver can branch on where a household goes before it looks at homes.
# awk [-v whole=1] -f formulation.awk neighbourhoods.csv units.csv names.csv tier.mps (in English, with commas)
FNR == 1 && ++n_files <= 3 {
    gsub(/"/, "")
    split("", column)
    n = split($0, cell, ",")
    for (k = 1; k <= n; k++) column[cell[k]] = k
    next
}
n_files <= 3 { gsub(/"/, ""); split($0, cell, ",") }
n_files == 1 { municipality[cell[column["neighbourhood"]]] = cell[column["municipality"]]; next }
n_files == 2 { of_unit[cell[column["unit"]]] = municipality[cell[column["neighbourhood"]]]; next }
n_files == 3 {
    go = "go_" cell[column["household"]] "_" of_unit[cell[column["unit"]]]
    going[cell[column["column"]]] = go
    if (!(go in seen)) { seen[go]; list[++n_going] = go }
    next
}

# The first line of a tier tells by what its cost was multiplied.
FNR == 1 { for (k = 1; k < NF; k++) if ($k == "minimised" && $(k + 1) == "is") factor = $(k + 2) < 0 ? -$(k + 2) : $(k + 2) }
/^COLUMNS/ && whole { for (k = 1; k <= n_going; k++) print " E " list[k] }
section == "COLUMNS" && $2 == "'MARKER'" && $3 == "'INTEND'" && whole { for (k = 1; k <= n_going; k++) print " " list[k], list[k], -1 }
/^ENDATA/ && whole { for (k = 1; k <= n_going; k++) print " UP BND1 " list[k] " 1" }
/^[A-Z]/ { section = $1 }
section == "COLUMNS" && whole && ($1 in going) && $1 != last { print " " $1, going[$1], 1; last = $1 }
section == "COLUMNS" && $2 == "cost" { $0 = " " $1 " cost " sprintf("%.12g", $3 / factor) }
{ print }
