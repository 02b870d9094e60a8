#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What a newcomer does on a machine with nothing on it: a root file system of Debian, in it the commands of README as root
# and as a user with sudo, in a folder with blanks, under locales that are not there; an installation, a program in C as
# docs/install.md links it, and the removal, which leaves what was there before. Without network or right, setup.sh says so.
# Usage, as root, with the network: tests/install/bare_root.sh SUITE [ROOT]
# SUITE is bookworm, trixie, ...; ROOT is what debootstrap made of it before (it is copied).
set -eu
cd "$(dirname "$0")/../.."
suite=$1
folder=$(mktemp -d)
root=$folder/root
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$folder"' EXIT

fail() {
    tail -n 20 "$folder/said"
    echo "bare_root: $suite: $1"
    exit 1
}

# What USER does in a shell of the root file system, with nothing of this environment; OFFLINE: without a network.
cat >"$folder/inside" <<'END'
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$1" su - "$2" -c "$3"
END
inside() { # USER COMMAND
    sh "$folder/inside" "$root" "$1" "$2" >"$folder/said" 2>&1 </dev/null
}
inside_offline() {
    unshare -n sh "$folder/inside" "$root" "$1" "$2" >"$folder/said" 2>&1 </dev/null
}

# works WHAT USER COMMAND
works() {
    inside "$2" "$3" || fail "$1 fails"
}

# stops INSIDE USER COMMAND SENTENCE: the command fails, and its last line is this sentence
stops() {
    if "$1" "$2" "$3"; then fail "$3 works"; fi
    tail -n 1 "$folder/said" | grep -q "^$4" || fail "the last line is not: $4"
    echo "bare_root: $suite: $2: $(tail -n 1 "$folder/said")" | cut -c 1-140
}

# copy USER FOLDER: what a clone would give
copy() {
    mkdir -p "$root$2"
    git archive HEAD | tar -x -C "$root$2"
    chroot "$root" chown -R "$1:" "$2"
}

if [ $# -gt 1 ]; then
    cp -a "$2" "$root"
else
    debootstrap --variant=minbase "$suite" "$root" >"$folder/said" 2>&1 || fail 'debootstrap fails'
fi
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mount -t proc proc "$root/proc"
chroot "$root" useradd --create-home --shell /bin/bash anna
mkdir -p "$root/home/anna/een map met spaties"
copy anna '/home/anna/een map met spaties/koppel'
copy root /root/koppel
find "$root/usr/local" | sort >"$folder/before"
there='cd "een map met spaties/koppel" &&'

stops inside anna "$there ./setup.sh demo" 'setup: stopped: you are not root and there is no sudo'
works 'sudo' root 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends sudo'
stops inside anna "$there LC_ALL=nl_NL.UTF-8 ./setup.sh demo" 'setup: gestopt: uw gebruiker mag sudo niet gebruiken'
echo 'anna ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/anna"
stops inside_offline anna "$there ./setup.sh demo" 'setup: stopped: the packages above could not be installed'
stops inside_offline root 'cd koppel && LANG=nl_NL ./setup.sh demo' 'setup: gestopt: de pakketten hierboven'

works 'the demo of a user with sudo' anna "$there LC_ALL=tr_TR.ISO-8859-9 ./setup.sh demo"
grep -q 'It is proven that this proposal is the best' "$folder/said" || fail 'the demo shows no proposal'
tail -n 1 "$folder/said" | grep -q 'build/koppel serve --demo --open$' || fail 'the demo does not end with the page'
works 'the demo of root' root 'cd koppel && LANG=nl_NL ./setup.sh demo'
grep -q 'Dit is zeker het beste voorstel' "$folder/said" || fail 'the demo of root is not in Dutch'
echo "bare_root: $suite: the demo works as anna and as root"

works 'a DESTDIR with a blank' root 'cd koppel && make DESTDIR="/tmp/a stage" install &&
    [ -s "/tmp/a stage/usr/local/bin/koppel" ] && make DESTDIR="/tmp/a stage" uninstall && [ ! -e "/tmp/a stage" ]'
works 'sudo make install' anna "$there sudo make install"
cp tests/install/use_library.c "$root/home/anna/program.c"
# shellcheck disable=SC2016 # the shell inside expands it
works 'a program linked to the library' anna 'case=/usr/local/share/koppel/municipality-b &&
    cc program.c $(pkg-config --cflags --libs koppel) -o program && ./program $case written && koppel check $case written &&
    cc program.c $(pkg-config --cflags --static --libs koppel | sed "s/-lkoppel /-l:libkoppel.a /") -o whole'
works 'the installed program' anna 'koppel --version && koppel new x.xlsx --example municipality-a &&
    koppel solve x.xlsx -o proposal && [ -s /usr/local/share/man/man1/koppel.1 ]'
echo "bare_root: $suite: $(head -n 1 "$folder/said") is installed"
works 'sudo make uninstall' anna "$there sudo make uninstall"
if inside anna './program /usr/local/share/koppel/municipality-b again'; then fail 'the library is still found'; fi
works 'a program that holds the library' anna "./whole 'een map met spaties/koppel/data/municipality-b' again"
find "$root/usr/local" | sort | diff "$folder/before" - >"$folder/said" || fail 'uninstall does not leave what was there'
echo "bare_root: $suite passed"
