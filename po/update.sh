#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes po/koppel.pot anew from the sources, and brings every catalogue po/*.po up to date with it: what is new stands
# there untranslated, what is changed is marked fuzzy. The module with the words of the screens follows. Needs gettext.
# Usage: po/update.sh [--only-template FILE]    (with it, only the template, to FILE)
set -eu
cd "$(dirname "$0")/.."
LC_ALL=C
export LC_ALL

template=po/koppel.pot
if [ "${1:-}" = --only-template ]; then template=$2; fi

# What machines read, and the oracle's own programs, have no words for people.
sources=$(find solver -name '*.c' -o -name '*.h' | grep -v '^solver/engine/[a-z]*/' |
    grep -vxFf po/machine_files | sort)

# A function whose argument of that number is looked up, or a word that marks what is.
keywords='_ N_ koppel_plural:1,2 koppel_word:2,3 koppel_phrase_count:2,3 koppel_say_count:3,4 koppel_say_range:4,5
    koppel_text_add:2 koppel_lay_sentence:2 koppel_errors_add:6 koppel_json_refuse:3 koppel_reading_refuse:4
    koppel_reading_withhold:4 koppel_reading_note:4 koppel_phrase_append:2 print_part:2 koppel_html_say:2 koppel_html_element:3 say_part:3 koppel_sentence_add:2 koppel_console_note:1
    koppel_use_error:2 argp_error:2 koppel_study_refuse:2 clash:3 line:4'
options=$(for keyword in $keywords; do printf ' --keyword=%s' "$keyword"; done)
# shellcheck disable=SC2086 # lists of words
xgettext --language=C --from-code=UTF-8 --no-wrap --sort-by-file --add-comments=Translators: --package-name=koppel \
    --copyright-holder='the authors of Koppel' --keyword $options -o "$template.new" $sources
# The screens of koppel serve have their sentences in the same catalogue.
xgettext --language=JavaScript --from-code=UTF-8 --no-wrap --sort-by-file --join-existing --package-name=koppel --keyword \
    --keyword=say -o "$template.new" solver/serve/assets/*.js
# Without the day it was made, lines that move with every edit, and formats without a word. A message stands in the
# files of its rooms.
awk -f po/template.awk "$template.new" >"$template"
rm "$template.new"
if [ "$template" != po/koppel.pot ]; then exit 0; fi
for catalogue in po/*.po; do
    msgmerge --quiet --no-wrap --backup=off --update "$catalogue" "$template"
    sed -i '/^#~/d' "$catalogue"
    printf '%s: ' "$catalogue"
    msgfmt --statistics -o /dev/null "$catalogue"
done
awk -v name=dutch -f po/words_js.awk po/nl.po >solver/serve/assets/words.js
