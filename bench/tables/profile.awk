# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# profile.awk - performance profiles of Dolan and Moré (Mathematical Programming 91, 2002): for each engine the share of
# the problems that it solves within tau times the time of the fastest. Times below 0.01 s count as 0.01 s.
# awk -f read.awk -f chart.awk -f profile.awk RESULTS > profile.svg
END {
    if (failed) exit 2
    medians()
    LEFT = 60; TOP = 30; WIDE = 520; HIGH = 300
    ratios()
    svg_begin(720, 390, "Share of the problems solved within a factor of the fastest time")
    most = most < 2 ? 2 : most
    for (v = 1; v <= most * 1.0001; v *= most > 64 ? 4 : 2) {
        line_from(x_of(v), TOP, x_of(v), TOP + HIGH, "#dddddd")
        say_at(x_of(v), TOP + HIGH + 16, "middle", v)
    }
    for (v = 0; v <= 100; v += 20) {
        line_from(LEFT, y_of(v / 100), LEFT + WIDE, y_of(v / 100), "#dddddd")
        say_at(LEFT - 6, y_of(v / 100) + 4, "end", v " %")
    }
    say_at(LEFT + WIDE / 2, TOP + HIGH + 38, "middle", "times the CPU seconds of the fastest (logarithmic), " n_counted " problems")
    say_at(LEFT, TOP - 12, "start", "problems solved within the gap asked for")
    for (j = 1; j <= n_engines; j++) {
        path_of(steps(engine[j]), j)
        key_line(LEFT + WIDE + 14, TOP + 20 * j, j, engine[j])
    }
    svg_end()
}

function floor_of(s) { return s < 0.01 ? 0.01 : s }

# ratio[p, e] of what is solved; a problem that no engine solves counts in the share of all.
function ratios(    k, j, p, least) {
    for (k = 1; k <= n_problems; k++) {
        p = problem[k]
        least = 0
        for (j = 1; j <= n_engines; j++)
            if (ok(status[p, engine[j]]) && (least == 0 || floor_of(seconds[p, engine[j]]) < least)) least = floor_of(seconds[p, engine[j]])
        n_counted++
        for (j = 1; j <= n_engines; j++)
            if (ok(status[p, engine[j]])) {
                ratio[p, engine[j]] = floor_of(seconds[p, engine[j]]) / least
                if (ratio[p, engine[j]] > most) most = ratio[p, engine[j]]
            }
    }
}

# The steps of one engine, as points.
function steps(e,    n, k, j, sorted, held, points, share) {
    for (k = 1; k <= n_problems; k++)
        if ((problem[k], e) in ratio) {
            held = ratio[problem[k], e]
            for (j = ++n; j > 1 && sorted[j - 1] > held; j--) sorted[j] = sorted[j - 1]
            sorted[j] = held
        }
    points = sprintf("%.1f,%.1f", x_of(1), y_of(0))
    for (k = 1; k <= n; k++) {
        points = points sprintf(" %.1f,%.1f %.1f,%.1f", x_of(sorted[k]), y_of(share), x_of(sorted[k]), y_of(k / n_counted))
        share = k / n_counted
    }
    return points sprintf(" %.1f,%.1f", x_of(most), y_of(share))
}

function x_of(tau) { return LEFT + WIDE * log(tau) / log(most) }
function y_of(share) { return TOP + HIGH * (1 - share) }
