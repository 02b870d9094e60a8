// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sampling.c - shares and draws in whole numbers (see sampling.h). */
#include "generate/sampling.h"

#include "base/memory.h"

#include <stdlib.h>

struct remainder {
    int64_t size;
    size_t item;
};

static int by_size(const void *a, const void *b)
{
    const struct remainder *x = a;
    const struct remainder *y = b;

    if (x->size != y->size) {
        return x->size > y->size ? -1 : 1;
    }
    return x->item < y->item ? -1 : x->item > y->item;
}

static int64_t sum_of(const int64_t *weights, size_t n)
{
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        sum += weights[i];
    }
    return sum;
}

enum koppel_status koppel_share_out(int64_t total, const int64_t *weights, size_t n, int64_t *out)
{
    struct remainder *remainders = koppel_new(n, sizeof *remainders);
    int64_t sum = sum_of(weights, n);
    int64_t left = total;

    if (remainders == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = sum > 0 ? total * weights[i] / sum : 0;
        left -= out[i];
        remainders[i] = (struct remainder){sum > 0 ? total * weights[i] % sum : 0, i};
    }
    qsort(remainders, n, sizeof *remainders, by_size);
    for (size_t i = 0; sum > 0 && i < (size_t)left; i++) {
        out[remainders[i].item]++;
    }
    free(remainders);
    return KOPPEL_OK;
}

void koppel_draw_evenly(struct koppel_prng *r, const int64_t *weights, size_t n, int *out, size_t n_draws)
{
    int64_t sum = sum_of(weights, n);
    int64_t start = koppel_prng_below(r, sum);
    int64_t passed = weights[0];
    size_t item = 0;

    for (size_t k = 0; k < n_draws; k++) {
        int64_t mark = ((int64_t)k * sum + start) / (int64_t)n_draws;

        while (mark >= passed) {
            passed += weights[++item];
        }
        out[k] = (int)item;
    }
    koppel_prng_shuffle(r, out, n_draws);
}
