/* watch.c - time limit and interrupt of one solve (see watch.h). */
#include "engine/watch.h"

#include "base/steady.h"

#include <limits.h>

void koppel_watch_start(struct koppel_watch *watch, const struct koppel_engine_options *options)
{
    watch->begin = koppel_steady_seconds();
    watch->deadline = options->time_limit > 0 ? watch->begin + options->time_limit : 0;
    watch->stop = options->stop;
}

double koppel_watch_seconds(const struct koppel_watch *watch)
{
    return koppel_steady_seconds() - watch->begin;
}

double koppel_watch_left(const struct koppel_watch *watch)
{
    double left = 1e9;

    if (watch->stop != NULL && *watch->stop != 0) {
        return 0;
    }
    if (watch->deadline > 0) {
        left = watch->deadline - koppel_steady_seconds();
    }
    return left > 0 ? left : 0;
}

int koppel_watch_left_ms(const struct koppel_watch *watch)
{
    double ms = 1000 * koppel_watch_left(watch);

    return ms < 1 ? 1 : (ms < INT_MAX / 2 ? (int)ms : INT_MAX);
}

bool koppel_watch_expired(const struct koppel_watch *watch)
{
    return koppel_watch_left(watch) <= 0;
}
