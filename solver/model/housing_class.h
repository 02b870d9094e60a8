// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* housing_class.h - classes of households and of homes, by which arrivals, releases and chances are counted.
 *
 * HOUSEHOLD  how many people it will be (relatives who follow included; 7: seven or more), and whether it needs a
 *            step-free home: `household-4`, `household-4-step-free`
 * HOME       rooms (5: five or more), rent band of suitable allocation (low, middle, high: up to the low limit, up to the
 *            high one, above it), and whether it is step-free: `home-3-low`, `home-3-low-step-free`
 */
#ifndef KOPPEL_MODEL_HOUSING_CLASS_H
#define KOPPEL_MODEL_HOUSING_CLASS_H

#include "model/case.h"
#include "model/rules.h"

enum {
    KOPPEL_CLASS_MOST_PERSONS = 7,
    KOPPEL_CLASS_MOST_ROOMS = 5,
    KOPPEL_N_RENT_BANDS = 3,
    KOPPEL_N_HOUSEHOLD_CLASSES = 2 * KOPPEL_CLASS_MOST_PERSONS,
    KOPPEL_N_CLASSES = KOPPEL_N_HOUSEHOLD_CLASSES + 2 * KOPPEL_CLASS_MOST_ROOMS * KOPPEL_N_RENT_BANDS,
    KOPPEL_CLASS_CODE = 40,
    KOPPEL_CLASS_WORDS = 120
};

/** Class of a household: 0 .. KOPPEL_N_HOUSEHOLD_CLASSES - 1. */
int32_t koppel_class_of_household(const struct koppel_household *household);

/** Class of a home: KOPPEL_N_HOUSEHOLD_CLASSES .. KOPPEL_N_CLASSES - 1. Only the rent limits of the rules are read. */
int32_t koppel_class_of_home(const struct koppel_unit *unit, const struct koppel_rules *rules);

/** `household-4-step-free`. @return out */
char *koppel_class_code(int32_t class_, char out[KOPPEL_CLASS_CODE]);

/** "a household of 4 that needs a step-free home", in the language of the run. @return out */
char *koppel_class_words(int32_t class_, char out[KOPPEL_CLASS_WORDS]);

/** The class with a code, also in Dutch (`huishouden-4-nultreden`, `woning-3-laag`), or KOPPEL_NONE. */
int32_t koppel_class_find(const char *code);

/** What a class says: persons or rooms, rent band of a home (0 low, 1 middle, 2 high), and whether steps are in the way. */
int32_t koppel_class_size(int32_t class_);
int32_t koppel_class_band(int32_t class_);
bool koppel_class_is_step_free(int32_t class_);

/** How unlike two classes of one kind are: 0 for the same one; steps in size or rooms count most, then rent band, then
 * step-free. Two kinds: INT32_MAX. */
int32_t koppel_class_distance(int32_t a, int32_t b);

#endif
