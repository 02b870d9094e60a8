/* failing_memory.c - base/memory.c over allocations that fail on purpose (see failing_memory.h). */
#include "failing_memory.h"

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

/* Defines the functions of base/memory.h here, so that the linker takes these and not the library's. */
#define calloc failing_calloc
#define malloc failing_malloc
#define realloc failing_realloc
#include "base/memory.c"
