# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the template of xgettext one that changes with the sentences alone: see po/update.sh.

# A message whose format has nothing but directives, digits, signs and quoted words is not for translators, unless it is
# a number with its thousands apart.
function has_words(text) {
    gsub(/%[-+ #0*.0-9$]*(<PRI[a-zA-Z]+[0-9]+>|z[ud]|l?[duxg]|c|s|%|\.?[0-9*]*f)/, "", text)
    gsub(/\\"[^"\\]*\\"/, "", text) # what is quoted: the keys of JSON
    gsub(/null/, "", text)
    gsub(/\\[a-z0-9]+/, "", text)
    return text ~ /[A-Za-z][A-Za-z]/ || text ~ /[0-9],[0-9][0-9][0-9]/
}

function finish(   k) {
    if (n > 0 && (header || has_words(words))) {
        for (k = 1; k <= n; k++) print lines[k]
        print ""
    }
    header = 0
    n = 0
    words = ""
    counts = 0
}

/^$/ { finish(); next }
/^"POT-Creation-Date/ { next }
/^#, fuzzy$/ { next }
/^msgid ""$/ { header = NR < 30 }
/^msgid/ { counts = 1 }
/^msgstr/ { counts = 0 }
counts { line = $0; sub(/^msgid(_plural)? /, "", line); words = words line }
/^#: / {
    gsub(/:[0-9]+/, "")
    split("", seen)
    line = "#:"
    for (k = 2; k <= NF; k++) if (!($k in seen)) { seen[$k] = 1; line = line " " $k }
    $0 = line
}
{ lines[++n] = $0 }
END { finish() }
