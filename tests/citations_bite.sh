#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves that tests/citations.sh bites: plants files with one fault each in a copy of the tree, and each must be reported
# where it stands; files that are right must not be.
set -u
cd "$(dirname "$0")/.." || exit 1
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
for name in *.md Makefile setup.sh solver include tests docs bench data; do
    if [ -e "$name" ]; then cp -R "$name" "$copy/"; fi
done

# plant NAME FILE TEXT [LINE MESSAGE]: FILE, with PLANTED replaced by a name of its own, is made of TEXT and must be
# reported at LINE with MESSAGE; without these it is right.
plant() {
    file=$(echo "$2" | sed "s/PLANTED/planted_$1/")
    printf '%b\n' "$3" >"$copy/$file"
    if [ $# -gt 3 ]; then
        echo "$file:$4: $5" >>"$copy/faults"
    else
        echo "$file:" >>"$copy/right"
    fi
}

c=solver/base/PLANTED.c
md=docs/PLANTED.md
header=solver/engine/PLANTED.h
plant file $c '/* see lost.h */' 1 'lost.h is not there'
plant path $c '/* see engine/problem.h */' 1 'engine/problem.h is not there'
plant folder $c '/* see data/lost/ */' 1 'data/lost is not there'
plant pair $md 'Both problem.[ch] and lost.[ch].' 1 'lost.[ch] is not there'
plant line $c '/* one\n * two: see\n * lost.h */' 3 'lost.h is not there'
plant script tests/PLANTED.sh '#!/bin/sh\n# see lost.sh' 2 'lost.sh is not there'
plant title $c '/* docs/model.md, "Lost" */' 1 'docs/model.md has no section "Lost"'
plant title_in_two $c '/* data/README.md, "The\n * lost" */' 1 'data/README.md has no section "The lost"'
plant section $c '/* docs/model.md sections 3 and 99 */' 1 'docs/model.md has no section 99'
plant row $c '/* docs/model.md (999) */' 1 'docs/model.md has no row (999)'
plant rows $c '/* docs/model.md rows (1)-(3), (997)-(999) */' 1 'docs/model.md has no row (998)'
plant row_in_two $c '/* docs/model.md\n * (999) */' 1 'docs/model.md has no row (999)'
plant manual $c '/* docs/koppel.1.scd "LOST" */' 1 'docs/koppel.1.scd has no section "LOST"'
plant link $md 'See [it](lost/there).' 1 'link to lost/there, which is not there'
plant anchor $md 'See [it](model.md#lost).' 1 'docs/model.md has no #lost'
plant own_row $md 'By (2).\n\n    (1)  x' 1 'docs/planted_own_row.md has no row (2)'
plant own_section $md '## 1 One\n\nSee section 2.\n\n    (1)  x' 3 'docs/planted_own_section.md has no section 2'
plant twice $md '    (1)  x\n    (1)  y' 2 'row (1) stands there twice'
plant no_source $header '/* planted.h - a step. */' 1 'the first comment tells no SOURCE'
plant empty_source $header '/* planted.h\n *\n * SOURCE\n */' 1 'the first comment tells no SOURCE'
plant late_source $header '/* planted.h */\n/* SOURCE  own: it. */' 1 'the first comment tells no SOURCE'

plant own_source $header '/* a step.\n *\n * SOURCE  own: nobody has it.\n */'
plant right $c '/* problem.h, docs/model.md (1)-(3) and section 5, "data/README.md", FOLDER/lost.md */'
plant names $c '/* <lost.h>, *.c, lost.csv, https://lost.nl/lost.md, build/lost.c */'
# shellcheck disable=SC2016
plant command $md 'Run\n`cc lost.c -o lost`\n\n    make lost.c\n\n```\nlost.c\n```'
plant document $md '[it](model.md#5-loads) and [out](https://lost.nl/lost.md)'
plant own $md '## 1 One\n\nBy (1), section 1 and 69(5) (2012).\n\n    (1)  x'

sh tests/citations.sh "$copy" >"$copy/messages"
grep -F -f "$copy/right" "$copy/messages" | sed 's/^/citations_bite: reported, but right: /' >"$copy/missed"
while IFS= read -r fault; do
    grep -q -x -F -e "$fault" "$copy/messages" || echo "citations_bite: not reported: $fault" >>"$copy/missed"
done <"$copy/faults"
cat "$copy/missed"
if [ -s "$copy/missed" ]; then exit 1; fi
echo "citations: each of $(wc -l <"$copy/faults" | tr -d ' ') planted faults is noticed"
