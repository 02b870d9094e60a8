/* lot.h - fair lots: the same numbers for the same seed on every machine. */
#ifndef KOPPEL_COMPARE_MECHANISM_LOT_H
#define KOPPEL_COMPARE_MECHANISM_LOT_H

#include <stdint.h>

/** The next number of splitmix64 (Steele, Lea and Flood, OOPSLA 2014); *state may begin with any number, the seed. */
uint64_t koppel_lot_next(uint64_t *state);

/** 0 .. n-1 with exactly equal chances, n > 0: numbers beyond the last whole multiple of n are drawn again. */
uint64_t koppel_lot_below(uint64_t *state, uint64_t n);

#endif
