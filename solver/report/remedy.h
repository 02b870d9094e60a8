// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* remedy.h - the smallest change that would make homes suit a household: which rule alone refuses them. */
#ifndef KOPPEL_REPORT_REMEDY_H
#define KOPPEL_REPORT_REMEDY_H

#include "base/text.h"
#include "model/suitability.h"

/**
 * Copies of the tables in which one thing at a time is changed, to ask the rules again. Zero-initialise.
 * Nothing of the case itself is ever changed.
 */
struct koppel_what_if {
    const struct koppel_suitability *real; /* borrowed */
    struct koppel_case kase;               /* shares everything with the case but the tables below */
    struct koppel_suitability fit;         /* likewise */
};

/** The homes that a single rule keeps from a household. */
struct koppel_remedy {
    int32_t n_homes[KOPPEL_N_REFUSALS]; /* homes that would suit but for this rule */
    int32_t nearest[KOPPEL_N_REFUSALS]; /* the one that needs the smallest change, or KOPPEL_NONE */
};

/** @return KOPPEL_OK or KOPPEL_E_MEMORY (empty then). Time O(households + units + neighbourhoods) */
enum koppel_status koppel_what_if_make(struct koppel_what_if *what_if, const struct koppel_suitability *fit);

void koppel_what_if_free(struct koppel_what_if *what_if);

/** Asks for every unsuitable home whether one rule alone refuses it. Time O(units). */
void koppel_remedy_find(struct koppel_what_if *what_if, int32_t household, struct koppel_remedy *remedy);

/**
 * "3 homes would suit but for the rent. The cheapest, U12, is 12.40 euro above the limit of 713.02 euro." The rule that
 * keeps the most homes is named; a link or a tie to a municipality only when no other rule keeps any. Nothing when no
 * single rule does.
 */
void koppel_remedy_say(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household,
                       const struct koppel_remedy *remedy);

/** What a home must be to suit: "a home of 5 rooms or more, with a rent of at most 764.14 euro, step-free, in
 * municipality ...". */
void koppel_need_say(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household);

#endif
