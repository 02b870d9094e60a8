// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* groups.h - who pays for a policy: groups of households by size, and the proposal that is best for the group that is
 * worst off.
 *
 * The share of a group is the households of it with a home, of all in it. Leximin: the least share is as large as can be, then
 * the next, and so on; among such proposals the policy decides. That is the policy with three groups that ask for leximin
 * (solve/leximin.h) in a tier before all others, so solve, check, why and the certificate know it.
 *
 * SOURCE  docs/model.md section 29.
 */
#ifndef KOPPEL_COMPARE_GROUPS_H
#define KOPPEL_COMPARE_GROUPS_H

#include "solve/job.h"

enum { KOPPEL_N_SIZE_GROUPS = 3 };

/** What is asked. All borrowed. */
struct koppel_groups_request {
    const struct koppel_job_files *files;
    const struct koppel_engine *engine;
    const struct koppel_engine_options *options; /* the deadline is that of everything together */
};

struct koppel_size_group {
    int32_t persons_min, persons_max; /* KOPPEL_UNKNOWN: no end; by persons.target of the policy */
    int32_t n_households;
    int32_t n_housed; /* under the policy */
    int32_t floor;    /* homes that it gets at least under leximin, */
    int32_t n_fair;   /* and that it gets */
};

/** The best proposal by the policy among those with a larger least share than the point before. */
struct koppel_groups_point {
    int32_t n_housed[KOPPEL_N_SIZE_GROUPS];
    int64_t cost[KOPPEL_MAX_TIERS]; /* by tiers of the job's problem */
    bool is_proven;
};

/** Zero-initialise; koppel_groups_free releases everything. Does not move while it is open. */
struct koppel_groups {
    struct koppel_job job; /* under the policy as it is */
    struct koppel_size_group items[KOPPEL_N_SIZE_GROUPS];
    bool is_found;             /* there is a proposal under the policy */
    bool is_fair_found;        /* and one with the floors */
    bool is_impossible;        /* proven: there is none under the policy */
    bool is_cut;               /* the time was up, or it was stopped */
    bool is_proven;            /* that no larger floors are possible, and both proposals */
    struct koppel_policy fair; /* the policy with leximin, and the floors that were found */
    int64_t tier_before[KOPPEL_MAX_TIERS], tier_after[KOPPEL_MAX_TIERS]; /* costs */
    int32_t n_tiers;                                                     /* of the job's problem */
    struct koppel_groups_point *price; /* rising least shares, the policy first; no point is as good as a later one */
    int32_t n_price;
    size_t price_capacity;
    bool is_price_whole; /* proven: there is no larger least share than that of the last */
};

/** @return KOPPEL_OK, whatever was found in time; KOPPEL_E_INPUT when the policy has no room for the groups (message), or
 * as koppel_job_open and koppel_job_solve */
enum koppel_status koppel_groups_find(const struct koppel_groups_request *request, struct koppel_groups *groups,
                                      struct koppel_errors *errors, struct koppel_errors *notes);

/** Which of the groups has the smallest share at a point; one with households. */
int koppel_groups_worst(const struct koppel_groups *groups, const int32_t *n_housed);

/** price.csv: a row for each point and goal. */
void koppel_groups_price_csv(const struct koppel_groups *groups, struct koppel_text *text);

/** groups.csv: a row for each group. */
void koppel_groups_csv(const struct koppel_groups *groups, struct koppel_text *text);

/** As a table and in sentences. */
void koppel_groups_print(const struct koppel_groups *groups, struct koppel_text *text);

void koppel_groups_free(struct koppel_groups *groups);

#endif
