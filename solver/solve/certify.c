// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certify.c - the certificate of a proposal (see certify.h). */
#include "solve/certify.h"

#include "base/exact.h"
#include "base/memory.h"
#include "engine/certificate/multiplier_search.h"
#include "verify/fairest_shares.h"

#include <stdlib.h>
#include <string.h>

/* Of the time that is left, for finding prices; adding up what they prove takes less. */
static const double searching_share = 0.5;

/* Adds a load without price. NULL without memory */
static struct koppel_load_price *add_load(const struct koppel_formulation *formulation, int32_t load,
                                          struct koppel_certificate_tier *tier)
{
    const struct koppel_load_subject *subject = &formulation->subjects[load];
    struct koppel_load_price *row = koppel_certificate_add_load(tier);

    if (row != NULL) {
        row->kind = (enum koppel_priced)subject->kind;
        row->place = subject->kind == KOPPEL_LOAD_LIMIT ? subject->rule : subject->place;
        row->rule = subject->kind == KOPPEL_LOAD_MIX ? subject->rule : KOPPEL_NONE;
        row->municipality = subject->municipality;
        row->is_apart = subject->is_apart;
    }
    return row;
}

/* Loads that are kept whole or have a price, then rounded rows. */
static enum koppel_status fill_loads(const struct koppel_formulation *formulation,
                                     const struct koppel_tier_multipliers *prices, struct koppel_certificate_tier *tier)
{
    for (int32_t g = 0; g < formulation->problem.n_loads; g++) {
        struct koppel_load_price *row = NULL;

        if (prices->load_price[g] == 0 && !prices->is_whole[g]) {
            continue;
        }
        row = add_load(formulation, g, tier);
        if (row == NULL) {
            return KOPPEL_E_MEMORY;
        }
        row->price = prices->load_price[g];
        row->is_whole = prices->is_whole[g];
    }
    for (size_t c = 0; c < prices->n_cuts; c++) {
        struct koppel_load_price *row = add_load(formulation, prices->cuts[c].load, tier);

        if (row == NULL) {
            return KOPPEL_E_MEMORY;
        }
        row->price = prices->cuts[c].price;
        row->divisor = prices->cuts[c].divisor;
        row->is_most = prices->cuts[c].is_upper;
    }
    return KOPPEL_OK;
}

/* The prices of tier t by rows of the case. */
static enum koppel_status fill_tier(const struct koppel_formulation *formulation,
                                    const struct koppel_proof_multipliers *prices, int32_t t,
                                    struct koppel_certificate_tier *tier)
{
    const struct koppel_problem *problem = &formulation->problem;
    const struct koppel_tier_multipliers *from = &prices->tiers[t];

    tier->has_prices = true;
    tier->unit_price = koppel_new((size_t)problem->n_slots, sizeof *tier->unit_price);
    tier->household_price = koppel_new((size_t)problem->n_agents, sizeof *tier->household_price);
    if (tier->unit_price == NULL || tier->household_price == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(tier->unit_price, from->slot_price, (size_t)problem->n_slots * sizeof *tier->unit_price);
    memcpy(tier->household_price, from->agent_price, (size_t)problem->n_agents * sizeof *tier->household_price);
    for (int32_t p = 0; p < prices->n_components; p++) {
        struct koppel_part_prices *component = koppel_certificate_add_part(tier);

        if (component == NULL) {
            return KOPPEL_E_MEMORY;
        }
        component->household = prices->agent_of_component[p];
        component->scale = from->scale[p];
        memcpy(component->held, from->held_price + (int64_t)p * prices->n_tiers, (size_t)t * sizeof *component->held);
    }
    return fill_loads(formulation, from, tier);
}

static enum koppel_status fill(const struct koppel_job *job, const struct koppel_proposal *proposal,
                               const struct koppel_verdict *verdict, const struct koppel_engine_options *options,
                               const struct koppel_proof_multipliers *prices, struct koppel_certificate *certificate)
{
    struct koppel_price_bound bound = {0};
    enum koppel_status status = KOPPEL_OK;

    certificate->n_tiers = proposal->n_tiers;
    for (int32_t t = 0; t < proposal->n_tiers && status == KOPPEL_OK; t++) {
        certificate->tiers[t].claim = proposal->tiers[t];
        if (t < prices->n_found) {
            status = fill_tier(&job->formulation, prices, t, &certificate->tiers[t]);
        }
    }
    if (status == KOPPEL_OK && prices->n_found > 0) {
        status = koppel_price_bound_make(&job->fit, verdict->tier_cost, certificate, &options->deadline, &bound);
    }
    for (int32_t t = 0; t < proposal->n_tiers && prices->n_found > 0 && status == KOPPEL_OK; t++) {
        certificate->tiers[t].certified = bound.bound[t];
        certificate->tiers[t].has_prices = bound.is_known[t];
    }
    return status;
}

/* ---- The floors of leximin ---- */

/* Prices of the line of a group. *is_proven: they prove it */
static enum koppel_status find_line(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                    const int64_t *costs, const struct koppel_engine_options *options,
                                    const struct koppel_certificate *certificate, struct koppel_fairest_line *line,
                                    bool *is_proven)
{
    struct koppel_policy policy = koppel_policy_with_floors(&job->policy, line->floors);
    struct koppel_suitability fit = job->fit;
    struct koppel_formulation formulation = {0};
    struct koppel_proof_multipliers prices = {0};
    int32_t t = koppel_fairest_tier(certificate);
    enum koppel_status status = KOPPEL_OK;

    *is_proven = false;
    fit.policy = &policy;
    status = koppel_formulation_make(&formulation, &fit, NULL);
    if (status == KOPPEL_OK) {
        status = koppel_multiplier_search(&formulation.problem, proposal->unit_of, t + 1, options, &prices);
    }
    if (status == KOPPEL_OK && prices.n_found > t) {
        status = fill_tier(&formulation, &prices, t, &line->tier);
    }
    if (status == KOPPEL_OK && prices.n_found > t) {
        status = koppel_fairest_line_weigh(&job->fit, costs, certificate, line, &options->deadline, is_proven);
    }
    koppel_proof_multipliers_free(&prices);
    koppel_formulation_free(&formulation);
    if (status != KOPPEL_OK || !*is_proven) {
        koppel_certificate_tier_free(&line->tier);
    }
    return status;
}

/* A line for one group after another, as long as some group can be settled. */
static enum koppel_status add_fairest(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                      const struct koppel_verdict *verdict, const struct koppel_engine_options *options,
                                      struct koppel_certificate *certificate)
{
    struct koppel_fairest_shares shares = koppel_fairest_shares_begin(&job->fit);
    int32_t t = koppel_fairest_tier(certificate);
    bool goes_on = t != KOPPEL_NONE && certificate->tiers[t].has_prices && !job->are_floors_open;
    enum koppel_status status = KOPPEL_OK;

    while (goes_on && status == KOPPEL_OK) {
        goes_on = false;
        for (int32_t k = 0; k < job->policy.n_groups && status == KOPPEL_OK; k++) {
            struct koppel_fairest_line line = {.group = k};
            bool is_proven = false;

            memcpy(line.all, shares.total, sizeof line.all);
            if (koppel_fairest_line_floors(&job->fit, &shares, k, line.floors) && job->policy.groups[k].least > 0 &&
                !koppel_deadline_expired(&options->deadline)) {
                status = find_line(job, proposal, verdict->tier_cost, options, certificate, &line, &is_proven);
            }
            if (is_proven) {
                certificate->fairest[certificate->n_fairest++] = line;
                shares.is_settled[k] = true;
            }
            goes_on = goes_on || is_proven;
        }
    }
    certificate->is_fairest = !job->are_floors_open && koppel_fairest_shares_end(&job->fit, &shares);
    return status;
}

enum koppel_status koppel_certify(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                  const struct koppel_verdict *verdict, const struct koppel_engine_options *options,
                                  struct koppel_certificate *certificate, struct koppel_errors *errors)
{
    struct koppel_engine_options searching = *options;
    struct koppel_proof_multipliers prices = {0};
    enum koppel_status status = KOPPEL_OK;

    searching.deadline = koppel_deadline_share(&options->deadline, searching_share);
    if (!koppel_deadline_expired(&options->deadline)) {
        status = koppel_multiplier_search(&job->formulation.problem, proposal->unit_of, proposal->n_tiers, &searching,
                                          &prices);
    }
    *certificate = (struct koppel_certificate){0};
    if (status == KOPPEL_OK) {
        status = fill(job, proposal, verdict, options, &prices, certificate);
    }
    if (status == KOPPEL_OK) {
        status = add_fairest(job, proposal, verdict, options, certificate);
    }
    koppel_proof_multipliers_free(&prices);
    if (status != KOPPEL_OK) {
        koppel_certificate_free(certificate);
        koppel_errors_add(errors, status, NULL, 0, 0, "the certificate could not be made");
    }
    return status;
}

void koppel_certified_mark(const struct koppel_certificate *certificate, int64_t gap_ppm,
                           struct koppel_proposal *proposal)
{
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        struct koppel_proposal_tier *tier = &proposal->tiers[t];

        bool has_prices = certificate != NULL && t < certificate->n_tiers && certificate->tiers[t].has_prices;

        tier->is_certified = tier->proven && has_prices &&
                             (certificate->is_fairest || t != koppel_fairest_tier(certificate)) &&
                             (certificate->tiers[t].certified >= tier->bound ||
                              koppel_gap_within(tier->cost, certificate->tiers[t].certified, gap_ppm));
    }
}
