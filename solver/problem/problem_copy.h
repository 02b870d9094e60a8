// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* problem_copy.h - copies of a problem: with some of its pairs, or with its pairs borrowed. */
#ifndef KOPPEL_PROBLEM_PROBLEM_COPY_H
#define KOPPEL_PROBLEM_PROBLEM_COPY_H

#include "problem/problem.h"

/**
 * A copy of a problem (no kept or banned pairs) with the pairs whose bits are set in keep, and memory of its own.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then koppel_problem_free is still due)
 */
enum koppel_status koppel_problem_select(struct koppel_problem *to, const struct koppel_problem *from,
                                         const unsigned char *keep);

/** A copy of a problem that borrows its pairs. KOPPEL_OK or KOPPEL_E_MEMORY (then koppel_problem_free is still due).
 * O(rows + entries) */
enum koppel_status koppel_problem_share(struct koppel_problem *to, const struct koppel_problem *from);

#endif
