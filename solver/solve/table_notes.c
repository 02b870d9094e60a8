// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_notes.c - what a user should know of the tables before a case is solved (see table_notes.h). */
#include "solve/table_notes.h"

#include "model/reference.h"
#include "model/score.h"

#include <inttypes.h>

static void note_unknown_dwellings(const struct koppel_suitability *fit, struct koppel_errors *notes)
{
    const struct koppel_case *kase = fit->kase;
    int32_t first = KOPPEL_NONE;
    int32_t n = koppel_references_unknown(fit, &first);

    if (n == 0) {
        return;
    }
    koppel_errors_add(
        notes, KOPPEL_OK, koppel_case_file_name(kase, "neighbourhoods.csv"), kase->neighbourhoods[first].line, 0,
        koppel_plural("column %s: not known for %" PRId32 " neighbourhood (%s): %s "
                      "(spread.unknown_reference)",
                      "column %s: not known for %" PRId32 " neighbourhoods (first %s): %s "
                      "(spread.unknown_reference)",
                      n),
        koppel_case_column_name(kase, "neighbourhoods.csv", "corporation_dwellings"), n, kase->neighbourhoods[first].id,
        fit->policy->spread_unknown == KOPPEL_UNKNOWN_NO_CAP
            ? _("there is no cap there, and the other fair shares are worked out without")
            : _("the fair share there is worked out from the inhabitants"));
}

/* A number that is not known is often written as 0, and then nobody may be offered a home there. */
static void note_homes_without_dwellings(const struct koppel_suitability *fit, struct koppel_errors *notes)
{
    const struct koppel_case *kase = fit->kase;
    char file[KOPPEL_PLACE_FILE];
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;

    if (fit->policy->spread_rule == KOPPEL_SPREAD_NONE || fit->policy->spread_level == KOPPEL_AREA_COMPLEX ||
        fit->policy->spread_reference != KOPPEL_REFERENCE_DWELLINGS) {
        return;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        if (kase->neighbourhoods[kase->units[j].neighbourhood].corporation_dwellings == 0) {
            first = n == 0 ? j : first;
            n++;
        }
    }
    if (n > 0) {
        koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(kase, "units.csv"), kase->units[first].line, 0,
                          koppel_plural("%" PRId32 " home is on offer where %s says 0 in column %s (in %s), so that "
                                        "the fair share there is 0: if the number is not known, leave its cell empty",
                                        "%" PRId32 " homes are on offer where %s says 0 in column %s (first in %s), so "
                                        "that the fair share there is 0: if the number is not known, leave its cell "
                                        "empty",
                                        n),
                          n, koppel_file_words(koppel_case_file_name(kase, "neighbourhoods.csv"), file),
                          koppel_case_column_name(kase, "neighbourhoods.csv", "corporation_dwellings"),
                          kase->neighbourhoods[kase->units[first].neighbourhood].id);
    }
}

/* A column of which the name says that it holds distances, and a cell that it does not. */
static void note_other_distances(const struct koppel_suitability *fit, struct koppel_errors *notes)
{
    const struct koppel_case *kase = fit->kase;
    long line = 0;

    for (int32_t column = 0; column < kase->neighbourhood_extra.n_columns; column++) {
        if (!koppel_column_is_distance(kase, column, &line) && line != 0) {
            koppel_errors_add(
                notes, KOPPEL_OK, koppel_case_file_name(kase, "neighbourhoods.csv"), line, 0,
                "column %s: not a number of km, 0..1000 with at most three places, so that the column does "
                "not count as one of distances",
                kase->neighbourhood_extra.names[column]);
        }
    }
}

/* Does a suitable home of the household have no score, which then counts as 0? */
static bool has_gap(const struct koppel_formulation *formulation, int32_t household)
{
    const struct koppel_problem *problem = &formulation->problem;

    for (int64_t p = problem->first[household]; p < problem->first[household + 1]; p++) {
        if (!koppel_pair_is_scored(formulation->fit, household, koppel_pair_slot(problem, household, p))) {
            return true;
        }
    }
    return false;
}

void koppel_scores_note(const struct koppel_formulation *formulation, struct koppel_errors *notes)
{
    const struct koppel_suitability *fit = formulation->fit;
    const struct koppel_case *kase = fit->kase;
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;

    if (fit->policy->fit_weight[KOPPEL_FIT_SCORES] == 0) {
        return;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (fit->has_scores[i] && has_gap(formulation, i)) {
            first = n == 0 ? i : first;
            n++;
        }
    }
    if (n > 0) {
        koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(kase, "scores.csv"), 0, 0,
                          koppel_plural("%" PRId32 " household (%s) has scores for some suitable homes only: the "
                                        "others count as 0 points in this component",
                                        "%" PRId32 " households (first %s) have scores for some suitable homes only: "
                                        "the others count as 0 points in this component",
                                        n),
                          n, kase->households[first].id);
    }
}

/* Who is linked to a municipality then stays there, and nobody crosses a border. */
static void note_unused_borders(const struct koppel_suitability *fit, struct koppel_errors *notes)
{
    if (fit->kase->n_borders > 0 && fit->policy->link_scope == KOPPEL_LINK_MUNICIPALITY) {
        koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(fit->kase, "borders.csv"), 0, 0,
                          "this table is not used: by the policy (link_scope) nobody is offered a home outside the "
                          "municipality of their link");
    }
}

void koppel_tables_note(const struct koppel_suitability *fit, struct koppel_errors *notes)
{
    note_unknown_dwellings(fit, notes);
    note_homes_without_dwellings(fit, notes);
    note_other_distances(fit, notes);
    note_unused_borders(fit, notes);
}
