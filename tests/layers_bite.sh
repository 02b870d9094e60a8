#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves that tests/layers.sh bites: plants one fault at a time in a copy of the sources, each must be reported.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
n_missed=0

# plant NAME FILE LINE PATTERN: a copy with FILE's only line LINE must fail with a message that holds PATTERN
plant() {
    copy=$root/$1
    mkdir -p "$copy"
    cp -R solver "$copy/"
    for folder in include bench; do
        if [ -d "$folder" ]; then cp -R "$folder" "$copy/"; fi
    done
    mkdir -p "$copy/$(dirname "$2")"
    echo "$3" >"$copy/$2"
    if output=$(sh tests/layers.sh "$copy"); then
        echo "layers_bite: $1: not noticed"
        n_missed=$((n_missed + 1))
    elif ! echo "$output" | grep -q "$4"; then
        echo "layers_bite: $1: another message than '$4':"
        echo "$output"
        n_missed=$((n_missed + 1))
    fi
}

plant engine_sees_model solver/engine/planted.c '#include "model/case.h"' 'planted.c:1: engine/ may not include'
plant engine_sees_pairs solver/engine/planted.c '#include "formulate/pairs.h"' 'planted.c:1: engine/ may not include'
plant verify_sees_formulate solver/verify/planted.c '# include "problem/problem.h"' 'planted.c:1: verify/ may not include'
plant base_sees_model solver/base/planted.h '#include "model/case.h"' 'planted.h:1: base/ may not include'
plant report_sees_io solver/report/planted.c '#include "io/embedded_file.h"' 'planted.c:1: report/ may not include'
plant engine_sees_solve solver/engine/planted.c '#include "solve/job.h"' 'planted.c:1: engine/ may not include'
plant bound_sees_branch solver/engine/bound/planted.c '#include "engine/branch/branching.h"' 'planted.c:1: engine/bound/ may not'
plant solve_sees_cli solver/solve/planted.c '#include "cli/command.h"' 'planted.c:1: solve/ may not include'
plant way_around solver/verify/planted.c '#include "base/../engine/planted.h"' 'planted.c:1: write'
plant angle_brackets solver/verify/planted.c '#include <engine/planted.h>' 'planted.c:1: write'
plant no_room solver/verify/planted.c '#include "planted.h"' 'planted.c:1: write'
plant public_sees_inside include/planted.h '#include "model/case.h"' 'planted.h:1: include/ may not include'
plant bench_sees_inside bench/planted.c '#include "model/case.h"' 'planted.c:1: bench/ may not include'
plant unknown_room solver/attic/planted.c '' 'not in a room'
plant same_name solver/verify/embedded_file.c '' 'file names are unique'
plant not_on_the_map solver/verify/planted.c '' 'planted.c has no line'
plant no_licence solver/base/planted.c '' 'planted.c: the lines SPDX'

if [ "$n_missed" -ne 0 ]; then exit 1; fi
echo "layers: each of 17 planted faults is noticed"
