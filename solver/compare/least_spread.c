// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* least_spread.c - the least dissimilarity with the same households (see least_spread.h). */
#include "compare/least_spread.h"

#include "base/memory.h"
#include "report/indices.h"
#include "verify/shares.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The problem borrows pairs and places from the job's. */
static void problem_free(struct koppel_problem *problem)
{
    if (problem->tiers != NULL) {
        free(problem->tiers[0].terms);
    }
    free(problem->tiers);
    free(problem->state);
    free(problem->must_place);
    free(problem->entry_first);
    free(problem->entries);
    free(problem->measures);
    free(problem->loads);
}

static enum koppel_status problem_room(struct koppel_problem *problem, const struct koppel_problem *whole,
                                       int32_t n_neighbourhoods)
{
    size_t n_agents = (size_t)whole->n_agents;
    size_t n_slots = (size_t)whole->n_slots;

    *problem = *whole;
    problem->n_loads = n_neighbourhoods;
    problem->n_measures = problem->n_tiers = 1;
    problem->state = koppel_new((size_t)whole->n_pairs, sizeof *problem->state);
    problem->must_place = koppel_new(n_agents, sizeof *problem->must_place);
    problem->entry_first = koppel_new(n_slots + 1, sizeof *problem->entry_first);
    problem->entries = koppel_new(n_slots, sizeof *problem->entries);
    problem->measures = koppel_new(n_agents, sizeof *problem->measures);
    problem->loads = koppel_new((size_t)n_neighbourhoods, sizeof *problem->loads);
    problem->tiers = koppel_new(1, sizeof *problem->tiers);
    if (problem->tiers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    problem->tiers[0].terms = koppel_new(2 * (size_t)n_neighbourhoods, sizeof *problem->tiers[0].terms);
    return problem->state == NULL || problem->must_place == NULL || problem->entry_first == NULL ||
                   problem->entries == NULL || problem->measures == NULL || problem->loads == NULL ||
                   problem->tiers[0].terms == NULL
               ? KOPPEL_E_MEMORY
               : KOPPEL_OK;
}

/* Only the households that the proposal houses may be housed, and they must be. */
static void fix_households(struct koppel_problem *problem, const struct koppel_problem *whole, const int32_t *unit_of)
{
    for (int32_t i = 0; i < whole->n_agents; i++) {
        problem->must_place[i] = unit_of[i] != KOPPEL_NONE;
        for (int64_t p = whole->first[i]; p < whole->first[i + 1]; p++) {
            problem->state[p] =
                (unsigned char)(unit_of[i] != KOPPEL_NONE ? koppel_state_of_pair(whole, p) : KOPPEL_PAIR_BANNED);
        }
    }
}

/*
 * |x T - t X| for whole x, less its least value. With f = floor(t X / T) and r = t X mod T, one step up from f costs
 * T - 2r, every further one T; every step down T. Where T - 2r < 0 the least stands at f + 1.
 */
static size_t add_terms(struct koppel_term *terms, int32_t load, int64_t t, int64_t all_t, int64_t all_x)
{
    int64_t f = koppel_muldiv_floor(t, all_x, all_t);
    int64_t r = (int64_t)((koppel_wide)t * all_x - (koppel_wide)f * all_t);

    if (2 * r <= all_t) {
        terms[0] = (struct koppel_term){load, f, all_t - 2 * r, all_t};
        terms[1] = (struct koppel_term){load, f + 1, 2 * r, 0};
    } else {
        terms[0] = (struct koppel_term){load, f + 1, all_t, 2 * r - all_t};
        terms[1] = (struct koppel_term){load, f, 0, 2 * (all_t - r)};
    }
    return 2;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void fill(struct koppel_problem *problem, const struct koppel_suitability *fit, const int32_t *unit_of)
{
    const struct koppel_case *kase = fit->kase;
    struct koppel_tier *tier = &problem->tiers[0];
    int64_t all_t = 0;
    int64_t all_x = 0;

    memcpy(tier->name, "even", sizeof "even");
    tier->scale = 1;
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        int64_t residents = kase->neighbourhoods[n].permit_holders;

        problem->loads[n] =
            (struct koppel_load){residents, KOPPEL_NO_MIN, larger(residents, koppel_spread_reference(fit, n))};
        all_t += problem->loads[n].hi;
        all_x += residents;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        problem->measures[i] = fit->needs[i].persons_spread;
        all_x += unit_of[i] != KOPPEL_NONE ? fit->needs[i].persons_spread : 0;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        problem->entry_first[j + 1] = j + 1;
        problem->entries[j] = (struct koppel_entry){kase->units[j].neighbourhood, 0};
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods && all_t > 0; n++) {
        tier->n_terms += add_terms(tier->terms + tier->n_terms, n, problem->loads[n].hi, all_t, all_x);
    }
}

enum koppel_status koppel_least_dissimilarity(const struct koppel_job *job, const int32_t *unit_of,
                                              const struct koppel_engine *engine,
                                              const struct koppel_engine_options *options, double *least)
{
    const struct koppel_problem *whole = &job->formulation.problem;
    struct koppel_problem problem = {0};
    struct koppel_engine_options exact = *options;
    struct koppel_solution solution = {0};
    struct koppel_spread_indices indices = {0};
    enum koppel_status status = problem_room(&problem, whole, job->kase.n_neighbourhoods);

    *least = NAN;
    exact.gap_ppm = 0;
    exact.progress = NULL;
    exact.start = unit_of;
    if (status != KOPPEL_OK) {
        goto out;
    }
    fix_households(&problem, whole, unit_of);
    fill(&problem, &job->fit, unit_of);
    status = engine->solve(&problem, &exact, &solution);
    if (status == KOPPEL_OK && solution.outcome == KOPPEL_PROVEN) {
        status = koppel_spread_indices_make(&job->fit, solution.slot_of, KOPPEL_NONE, &indices);
        *least = indices.after.dissimilarity;
    }
out:
    koppel_solution_free(&solution);
    problem_free(&problem);
    return status;
}
