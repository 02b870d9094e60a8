# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# A text as a picture of a terminal, as SVG: awk -v title=WHAT -f terminal.awk TEXT
function escape(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    gsub(/ /, "\\&#160;", text) # blanks that stay
    return text
}
{ lines[NR] = $0 }
END {
    height = 20 + 17 * NR
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 830 %d\" width=\"830\" height=\"%d\" role=\"img\">\n", \
        height, height
    printf "<title>%s</title>\n<rect width=\"830\" height=\"%d\" rx=\"6\" fill=\"#FBFBF8\" stroke=\"#B8B8B0\"/>\n", title, height
    print "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13\" fill=\"#1E1E1E\">"
    for (k = 1; k <= NR; k++) # headings stand at the margin
        if (lines[k] != "")
            printf "<text x=\"12\" y=\"%d\"%s>%s</text>\n", 10 + 17 * k - 4, lines[k] ~ /^[^ (]/ ? " font-weight=\"bold\"" : "", escape(lines[k])
    print "</g>\n</svg>"
}
