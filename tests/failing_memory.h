// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* failing_memory.h - makes allocations fail on purpose, to test that every function survives it.
 *
 * A test program that calls one of these functions is linked with copies of base/memory.c and base/arena.c
 * whose calloc, malloc and realloc can fail. Allocations that do not go through these are not affected.
 */
#ifndef KOPPEL_TESTS_FAILING_MEMORY_H
#define KOPPEL_TESTS_FAILING_MEMORY_H

#include "base/error.h"

#include <stdbool.h>

/**
 * Lets `n` more allocations succeed; the one after fails, once. A negative n: none fails.
 *
 *     for (long n = 0;; n++) {
 *         failing_memory_after(n);
 *         status = koppel_thing_make(&thing);
 *         if (!failing_memory_has_failed()) break;   every allocation has been failed once
 *         CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
 *     }
 *     failing_memory_after(-1);
 */
void failing_memory_after(long n);

/** Whether an allocation has failed since the last failing_memory_after. */
bool failing_memory_has_failed(void);

/**
 * Does so with `run`, which gets `data` and an empty list of errors: asserts that it says KOPPEL_E_MEMORY whenever an
 * allocation fails, and `whole` once none does. (When only the message of that error found no room, it may stand.)
 * @return how many allocations were failed
 */
long failing_memory_each(enum koppel_status (*run)(void *data, struct koppel_errors *errors), void *data,
                         enum koppel_status whole);

#endif
