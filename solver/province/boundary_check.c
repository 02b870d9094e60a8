// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* boundary_check.c - what the rows of boundary_changes.csv must say together (see boundary_check.h). */
#include "province/boundary_check.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char table[] = "boundary_changes.csv";

enum { DAYS_A_YEAR = 366 };

/* An earlier row ends the same municipality on another day; it may be split over several on one day. */
static bool ends_on_another_day(const struct koppel_case *kase, int32_t row)
{
    const struct koppel_boundary_change *change = &kase->boundary_changes[row];

    for (int32_t i = 0; i < row; i++) {
        if (kase->boundary_changes[i].ends && strcmp(kase->boundary_changes[i].from, change->from) == 0 &&
            kase->boundary_changes[i].changed_on != change->changed_on) {
            return true;
        }
    }
    return false;
}

/* Municipalities that end and hand over to each other: nobody would be left with their balances. `reached` has room for
 * all municipalities. */
static bool ends_in_a_circle(const struct koppel_case *kase, int32_t row, bool *reached)
{
    const struct koppel_boundary_change *first = &kase->boundary_changes[row];
    bool grows = first->ends && first->from_row != KOPPEL_NONE;

    memset(reached, 0, (size_t)kase->n_municipalities * sizeof *reached);
    reached[first->to] = grows;
    while (grows) {
        grows = false;
        for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
            const struct koppel_boundary_change *change = &kase->boundary_changes[i];

            if (change->ends && change->from_row != KOPPEL_NONE && reached[change->from_row] && !reached[change->to]) {
                reached[change->to] = true;
                grows = true;
            }
        }
    }
    return first->from_row != KOPPEL_NONE && reached[first->from_row];
}

/* No earlier row ends the same municipality. */
static bool is_first_end(const struct koppel_case *kase, int32_t row)
{
    for (int32_t i = 0; i < row; i++) {
        if (kase->boundary_changes[i].ends &&
            strcmp(kase->boundary_changes[i].from, kase->boundary_changes[row].from) == 0) {
            return false;
        }
    }
    return true;
}

static void check_moved(const struct koppel_case *kase, const struct koppel_headcount *count,
                        struct koppel_errors *errors)
{
    int64_t moved = 0;
    long line = count->line;
    char day[KOPPEL_DAY_WORDS];

    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];

        /* a count holds for the changes of the two years after it */
        if (change->from_row == count->municipality && change->changed_on > count->counted_on &&
            change->changed_on <= count->counted_on + 2 * 366) {
            moved += change->inhabitants;
            line = change->line;
        }
    }
    if (moved > count->inhabitants) {
        koppel_date_words(count->counted_on, day);
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, table), line, 0,
                          "column %s: %" PRId64 " inhabitants leave %s, which had %" PRId64 " on %s",
                          koppel_case_column_name(kase, table, "inhabitants"), moved,
                          kase->municipalities[count->municipality].id, count->inhabitants, day);
    }
}

/* A count of a year before the end says how many inhabitants there are to hand over. */
static void note_lost(const struct koppel_case *kase, const struct koppel_headcount *count, struct koppel_errors *notes)
{
    int64_t moved = 0;
    const struct koppel_boundary_change *end = NULL;
    char day[KOPPEL_DAY_WORDS];

    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];
        int32_t days = change->changed_on - count->counted_on;

        if (change->from_row == count->municipality && days > 0 && days <= DAYS_A_YEAR) {
            moved += change->inhabitants;
            end = change->ends ? change : end;
        }
    }
    if (end != NULL && moved < count->inhabitants) {
        koppel_date_words(count->counted_on, day);
        koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(kase, table), end->line, 0,
                          "column %s: %s ends, and of its %" PRId64 " inhabitants on %s only %" PRId64
                          " go to another municipality: is the number right?",
                          koppel_case_column_name(kase, table, "inhabitants"), end->from, count->inhabitants, day,
                          moved);
    }
}

/* What takes place when a municipality has ended already: a later change, a target or a swap of it. */
static void check_after_end(const struct koppel_case *kase, const struct koppel_boundary_change *end,
                            struct koppel_errors *errors)
{
    char day[KOPPEL_DAY_WORDS];
    char period[8];

    koppel_date_words(end->changed_on, day);
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];

        if (change->changed_on > end->changed_on &&
            (change->from_row == end->from_row || change->to == end->from_row)) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, table), change->line, 0,
                              "%s takes part in a change, though it ended on %s (line %ld): correct one of the rows",
                              end->from, day, end->line);
        }
    }
    for (int32_t i = 0; i < kase->n_targets; i++) {
        const struct koppel_target *target = &kase->targets[i];

        if (target->municipality == end->from_row && koppel_period_first_day(target->period) >= end->changed_on) {
            koppel_period_format(target->period, period);
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), target->line, 0,
                              "%s has a target of %s, though it ended on %s (%s:%ld): the target is that of %s now "
                              "(Huisvestingswet art. 30)",
                              end->from, period, day, koppel_case_file_name(kase, table), end->line,
                              kase->municipalities[end->to].id);
        }
    }
    for (int32_t i = 0; i < kase->n_swaps; i++) {
        const struct koppel_swap *swap = &kase->swaps[i];

        if (swap->municipality == end->from_row && koppel_period_first_day(swap->period) >= end->changed_on) {
            koppel_period_format(swap->period, period);
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "swaps.csv"), swap->line, 0,
                              "%s takes part in a swap of %s, though it ended on %s (%s:%ld)", end->from, period, day,
                              koppel_case_file_name(kase, table), end->line);
        }
    }
}

void koppel_boundary_changes_check(const struct koppel_case *kase, struct koppel_errors *errors,
                                   struct koppel_errors *notes)
{
    bool *reached = koppel_new((size_t)kase->n_municipalities, sizeof *reached);

    if (reached == NULL) {
        koppel_errors_no_memory(errors, NULL);
        return;
    }
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];
        char day[KOPPEL_DAY_WORDS];

        koppel_date_words(change->changed_on, day);
        if (change->from_row == change->to) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, table), change->line, 0,
                              "columns from and to are the same municipality, %s", change->from);
        }
        if (strcmp(day + 4, "-01-01") != 0) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, table), change->line, 0,
                              "column %s: %s is not a 1 January, on which boundary changes begin "
                              "(Huisvestingswet art. 30)",
                              koppel_case_column_name(kase, table, "changed_on"), day);
        }
        if (change->from_row != change->to && ends_in_a_circle(kase, i, reached)) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, table), change->line, 0,
                              "column %s: %s ends and goes to %s, which ends and goes back: one of them must stay",
                              koppel_case_column_name(kase, table, "ends"), change->from,
                              kase->municipalities[change->to].id);
        }
        if (change->ends && ends_on_another_day(kase, i)) {
            koppel_errors_add(
                errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, table), change->line, 0,
                "column %s: %s has ended on another day in an earlier row: a municipality ends once, and goes to "
                "all that take it over on one day",
                koppel_case_column_name(kase, table, "ends"), change->from);
        }
        if (change->ends && change->from_row != KOPPEL_NONE && is_first_end(kase, i)) {
            check_after_end(kase, change, errors);
        }
    }
    for (int32_t i = 0; i < kase->n_headcounts; i++) {
        check_moved(kase, &kase->headcounts[i], errors);
        note_lost(kase, &kase->headcounts[i], notes);
    }
    free(reached);
}
