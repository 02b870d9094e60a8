// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* border_reach.h - the fewest households over a border that bring a share of what open borders bring.
 *
 * Fewer persons are short the more households may go: the fewest that are enough are found by halving, with the target as
 * the only goal, instead of solving for 0, 1, 2, ... as the frontier does.
 *
 * SOURCE  docs/model.md section 27.
 */
#ifndef KOPPEL_COMPARE_BORDER_REACH_H
#define KOPPEL_COMPARE_BORDER_REACH_H

#include "compare/frontier.h"

/** Zero-initialise. Persons are those short of the targets. */
struct koppel_border_reach {
    bool is_found;        /* there is a proposal with closed and one with open borders, and opening them helps */
    bool is_proven;       /* the numbers of persons are the least, and no fewer households are enough */
    int32_t first;        /* households that decisions hold over a border: "closed" */
    int32_t most;         /* the fewest households */
    int64_t short_closed; /* persons short with `first` households, */
    int64_t short_most;   /* with `most`, */
    int64_t short_open;   /* and without end */
};

/**
 * @param request  as for the frontier; its `tell` is not used
 * @param percent  of what open borders bring, 1..100
 * @return KOPPEL_OK, or as koppel_job_open (message in errors). Time: one solve for each halving
 */
enum koppel_status koppel_border_reach_find(const struct koppel_frontier_request *request, int32_t percent,
                                            struct koppel_border_reach *reach, struct koppel_errors *errors);

#endif
