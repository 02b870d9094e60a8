// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needs_met.c - what it would cost to leave nobody of those with a need (see needs_met.h). */
#include "solve/needs_met.h"

#include "base/arena.h"
#include "report/wording.h"
#include "solve/questions/alternatives.h"

#include <inttypes.h>
#include <string.h>

/* Who must be placed now as well. @return false when all of them are, so that there is nothing to ask */
static bool must_place(const struct koppel_job *job, const struct koppel_proposal *proposal, enum koppel_home_need need,
                       unsigned char *must)
{
    const struct koppel_problem *problem = &job->formulation.problem;
    bool is_left = false;

    memcpy(must, problem->must_place, (size_t)problem->n_agents * sizeof *must);
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (koppel_household_has_need(&job->kase.households[i], need) && problem->first[i] < problem->first[i + 1]) {
            must[i] = 1;
            is_left = is_left || proposal->unit_of[i] == KOPPEL_NONE;
        }
    }
    return is_left;
}

enum koppel_status koppel_change_find(const struct koppel_problem *problem, const struct koppel_proposal *proposal,
                                      const struct koppel_engine *engine, const struct koppel_engine_options *options,
                                      struct koppel_alternative *change)
{
    struct koppel_solution solution = {0};
    enum koppel_status status = engine->solve(problem, options, &solution);

    if (status == KOPPEL_OK && solution.outcome == KOPPEL_INFEASIBLE) {
        change->state = KOPPEL_ALTERNATIVE_NONE;
    } else if (status == KOPPEL_OK && solution.slot_of != NULL) {
        change->state = koppel_solution_is_best(&solution) ? KOPPEL_ALTERNATIVE_EXACT : KOPPEL_ALTERNATIVE_FEASIBLE;
        for (int32_t t = 0; t < proposal->n_tiers; t++) {
            change->cost[t] = solution.tiers[t].cost - proposal->tiers[t].cost;
        }
        for (int32_t i = 0; i < problem->n_agents; i++) {
            koppel_affected_count(change, i, proposal->unit_of[i], solution.slot_of[i]);
        }
    }
    koppel_solution_free(&solution);
    return status;
}

enum koppel_status koppel_need_met_find(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                        enum koppel_home_need need, const struct koppel_engine *engine,
                                        const struct koppel_engine_options *options, struct koppel_alternative *change)
{
    struct koppel_problem problem = job->formulation.problem;
    struct koppel_arena arena = {0};
    unsigned char *must = koppel_arena_new(&arena, (size_t)problem.n_agents, sizeof *must);
    struct koppel_tier *tiers = koppel_arena_new(&arena, (size_t)problem.n_tiers + 1, sizeof *tiers);
    enum koppel_status status = koppel_arena_status(&arena);

    *change = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_UNKNOWN, .unit = KOPPEL_NONE};
    if (status == KOPPEL_OK && !koppel_deadline_expired(&options->deadline) && must_place(job, proposal, need, must)) {
        memcpy(tiers, problem.tiers, (size_t)problem.n_tiers * sizeof *tiers);
        problem.must_place = must;
        problem.tiers = tiers;
        if (problem.n_tiers < KOPPEL_MAX_TIERS) {
            tiers[problem.n_tiers++] = koppel_moves_tier(proposal->unit_of);
        }
        status = koppel_change_find(&problem, proposal, engine, options, change);
    }
    koppel_arena_free(&arena);
    return status;
}

/* Of one household, and of more. */
static const char *const impossible[KOPPEL_N_NEEDS][2] = {
    [KOPPEL_NEED_STEP_FREE] = {N_("No proposal can give a home to the %" PRId32
                                  " household that needs a step-free home and follow every rule."),
                               N_("No proposal can give a home to all %" PRId32
                                  " households that need a step-free home and follow every rule.")},
    [KOPPEL_NEED_LARGE] = {N_("No proposal can give a home to the %" PRId32
                              " family of 6 or more people and follow every rule."),
                           N_("No proposal can give a home to all %" PRId32
                              " families of 6 or more people and follow every rule.")},
    [KOPPEL_NEED_SINGLE] = {N_("No proposal can give a home to the %" PRId32 " single person and follow every rule."),
                            N_("No proposal can give a home to all %" PRId32 " single people and follow every rule.")},
    [KOPPEL_NEED_SHARING] = {N_("No proposal can give a home to the %" PRId32
                                " household that may share a home and follow every rule."),
                             N_("No proposal can give a home to all %" PRId32
                                " households that may share a home and follow every rule.")},
};

static const char *const possible[KOPPEL_N_NEEDS][2] = {
    [KOPPEL_NEED_STEP_FREE] = {N_("To give a home to the %" PRId32 " household that needs a step-free home: %s."),
                               N_("To give a home to all %" PRId32 " households that need a step-free home: %s.")},
    [KOPPEL_NEED_LARGE] = {N_("To give a home to the %" PRId32 " family of 6 or more people: %s."),
                           N_("To give a home to all %" PRId32 " families of 6 or more people: %s.")},
    [KOPPEL_NEED_SINGLE] = {N_("To give a home to the %" PRId32 " single person: %s."),
                            N_("To give a home to all %" PRId32 " single people: %s.")},
    [KOPPEL_NEED_SHARING] = {N_("To give a home to the %" PRId32 " household that may share a home: %s."),
                             N_("To give a home to all %" PRId32 " households that may share a home: %s.")},
};

void koppel_say_need_met(struct koppel_text *text, const struct koppel_report *report, enum koppel_home_need need,
                         const struct koppel_alternative *change)
{
    struct koppel_need_count count;
    struct koppel_text words = {0};

    koppel_needs_count(report, need, &count);
    if (change->state == KOPPEL_ALTERNATIVE_NONE) {
        koppel_text_add(text, impossible[need][count.n_asked == 1 ? 0 : 1], count.n_asked);
    } else if (change->state != KOPPEL_ALTERNATIVE_UNKNOWN) {
        koppel_say_change(&words, report, change);
        koppel_text_add(text, possible[need][count.n_asked == 1 ? 0 : 1], count.n_asked,
                        words.bytes != NULL ? words.bytes : "");
        text->failed = text->failed || words.failed;
        koppel_text_free(&words);
    }
}
