// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* frontier.h - what opening the borders between municipalities brings: for every number of households that may be
 * housed outside the municipality of their link, how many persons are short, are housed, and how well the homes fit.
 *
 * SOURCE  docs/model.md section 27.
 */
#ifndef KOPPEL_COMPARE_FRONTIER_H
#define KOPPEL_COMPARE_FRONTIER_H

#include "solve/job.h"

/** What is to be worked out. All borrowed. */
struct koppel_frontier_request {
    const struct koppel_job_files *files; /* of its policy the scope of links is opened as far as the region */
    const struct koppel_engine *engine;
    const struct koppel_engine_options *options; /* its deadline is set anew for each point */
    double time_limit;                           /* seconds for each point; 0: none */
    /** Progress: `most` households, KOPPEL_UNKNOWN: no end. May be NULL. */
    void (*tell)(void *data, int32_t most);
    void *tell_data;
};

/** The best proposal with at most so many households over a border. */
struct koppel_frontier_point {
    int32_t most;        /* KOPPEL_UNKNOWN: no end */
    int32_t n_over;      /* households that it houses outside the municipality of their link */
    int64_t short_least; /* proven: no proposal has fewer persons short */
    int64_t persons_short, persons_housed;
    int64_t urgency;    /* points */
    int64_t fit;        /* micro-points */
    bool is_short_best; /* persons_short is short_least */
    bool is_proven;     /* every goal of the policy is */
};

/** Zero-initialise; koppel_frontier_free releases everything. */
struct koppel_frontier {
    struct koppel_frontier_point *points; /* first, first + 1, ... households, and last without end */
    int32_t n_points;
    size_t capacity;
    int32_t first;         /* households that decisions hold outside the municipality of their link: fewer cannot be */
    bool is_impossible;    /* proven: no proposal meets every must, however many */
    bool is_cut;           /* the time was up, or it was stopped: some number has no proposal, or was not tried */
    struct koppel_job job; /* the case without end, for the names of its tables */
};

/** The policy with homes of the whole region open to at most so many households over a border (KOPPEL_UNKNOWN: any). */
struct koppel_policy koppel_policy_with_borders(const struct koppel_policy *policy, int32_t most);

/** Households that decisions hold outside the municipality of their link. */
int32_t koppel_borders_held(const struct koppel_suitability *fit);

/**
 * Solves for 0, 1, 2, ... households (from those that decisions hold) until no more of them make fewer persons short, each from the proposal before.
 * Every proposal is checked again from the tables.
 * @return KOPPEL_OK, or as koppel_job_open and koppel_job_solve (message in errors)
 */
enum koppel_status koppel_frontier_make(const struct koppel_frontier_request *request, struct koppel_frontier *frontier,
                                        struct koppel_errors *errors, struct koppel_errors *notes);

/** The point of fewest households with at least `percent` of what open borders bring in persons short; KOPPEL_NONE when
 * they bring nothing. */
int32_t koppel_frontier_reach(const struct koppel_frontier *frontier, int32_t percent);

/** frontier.csv: a row for each point. */
void koppel_frontier_csv(const struct koppel_frontier *frontier, struct koppel_text *text);

/** The same as a table with sentences, for the terminal. */
void koppel_frontier_print(const struct koppel_frontier *frontier, struct koppel_text *text);

void koppel_frontier_free(struct koppel_frontier *frontier);

#endif
