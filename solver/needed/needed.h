// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needed.h - which homes that do not exist are needed, and what one more home of each kind is worth.
 *
 * MODEL   docs/model.md section 28. New homes of every kind in every neighbourhood are slots without end; the problem of
 *   the case with them has three tiers: fewest persons short of the targets (or without a home), then cheapest new homes, then the smallest
 *   ones. What the policy says must holds in all of them.
 * SOURCE  own: the same rows and loads as the problem of the case (formulate/formulation.h).
 */
#ifndef KOPPEL_NEEDED_NEEDED_H
#define KOPPEL_NEEDED_NEEDED_H

#include "needed/new_homes.h"

/** What is asked. All borrowed. */
struct koppel_needed_request {
    const struct koppel_job_files *files;
    const char *candidates; /* a table of kinds and places (koppel_new_homes_read); NULL: every need, everywhere */
    bool weighs;            /* also finds what one more home of each kind is worth */
    bool everybody;         /* count persons without a home, not persons short of the targets */
    const struct koppel_engine *engine;
    const struct koppel_engine_options *options; /* a gap is taken as 0 */
    /** Progress, may be NULL: home k of n is being weighed. */
    void (*tell)(void *data, int32_t k, int32_t n);
    void *tell_data;
};

/** Is a home that is needed really so? */
enum koppel_needed_least {
    KOPPEL_LEAST_YES,    /* proven: with one less, more persons are short */
    KOPPEL_LEAST_NO,     /* the case with one less does as well */
    KOPPEL_LEAST_UNKNOWN /* the time was up */
};

/** Zero-initialise; koppel_needed_free releases everything. Does not move while it is open. */
struct koppel_needed {
    struct koppel_job job;         /* the case as it is */
    struct koppel_new_homes homes; /* the kinds that may be built; n_wanted of each are needed */
    bool everybody;                /* as asked: `short` below means without a home */
    bool is_listed;                /* as asked: only what a table of candidates has may be built */
    bool is_found;                 /* else no proposal meets every must, or the time was up before there was one */
    bool is_impossible;            /* proven: the former */
    bool is_short_proven, is_cost_proven;
    enum koppel_outcome before; /* with the homes that exist, for the targets alone: */
    int64_t short_before;       /* persons; proven to be the fewest with KOPPEL_PROVEN, INT64_MAX without a proposal */
    int64_t short_least,
        short_now; /* with the homes that are needed: the fewest found, and reached by the closing solve */
    int64_t cost;  /* of the homes that are needed */
    enum koppel_needed_least *least; /* n_items; of those that are needed */
    bool is_closed;                  /* the case was solved with the homes added, under the policy, and checked */
    bool is_now_proven;              /* that its proposal is the best under the policy */
    int32_t households_now;          /* households and persons with a home then */
    int64_t persons_now;
    int64_t *value;           /* n_items x n_tiers: cost of each tier of the policy with one more home, less without; */
    unsigned char *has_value; /* n_items: proven */
    int32_t n_tiers;
    struct koppel_text tables[2]; /* units.csv and corporations.csv with the homes that are needed */
};

/**
 * Finds the homes, adds them to the case and solves that, takes each away once, and weighs one more of each kind.
 * @return KOPPEL_OK, whatever was found in time; or as koppel_job_open, koppel_new_homes_read, the engine (message)
 */
enum koppel_status koppel_needed_find(const struct koppel_needed_request *request, struct koppel_needed *needed,
                                      struct koppel_errors *errors, struct koppel_errors *notes);

/** Was every figure proven, and nothing left out because the time was up? */
bool koppel_needed_is_proven(const struct koppel_needed *needed);

/** needed.csv, value.csv, and the tables with the homes added. `documents` has room for four. */
enum { KOPPEL_N_NEEDED_DOCUMENTS = 4 };
enum koppel_status koppel_needed_documents(struct koppel_needed *needed,
                                           struct koppel_document documents[KOPPEL_N_NEEDED_DOCUMENTS]);

/** In sentences, with one for the performance agreement (prestatieafspraken). */
void koppel_needed_print(const struct koppel_needed *needed, struct koppel_text *text);

void koppel_needed_free(struct koppel_needed *needed);

#endif
