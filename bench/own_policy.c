// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A policy of one's own against the library: a home that suits, to the largest household first.
 * cc own_policy.c -lkoppel -o own_policy && ./own_policy CASE */
#include "koppel.h"
#include <stdio.h>
#include <stdlib.h>

static int largest_first(void *data, const struct koppel_day *day, int32_t *home_of)
{
    int32_t *taken =
        calloc((size_t)day->n_homes + 1, sizeof *taken); /* its own: courses are followed at the same time */

    (void)data;
    if (taken == NULL) {
        return 1;
    }
    for (int32_t size = 20; size > 0; size--) {
        for (int32_t i = 0; i < day->n_households; i++) {
            for (int64_t k = day->first[i]; day->persons[i] == size && k < day->first[i + 1]; k++) {
                if (home_of[i] == KOPPEL_NONE && taken[day->home[k]] < day->places[day->home[k]]) {
                    taken[home_of[i] = day->home[k]]++;
                }
            }
        }
    }
    free(taken);
    return 0;
}

int main(int argc, char **argv)
{
    const struct koppel_own_policy own = {.name = "largest-first", .decide = largest_first};
    const char *const names[] = {"first-come", "myopic", "hindsight"};
    const struct koppel_follow_options options = {
        .size = sizeof options, .policies = names, .n_policies = 3, .own = &own, .n_own = 1, .n_paths = 4};
    struct koppel_overview *overview = NULL;
    enum koppel_status status = koppel_overview_follow(argc > 1 ? argv[1] : "town", &options, &overview);

    if (status == KOPPEL_OK) {
        fputs(koppel_overview_text(overview), stdout);
        fputs(koppel_overview_document(overview, "policies.csv"), stderr);
    }
    for (size_t k = 0; k < koppel_overview_n_messages(overview); k++) {
        fprintf(stderr, "%s\n", koppel_overview_message(overview, k));
    }
    koppel_overview_close(overview);
    return status != KOPPEL_OK;
}
