// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* formulation.c - from case and policy to the abstract problem (see formulation.h for sets, data, rows and source). */
#include "formulate/formulation.h"

#include "base/memory.h"
#include "formulate/border_loads.h"
#include "formulate/decided_loads.h"
#include "formulate/loads.h"
#include "formulate/pairs.h"
#include "formulate/stay_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The terms of the tier: those of its objectives, each times what the objective weighs in it. */
static enum koppel_status tier_terms(struct koppel_tier *tier, const struct koppel_load_list *loads,
                                     const struct koppel_tier_rule *rule)
{
    size_t n_terms = 0;

    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        n_terms += rule->weight[o] != 0 ? loads->terms[o].n_items : 0;
    }
    tier->terms = koppel_new(n_terms, sizeof *tier->terms);
    if (tier->terms == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        int64_t factor = koppel_tier_factor(loads->fit->policy, rule, (enum koppel_objective)o);

        for (size_t k = 0; factor != 0 && k < loads->terms[o].n_items; k++) {
            struct koppel_term term = loads->terms[o].items[k];

            term.over *= factor;
            term.under *= factor;
            tier->terms[tier->n_terms++] = term;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status tier_agent_costs(struct koppel_tier *tier, const struct koppel_problem *problem,
                                           const struct koppel_suitability *fit, int64_t factor)
{
    tier->agent_cost = koppel_new((size_t)problem->n_agents, sizeof *tier->agent_cost);
    if (tier->agent_cost == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        tier->agent_cost[i] = -factor * fit->needs[i].urgency_points;
    }
    return KOPPEL_OK;
}

/* The scores are made for the first tier that looks at them. */
static enum koppel_status tier_pair_costs(struct koppel_formulation *formulation, int64_t fit_factor,
                                          int64_t access_factor, int64_t stay_factor)
{
    int32_t t = formulation->problem.n_tiers;
    enum koppel_status status = KOPPEL_OK;

    if (fit_factor != 0 && formulation->scores == NULL) {
        formulation->scores = koppel_new(1, sizeof *formulation->scores);
        status = formulation->scores != NULL ? koppel_score_rows_make(formulation->scores, formulation->fit)
                                             : KOPPEL_E_MEMORY;
    }
    formulation->costs[t] =
        (struct koppel_pair_costs){formulation->fit, formulation->scores, fit_factor, access_factor, stay_factor};
    formulation->problem.tiers[t].rule = koppel_pair_costs_rule(&formulation->costs[t]);
    return status;
}

/* Adds the policy's tier to the problem unless nothing in this case can change it. */
static enum koppel_status tier_add(struct koppel_formulation *formulation, const struct koppel_load_list *loads,
                                   int32_t rule_row)
{
    struct koppel_problem *problem = &formulation->problem;
    const struct koppel_tier_rule *rule = &loads->fit->policy->tiers[rule_row];
    struct koppel_tier *tier = &problem->tiers[problem->n_tiers];
    int64_t urgency = koppel_tier_factor(loads->fit->policy, rule, KOPPEL_OBJECTIVE_URGENCY);
    int64_t fit = koppel_tier_factor(loads->fit->policy, rule, KOPPEL_OBJECTIVE_FIT);
    int64_t access = koppel_tier_factor(loads->fit->policy, rule, KOPPEL_OBJECTIVE_ACCESS);
    int64_t stay =
        loads->fit->n_earlier_standing > 0 ? koppel_tier_factor(loads->fit->policy, rule, KOPPEL_OBJECTIVE_STAY) : 0;
    enum koppel_status status = tier_terms(tier, loads, rule);

    if (status == KOPPEL_OK && urgency != 0) {
        status = tier_agent_costs(tier, problem, loads->fit, urgency);
    }
    if (status == KOPPEL_OK && (fit != 0 || access != 0 || stay != 0)) {
        status = tier_pair_costs(formulation, fit, access, stay);
    }
    if (status == KOPPEL_OK && tier->n_terms == 0 && tier->agent_cost == NULL && !koppel_tier_has_pair_costs(tier)) {
        free(tier->terms);
        *tier = (struct koppel_tier){0};
        return KOPPEL_OK;
    }
    koppel_tier_name(rule, tier->name);
    tier->maximise = koppel_tier_maximise(rule);
    tier->scale = koppel_tier_scale(loads->fit->policy, rule);
    formulation->tier_rule[problem->n_tiers++] = rule_row;
    return status;
}

static enum koppel_status slots_make(struct koppel_problem *problem, const struct koppel_case *kase)
{
    problem->n_agents = kase->n_households;
    problem->n_slots = kase->n_units;
    problem->must_place = koppel_new((size_t)kase->n_households, sizeof *problem->must_place);
    problem->places = koppel_new((size_t)kase->n_units, sizeof *problem->places);
    problem->tiers = koppel_new(KOPPEL_MAX_TIERS, sizeof *problem->tiers);
    if (problem->must_place == NULL || problem->places == NULL || problem->tiers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        problem->places[j] = kase->units[j].places;
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_formulation_make(struct koppel_formulation *formulation, const struct koppel_suitability *fit,
                                           struct koppel_errors *errors)
{
    struct koppel_load_list loads = {.formulation = formulation, .fit = fit};
    struct koppel_problem *problem = &formulation->problem;
    enum koppel_status status = KOPPEL_OK;

    *formulation = (struct koppel_formulation){.fit = fit};
    status = slots_make(problem, fit->kase);
    formulation->costs = koppel_new(KOPPEL_MAX_TIERS, sizeof *formulation->costs);
    status = formulation->costs != NULL ? status : KOPPEL_E_MEMORY;
    if (status == KOPPEL_OK) {
        status = koppel_pairs_make(problem, fit);
    }
    if (status == KOPPEL_OK) {
        status = koppel_loads_collect(&loads);
    }
    if (status == KOPPEL_OK) {
        status = koppel_loads_place(&loads);
    }
    if (status == KOPPEL_OK) {
        status = koppel_border_loads_add(formulation);
    }
    if (status == KOPPEL_OK) {
        status = koppel_decided_loads_make(&loads);
    }
    if (status == KOPPEL_OK) {
        status = koppel_stay_load_add(formulation);
    }
    for (int32_t t = 0; t < fit->policy->n_tiers && status == KOPPEL_OK; t++) {
        status = tier_add(formulation, &loads, t);
    }
    koppel_load_list_free(&loads);
    if (status == KOPPEL_OK) {
        status = koppel_problem_check(problem);
    }
    if (status == KOPPEL_E_MEMORY) {
        koppel_errors_no_memory(errors, NULL);
    } else if (status == KOPPEL_E_ARGUMENT || status == KOPPEL_E_INPUT) {
        status = koppel_errors_add(
            errors, KOPPEL_E_INPUT, NULL, 0, 0,
            "the numbers of this case and policy are too large to count exactly (64 bits); use smaller weights");
    }
    if (status != KOPPEL_OK) {
        koppel_formulation_free(formulation);
    }
    return status;
}

void koppel_formulation_free(struct koppel_formulation *formulation)
{
    koppel_problem_free(&formulation->problem);
    free(formulation->subjects);
    free(formulation->costs);
    if (formulation->scores != NULL) {
        koppel_score_rows_free(formulation->scores);
    }
    free(formulation->scores);
    *formulation = (struct koppel_formulation){0};
}

void koppel_load_name(const struct koppel_formulation *formulation, int32_t load, char *name, size_t n_name)
{
    static const char *const kinds[] = {"target", "spread", "agreement", "limit", "mix", "border", "stay"};
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_load_subject *subject = &formulation->subjects[load];
    const char *kind = kinds[subject->kind];

    if (subject->kind == KOPPEL_LOAD_STAY) {
        snprintf(name, n_name, "%s", kind);
    } else if (subject->kind == KOPPEL_LOAD_BORDER && subject->place == kase->n_borders) {
        snprintf(name, n_name, "%s_all", kind);
    } else if (subject->kind == KOPPEL_LOAD_BORDER) {
        const struct koppel_border *border = &kase->borders[subject->place];

        snprintf(name, n_name, "%s_%s_%s", kind, kase->municipalities[border->from].id,
                 kase->municipalities[border->to].id);
    } else if (subject->kind == KOPPEL_LOAD_AGREEMENT) {
        const struct koppel_agreement *agreement = &kase->agreements[subject->place];

        snprintf(name, n_name, "%s_%s_%s", kind, kase->corporations[agreement->corporation].id,
                 agreement->municipality != KOPPEL_NONE ? kase->municipalities[agreement->municipality].id : "all");
    } else if (subject->rule != KOPPEL_NONE) {
        snprintf(name, n_name, "%s%d_%s", kind, (int)subject->rule + 1,
                 koppel_area_id(kase, subject->area, subject->place));
    } else if (subject->municipality != KOPPEL_NONE) {
        snprintf(name, n_name, "%s_%s_%s", kind, koppel_area_id(kase, subject->area, subject->place),
                 kase->municipalities[subject->municipality].id);
    } else {
        snprintf(name, n_name, "%s_%s", kind, koppel_area_id(kase, subject->area, subject->place));
    }
    if (subject->is_apart && strlen(name) < n_name) {
        snprintf(name + strlen(name), n_name - strlen(name), "_apart");
    }
}
