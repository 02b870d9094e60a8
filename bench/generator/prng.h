/* prng.h - the generator's own random numbers: integers only, the same on every machine and compiler. */
#ifndef GENERATOR_PRNG_H
#define GENERATOR_PRNG_H

#include <stddef.h>
#include <stdint.h>

/** State of xoshiro256** 1.0 (Blackman and Vigna, public domain), seeded through splitmix64. */
struct prng {
    uint64_t s[4];
};

/**
 * Starts an independent stream of numbers.
 *
 * @param[out] r   the stream
 * @param seed     the run's seed
 * @param stream   number of the stream; streams of one seed do not influence each other
 */
void prng_start(struct prng *r, uint64_t seed, uint64_t stream);

/** The next 64 random bits. */
uint64_t prng_next(struct prng *r);

/** A whole number 0..n-1, each equally likely (values that would favour small numbers are drawn again). n > 0. */
int64_t prng_below(struct prng *r, int64_t n);

/** A whole number low..high, both included. low <= high. */
int64_t prng_between(struct prng *r, int64_t low, int64_t high);

/** 1 with a probability of percent in a hundred, else 0. */
int prng_chance(struct prng *r, int percent);

/** Puts n whole numbers in random order (Fisher and Yates). */
void prng_shuffle(struct prng *r, int *items, size_t n);

#endif
