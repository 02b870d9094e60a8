// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policies.c - the policies by name (see policies.h). */
#include "simulate/policies.h"

#include <stdlib.h>
#include <string.h>

const char koppel_hindsight_name[] = "hindsight";

static const char periodic[] = "periodic-";

enum { MOST_GATHER_DAYS = 366 };

static const struct koppel_time_policy policies[] = {
    {.name = "first-come", .decide = koppel_first_come_decide},
    {.name = "myopic", .decide = koppel_myopic_decide},
    {.name = "look-ahead", .decide = koppel_look_ahead_decide},
    {.name = "foresight", .decide = koppel_look_ahead_decide, .foresees = true},
    {.name = koppel_hindsight_name},
};

bool koppel_time_policy_find(const char *name, struct koppel_time_policy *policy)
{
    char *end = NULL;
    long days = 0;

    for (size_t k = 0; k < sizeof policies / sizeof *policies; k++) {
        if (strcmp(policies[k].name, name) == 0) {
            *policy = policies[k];
            return true;
        }
    }
    if (strncmp(name, periodic, sizeof periodic - 1) != 0) {
        return false;
    }
    days = strtol(name + sizeof periodic - 1, &end, 10);
    *policy = (struct koppel_time_policy){.name = name, .decide = koppel_myopic_decide, .gather_days = (int32_t)days};
    return *end == '\0' && days >= 1 && days <= MOST_GATHER_DAYS;
}
