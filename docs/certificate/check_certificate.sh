#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks a certificate.json with awk alone, over the models that `koppel export CASE -o MODELS` (MPS) wrote.
# Usage: sh check_certificate.sh MODELS CERTIFICATE [PROPOSAL]    (default: proposal.csv beside the certificate)
#
# See koppel-certificate(5). Exit status: 0 every bound that the certificate states is proven, 1 one is not, or a value
# is not that of the offers, 2 the files cannot be read, 7 nothing is false, but not all that is called proven is.
set -u
if [ $# -lt 2 ] || [ $# -gt 3 ]; then
    echo "usage: sh check_certificate.sh MODELS CERTIFICATE [PROPOSAL]" >&2
    exit 2
fi
# A path with "=" in it would be an assignment for awk, unless it begins with what no name begins with.
path() {
    case $1 in
    /*) printf '%s\n' "$1" ;;
    *=*) printf './%s\n' "$1" ;;
    *) printf '%s\n' "$1" ;;
    esac
}
models=$(path "$1")
certificate=$(path "$2")
proposal=$(path "${3:-$(dirname "$2")/proposal.csv}")
LC_ALL=C
export LC_ALL
last=
set --
n=1
while :; do
    found=
    for file in "$models/tier$n-"*.mps; do
        [ -f "$file" ] && found=$file
    done
    [ -n "$found" ] || break
    set -- "$@" "$found"
    last=$found
    n=$((n + 1))
done
if [ -z "$last" ] || [ ! -f "$certificate" ]; then
    echo "check_certificate: $models holds no model tier1-NAME.mps, or there is no $certificate" >&2
    exit 2
fi
if [ ! -f "$proposal" ]; then
    echo "check_certificate: there is no $proposal, so the values cannot be added up from the offers" >&2
    exit 2
fi
exec awk -v last="$last" -v proposal="$proposal" -v certificate="$certificate" \
    -f "$(dirname "$0")/check_certificate.awk" "$@" "$proposal" "$certificate"
