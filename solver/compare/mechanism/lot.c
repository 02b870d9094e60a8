// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lot.c - fair lots (see lot.h). */
#include "compare/mechanism/lot.h"

/* The next number of splitmix64 (Steele, Lea and Flood, OOPSLA 2014). */
static uint64_t next_lot(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint64_t koppel_lot_below(uint64_t *state, uint64_t n)
{
    uint64_t beyond = (UINT64_MAX - n + 1) % n; /* 2^64 mod n */
    uint64_t lot = next_lot(state);

    while (lot < beyond) {
        lot = next_lot(state);
    }
    return lot % n;
}
