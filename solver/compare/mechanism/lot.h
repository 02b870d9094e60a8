// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lot.h - fair lots: the same numbers for the same seed on every machine. */
#ifndef KOPPEL_COMPARE_MECHANISM_LOT_H
#define KOPPEL_COMPARE_MECHANISM_LOT_H

#include <stdint.h>

/** 0 .. n-1 with exactly equal chances, n > 0: numbers beyond the last whole multiple of n are drawn again. *state may
 * begin with any number, the seed. */
uint64_t koppel_lot_below(uint64_t *state, uint64_t n);

#endif
