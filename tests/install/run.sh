#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds a clean clone of the last commit, installs it below a temporary folder, and uses what was installed as a user
# would: the program from another folder, the library through pkg-config, shared and static. Then uninstalls.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
stage=$folder/stage
prefix=/usr/local
source=$PWD/tests/install/use_library.c

fail() {
    echo "install: $1"
    exit 1
}

git clone -q . "$folder/koppel"
cd "$folder/koppel"
make -j "$(nproc)" PREFIX=$prefix DESTDIR="$stage" install
make PREFIX=$prefix DESTDIR="$folder/a stage" install-strip
[ -s "$folder/a stage$prefix/share/koppel/rules/age_labels.json" ] || fail 'a DESTDIR with a blank does not get everything'
make PREFIX=$prefix DESTDIR="$folder/a stage" uninstall
[ ! -e "$folder/a stage" ] || fail 'uninstall leaves folders'
cp -R . "$folder/archived"
make dist
version=$(sed -n 's/^#define KOPPEL_VERSION "\([^"]*\)".*/\1/p' include/koppel.h)
(cd build && sha256sum -c "koppel-$version.tar.gz.sha256") || fail 'the digest of the source archive is not its own'
(cd "$folder/archived" && make dist)
cmp build/koppel-*.tar.gz "$folder"/archived/build/koppel-*.tar.gz ||
    fail 'the source archive differs from folder to folder'
tar -xzf "build/koppel-$version.tar.gz" -C "$folder"
[ -f "$folder/koppel-$version/solver/cli/main.c" ] || fail 'the source archive is not complete'
rm -rf build
cd "$folder"

for file in bin/koppel include/koppel.h lib/libkoppel.a lib/libkoppel.so lib/libkoppel.so.1 lib/pkgconfig/koppel.pc \
    share/koppel/policies share/koppel/rules share/koppel/municipality-b share/koppel/certificate/check_certificate.sh share/bash-completion/completions/koppel \
    share/zsh/site-functions/_koppel share/fish/vendor_completions.d/koppel.fish \
    lib/python3/dist-packages/koppel/__init__.py; do
    [ -e "$stage$prefix/$file" ] || fail "$file is missing"
done
if command -v scdoc >/dev/null; then
    for page in man1/koppel.1 man1/koppel-compare.1 man5/koppel-certificate.5 \
        nl/man1/koppel.1 nl/man1/koppel-compare.1 nl/man5/koppel-certificate.5; do
        [ -s "$stage$prefix/share/man/$page" ] || fail "$page is missing"
    done
fi
if grep -q "$stage" "$stage$prefix/lib/pkgconfig/koppel.pc"; then fail 'koppel.pc names DESTDIR'; fi

# The program works from any folder, without its sources.
"$stage$prefix/bin/koppel" --version
"$stage$prefix/bin/koppel" solve "$stage$prefix/share/koppel/municipality-b" -o proposal
[ -s proposal/proposal.csv ] || fail 'no proposal was written'
"$stage$prefix/bin/koppel" export "$stage$prefix/share/koppel/municipality-b" -o models
sh "$stage$prefix/share/koppel/certificate/check_certificate.sh" models proposal/certificate.json ||
    fail 'the certificate does not pass the awk checker'

# The library, shared and static. The sysroot stands for a real installation in PREFIX.
PKG_CONFIG_PATH=$stage$prefix/lib/pkgconfig
PKG_CONFIG_SYSROOT_DIR=$stage
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
version=$(pkg-config --modversion koppel)
# shellcheck disable=SC2046 # options are words
cc -std=c11 -Wall -Wextra -Werror -o shared "$source" $(pkg-config --cflags --libs koppel)
case_folder=$stage$prefix/share/koppel/municipality-b
LD_LIBRARY_PATH=$stage$prefix/lib ./shared "$case_folder" shared-proposal >shared.txt || fail 'the shared library does not work'
grep -q '^fit [0-9]*, proven$' shared.txt || fail 'the library did not prove the proposal'
diff -r proposal shared-proposal || fail 'library and program write differently'
grep -q '^0 violations$' shared.txt || fail 'the library does not pass its own proposal'
readelf -d shared | grep -q 'NEEDED.*libkoppel.so.1' || fail 'the program does not name libkoppel.so.0'
if command -v python3 >/dev/null; then
    PYTHONPATH=$stage$prefix/lib/python3/dist-packages LD_LIBRARY_PATH=$stage$prefix/lib PYTHONDONTWRITEBYTECODE=1 \
        python3 -c "import koppel; assert koppel.version() == '$version'" || fail 'Python does not find the library'
fi
# As docs/install.md has it.
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Werror -o static "$source" $(pkg-config --cflags --static --libs koppel | sed 's/-lkoppel /-l:libkoppel.a /')
if readelf -d static | grep -q 'NEEDED.*libkoppel'; then fail 'the static library was not taken'; fi
./static "$case_folder" static-proposal | grep -qx "koppel $version: KOPPEL_OK" || fail 'the static library does not work'

make -C koppel PREFIX=$prefix DESTDIR="$stage" uninstall
left=$(find "$stage" 2>/dev/null || true)
[ -z "$left" ] || fail "uninstall left: $left"
echo "install: koppel $version passed"
