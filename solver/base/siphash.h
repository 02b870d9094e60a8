// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* siphash.h - SipHash-2-4: a keyed hash of bytes that anybody can work out again.
 *
 * SOURCE  Aumasson, Bernstein, SipHash: a fast short-input PRF, INDOCRYPT 2012, LNCS 7668, Springer 2012; its appendix A
 *   has a test vector.
 */
#ifndef KOPPEL_BASE_SIPHASH_H
#define KOPPEL_BASE_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

/** A hash under way. */
struct koppel_siphash {
    uint64_t v[4];
    uint64_t tail;    /* the bytes that are not a whole word yet, the first one lowest */
    uint64_t n_bytes; /* so far */
};

/** Begins a hash under a key of 128 bits: its first eight bytes are k0, little-endian, the others k1. */
struct koppel_siphash koppel_siphash_begin(uint64_t k0, uint64_t k1);

/** Adds bytes. O(bytes) */
void koppel_siphash_add(struct koppel_siphash *hash, const void *bytes, size_t n_bytes);

/** The hash of all bytes. */
uint64_t koppel_siphash_end(struct koppel_siphash *hash);

#endif
