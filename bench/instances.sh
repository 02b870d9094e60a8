#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the frozen instances of bench/instances.csv that are missing in a folder, and checks every one.
# Usage: [KOPPEL=program] [INSTANCES=list] bench/instances.sh FOLDER [NAME|GROUP]...
#
# Without names all of them; `small`, `region`, ... stands for a group. The digest of an instance is the SHA-256 of what
# `sha256sum *.csv` prints in its folder. Instances of real neighbourhoods need the tables that their options name, in
# KOPPEL_SHARED/data; without them they are left out. Exit status: 0 all are as they should be, 1 one is not, 2 wrong
# use, 3 some were left out.
set -u
here=$(cd "$(dirname "$0")" && pwd)
list=${INSTANCES:-$here/instances.csv}
KOPPEL=${KOPPEL:-$here/../build/koppel}
if [ $# -lt 1 ]; then
    echo 'usage: bench/instances.sh FOLDER [NAME|GROUP]...' >&2
    exit 2
fi
folder=$1
shift
mkdir -p "$folder" && folder=$(cd "$folder" && pwd) || exit 2
case $KOPPEL in
/*) ;;
*) KOPPEL=$PWD/$KOPPEL ;;
esac
tables=${KOPPEL_SHARED:-$here/../../shared}/data
for wanted in "$@"; do
    if ! cut -d, -f1,2 "$list" | tr ',' '\n' | grep -qxF -e "$wanted"; then
        echo "bench/instances.sh: there is no instance or group \"$wanted\" in bench/instances.csv" >&2
        exit 2
    fi
done

# needs_table OPTION...: sets missing to a table that the options name and that is not there
needs_table() {
    missing=
    for option in "$@"; do
        case $option in
        *.csv) [ -f "$tables/$option" ] || missing=$option ;;
        esac
    done
    [ -n "$missing" ]
}

# zero_unknown NEIGHBOURHOODS: the set was frozen when a number of dwellings that is not known was still written as 0
zero_unknown() {
    awk -F, -v OFS=, '$5 == "" { $5 = 0 } { print }' "$1" >"$1.part" && mv "$1.part" "$1"
}

# is_wanted NAME GROUP WANTED...
is_wanted() {
    name=$1
    group=$2
    shift 2
    if [ $# -eq 0 ]; then return 0; fi
    for wanted in "$@"; do
        if [ "$wanted" = "$name" ] || [ "$wanted" = "$group" ]; then return 0; fi
    done
    return 1
}

LC_ALL=C
export LC_ALL
n_wrong=0
n_left_out=0
{
    read -r header
    [ "$header" = name,group,options,sha256 ] || { echo "bench/instances.csv: another header" >&2; exit 2; }
    while IFS=, read -r name group options sha256; do
        is_wanted "$name" "$group" "$@" || continue
        made=there
        if [ ! -d "$folder/$name" ]; then
            made=made
            # shellcheck disable=SC2086 # options are several words
            if needs_table $options; then
                echo "$name: left out, $tables/$missing is not there (KOPPEL_SHARED)" >&2
                n_left_out=$((n_left_out + 1))
                continue
            fi
            # shellcheck disable=SC2086
            (cd "$here" && if [ -d "$tables" ]; then cd "$tables"; fi &&
                "$KOPPEL" generate $options --quiet -o "$folder/$name" </dev/null) || exit 1
            if [ "$group" = utrecht ]; then zero_unknown "$folder/$name/neighbourhoods.csv" || exit 1; fi
        fi
        found=$(cd "$folder/$name" && sha256sum ./*.csv | sed 's| \./| |' | sha256sum | cut -d' ' -f1)
        if [ "$found" = "$sha256" ]; then
            echo "$name: $made"
        else
            echo "$name: $made, but its digest is $found, not $sha256; delete $folder/$name to make it anew" >&2
            n_wrong=$((n_wrong + 1))
        fi
    done
} <"$list"
if [ "$n_wrong" -gt 0 ]; then exit 1; fi
if [ "$n_left_out" -gt 0 ]; then exit 3; fi
