# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# regret.awk - what is lost against hindsight, in per cent, by the number of households: a line a policy, and a bar of one
# standard error to either side. Reads the rows of the part "size" of worth.sh.
# awk -F, -f chart.awk -f regret.awk SIZES.csv > regret.svg
$1 == "size" && $4 == "fit_percent" {
    n = substr($2, 6) + 0
    if (!(n in seen)) { seen[n] = 1; size[++n_sizes] = n }
    if (!($3 in row)) { row[$3] = ++n_ways; way[n_ways] = $3 }
    lost[n, row[$3]] = 100 - $5
    error[n, row[$3]] = $6
}

END {
    LEFT = 60; TOP = 40; WIDE = 460; HIGH = 300; most = 0
    for (s = 1; s <= n_sizes; s++) for (w = 1; w <= n_ways; w++) {
        v = lost[size[s], w] + error[size[s], w]
        most = v > most ? v : most
    }
    step = most > 8 ? 4 : 1
    most = (int(most / step) + 1) * step
    svg_begin(700, 420, "Per cent lost against hindsight by number of households")
    for (v = 0; v <= most; v += step) {
        line_from(LEFT, cy(v), LEFT + WIDE, cy(v), "#dddddd")
        say_at(LEFT - 6, cy(v) + 4, "end", v)
    }
    for (s = 1; s <= n_sizes; s++) say_at(cx(size[s]), TOP + HIGH + 16, "middle", size[s])
    say_at(LEFT + WIDE / 2, TOP + HIGH + 36, "middle", "households on the first day")
    say_at(LEFT, TOP - 14, "start", "per cent of fit lost against hindsight")
    for (w = 1; w <= n_ways; w++) {
        points = ""
        for (s = 1; s <= n_sizes; s++) {
            x = cx(size[s]); v = lost[size[s], w]; e = error[size[s], w]
            points = points sprintf("%.1f,%.1f ", x, cy(v))
            line_from(x, cy(v - e), x, cy(v + e), colour[w])
            mark_at(x, cy(v), w, 1)
        }
        path_of(points, w)
        key_line(LEFT + WIDE + 20, TOP + 20 * w, w, way[w])
    }
    svg_end()
}

function cx(n) { return LEFT + 20 + (WIDE - 40) * log(n / size[1]) / log(size[n_sizes] / size[1]) }
function cy(v) { return TOP + HIGH - HIGH * v / most }
