# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Leaves columns of a CSV table out. Usage: awk -v out=NAME,NAME -f without_columns.awk TABLE
function next_cell(   at) {
    if (substr(rest, 1, 1) == "\"") {
        for (at = 2; at <= length(rest); at++) {
            if (substr(rest, at, 1) != "\"") continue
            if (substr(rest, at + 1, 1) != "\"") break
            at++
        }
        cell = substr(rest, 1, at)
    } else {
        at = index(rest, ",")
        cell = at > 0 ? substr(rest, 1, at - 1) : rest
    }
    has_more = length(rest) > length(cell)
    rest = substr(rest, length(cell) + 2)
}
{
    rest = $0
    line = ""
    has_more = 1
    for (c = 1; has_more; c++) {
        next_cell()
        if (NR == 1) left_out[c] = index("," out ",", "," cell ",") > 0
        if (!left_out[c]) line = line "," cell
    }
    print line
}
