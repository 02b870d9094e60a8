// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* roster.h - the policies that `koppel compare` knows by name: what each does, and where it comes from. */
#ifndef KOPPEL_COMPARE_ROSTER_H
#define KOPPEL_COMPARE_ROSTER_H

#include "base/error.h"
#include "compare/mechanism/procedure.h"
#include "model/policy.h"

struct koppel_roster_entry {
    const char *name;
    const char *about;                        /* one sentence */
    const char *source;                       /* who describes it; "" for rules of this program */
    const struct koppel_procedure *procedure; /* NULL: solved by an engine under bench/policies/<name>.json */
};

/** One policy of the roster, in the order of the tables. @return false beyond the last */
bool koppel_roster_entry(int32_t row, struct koppel_roster_entry *entry);

/** Row of a name, or KOPPEL_NONE. */
int32_t koppel_roster_find(const char *name);

/** The name with the nearest spelling, for "did you mean"; NULL when none is near. */
const char *koppel_roster_nearest(const char *name);

/**
 * The policy by which an entry is solved, or on whose problem its procedure works: `base` with what the file of
 * bench/policies changes.
 * @return KOPPEL_OK, or KOPPEL_E_INPUT when base and the change have no meaning together (message)
 */
enum koppel_status koppel_roster_policy(const struct koppel_roster_entry *entry, const struct koppel_policy *base,
                                        struct koppel_policy *policy, struct koppel_errors *errors);

/** The same for the policy under which the trade-off of spread against fit is worked out (curve.h), which is its last
 * tier. */
enum koppel_status koppel_roster_trade_off(const struct koppel_policy *base, struct koppel_policy *policy,
                                           struct koppel_errors *errors);

#endif
