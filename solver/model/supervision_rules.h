// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_rules.h - how a province supervises: dates, schedule and ladder, read from data/rules as dated data.
 *
 * Provinces differ and the law may change, so nothing of this is in the code: see supervision_reader.h.
 */
#ifndef KOPPEL_MODEL_SUPERVISION_RULES_H
#define KOPPEL_MODEL_SUPERVISION_RULES_H

#include "model/case.h"

enum { KOPPEL_MAX_RUNGS = 12, KOPPEL_MAX_LADDERS = 32, KOPPEL_MAX_LADDER_PROVINCES = 8, KOPPEL_RULE_TEXT = 320 };

/** A day of a calendar year. */
struct koppel_year_day {
    int32_t month;
    int32_t day;
};

/** The version of supervision.json that rules a half-year. */
struct koppel_supervision_dates {
    int32_t announce_weeks;           /* the national number is announced so long before the half-year, or earlier, */
    int32_t announce_half_years;      /* but no earlier than in the half-year that lies so many before it */
    int32_t reference_years_before;   /* inhabitants count on a day of this many calendar years before, */
    struct koppel_year_day reference; /* this one */
    struct koppel_year_day linked_by[2]; /* first and second half: who is not linked by then is excusable */
    int32_t slightly_parts,
        slightly_of; /* short of the schedule by at most this share of the corrected target: slightly behind */
    char source[KOPPEL_RULE_TEXT];
    char mark[16]; /* "seen", "recalled" or "assumption" */
};

/** A rung of the ladder and what brings a municipality there: all three conditions together. */
struct koppel_rung {
    char name[64];
    char dutch[64];
    int32_t missed;        /* half-years missed in a row */
    int32_t after_days;    /* days after the check of the last of these half-years */
    int32_t short_percent; /* shortfall that may be enforced, at least this share of the corrected target */
    bool substitution;     /* the province carries the task out in the municipality's place (indeplaatsstelling) */
    char mark[16];
};

/** The version of a province's ladder that rules a day. */
struct koppel_ladder {
    char name[64];
    char provinces[KOPPEL_MAX_LADDER_PROVINCES][64]; /* names as in municipalities.csv */
    int32_t n_provinces;                             /* 0: for every province without a ladder of its own */
    struct koppel_rung rungs[KOPPEL_MAX_RUNGS];      /* rung r is rungs[r - 1] */
    int32_t n_rungs;
    bool excused_breaks; /* a half-year whose whole shortfall is excusable ends a row of missed ones; false: it is
                            passed over */
    bool whole_task;     /* a substitution takes the arrears and the current target; false: the arrears alone */
    char source[KOPPEL_RULE_TEXT];
    char source_dutch[KOPPEL_RULE_TEXT]; /* "": there is none */
    char mark[16];
};

struct koppel_supervision_rules {
    struct koppel_supervision_dates dates;
    struct koppel_ladder ladders[KOPPEL_MAX_LADDERS];
    int32_t n_ladders;
};

/** Row of the ladder of a province: its own, else the first one for every province; KOPPEL_NONE without either. */
int32_t koppel_ladder_of_province(const struct koppel_supervision_rules *rules, const char *province);

/** The reference date of the inhabitants for a half-year. */
int32_t koppel_reference_day(const struct koppel_supervision_dates *dates, int32_t period);

/** The day by which persons must be linked for a shortfall to count. */
int32_t koppel_linked_by_day(const struct koppel_supervision_dates *dates, int32_t period);

/** The first day on which the national number of a half-year, and so its targets, can have been announced. */
int32_t koppel_first_announcement_day(const struct koppel_supervision_dates *dates, int32_t period);

/** The last day on which the national number of a half-year should be announced. */
int32_t koppel_announcement_day(const struct koppel_supervision_dates *dates, int32_t period);

/** The day on which the province checks a half-year: the first day of the next one. */
int32_t koppel_check_day(int32_t period);

#endif
