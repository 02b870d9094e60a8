// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reason.h - why a household is left without a home, in a code and in sentences, and what would have to change. */
#ifndef KOPPEL_REPORT_REASON_H
#define KOPPEL_REPORT_REASON_H

#include "report/hold.h"
#include "report/matching.h"
#include "report/remedy.h"
#include "report/report.h"

enum koppel_reason {
    KOPPEL_REASON_NO_SUITABLE_UNIT, /* every home is refused by a rule */
    KOPPEL_REASON_SHORTAGE,         /* too few homes for it and the households that suit the same ones (Hall) */
    KOPPEL_REASON_TARGET,           /* held back by a must: the target of a municipality, */
    KOPPEL_REASON_CAP,              /* the spread cap of an area, */
    KOPPEL_REASON_AGREEMENT,        /* the homes agreed with a corporation, */
    KOPPEL_REASON_LIMIT,            /* a row of limits.csv, */
    KOPPEL_REASON_MIX,              /* a mix rule of the policy, */
    KOPPEL_REASON_BORDER,           /* the most over a border, or over all, */
    KOPPEL_REASON_STAY,             /* the most earlier offers that may change */
    KOPPEL_REASON_OUTRANKED,        /* the homes that suit it are offered to others */
    KOPPEL_REASON_GOAL,             /* a home is free, but an earlier goal would get worse */
    KOPPEL_REASON_NOT_SETTLED,      /* a home is free; the search ended before it was sure */
    KOPPEL_REASON_DELETED,          /* a person deleted its offer */
    KOPPEL_REASON_CHANGED,          /* a home is free since a person changed the proposal */
    KOPPEL_N_REASONS
};

/** What is worked out once for all households. Zero-initialise. */
struct koppel_reasons {
    const struct koppel_report *report; /* borrowed */
    struct koppel_openings openings;
    struct koppel_matching matching;
    struct koppel_what_if what_if;
    struct koppel_holds holds;
    int32_t *first_in; /* n_units: a household that is offered it, or KOPPEL_NONE */
    int32_t *next_in;  /* n_households: the next one in the same unit, or KOPPEL_NONE */
    int32_t *n_in;     /* n_units: households that are offered it */
};

/** Code as in unplaced.csv: "no_suitable_unit", "shortage", "cap", ... */
const char *koppel_reason_code(enum koppel_reason reason);

/** The reason in a few words, for the summary. */
const char *koppel_reason_text(enum koppel_reason reason);

/** @return KOPPEL_OK or KOPPEL_E_MEMORY (empty then). Time as koppel_openings_make and koppel_matching_make */
enum koppel_status koppel_reasons_make(struct koppel_reasons *reasons, const struct koppel_report *report);

/**
 * Finds why a household without a home is left.
 * @param explanation  one or two sentences are appended
 * @param change       the nearest changes that would give it a home are appended
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time O(pairs + units)
 */
enum koppel_status koppel_reason_find(struct koppel_reasons *reasons, int32_t household, enum koppel_reason *reason,
                                      struct koppel_text *explanation, struct koppel_text *change);

void koppel_reasons_free(struct koppel_reasons *reasons);

#endif
