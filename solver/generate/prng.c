// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* prng.c - xoshiro256** 1.0 and splitmix64 (see prng.h). */
#include "generate/prng.h"

static uint64_t splitmix64(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

void koppel_prng_start(struct koppel_prng *r, uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;
    uint64_t mixed = splitmix64(&state) ^ (stream * UINT64_C(0xd1342543de82ef95));

    for (int i = 0; i < 4; i++) {
        r->s[i] = splitmix64(&mixed);
    }
}

void koppel_prng_start_part(struct koppel_prng *r, uint64_t seed, enum koppel_stream use, int part)
{
    koppel_prng_start(r, seed, (uint64_t)use << 32 | (uint64_t)part);
}

uint64_t koppel_prng_next(struct koppel_prng *r)
{
    uint64_t result = rotate_left(r->s[1] * 5, 7) * 9;
    uint64_t t = r->s[1] << 17;

    r->s[2] ^= r->s[0];
    r->s[3] ^= r->s[1];
    r->s[1] ^= r->s[2];
    r->s[0] ^= r->s[3];
    r->s[2] ^= t;
    r->s[3] = rotate_left(r->s[3], 45);
    return result;
}

int64_t koppel_prng_below(struct koppel_prng *r, int64_t n)
{
    uint64_t range = (uint64_t)n;
    uint64_t first_fair = (UINT64_MAX - range + 1) % range;
    uint64_t x = 0;

    do {
        x = koppel_prng_next(r);
    } while (x < first_fair);
    return (int64_t)(x % range);
}

int64_t koppel_prng_between(struct koppel_prng *r, int64_t low, int64_t high)
{
    return low + koppel_prng_below(r, high - low + 1);
}

int koppel_prng_chance(struct koppel_prng *r, int percent)
{
    return koppel_prng_below(r, 100) < percent ? 1 : 0;
}

void koppel_prng_shuffle(struct koppel_prng *r, int *items, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)koppel_prng_below(r, (int64_t)i);
        int other = items[j];

        items[j] = items[i - 1];
        items[i - 1] = other;
    }
}
