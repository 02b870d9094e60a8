#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Debian packages twice, in two folders, from the last commit: the same bytes, no word from lintian. With
# --install, as root, installs them, runs the tests of debian/tests, and removes them.
# Usage: tests/install/packages.sh [--install]       needs debhelper, dpkg-dev, lintian
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
source=$PWD
version=$(sed -n 's/^#define KOPPEL_VERSION "\([^"]*\)".*/\1/p' include/koppel.h)

fail() {
    echo "packages: $1"
    exit 1
}

build() {
    mkdir -p "$folder/$1"
    git archive --prefix="koppel-$version/" HEAD | tar -x -C "$folder/$1"
    (cd "$folder/$1/koppel-$version" && SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct) \
        dpkg-buildpackage -us -uc -b >"$folder/$1/log" 2>&1) || { tail -n 30 "$folder/$1/log"; fail 'they are not built'; }
}

grep -q "^koppel ($version-" debian/changelog || fail "debian/changelog does not begin with $version"
build one
build 'another'
for package in "$folder"/one/*.deb; do
    cmp "$package" "$folder/another/$(basename "$package")" || fail 'two builds differ'
done
# The project has no mail address of its own yet, and no bug in Debian that asks for it.
lintian --fail-on error,warning "$folder"/one/*.changes \
    --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog,initial-upload-closes-no-bugs ||
    fail 'lintian has something to say'
if [ "${1:-}" = --install ]; then
    find "$folder/one" -name '*.deb' ! -name '*-dbgsym_*' -exec apt-get install -y --no-install-recommends {} + >/dev/null
    for test in program library python; do
        mkdir "$folder/$test"
        AUTOPKGTEST_TMP=$folder/$test debian/tests/$test >"$folder/$test.log" 2>&1 || { tail "$folder/$test.log"; fail "test $test"; }
    done
    packages='koppel libkoppel1 libkoppel-dev koppel-doc python3-koppel'
    # shellcheck disable=SC2086 # a list of words
    dpkg -L $packages | sort -u >"$folder/files"
    # shellcheck disable=SC2086
    dpkg --purge $packages >/dev/null
    while read -r file; do
        case $file in *koppel*) [ ! -e "$file" ] || fail "$file is left" ;; esac
    done <"$folder/files"
fi
echo "packages: $(find "$folder/one" -name '*.deb' | wc -l) packages of koppel $version passed"
