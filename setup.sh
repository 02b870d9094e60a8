#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Two commands set everything up on Debian or Ubuntu, as root or as a user with sudo:
#   ./setup.sh demo   installs what is missing, builds, solves an example case and prints the result
#   ./setup.sh test   the same, and passes the tests
# On other systems it says what to install. It installs Debian's own packages only, and only those that are missing.
set -eu
cd "$(dirname "$0")"

# scdoc is for the manual pages alone: the program is built without it, too.
PACKAGES='gcc libc6-dev make pkg-config libglpk-dev libcsv-dev libcjson-dev libminizip-dev zlib1g-dev libexpat1-dev libmd-dev libsqlite3-dev libmicrohttpd-dev scdoc'

case ${KOPPEL_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
nl*) is_dutch=yes ;;
*) is_dutch= ;;
esac

# say ENGLISH DUTCH
say() { if [ -n "$is_dutch" ]; then echo "$2"; else echo "$1"; fi; }

# stop ENGLISH DUTCH: the last line that is printed
stop() {
    say "setup: stopped: $1" "setup: gestopt: $2" >&2
    exit 1
}

usage() {
    say 'usage: ./setup.sh demo|test' 'gebruik: ./setup.sh demo|test'
    say '  demo   install what is missing, build, solve the example case data/municipality-b' \
        '  demo   haal op wat ontbreekt, bouw het programma en bereken het voorbeeld data/municipality-b'
    say '  test   install what is missing, build, run the tests (under a minute)' \
        '  test   haal op wat ontbreekt, bouw het programma en draai de tests (minder dan een minuut)'
}

missing_packages() {
    for package in $PACKAGES; do
        installed=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || installed=no
        if [ "$installed" != installed ]; then printf ' %s' "$package"; fi
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_missing() {
    missing=$(missing_packages)
    if [ -z "$missing" ]; then return; fi
    command="apt-get update && apt-get install$missing"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        stop "you are not root and there is no sudo. Ask an administrator to run: $command" \
            "u bent geen root en er is geen sudo. Vraag een beheerder dit te doen: $command"
    fi
    if ! as_root true; then
        stop "your user may not use sudo. Ask an administrator to run: $command" \
            "uw gebruiker mag sudo niet gebruiken. Vraag een beheerder dit te doen: $command"
    fi
    say "setup: installing$missing" "setup: installeert$missing"
    # A failed update of one source need not matter: the install below says what it lacks.
    as_root apt-get -q update || say 'setup: apt-get update had errors, going on' \
        'setup: apt-get update gaf fouten, gaat door' >&2
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing ||
        stop 'the packages above could not be installed. Is there a connection to the network? Then run this again.' \
            'de pakketten hierboven konden niet worden opgehaald. Is er verbinding met het netwerk? Doe dit daarna opnieuw.'
}

# Exact names for other systems, for a reader to try: this project is tested on Debian 12 and 13 only.
other_system() {
    say 'setup: this script installs packages on Debian and Ubuntu only. Koppel needs a C11 compiler, GNU make,' \
        'setup: dit script haalt alleen op Debian en Ubuntu pakketten op. Koppel vraagt een C11-compiler, GNU make,'
    say 'setup: pkg-config, GLPK, libcsv, cJSON, minizip, expat, libmd, SQLite, libmicrohttpd, and CUnit and curl for' \
        'setup: pkg-config, GLPK, libcsv, cJSON, minizip, expat, libmd, SQLite, libmicrohttpd, en CUnit en curl voor'
    say 'setup: the tests; scdoc makes the manual page (optional).' \
        'setup: de tests; scdoc maakt de handleiding (hoeft niet).'
    case $1 in
    *fedora* | *rhel*)
        echo '  sudo dnf install gcc make pkgconf-pkg-config glpk-devel libcsv-devel cjson-devel minizip-compat-devel zlib-devel expat-devel libmd-devel sqlite-devel libmicrohttpd-devel CUnit-devel curl scdoc'
        ;;
    *arch*)
        echo '  sudo pacman -S gcc make pkgconf glpk cjson minizip zlib expat libmd sqlite libmicrohttpd cunit curl scdoc'
        echo '  and libcsv from the Arch User Repository'
        ;;
    *alpine*)
        echo '  apk add build-base pkgconf glpk-dev cjson-dev minizip-dev zlib-dev expat-dev libmd-dev sqlite-dev libmicrohttpd-dev cunit-dev curl scdoc argp-standalone'
        echo '  and libcsv: apk add libcsv-dev, or from its source where Alpine does not package it'
        ;;
    *darwin*)
        echo '  brew install make pkg-config glpk libcsv cjson minizip expat libmd sqlite libmicrohttpd cunit curl scdoc argp-standalone'
        ;;
    esac
    say "Then run: make $2" "Draai daarna: make $2"
    say 'These names were not tried; Koppel is tested on Debian 12 and 13.' \
        'Deze namen zijn niet geprobeerd; Koppel is getest op Debian 12 en 13.'
}

system_name() {
    if [ -r /etc/os-release ]; then
        # shellcheck source=/dev/null
        (. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}")
    else
        uname -s | tr '[:upper:]' '[:lower:]'
    fi
}

case ${1:-} in
demo) ;;
test) PACKAGES="$PACKAGES libcunit1-dev curl procps" ;; # curl asks the server that is tested, procps ends its children
-h | --help)
    usage
    exit 0
    ;;
*)
    usage >&2
    exit 2
    ;;
esac

system=$(system_name)
case $system in
*debian* | *ubuntu*) install_missing ;;
*)
    other_system "$system" "$1" >&2
    exit 1
    ;;
esac

make -j "$(nproc)" "$1"
if [ "$1" = demo ]; then
    say 'To see this town in your browser, type: build/koppel serve --demo --open' \
        'Wilt u deze gemeente in uw browser zien, typ dan: build/koppel serve --demo --open'
fi
