# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What an argument can be, for the completion of every shell.

# The words of "N|most" that stand for themselves, with blanks between
function words_of(argument,    n, parts, k, words) {
    n = split(argument, parts, "|")
    for (k = 1; n > 1 && k <= n; k++) {
        if (parts[k] ~ /^[a-z0-9-]+$/) words = words (words == "" ? "" : " ") parts[k]
    }
    return words
}

function is_path(argument) {
    return argument ~ /FILE|FOLDER|CASE|DOSSIER/
}

# A text between single quotes
function quoted(text) {
    gsub(/'/, "", text)
    return "'" text "'"
}
