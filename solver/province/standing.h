// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* standing.h - where a municipality stands with its housing target: corrected target, schedule, balance, excusable
 * part.
 *
 * Everything is counted in persons; households and homes never appear here. lead is +, arrears are - throughout.
 */
#ifndef KOPPEL_PROVINCE_STANDING_H
#define KOPPEL_PROVINCE_STANDING_H

#include "model/target_history.h"

enum { KOPPEL_HALF_YEAR_MONTHS = 6 };

enum koppel_schedule { KOPPEL_ON_SCHEDULE, KOPPEL_SLIGHTLY_BEHIND, KOPPEL_FAR_BEHIND };

/** Why a municipality is behind its schedule. */
enum koppel_cause {
    KOPPEL_CAUSE_NONE,       /* it is not */
    KOPPEL_CAUSE_NOT_LINKED, /* too few persons were linked to it: not its fault */
    KOPPEL_CAUSE_NOT_HOUSED, /* linked persons still wait for a home */
    KOPPEL_CAUSE_BOTH,
    KOPPEL_CAUSE_UNKNOWN /* the linked persons are not recorded */
};

/** What is asked about a municipality. */
struct koppel_asked {
    int32_t municipality;
    int32_t day;              /* the day it is asked about */
    int32_t known_on;         /* by what was published on or before this day; usually the same */
    int32_t promised_period;  /* in this half-year ... */
    int64_t promised_persons; /* ... so many are housed on top of the table, by proposals that would be carried out, */
    int64_t promised_linked;  /* ... and so many are linked on top of it */
};

/** A municipality in a half-year on a day. */
struct koppel_standing {
    int32_t municipality;
    int32_t period;
    int32_t day;
    int32_t known_on;
    struct koppel_ruling_target target;
    int64_t inhabitants;    /* of municipalities.csv */
    int64_t balance_before; /* lead or arrears at the start */
    int64_t corrected;      /* target - balance_before (gecorrigeerde taakstelling); negative when the lead is larger */
    int64_t linked;         /* KOPPEL_UNKNOWN: not recorded */
    int64_t linked_by_reference; /* linked by 1 April or 1 October; KOPPEL_UNKNOWN: not recorded, or that day is still
                                    to come */
    int32_t linked_row;          /* row of targets that linked_by_reference stands in, or KOPPEL_NONE */
    int64_t housed;
    int64_t balance_after; /* housed - corrected */
    int32_t months;        /* whole months of the half-year that have passed, 0..6 */
    int64_t due; /* persons that the schedule asks by now: corrected * months / 6, rounded up; 0 with a lead */
    enum koppel_schedule schedule;
    int64_t behind;            /* max(0, due - housed) */
    int64_t behind_not_linked; /* part of it that was not linked in time either */
    enum koppel_cause cause;
    int64_t shortfall;          /* max(0, corrected - housed) */
    int64_t excusable;          /* part of it: official when targets.csv has one, else computed */
    int64_t excusable_computed; /* min(shortfall, corrected - linked_by_reference); 0 when that is unknown */
    bool excusable_is_official;
    int64_t enforceable; /* shortfall - excusable */
    bool is_over;        /* the half-year has ended: the last day or later */
};

/** lead + or arrears - at the end: balance + housed - target. Carrying twice equals carrying the sums. */
int64_t koppel_balance_carry(int64_t balance, int64_t target, int64_t housed);

/** Whole months of a half-year that have passed at the end of a day, 0..6. */
int32_t koppel_months_passed(int32_t period, int32_t day);

/** Persons due after so many months: one sixth of the corrected target a month, rounded up; 0 when that is below 1. */
int64_t koppel_schedule_due(int64_t corrected, int32_t months);

/** Class by housed / corrected against months / 6, in integers; on schedule when the corrected target is below 1. */
enum koppel_schedule koppel_schedule_class(const struct koppel_supervision_dates *dates, int64_t corrected,
                                           int64_t housed, int32_t months);

/**
 * Standing of a municipality in a half-year.
 * @return false, with *standing empty, when no target of the half-year was published by then. Time O(targets + swaps).
 */
bool koppel_standing_make(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                          const struct koppel_asked *asked, int32_t period, struct koppel_standing *standing);

/** The half-year was missed: it is over and part of its shortfall may be enforced. */
bool koppel_standing_missed(const struct koppel_standing *standing);

/** Names as in tables: "on schedule", "slightly behind", "far behind"; "-", "too few linked", "too few housed", ... */
const char *koppel_schedule_name(enum koppel_schedule schedule);
const char *koppel_cause_name(enum koppel_cause cause);

#endif
