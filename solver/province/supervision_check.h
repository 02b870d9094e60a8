// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_check.h - what the tables of supervision must say together: checked for the commands of a province. */
#ifndef KOPPEL_PROVINCE_SUPERVISION_CHECK_H
#define KOPPEL_PROVINCE_SUPERVISION_CHECK_H

#include "base/error.h"
#include "model/supervision_rules.h"

/**
 * Checks, over all half-years: every municipality has inhabitants, counted on a reference date; no target is published
 * before its reference date or before the national number is, or can have been, announced, nor years after; no version
 * knows who is housed before its half-year, or who is linked by a day before that day; nobody is housed who was not
 * linked; the parts of a swap add up to 0 and leave no target below 0; boundary changes move no more inhabitants than
 * there are and go round in no circle, and nothing is asked of a municipality that has ended.
 *
 * @param notes  what is unusual though it is no error, such as a late announcement
 * @return KOPPEL_OK or KOPPEL_E_INPUT, with messages such as `swaps.csv:3: ...`. Time O(rows * rows of small tables).
 */
enum koppel_status koppel_supervision_check(const struct koppel_case *kase,
                                            const struct koppel_supervision_rules *rules, struct koppel_errors *errors,
                                            struct koppel_errors *notes);

/** Checks that interventions name a rung of the ladder: for the commands that use ladders. */
enum koppel_status koppel_interventions_check(const struct koppel_case *kase,
                                              const struct koppel_supervision_rules *rules,
                                              struct koppel_errors *errors);

#endif
