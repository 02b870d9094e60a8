# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# chart.awk - lines of an SVG: frame, ticks, and series that differ in colour (Okabe and Ito, for every eye), dash and
# mark, so that they can be told apart in print.
BEGIN {
    split("#000000 #E69F00 #56B4E9 #009E73 #D55E00 #CC79A7 #0072B2 #999999", colour, " ")
    split("none|6 3|2 2|8 3 2 3|4 4|10 4|1 3|6 2 2 2", dash, "|")
}

function svg_begin(width, height, title) {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n", width, height, width, height
    printf "<title>%s</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", title, width, height
}

function svg_end() { print "</svg>" }

function say_at(x, y, anchor, words) { printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words }

function line_from(x1, y1, x2, y2, ink) { printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", x1, y1, x2, y2, ink }

function path_of(points, k) { printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" stroke-dasharray=\"%s\"/>\n", points, colour[(k - 1) % 8 + 1], dash[(k - 1) % 8 + 1] }

# A mark: filled when it was solved. Odd series get circles, even ones squares.
function mark_at(x, y, k, is_solved,    ink) {
    ink = colour[(k - 1) % 8 + 1]
    if (k % 2) printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" stroke=\"%s\" fill=\"%s\"/>\n", x, y, ink, is_solved ? ink : "#ffffff"
    else printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"6\" height=\"6\" stroke=\"%s\" fill=\"%s\"/>\n", x - 3, y - 3, ink, is_solved ? ink : "#ffffff"
}

function key_line(x, y, k, words) {
    printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.8\" stroke-dasharray=\"%s\"/>\n", x, y - 4, x + 26, y - 4, colour[(k - 1) % 8 + 1], dash[(k - 1) % 8 + 1]
    mark_at(x + 13, y - 4, k, 1)
    say_at(x + 32, y, "start", words)
}

function log10(v) { return log(v) / log(10) }
