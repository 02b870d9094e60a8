# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# growth.awk - how CPU seconds and memory grow with size: two log-log charts over the pairs of a problem. Every run is a
# mark (hollow: not solved within the gap); the line of an engine goes through the geometric means of the problems of
# a size, which is half a decade of pairs.
# awk -f read.awk -f chart.awk -f growth.awk RESULTS > growth.svg
END {
    if (failed) exit 2
    medians()
    TOP = 40; WIDE = 360; HIGH = 320
    split("¹ ² ³ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹", raised, " ")
    svg_begin(960, 440, "CPU seconds and memory against the number of suitable pairs")
    chart(60, seconds, 0.01, "CPU seconds")
    chart(480, memory, 1, "MiB of memory")
    for (j = 1; j <= n_engines; j++) key_line(860, TOP + 20 * j, j, engine[j])
    say_at(860, TOP + 20 * j + 8, "start", "hollow:")
    say_at(860, TOP + 20 * j + 24, "start", "not solved")
    svg_end()
}

function chart(left, what, least, title,    k, j, p, e, v) {
    x_low = y_low = 99
    x_top = y_top = -99
    for (k = 1; k <= n_problems; k++) for (j = 1; j <= n_engines; j++) {
        p = problem[k]; e = engine[j]
        if (!((p, e) in status) || pairs[p] + 0 < 1) continue
        v = log10(pairs[p]); x_low = v < x_low ? v : x_low; x_top = v > x_top ? v : x_top
        v = log10(at_least(what[p, e], least)); y_low = v < y_low ? v : y_low; y_top = v > y_top ? v : y_top
    }
    x_low = int(x_low); y_low = v_floor(y_low); x_top = v_floor(x_top) + 1; y_top = v_floor(y_top) + 1
    for (v = x_low; v <= x_top; v++) {
        line_from(cx(left, v), TOP, cx(left, v), TOP + HIGH, "#dddddd")
        say_at(cx(left, v), TOP + HIGH + 16, "middle", label(v))
    }
    for (v = y_low; v <= y_top; v++) {
        line_from(left, cy(v), left + WIDE, cy(v), "#dddddd")
        say_at(left - 6, cy(v) + 4, "end", label(v))
    }
    say_at(left + WIDE / 2, TOP + HIGH + 36, "middle", "suitable pairs")
    say_at(left, TOP - 14, "start", title)
    for (j = 1; j <= n_engines; j++) series(left, what, least, j)
}

# Marks of one engine, and the line through the means.
function series(left, what, least, j,    k, p, e, h, x, y, n, order, n_sizes, points, i, held) {
    e = engine[j]
    for (k = 1; k <= n_problems; k++) {
        p = problem[k]
        if (!((p, e) in status) || pairs[p] + 0 < 1) continue
        mark_at(cx(left, log10(pairs[p])), cy(log10(at_least(what[p, e], least))), j, ok(status[p, e]))
        h = int(2 * log10(pairs[p]))
        if (!(h in n)) {
            for (i = ++n_sizes; i > 1 && order[i - 1] > h; i--) order[i] = order[i - 1]
            order[i] = h
        }
        n[h]++; x[h] += log10(pairs[p]); y[h] += log10(at_least(what[p, e], least))
    }
    for (i = 1; i <= n_sizes; i++) { h = order[i]; points = points sprintf("%.1f,%.1f ", cx(left, x[h] / n[h]), cy(y[h] / n[h])) }
    if (n_sizes > 1) path_of(points, j)
}

function at_least(v, least) { return v + 0 < least ? least : v + 0 }
function v_floor(v) { return v < int(v) ? int(v) - 1 : int(v) }
function label(v) { return v == -2 ? "0.01" : v == -1 ? "0.1" : v < 4 ? sprintf("%d", 10 ^ v) : "10" raised[v] }
function cx(left, v) { return left + WIDE * (v - x_low) / (x_top - x_low) }
function cy(v) { return TOP + HIGH * (1 - (v - y_low) / (y_top - y_low)) }
