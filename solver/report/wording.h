// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* wording.h - the small parts of the sentences that people read: counts, homes, places, sizes, costs in the user's
 * units.
 *
 * Each appends to a text. Sentences are English; Dutch terms stand in brackets where a caseworker knows the Dutch one.
 */
#ifndef KOPPEL_REPORT_WORDING_H
#define KOPPEL_REPORT_WORDING_H

#include "report/report.h"

/** What a table says where the time ran out before an alternative was worked out. */
#define KOPPEL_NOT_WORKED_OUT N_("not worked out")

/** "1 household", "3 households". */
void koppel_say_count(struct koppel_text *text, int64_t n, const char *one, const char *many);

/** `one` for 1, else `many`. */
const char *koppel_word(int64_t n, const char *one, const char *many);

/** "713.02 euro". */
void koppel_say_euros(struct koppel_text *text, int64_t cents);

/** "2026-03-31". */
void koppel_say_day(struct koppel_text *text, int32_t day);

/** "6 or more persons" (max KOPPEL_UNKNOWN), "2 to 4 persons", "1 person". */
void koppel_say_range(struct koppel_text *text, int64_t min, int64_t max, const char *one, const char *many);

/** The name that people know it by; its key where the table has none. */
const char *koppel_municipality_name(const struct koppel_case *kase, int32_t municipality);
const char *koppel_neighbourhood_name(const struct koppel_case *kase, int32_t neighbourhood);
const char *koppel_corporation_name(const struct koppel_case *kase, int32_t corporation);

/** For a list: "Centre (BU01010203)", "Centre in Town (BU01010203)" where the case has several municipalities, "Town
 * (GM0101)", "district WK010102", "complex C7". */
void koppel_say_area(struct koppel_text *text, const struct koppel_case *kase, enum koppel_area area, int32_t place);

/** For a sentence: "neighbourhood Centre (BU01010203)", "municipality Town (GM0101)", "district WK010102", "complex C7",
 * "home U31". */
void koppel_say_place(struct koppel_text *text, const struct koppel_case *kase, enum koppel_area area, int32_t place);

/** "3 more people short of the target", "fit 13 points lower": what a change of one tier is, `cost` as the problem counts
 * it and not 0. Of the tier, name and scale are read. */
void koppel_say_tier_change(struct koppel_text *text, const struct koppel_policy *policy,
                            const struct koppel_proposal_tier *tier, int64_t cost);

/** "Centre, 4 rooms, 640.00 euro (U31)". */
void koppel_say_home(struct koppel_text *text, const struct koppel_case *kase, int32_t unit);

/** What a measure counts, for n of it: "persons", "homes", ..., or the name of the x_ column. */
const char *koppel_measure_word(const struct koppel_case *kase, enum koppel_measure measure, int32_t column, int64_t n);

/** How the user reads a cost of a tier, with '.' as decimal sign: cost / scale, its sign turned when the tier is
 * maximised. */
char *koppel_tier_value(const struct koppel_proposal_tier *tier, int64_t cost, char point, char *out, size_t n_out);

/** What a tier counts; KOPPEL_N_OBJECTIVES: a weighted sum. */
enum koppel_objective koppel_tier_objective(const struct koppel_proposal_tier *tier);

/** How many characters the names of goals take at the most, for a column of them. */
int koppel_goal_width(void);

/** Micro-points rounded for people, to one decimal at most: "844.4", "1000". */
void koppel_say_points(struct koppel_text *text, int64_t micro_points);

/** "3 more people short of the target": one tier, whose `cost` changes by so much as the problem counts it, not 0. */
void koppel_say_tier_change(struct koppel_text *text, const struct koppel_policy *policy,
                            const struct koppel_proposal_tier *tier, int64_t cost);

/**
 * What an alternative changes: who else would lose a home, get one or move, then the user's units with the direction in
 * words: "H7 would lose its home; 2 more persons short of the target; fit 13 points lower", "no difference", followed by " (not proven least)" when it is not. "none" when it is
 * proven that there is no such proposal; nothing when unknown.
 */
void koppel_say_change(struct koppel_text *text, const struct koppel_report *report,
                       const struct koppel_alternative *alternative);

#endif
