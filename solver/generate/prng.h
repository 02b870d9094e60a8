// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* prng.h - the generator's own random numbers: integers only, the same on every machine and compiler. */
#ifndef KOPPEL_GENERATE_PRNG_H
#define KOPPEL_GENERATE_PRNG_H

#include <stddef.h>
#include <stdint.h>

/** State of xoshiro256** 1.0 (Blackman and Vigna, public domain), seeded through splitmix64. */
struct koppel_prng {
    uint64_t s[4];
};

/**
 * Starts an independent stream of numbers.
 *
 * @param[out] r   the stream
 * @param seed     the run's seed
 * @param stream   number of the stream; streams of one seed do not influence each other
 */
void koppel_prng_start(struct koppel_prng *r, uint64_t seed, uint64_t stream);

/** What a stream is for, in cases of any size; those that are drawn for each municipality have one for each. */
enum koppel_stream {
    KOPPEL_STREAM_SIZES = 1,
    KOPPEL_STREAM_PEOPLE,
    KOPPEL_STREAM_LINKS,
    KOPPEL_STREAM_PLACES,
    KOPPEL_STREAM_SETTLERS,
    KOPPEL_STREAM_HOMES,
    KOPPEL_STREAM_DAYS,
    KOPPEL_STREAM_RECEPTION,
    KOPPEL_STREAM_JOBS
};

/** Starts the stream for one use, of municipality number `part` (0 where there is one stream for all). */
void koppel_prng_start_part(struct koppel_prng *r, uint64_t seed, enum koppel_stream use, int part);

/** The next 64 random bits. */
uint64_t koppel_prng_next(struct koppel_prng *r);

/** A whole number 0..n-1, each equally likely (values that would favour small numbers are drawn again). n > 0. */
int64_t koppel_prng_below(struct koppel_prng *r, int64_t n);

/** A whole number low..high, both included. low <= high. */
int64_t koppel_prng_between(struct koppel_prng *r, int64_t low, int64_t high);

/** 1 with a probability of percent in a hundred, else 0. */
int koppel_prng_chance(struct koppel_prng *r, int percent);

/** Puts n whole numbers in random order (Fisher and Yates). */
void koppel_prng_shuffle(struct koppel_prng *r, int *items, size_t n);

#endif
