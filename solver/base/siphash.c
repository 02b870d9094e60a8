// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* siphash.c - SipHash-2-4 (see siphash.h). */
#include "base/siphash.h"

enum { ROUNDS_OF_WORD = 2, ROUNDS_AT_END = 4 };

static uint64_t rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static void run_rounds(uint64_t v[4], int n)
{
    for (int k = 0; k < n; k++) {
        v[0] += v[1];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[0] = rotate(v[0], 32);
        v[2] += v[3];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[2] = rotate(v[2], 32);
    }
}

static void take_word(struct koppel_siphash *hash, uint64_t word)
{
    hash->v[3] ^= word;
    run_rounds(hash->v, ROUNDS_OF_WORD);
    hash->v[0] ^= word;
}

struct koppel_siphash koppel_siphash_begin(uint64_t k0, uint64_t k1)
{
    return (struct koppel_siphash){.v = {k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d),
                                         k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573)}};
}

void koppel_siphash_add(struct koppel_siphash *hash, const void *bytes, size_t n_bytes)
{
    const unsigned char *next = bytes;

    for (size_t k = 0; k < n_bytes; k++) {
        hash->tail |= (uint64_t)next[k] << 8 * (hash->n_bytes % 8);
        hash->n_bytes++;
        if (hash->n_bytes % 8 == 0) {
            take_word(hash, hash->tail);
            hash->tail = 0;
        }
    }
}

uint64_t koppel_siphash_end(struct koppel_siphash *hash)
{
    take_word(hash, hash->tail | hash->n_bytes << 56);
    hash->v[2] ^= 0xff;
    run_rounds(hash->v, ROUNDS_AT_END);
    return hash->v[0] ^ hash->v[1] ^ hash->v[2] ^ hash->v[3];
}
