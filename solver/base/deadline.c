// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* deadline.c - the moment at which a solve ends (see deadline.h). */
#include "base/deadline.h"

#include <limits.h>
#include <stddef.h>
#include <time.h>

double koppel_clock_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

struct koppel_deadline koppel_deadline_in(double seconds, const volatile sig_atomic_t *stop)
{
    return (struct koppel_deadline){.end = seconds > 0 ? koppel_clock_seconds() + seconds : 0, .stop = stop};
}

struct koppel_deadline koppel_deadline_share(const struct koppel_deadline *deadline, double share)
{
    struct koppel_deadline earlier = *deadline;

    if (deadline->end > 0) {
        double now = koppel_clock_seconds();

        earlier.end = now + share * (deadline->end - now);
    }
    return earlier;
}

struct koppel_deadline koppel_deadline_before(const struct koppel_deadline *deadline, double seconds)
{
    struct koppel_deadline earlier = *deadline;

    if (deadline->end > 0) {
        double now = koppel_clock_seconds();

        earlier.end = deadline->end - seconds > now ? deadline->end - seconds : now;
    }
    return earlier;
}

double koppel_deadline_left(const struct koppel_deadline *deadline)
{
    double left = 1e9;

    if (deadline->stop != NULL && *deadline->stop != 0) {
        return 0;
    }
    if (deadline->steps_left != NULL && *deadline->steps_left <= 0) {
        return 0;
    }
    if (deadline->end > 0) {
        left = deadline->end - koppel_clock_seconds();
    }
    return left > 0 ? left : 0;
}

int koppel_deadline_left_ms(const struct koppel_deadline *deadline)
{
    double ms = 1000 * koppel_deadline_left(deadline);

    return ms < 1 ? 1 : (ms < INT_MAX / 2 ? (int)ms : INT_MAX);
}

bool koppel_deadline_expired(const struct koppel_deadline *deadline)
{
    return koppel_deadline_left(deadline) <= 0;
}

int koppel_deadline_times_left(const struct koppel_deadline *deadline, int64_t n_steps)
{
    int64_t times = deadline->steps_left != NULL ? *deadline->steps_left / (n_steps > 0 ? n_steps : 1) : INT_MAX;

    return times < 1 ? 1 : (times < INT_MAX ? (int)times : INT_MAX);
}
