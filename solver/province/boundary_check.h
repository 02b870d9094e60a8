// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* boundary_check.h - what the rows of boundary_changes.csv must say together. */
#ifndef KOPPEL_PROVINCE_BOUNDARY_CHECK_H
#define KOPPEL_PROVINCE_BOUNDARY_CHECK_H

#include "base/error.h"
#include "model/case.h"

/**
 * Checks: a change is between two municipalities and begins on a 1 January; a municipality ends once, and those that
 * end do not hand over to each other; no more inhabitants leave than were counted; a municipality that has ended takes
 * part in no later change and has no target or swap of a later half-year. Errors are added with file and line. That
 * inhabitants of one that ends go nowhere is a note. Time O(changes * (changes + headcounts + targets + swaps)).
 */
void koppel_boundary_changes_check(const struct koppel_case *kase, struct koppel_errors *errors,
                                   struct koppel_errors *notes);

#endif
