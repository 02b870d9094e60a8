// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* workers.h - items worked on at the same time, each by one of several threads. */
#ifndef KOPPEL_BASE_WORKERS_H
#define KOPPEL_BASE_WORKERS_H

#include "koppel.h"

#include <stdbool.h>
#include <stdint.h>

enum { KOPPEL_MOST_WORKERS = 64 };

/** What is to be done. Items are taken in order; who works on which is left to chance, so no item's result may depend
 * on another's. */
struct koppel_workers {
    int32_t n_items;
    int32_t n_threads; /* at most so many, and KOPPEL_MOST_WORKERS; below 1 counts as 1 */
    void *data;        /* goes to the functions below */
    /** Asked before an item is taken, by one worker at a time; false: this item and all after it are left. Or NULL. */
    bool (*take)(void *data, int32_t item);
    /** Does an item; `worker` is less than the number of threads. Anything but KOPPEL_OK: no more items are taken. */
    enum koppel_status (*work)(void *data, int32_t worker, int32_t item);
    void (*end)(void); /* the last that every thread does; may be NULL */
};

/**
 * Does all items on threads of its own, also when there is only one, so that what a library keeps for each thread is
 * never the caller's. Signals go to the caller's thread.
 * @return KOPPEL_OK; the first other status of an item; KOPPEL_E_MEMORY when no thread could be had
 */
enum koppel_status koppel_workers_run(const struct koppel_workers *workers);

#endif
