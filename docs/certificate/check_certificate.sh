#!/bin/sh
# Checks a certificate.json with awk alone, over the models that `koppel export CASE -o MODELS` (MPS) wrote.
# Usage: sh check_certificate.sh MODELS CERTIFICATE
#
# See koppel-certificate(5). Exit status: 0 every bound that the certificate states is proven, 1 one is not, 2 the files
# cannot be read.
set -u
if [ $# -ne 2 ]; then
    echo "usage: sh check_certificate.sh MODELS CERTIFICATE" >&2
    exit 2
fi
models=$1
certificate=$2
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
exec awk -v last="$last" -f "$(dirname "$0")/check_certificate.awk" "$@" "$certificate"
