// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_table.h - the statutory target of every municipality beside the official one, with the difference explained,
 * never repaired. */
#ifndef KOPPEL_PROVINCE_TARGET_TABLE_H
#define KOPPEL_PROVINCE_TARGET_TABLE_H

#include "model/statutory_target.h"
#include "model/target_history.h"

/** Why an official target may differ from the computed one; the first that fits. */
enum koppel_difference {
    KOPPEL_DIFFERENCE_NONE,
    KOPPEL_DIFFERENCE_NO_OFFICIAL,  /* targets.csv has none by that day */
    KOPPEL_DIFFERENCE_NOT_COMPUTED, /* there is no national number */
    KOPPEL_DIFFERENCE_NATIONAL,     /* it fits another version of the national number: row of nationals */
    KOPPEL_DIFFERENCE_HEADCOUNT,    /* it fits inhabitants of another day, or before a change: row */
    KOPPEL_DIFFERENCE_NEAREST,      /* it was rounded to the nearest whole number */
    KOPPEL_DIFFERENCE_DOWN,         /* it was rounded down */
    KOPPEL_DIFFERENCE_SWAPPED,      /* it has the agreed swaps in it, which swaps.csv would add once more */
    KOPPEL_DIFFERENCE_UNEXPLAINED
};

struct koppel_target_line {
    struct koppel_reference_count count;
    int64_t computed; /* KOPPEL_UNKNOWN without a national number */
    struct koppel_ruling_target official;
    int64_t difference; /* official.announced - computed; 0 when one of them is not there */
    enum koppel_difference why;
    int32_t why_row;
};

/** What a target table is made from: what is not given (KOPPEL_UNKNOWN) is taken from national.csv. */
struct koppel_target_question {
    int32_t period;
    int32_t day;         /* KOPPEL_NO_DATE: after all days */
    int64_t national;    /* vg */
    int64_t inhabitants; /* iN */
};

/** Zero-initialise; koppel_target_table_free releases the lines. */
struct koppel_target_table {
    const struct koppel_case *kase; /* borrowed */
    struct koppel_target_question asked;
    int32_t reference_day;
    int64_t national;     /* KOPPEL_UNKNOWN: none is known */
    int32_t national_row; /* of nationals; KOPPEL_NONE: given, or none */
    int64_t country;      /* inhabitants of the country */
    bool country_is_case; /* not known otherwise: the municipalities of the case are taken for the country */
    struct koppel_target_line *lines;                               /* n_municipalities */
    int64_t case_inhabitants, computed, announced, swapped, ruling; /* sums */
    int32_t n_official;                                             /* municipalities with an official target */
    int32_t n_different;
    int32_t n_undated; /* municipalities whose inhabitants are those of municipalities.csv, which has no date */
    struct koppel_national_range fits; /* national numbers for which the formula gives all official targets */
};

/** @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_ARGUMENT when the case has more inhabitants than the country. */
enum koppel_status koppel_target_table_make(const struct koppel_case *kase,
                                            const struct koppel_supervision_dates *dates,
                                            const struct koppel_target_question *question,
                                            struct koppel_target_table *table);

void koppel_target_table_free(struct koppel_target_table *table);

#endif
