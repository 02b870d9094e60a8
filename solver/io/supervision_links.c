// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_links.c - gives the tables of supervision to the case: inhabitants, national numbers, swaps, boundary
 * changes, interventions. What they say together is checked by supervision_check.c, for the commands that use them. */
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/text_encoding.h"

static void link_headcounts(struct koppel_case *kase, struct koppel_table_state *state)
{
    kase->headcounts = state->rows;
    kase->n_headcounts = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        kase->headcounts[i].line = state->lines[i];
    }
}

static void link_nationals(struct koppel_case *kase, struct koppel_table_state *state)
{
    kase->nationals = state->rows;
    kase->n_nationals = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        kase->nationals[i].line = state->lines[i];
    }
}

/* A municipality may swap with one outside the case. */
static void link_swaps(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->swaps = state->rows;
    kase->n_swaps = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_swap *swap = &kase->swaps[i];

        swap->line = state->lines[i];
        swap->municipality = koppel_index_get(&kase->municipality_index, swap->code);
        if (swap->municipality == KOPPEL_NONE && swap->code[0] != '\0') {
            koppel_reading_note(reading, KOPPEL_TABLE_SWAPS, swap->line,
                                "%s is no municipality of the case: the swap is taken for one with a municipality "
                                "outside of it",
                                swap->code);
        }
    }
}

static void link_boundary_changes(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;
    char quoted[80];

    kase->boundary_changes = state->rows;
    kase->n_boundary_changes = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_boundary_change *change = &kase->boundary_changes[i];

        change->line = state->lines[i];
        change->from_row = koppel_index_get(&kase->municipality_index, change->from);
        if (change->from[0] != '\0' && !koppel_code_has_form(KOPPEL_CODE_GM, change->from)) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_BOUNDARY_CHANGES, change->line,
                                  "column %s: %s is not the code of a municipality, GM and 4 digits",
                                  koppel_reading_column(reading, "from"), koppel_text_quote(change->from, quoted));
        }
    }
}

static void link_interventions(struct koppel_case *kase, struct koppel_table_state *state)
{
    kase->interventions = state->rows;
    kase->n_interventions = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        kase->interventions[i].line = state->lines[i];
    }
}

void koppel_reading_supervision(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_table_state *state = &reading->tables[table];

    if (table == KOPPEL_TABLE_INHABITANTS) {
        link_headcounts(reading->kase, state);
    } else if (table == KOPPEL_TABLE_NATIONAL) {
        link_nationals(reading->kase, state);
    } else if (table == KOPPEL_TABLE_SWAPS) {
        link_swaps(reading, state);
    } else if (table == KOPPEL_TABLE_BOUNDARY_CHANGES) {
        link_boundary_changes(reading, state);
    } else {
        link_interventions(reading->kase, state);
    }
}
