/* steady.c - a clock that only goes forward (see steady.h). */
#include "base/steady.h"

#include <time.h>

double koppel_steady_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double koppel_steady_left(double end)
{
    double left = end - koppel_steady_seconds();

    if (end <= 0) {
        return 0;
    }
    return left > 0.001 ? left : 0.001;
}
