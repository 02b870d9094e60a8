// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_notes.h - what a reader of a province's figures should know though it is no error: what the tables lack. */
#ifndef KOPPEL_PROVINCE_PROVINCE_NOTES_H
#define KOPPEL_PROVINCE_PROVINCE_NOTES_H

#include "province/province_case.h"

/** Municipalities without a target of a half-year between others: it ends their rows of missed ones, and lowers the
 * rung. */
void koppel_province_note_gaps(struct koppel_province_case *open, const struct koppel_province *province);

/** Municipalities with a shortfall of which it is not known, or not from the reference date itself, who was linked by
 * then: too little, or too much, is excused. */
void koppel_province_note_linked(struct koppel_province_case *open, const struct koppel_province *province);

/** An official excusable part that the version that rules does not repeat. */
void koppel_province_note_excusable(struct koppel_province_case *open, const struct koppel_province *province);

/** Municipalities whose version holds proposals that were carried out, when proposals are given again. */
void koppel_province_note_promised(struct koppel_province_case *open, const struct koppel_province *province);

/** Folders that name no half-year, where proposals of the half-year before were carried out: they may be these. */
void koppel_province_note_earlier(struct koppel_province_case *open, const struct koppel_province *province,
                                  const struct koppel_gathered *gathered);

/** Municipalities without a count from the last day of the half-year or later, once it is over. */
void koppel_province_note_counts(struct koppel_province_case *open, const struct koppel_province *province);

/** The case is taken for the country, unless the official targets show that it is. */
void koppel_province_note_country(struct koppel_province_case *open, const struct koppel_target_table *table);

/** Municipalities that took inhabitants over and have no dated count: are they in the count without a date? */
void koppel_province_note_moved(struct koppel_province_case *open, const struct koppel_target_table *table);

/** Terms of decisions and of plans of approach that have passed, and rungs decided on although the municipality has met its
 * target since. */
void koppel_province_note_terms(struct koppel_province_case *open, const struct koppel_province *province);
void koppel_province_note_old_rungs(struct koppel_province_case *open, const struct koppel_province *province);

#endif
