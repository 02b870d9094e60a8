#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Succeeds when clang can build a fuzzer here; otherwise says what is missing.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cat >"$folder/probe.c" <<'C'
#include <stddef.h>
#include <stdint.h>
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    return (void)bytes, (void)n_bytes, 0;
}
C
if ! command -v clang >/dev/null; then
    echo 'fuzz: clang is not installed, skipped'
    exit 1
fi
if ! clang -fsanitize=fuzzer,address,undefined -o "$folder/probe" "$folder/probe.c" 2>/dev/null; then
    echo "fuzz: clang's fuzzer runtime is not installed (Debian 12: libclang-rt-14-dev), skipped"
    exit 1
fi
