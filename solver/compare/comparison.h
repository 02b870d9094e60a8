// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* comparison.h - one case under many policies, all measured by one yardstick. */
#ifndef KOPPEL_COMPARE_COMPARISON_H
#define KOPPEL_COMPARE_COMPARISON_H

#include "compare/roster.h"
#include "report/measures.h"
#include "solve/job.h"

/** The policy that the price of spread is measured against. */
#define KOPPEL_COMPARED_AGAINST "no-spread"

enum { KOPPEL_COMPARED_ABOUT = 160, KOPPEL_COMPARED_TIERS = 600 };

/** What is to be compared. All borrowed. */
struct koppel_comparison_request {
    const struct koppel_job_files *files; /* its policy is the yardstick, and what the named policies change */
    const char *const *policies;          /* names of the roster, or files (their names end in .json) */
    int32_t n_policies;                   /* 0: the whole roster */
    const struct koppel_engine *engine;
    const struct koppel_engine_options *options; /* its deadline is set anew for each policy */
    double time_limit;                           /* seconds for each policy; 0: none */
    int32_t n_draws;                             /* of procedures that draw lots */
    bool find_least; /* work out the least dissimilarity with the same households (least_spread.h), not with lots */
    /** Progress, may be NULL. */
    void (*tell)(void *data, const char *policy, int32_t k, int32_t n);
    void *tell_data;
};

/** What must hold by the yardstick and a proposal may break that was made by other rules. Caps have a measure of their
 * own. */
enum koppel_broken {
    KOPPEL_BROKEN_LIMIT,
    KOPPEL_BROKEN_MIX,
    KOPPEL_BROKEN_AGREEMENT,
    KOPPEL_BROKEN_TARGET,
    KOPPEL_N_BROKEN
};

/** One policy of a comparison. */
struct koppel_compared {
    char name[KOPPEL_POLICY_NAME];
    char about[KOPPEL_COMPARED_ABOUT];
    const char *source; /* literature; constant */
    bool is_procedure;
    enum koppel_outcome outcome;                  /* without a proposal nothing below is filled in */
    char tiers[KOPPEL_COMPARED_TIERS];            /* "target 6, urgency 4921, ..."; of engines */
    int32_t n_proposals;                          /* 1, or as many as were drawn */
    struct koppel_measures mean, lowest, highest; /* over the proposals; gaps of the mean: between mean shares */
    int32_t n_broken[KOPPEL_N_BROKEN];            /* accounts that must hold and do not, the most over the proposals */
    double *after;                                /* n_neighbourhoods: permit holders after the round, mean */
    double *chance; /* n_households: to be offered a home: exact where it is known, else the share of the draws */
};

/** Zero-initialise; koppel_comparison_free releases everything. Does not move while it is open. */
struct koppel_comparison {
    struct koppel_policy base; /* that the named policies change */
    struct koppel_job job;     /* the case under the yardstick: base, with the cap as its rule on spread */
    struct koppel_indices before;
    uint64_t seed;                    /* of the lots */
    struct koppel_compared *compared; /* koppel_comparison_free */
    int32_t n_compared;
};

/**
 * Solves and measures. Every proposal passes the independent check of pairs, places and decisions; engines' proposals
 * also that of their policy's musts. What procedures break of caps, agreements and limits is measured.
 * @param notes  what the user should know of the case
 * @return KOPPEL_OK; KOPPEL_E_INPUT, KOPPEL_E_MISSING (case, policy, or a name that is not known), KOPPEL_E_VERIFY,
 * KOPPEL_E_MEMORY, KOPPEL_E_ENGINE
 */
enum koppel_status koppel_comparison_make(const struct koppel_comparison_request *request,
                                          struct koppel_comparison *comparison, struct koppel_errors *errors,
                                          struct koppel_errors *notes);

void koppel_comparison_free(struct koppel_comparison *comparison);

#endif
