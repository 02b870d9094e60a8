// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* allocation_check.h - what the tables of an allocation say that is wrong or can hardly be meant: days far from the
 * half-year, and more persons than are linked. */
#ifndef KOPPEL_IO_ALLOCATION_CHECK_H
#define KOPPEL_IO_ALLOCATION_CHECK_H

#include "base/error.h"
#include "model/case.h"

/**
 * Checks the days on which targets and national numbers were published: more than five years from their own half-year
 * is an error, more than a year a note (`notes` may be NULL). @return KOPPEL_OK or KOPPEL_E_INPUT. Time O(rows).
 */
enum koppel_status koppel_published_days_check(const struct koppel_case *kase, struct koppel_errors *errors,
                                               struct koppel_errors *notes);

/**
 * Checks the days that the tables record and the persons that are linked.
 *
 * A day of linking, of availability or of a decision more than five years from the half-year is an error (but not that
 * of a decision long past: a log keeps it); one more than
 * a year from it a note. Publication days are checked as koppel_published_days_check() does. A target with fewer
 * linked persons than are housed already and linked in the table of households is a note.
 *
 * @param period  half-year that is solved
 * @param as_of   day of the run: its target is the one that counts
 * @param notes   one for each column, with the lines; may be NULL
 * @return KOPPEL_OK or KOPPEL_E_INPUT, with messages such as `households.csv:9: column linked_on: ...`. Time O(rows).
 */
enum koppel_status koppel_allocation_check(const struct koppel_case *kase, int32_t period, int32_t as_of,
                                           struct koppel_errors *errors, struct koppel_errors *notes);

/** Notes where the day of the run comes from when it is the last day of the tables and stands alone: one wrong date
 * would move the whole run. */
void koppel_day_of_run_note(const struct koppel_case *kase, struct koppel_errors *notes);

#endif
