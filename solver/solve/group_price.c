// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* group_price.c - what it would cost to house more of a group (see group_price.h). */
#include "solve/group_price.h"

#include "base/arena.h"
#include "report/wording.h"
#include "solve/needs_met.h"
#include "solve/questions/alternatives.h"

#include <string.h>

/* The load that counts the group, or KOPPEL_NONE. */
static int32_t load_of(const struct koppel_formulation *formulation, int32_t group)
{
    for (int32_t g = 0; g < formulation->problem.n_loads; g++) {
        const struct koppel_load_subject *subject = &formulation->subjects[g];

        if (subject->kind == KOPPEL_LOAD_MIX && !subject->is_apart &&
            formulation->fit->policy->mix[subject->rule].floor_of == group + 1) {
            return g;
        }
    }
    return KOPPEL_NONE;
}

/* Has the group so many households that are left and that some home suits? */
static bool can_have_more(const struct koppel_job *job, const struct koppel_proposal *proposal, int32_t group,
                          int32_t n_more)
{
    const struct koppel_problem *problem = &job->formulation.problem;
    int32_t n = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        n += proposal->unit_of[i] == KOPPEL_NONE && problem->first[i] < problem->first[i + 1] &&
             koppel_household_in_group(&job->fit, i, &job->policy.groups[group]);
    }
    return n >= (job->policy.groups[group].value == KOPPEL_MEASURE_HOMES ? n_more : 1);
}

enum koppel_status koppel_group_price_find(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                           int32_t group, int32_t n_more, const struct koppel_engine *engine,
                                           const struct koppel_engine_options *options,
                                           struct koppel_alternative *change)
{
    struct koppel_problem problem = job->formulation.problem;
    int32_t load = load_of(&job->formulation, group);
    struct koppel_arena arena = {0};
    struct koppel_load *loads = koppel_arena_new(&arena, (size_t)problem.n_loads, sizeof *loads);
    struct koppel_tier *tiers = koppel_arena_new(&arena, (size_t)problem.n_tiers + 1, sizeof *tiers);
    int64_t *counts = koppel_arena_new(&arena, (size_t)problem.n_loads, sizeof *counts);
    enum koppel_status status = koppel_arena_status(&arena);

    *change = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_UNKNOWN, .unit = KOPPEL_NONE};
    if (status == KOPPEL_OK && load != KOPPEL_NONE && !koppel_deadline_expired(&options->deadline) &&
        can_have_more(job, proposal, group, n_more)) {
        koppel_problem_loads(&problem, proposal->unit_of, counts);
        memcpy(loads, problem.loads, (size_t)problem.n_loads * sizeof *loads);
        memcpy(tiers, problem.tiers, (size_t)problem.n_tiers * sizeof *tiers);
        loads[load].lo = counts[load] + n_more;
        problem.loads = loads;
        problem.tiers = tiers;
        if (problem.n_tiers < KOPPEL_MAX_TIERS) {
            tiers[problem.n_tiers++] = koppel_moves_tier(proposal->unit_of);
        }
        status = koppel_change_find(&problem, proposal, engine, options, change);
    }
    koppel_arena_free(&arena);
    return status;
}

static const char *price_words(enum koppel_measure value, int32_t n_more)
{
    switch (value) {
    case KOPPEL_MEASURE_HOMES:
        return n_more == 1 ? N_("To house one household more of the group \"%s\": %s.")
                           : N_("To house two households more of the group \"%s\": %s.");
    case KOPPEL_MEASURE_FIT:
        return N_("One point of fit more for the group \"%s\": %s.");
    case KOPPEL_MEASURE_DAYS:
        return N_("One day earlier for the group \"%s\": %s.");
    default:
        return n_more == 1 ? N_("To house one person more of the group \"%s\": %s.")
                           : N_("To house two people more of the group \"%s\": %s.");
    }
}

static const char *none_words(enum koppel_measure value)
{
    switch (value) {
    case KOPPEL_MEASURE_FIT:
        return N_("No proposal can give the group \"%s\" more points of fit and follow every rule.");
    case KOPPEL_MEASURE_DAYS:
        return N_("No proposal can give the group \"%s\" more days in a home and follow every rule.");
    default:
        return N_("No proposal can house more of the group \"%s\" and follow every rule.");
    }
}

void koppel_say_group_price(struct koppel_text *text, const struct koppel_report *report, int32_t group, int32_t n_more,
                            const struct koppel_alternative *change)
{
    const struct koppel_group *asked = &report->fit->policy->groups[group];
    struct koppel_text words = {0};

    if (change->state == KOPPEL_ALTERNATIVE_NONE && n_more == 1) {
        koppel_text_add(text, _(none_words(asked->value)), asked->name);
    } else if (change->state != KOPPEL_ALTERNATIVE_UNKNOWN && change->state != KOPPEL_ALTERNATIVE_NONE) {
        koppel_say_change(&words, report, change);
        koppel_text_add(text, _(price_words(asked->value, n_more)), asked->name,
                        words.bytes != NULL ? words.bytes : "");
        text->failed = text->failed || words.failed;
        koppel_text_free(&words);
    }
}
