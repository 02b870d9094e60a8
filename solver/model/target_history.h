// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_history.h - which target, national number and inhabitants rule on a day: versions, swaps, boundary changes. */
#ifndef KOPPEL_MODEL_TARGET_HISTORY_H
#define KOPPEL_MODEL_TARGET_HISTORY_H

#include "model/supervision_rules.h"

/** The target of a municipality that rules on a day. */
struct koppel_ruling_target {
    int32_t row;        /* of targets: the last version published by then, KOPPEL_NONE: none is */
    int32_t n_versions; /* published by then */
    int64_t announced;  /* persons in that version */
    int64_t swapped;    /* sum of the swaps agreed by then */
    int64_t persons;    /* announced + swapped */
};

/** Time O(targets + swaps). */
struct koppel_ruling_target koppel_ruling_target(const struct koppel_case *kase, int32_t municipality, int32_t period,
                                                 int32_t day);

/** Sum of the swaps of a municipality for a half-year agreed on or before the day. */
int64_t koppel_swapped_persons(const struct koppel_case *kase, int32_t municipality, int32_t period, int32_t day);

/** The ruling version of the national number: row of nationals, or KOPPEL_NONE. */
int32_t koppel_ruling_national(const struct koppel_case *kase, int32_t period, int32_t day);

/** The inhabitants that count for a target, and where they stand. */
struct koppel_reference_count {
    int64_t inhabitants; /* counted, with a row of headcounts + moved in - moved out */
    int64_t counted;
    int64_t moved_in;
    int64_t moved_out;
    int32_t row; /* of headcounts; KOPPEL_NONE: the count is that of municipalities.csv, whose boundaries are the
                    half-year's */
    bool ended;  /* abolished by the first day of the half-year */
};

/**
 * Inhabitants of a municipality on the reference date, within the boundaries of the first day of the half-year (art. 29
 * and 30). Boundary changes count when their day is after the reference date and not after that first day. Time
 * O(headcounts + changes).
 */
struct koppel_reference_count koppel_reference_count(const struct koppel_case *kase,
                                                     const struct koppel_supervision_dates *dates, int32_t municipality,
                                                     int32_t period);

/** The last day that any table records, those of supervision included; KOPPEL_NO_DATE when there is none. */
int32_t koppel_case_last_recorded_day(const struct koppel_case *kase);

/**
 * The half-year that supervision looks at on a day: the one that the day before lies in (on 1 July the province checks
 * the first half-year) when a target of it was published, else the latest one with a target published by then, else
 * the latest one with a national number; KOPPEL_NONE when there is none.
 */
int32_t koppel_supervised_period(const struct koppel_case *kase, int32_t day);

/** The half-year that a day lies in. */
int32_t koppel_period_of_day(int32_t day);

#endif
