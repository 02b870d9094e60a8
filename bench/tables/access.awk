# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# A row of the table of equal access from what koppel compare --json and summary.json say of a policy (see ../access.sh).

# The number behind a key, in the part of the line after `from`.
function number(text, key, from,    at) {
    if (from != "") text = substr(text, index(text, from))
    at = index(text, "\"" key "\": ")
    if (!at) return ""
    text = substr(text, at + length(key) + 4)
    sub(/[,}].*/, "", text)
    return text
}

# The policy itself comes last, behind the one that it is compared with.
FNR == NR && /^ *"mean": / {
    over = number($0, "over_cap", "")
    fit = number($0, "fit_total_points", "")
}
FNR == NR { next }
/"outcome":/ { proven = index($0, "\"proven\"") ? "yes" : "no" }
/"placed_persons":/ { housed = number($0, "placed_persons", "") }
/"access": \{/ { is_access = 1 }
is_access && !ended && /"x_(supermarket|day_nursery|hospital)_km":/ {
    part = residents ? "\"inhabitants\"" : "\"offered\""
    cells = cells " " number($0, "mean_m", part) ", " number($0, "nine_in_ten_within_m", part) " |"
    beyond += number($0, "beyond_median_persons", "")
    km += number($0, "beyond_median_person_m", "") / 1000
}
/"municipalities": \[/ && is_access { ended = 1 }
END {
    if (residents) print "| " name " | |" cells " | | | | |"
    else printf "| `%s` | %d |%s %d | %.1f | %s | %s | %s |\n", name, housed, cells, beyond, km, over, fit, proven
}
