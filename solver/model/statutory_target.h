// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* statutory_target.h - the formula of the housing target (taakstelling), Huisvestingswet 2014 art. 29(1), in whole
 * numbers. */
#ifndef KOPPEL_MODEL_STATUTORY_TARGET_H
#define KOPPEL_MODEL_STATUTORY_TARGET_H

#include <stdbool.h>
#include <stdint.h>

/**
 * T = vg * iG / iN, "rounded up to a whole number" (naar boven afgerond op een geheel getal).
 *
 * @param national     vg, the announced national number, 0..10^12 persons
 * @param inhabitants  iG, of the municipality on the reference date, 0..country
 * @param country      iN, of the Netherlands on that date, above 0
 * @return persons. The targets of all municipalities never sum to less than vg, and to less than vg + their number.
 */
int64_t koppel_statutory_target(int64_t national, int64_t inhabitants, int64_t country);

/** What a figure that differs from the formula may have been rounded to instead. */
enum koppel_rounding { KOPPEL_ROUNDED_UP, KOPPEL_ROUNDED_NEAREST, KOPPEL_ROUNDED_DOWN, KOPPEL_ROUNDED_OTHERWISE };

/** The first rounding, in the order of the enum, that turns vg * iG / iN into `target` (nearest: halves go up). */
enum koppel_rounding koppel_target_rounding(int64_t target, int64_t national, int64_t inhabitants, int64_t country);

/** The national numbers least..most; none when least > most. */
struct koppel_national_range {
    int64_t least;
    int64_t most;
};

/** All national numbers for which the formula gives `target`: floor((T-1) iN / iG) + 1 .. floor(T iN / iG). Inhabitants
 * above 0. */
struct koppel_national_range koppel_national_range(int64_t target, int64_t inhabitants, int64_t country);

#endif
