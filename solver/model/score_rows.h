// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* score_rows.h - fit scores of one household with many units at once, from sums that households of a kind share.
 *
 *     s_ij = floor(sum_c w_c s_ijc / sum_c w_c)       over the components c that apply to i: docs/model.md (14)
 *
 * Rooms, school, general practitioner and transit depend on the unit and on few things of the household, labour,
 * network and region on the municipality alone: of the first, a table by kind of household and unit is kept, of the
 * others nothing. So scores need room for kinds x units, not for the pairs. Scores that a household gave places itself
 * are looked up pair by pair.
 */
#ifndef KOPPEL_MODEL_SCORE_ROWS_H
#define KOPPEL_MODEL_SCORE_ROWS_H

#include "model/suitability.h"

/** Zero-initialise; koppel_score_rows_free releases everything. */
struct koppel_score_rows {
    const struct koppel_suitability *fit; /* borrowed */
    int32_t n_kinds;
    int32_t *kind_of;         /* n_households */
    int32_t *example;         /* n_kinds: a household of the kind */
    int64_t *unit_sum;        /* n_kinds x n_units: sum of w_c s_ijc over the components of the unit, micro-points */
    int64_t *weight;          /* n_households: sum_c w_c */
    int32_t *municipality_of; /* n_units */
    int64_t *reception_sum;   /* n_receptions x n_neighbourhoods: w_c s_ijc of the way from there; NULL without */
};

/** KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). O(households * kinds + kinds * units) */
enum koppel_status koppel_score_rows_make(struct koppel_score_rows *rows, const struct koppel_suitability *fit);

/**
 * scores[k] = koppel_pair_score of the household and unit_of[units[k]], k < n; fastest where units of a municipality
 * stand together.
 * @param unit_of  NULL: units[k] itself
 */
void koppel_score_rows_read(const struct koppel_score_rows *rows, int32_t household, const int32_t *units,
                            const int32_t *unit_of, int64_t n, int64_t *scores);

void koppel_score_rows_free(struct koppel_score_rows *rows);

#endif
