// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* event_chances.c - what may go otherwise than planned (see event_chances.h). */
#include "model/event_chances.h"

static void rule(int32_t *value, int32_t said)
{
    *value = said != KOPPEL_UNKNOWN ? said : *value;
}

static void rule_household(struct koppel_household_chance *chance, const struct koppel_chance *row)
{
    rule(&chance->refusal_permille, row->refusal_permille);
    rule(&chance->growth_permille, row->growth_permille);
    rule(&chance->growth_persons, row->growth_persons);
    rule(&chance->growth_days, row->growth_days);
}

static void rule_home(struct koppel_home_chance *chance, const struct koppel_chance *row)
{
    rule(&chance->refusal_permille, row->refusal_permille);
    rule(&chance->late_permille, row->late_permille);
    rule(&chance->late_days, row->late_days);
}

/* What the rows on everybody and on classes say of each class. */
static void rule_classes(const struct koppel_case *kase, struct koppel_household_chance *households,
                         struct koppel_home_chance *homes)
{
    for (int32_t k = 0; k < 2 * kase->n_chances; k++) { /* everybody first */
        const struct koppel_chance *row = &kase->chances[k % kase->n_chances];
        const bool is_class = row->of == KOPPEL_CHANCE_OF_CLASS;

        if (is_class != (k >= kase->n_chances)) {
            continue;
        }
        for (int32_t class_ = 0; class_ < KOPPEL_N_CLASSES; class_++) {
            const bool is_home = class_ >= KOPPEL_N_HOUSEHOLD_CLASSES;

            if (is_class ? row->row != class_
                         : row->of != (is_home ? KOPPEL_CHANCE_OF_HOMES : KOPPEL_CHANCE_OF_HOUSEHOLDS)) {
                continue;
            }
            if (is_home) {
                rule_home(&homes[class_ - KOPPEL_N_HOUSEHOLD_CLASSES], row);
            } else {
                rule_household(&households[class_], row);
            }
        }
    }
}

/* The row of a household or home of the case, or KOPPEL_NONE: one that is still to come, in a case that has no such rows. */
static int32_t row_of(int32_t row, bool is_to_come, bool has_future, int32_t n, int32_t n_to_come)
{
    if (!is_to_come) {
        return row;
    }
    return has_future ? n - n_to_come + row : KOPPEL_NONE;
}

static void rule_rows(struct koppel_event_chances *chances, const struct koppel_case *kase)
{
    for (int32_t k = 0; k < kase->n_chances; k++) {
        const struct koppel_chance *row = &kase->chances[k];
        const bool is_household = row->of == KOPPEL_CHANCE_OF_HOUSEHOLD || row->of == KOPPEL_CHANCE_OF_ARRIVAL;
        const bool is_to_come = row->of == KOPPEL_CHANCE_OF_ARRIVAL || row->of == KOPPEL_CHANCE_OF_RELEASE;
        int32_t at = KOPPEL_NONE;

        if (is_household) {
            at = row_of(row->row, is_to_come, kase->has_future, kase->n_households, kase->n_arrivals);
        } else if (row->of == KOPPEL_CHANCE_OF_UNIT || row->of == KOPPEL_CHANCE_OF_RELEASE) {
            at = row_of(row->row, is_to_come, kase->has_future, kase->n_units, kase->n_releases);
        }
        if (at != KOPPEL_NONE && is_household) {
            rule_household(&chances->households[at], row);
        } else if (at != KOPPEL_NONE) {
            rule_home(&chances->homes[at], row);
        }
    }
}

enum koppel_status koppel_event_chances_make(struct koppel_event_chances *chances, const struct koppel_case *kase,
                                             const struct koppel_rules *rules)
{
    struct koppel_household_chance households[KOPPEL_N_HOUSEHOLD_CLASSES] = {{0}};
    struct koppel_home_chance homes[KOPPEL_N_CLASSES - KOPPEL_N_HOUSEHOLD_CLASSES] = {{0}};

    chances->households = koppel_arena_new(&chances->arena, (size_t)kase->n_households, sizeof *chances->households);
    chances->homes = koppel_arena_new(&chances->arena, (size_t)kase->n_units, sizeof *chances->homes);
    if (koppel_arena_failed(&chances->arena)) {
        return KOPPEL_E_MEMORY;
    }
    rule_classes(kase, households, homes);
    for (int32_t i = 0; i < kase->n_households; i++) {
        chances->households[i] = households[koppel_class_of_household(&kase->households[i])];
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        chances->homes[j] = homes[koppel_class_of_home(&kase->units[j], rules) - KOPPEL_N_HOUSEHOLD_CLASSES];
    }
    rule_rows(chances, kase);
    return KOPPEL_OK;
}

void koppel_event_chances_free(struct koppel_event_chances *chances)
{
    koppel_arena_free(&chances->arena);
    *chances = (struct koppel_event_chances){0};
}
