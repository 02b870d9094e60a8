// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* failing_memory.c - base/memory.c and base/arena.c over allocations that fail on purpose (see failing_memory.h). */
#include "failing_memory.h"

#include "suite.h"

#include <stddef.h>
#include <stdlib.h>

static long n_left = -1;
static bool has_failed;

void failing_memory_after(long n)
{
    n_left = n;
    has_failed = false;
}

bool failing_memory_has_failed(void)
{
    return has_failed;
}

long failing_memory_each(enum koppel_status (*run)(void *data, struct koppel_errors *errors), void *data,
                         enum koppel_status whole)
{
    enum { MOST_ALLOCATIONS = 100000 };
    bool goes_on = true;
    long n = 0;

    while (goes_on && n < MOST_ALLOCATIONS) {
        struct koppel_errors errors = {0};
        enum koppel_status status = KOPPEL_OK;
        bool lacks_message = false;

        failing_memory_after(n);
        status = run(data, &errors);
        goes_on = failing_memory_has_failed();
        failing_memory_after(-1);
        lacks_message = whole != KOPPEL_OK && status == whole && errors.n_dropped > 0 && errors.n_items == 0;
        CU_ASSERT_EQUAL(status, goes_on && !lacks_message ? KOPPEL_E_MEMORY : whole);
        koppel_errors_clear(&errors);
        n += goes_on;
    }
    CU_ASSERT_FALSE(goes_on);
    return n;
}

static bool fails_now(void)
{
    if (n_left < 0 || n_left-- > 0) {
        return false;
    }
    has_failed = true;
    return true;
}

static void *failing_calloc(size_t n, size_t size)
{
    return fails_now() ? NULL : calloc(n, size);
}

static void *failing_malloc(size_t size)
{
    return fails_now() ? NULL : malloc(size);
}

static void *failing_realloc(void *items, size_t size)
{
    return fails_now() ? NULL : realloc(items, size);
}

/* Defines the functions of base/memory.h and base/arena.h here, so that the linker takes these and not the library's. */
#define calloc failing_calloc
#define malloc failing_malloc
#define realloc failing_realloc
#include "base/arena.c"
#include "base/memory.c"
