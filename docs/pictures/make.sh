#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of README.nl.md from what the program writes of an example case: the summary as it stands on a
# terminal (summary), and sheets of the workbooks as LibreOffice prints them (sheets; needs LibreOffice, pdftoppm of
# poppler-utils, and pngquant).
# Usage: KOPPEL=PROGRAM docs/pictures/make.sh summary|sheets FOLDER
set -eu
: "${KOPPEL:?KOPPEL must hold the path of the program}"
here=$(cd "$(dirname "$0")" && pwd)
data=$here/../../data
what=$1
to=$(cd "$2" && pwd)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
KOPPEL_LANG='nl'
export KOPPEL_LANG
cd "$made"
"$KOPPEL" new oefening.xlsx --example "$data/municipality-b" >/dev/null
"$KOPPEL" solve oefening.xlsx -o voorstel >summary 2>/dev/null

# sheet WORKBOOK PAGE HEIGHT NAME: the upper part of a page, HEIGHT dots of it
sheet() {
    pdftoppm -png -r 90 -f "$2" -l "$2" -x 20 -y 35 -W 1010 -H "$3" "pdf/$1.pdf" page
    pngquant --force --speed 1 16 --output "$to/$4.png" page-*.png
    rm page-*.png
}

case $what in
summary)
    awk -v RS= 'NR < 7 { print before $0; before = "\n" }' summary |
        awk -v title="De samenvatting van koppel solve" -f "$here/terminal.awk" >"$to/samenvatting.svg"
    ;;
sheets)
    for tool in soffice pdftoppm pngquant; do
        command -v $tool >/dev/null || { echo "pictures: $tool is not installed, so the sheets are not drawn" >&2; exit 0; }
    done
    mkdir -p office/user
    cat >office/user/registrymodifications.xcu <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item>
</oor:items>
END
    soffice "-env:UserInstallation=file://$made/office" --headless --convert-to pdf --outdir pdf oefening.xlsx \
        voorstel/proposal.xlsx >/dev/null 2>&1
    sheet oefening 6 150 invullen
    sheet proposal 1 150 voorstel
    sheet proposal 2 200 corporatie
    sheet proposal 3 150 zonder-woning
    sheet proposal 4 515 buurten
    ;;
esac
