#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# setup.sh closes with one sentence of its own where the right or the network is missing, with nothing that it asks for here.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
grep -qsE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release || skip 'this is neither Debian nor Ubuntu'

# stand_in NAME LINE: a program of that name, before the real one
stand_in() {
    mkdir -p bin
    printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
    chmod +x "bin/$1"
}

# set_up: of a user, with the stand-ins and what setup.sh needs besides
set_up() {
    stand_in id 'echo 1000'
    stand_in dpkg-query 'echo not-installed'
    for tool in sh env dirname uname; do ln -s "$(command -v "$tool")" "bin/$tool"; done
    env -i PATH="$PWD/bin" LANG="$1" "$ROOT/setup.sh" demo >stdout 2>stderr </dev/null
    status=$?
    tail -n 1 stderr >last
}

begin 'without sudo'
set_up C
expect_status 1
expect 'it says so last' grep -q '^setup: stopped: you are not root and there is no sudo\. Ask .*: apt-get update && apt-get install gcc ' last

begin 'a user who may not use sudo'
stand_in sudo 'exit 1'
set_up nl_NL.UTF-8
expect_status 1
expect 'it says so last, in Dutch' grep -q '^setup: gestopt: uw gebruiker mag sudo niet gebruiken' last

begin 'without the network'
# shellcheck disable=SC2016 # the stand-in expands it
stand_in sudo 'exec "$@"'
stand_in apt-get 'echo "E: Failed to fetch" >&2; exit 100'
stand_in true 'exit 0'
set_up C
expect_status 1
expect 'it says so last' grep -q '^setup: stopped: the packages above could not be installed\. Is there a connection' last
