// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* why.c - everything about one household of a proposal (see why.h). */
#include "solve/why.h"

#include "base/memory.h"
#include "io/other_keys.h"
#include "report/place_text.h"
#include "solve/questions/alternatives.h"

#include <stdlib.h>
#include <string.h>

/** What is asked about. */
enum subject { SUBJECT_HOUSEHOLD, SUBJECT_HOME, SUBJECT_NEIGHBOURHOOD };

static int32_t count_of(const struct koppel_case *kase, enum subject subject)
{
    return subject == SUBJECT_HOUSEHOLD ? kase->n_households
           : subject == SUBJECT_HOME    ? kase->n_units
                                        : kase->n_neighbourhoods;
}

static const struct koppel_index *index_of(const struct koppel_case *kase, enum subject subject)
{
    return subject == SUBJECT_HOUSEHOLD ? &kase->household_index
           : subject == SUBJECT_HOME    ? &kase->unit_index
                                        : &kase->neighbourhood_index;
}

/* The one row that a text can only mean: its key but for zeros, capitals and dashes, or the name of a neighbourhood.
 * Sets *row to KOPPEL_NONE when there is none. */
static enum koppel_status find_meant(const struct koppel_case *kase, enum subject subject, const char *id, int32_t *row)
{
    struct koppel_other_keys keys = {0};
    enum koppel_status status = KOPPEL_OK;

    for (int32_t r = 0; r < count_of(kase, subject) && status == KOPPEL_OK; r++) {
        const char *key = subject == SUBJECT_HOUSEHOLD ? kase->households[r].id
                          : subject == SUBJECT_HOME    ? kase->units[r].id
                                                       : kase->neighbourhoods[r].id;

        status = koppel_other_keys_add(&keys, r, key,
                                       subject == SUBJECT_NEIGHBOURHOOD ? kase->neighbourhoods[r].name : NULL);
    }
    *row = status == KOPPEL_OK ? koppel_other_keys_find(&keys, id) : KOPPEL_NONE;
    koppel_other_keys_free(&keys);
    return status;
}

/* The row that a text stands for: a household, else a home, else a neighbourhood; by the key itself if it is one. */
static enum koppel_status find_subject(const struct koppel_case *kase, const char *id, enum subject *subject,
                                       int32_t *row, struct koppel_errors *errors)
{
    static const enum subject order[] = {SUBJECT_HOUSEHOLD, SUBJECT_HOME, SUBJECT_NEIGHBOURHOOD};
    enum { N_SUBJECTS = sizeof order / sizeof *order };
    const char *nearest = NULL;
    enum koppel_status status = KOPPEL_OK;

    *row = KOPPEL_NONE;
    for (int k = 0; k < N_SUBJECTS && *row == KOPPEL_NONE; k++) {
        *subject = order[k];
        *row = koppel_index_get(index_of(kase, order[k]), id);
    }
    for (int k = 0; k < N_SUBJECTS && *row == KOPPEL_NONE && status == KOPPEL_OK; k++) {
        *subject = order[k];
        status = find_meant(kase, order[k], id, row);
    }
    if (status == KOPPEL_OK && *row == KOPPEL_NONE) {
        nearest = koppel_index_nearest(&kase->household_index, id);
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "households.csv"), 0, 0,
                                   "there is no household, home or neighbourhood \"%s\"%s%s%s", id,
                                   nearest != NULL ? _("; did you mean \"") : "", nearest != NULL ? nearest : "",
                                   nearest != NULL ? "\"?" : "");
    }
    return status;
}

static enum koppel_status find_others(const struct koppel_why *why, int32_t household,
                                      struct koppel_alternative *others, int32_t *n_others)
{
    struct koppel_alternatives alternatives = {0};
    enum koppel_status status = koppel_alternatives_open(&alternatives, &why->job->formulation.problem, why->engine,
                                                         why->proposal->unit_of, false);

    if (status == KOPPEL_OK) {
        status = koppel_alternatives_find(&alternatives, why->options, household, why->n_homes, others, n_others);
    }
    koppel_alternatives_close(&alternatives);
    return status;
}

/* What giving the home to the best candidates would change. */
static enum koppel_status ask_candidates(const struct koppel_why *why, int32_t unit,
                                         struct koppel_candidate *candidates, int32_t n)
{
    struct koppel_alternatives alternatives = {0};
    enum koppel_status status = koppel_alternatives_open(&alternatives, &why->job->formulation.problem, why->engine,
                                                         why->proposal->unit_of, false);

    for (int32_t k = 0; k < n && k < why->n_homes && status == KOPPEL_OK; k++) {
        if (why->proposal->unit_of[candidates[k].household] != unit) {
            status = koppel_alternatives_ask(&alternatives, why->options, candidates[k].household, unit,
                                             &candidates[k].change);
        }
    }
    koppel_alternatives_close(&alternatives);
    return status;
}

static enum koppel_status explain_home(const struct koppel_why *why, const struct koppel_report *report, int32_t unit,
                                       struct koppel_text *text)
{
    struct koppel_candidate *candidates = NULL;
    int32_t n = 0;
    enum koppel_status status = koppel_candidates_list(report->fit, unit, &candidates, &n);

    if (status == KOPPEL_OK && why->n_homes > 0 && report->verdict->n_violations == 0) {
        status = ask_candidates(why, unit, candidates, n);
    }
    if (status == KOPPEL_OK) {
        status = koppel_report_home(report, unit, candidates, n, text);
    }
    free(candidates);
    return status;
}

/* What is claimed to be proven of a proposal is not of one that a person has changed: of a tier with another value than
 * the claimed one, and of those behind it, nothing is. */
static void hold_claims(const struct koppel_policy *policy, const struct koppel_verdict *verdict,
                        struct koppel_proposal *proposal)
{
    bool is_as_claimed = true;
    int32_t t = 0;

    for (int32_t rule = 0; rule < verdict->n_tiers && t < proposal->n_tiers; rule++) {
        char name[KOPPEL_TIER_NAME];

        koppel_tier_name(&policy->tiers[rule], name);
        if (strcmp(name, proposal->tiers[t].name) == 0) {
            is_as_claimed = is_as_claimed && proposal->tiers[t].cost == verdict->tier_cost[rule];
            proposal->tiers[t].proven = proposal->tiers[t].proven && is_as_claimed;
            t++;
        }
    }
}

/* A home or a neighbourhood of the proposal. */
static enum koppel_status explain_place(const struct koppel_why *why, enum subject subject, int32_t row,
                                        struct koppel_text *text)
{
    struct koppel_verdict verdict = {0};
    struct koppel_proposal proposal = *why->proposal;
    const struct koppel_report report = {.fit = &why->job->fit, .proposal = &proposal, .verdict = &verdict};
    enum koppel_status status = koppel_verdict_make(&why->job->fit, why->proposal->unit_of, NULL, 0, &verdict);

    if (status == KOPPEL_OK) {
        status =
            subject == SUBJECT_HOME ? explain_home(why, &report, row, text) : koppel_report_area(&report, row, text);
    }
    koppel_verdict_free(&verdict);
    return status;
}

static enum koppel_status explain(const struct koppel_why *why, int32_t household, struct koppel_text *text,
                                  struct koppel_errors *notes)
{
    struct koppel_alternative *others = koppel_new((size_t)why->n_homes, sizeof *others);
    struct koppel_verdict verdict = {0};
    struct koppel_proposal proposal = *why->proposal;
    const struct koppel_report report = {.fit = &why->job->fit, .proposal = &proposal, .verdict = &verdict};
    int32_t n_others = 0;
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (others == NULL) {
        goto out;
    }
    status = koppel_verdict_make(&why->job->fit, why->proposal->unit_of, NULL, 0, &verdict);
    hold_claims(&why->job->policy, &verdict, &proposal);
    if (status == KOPPEL_OK && verdict.n_violations > 0) {
        koppel_errors_add(notes, KOPPEL_OK, "proposal.csv", 0, 0,
                          "the proposal does not meet every rule (koppel check lists what is wrong), so what other "
                          "homes would cost is not worked out");
    } else if (status == KOPPEL_OK && why->n_homes > 0) {
        status = find_others(why, household, others, &n_others);
    }
    if (status == KOPPEL_OK) {
        status = koppel_report_household(&report, household, others, n_others, text);
    }
out:
    free(others);
    koppel_verdict_free(&verdict);
    return status;
}

enum koppel_status koppel_why_explain(const struct koppel_why *why, struct koppel_text *text,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    enum subject subject = SUBJECT_HOUSEHOLD;
    int32_t row = KOPPEL_NONE;
    enum koppel_status status = find_subject(&why->job->kase, why->household, &subject, &row, errors);

    if (status == KOPPEL_E_INPUT) {
        return status;
    }
    if (status == KOPPEL_OK) {
        status = subject == SUBJECT_HOUSEHOLD ? explain(why, row, text, notes) : explain_place(why, subject, row, text);
    }
    return status == KOPPEL_OK
               ? status
               : koppel_errors_add(errors, status, NULL, 0, 0, "\"%.60s\" could not be explained", why->household);
}
