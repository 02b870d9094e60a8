// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* own_policy.h - a policy that a user of the library wrote (struct koppel_own_policy of koppel.h). */
#ifndef KOPPEL_SIMULATE_OWN_POLICY_H
#define KOPPEL_SIMULATE_OWN_POLICY_H

#include "simulate/case_world.h"
#include "simulate/policies.h"

#include <stdatomic.h>

enum { KOPPEL_OWN_FAULT = 400 };

/** What stands between. Zero-initialise and fill in. */
struct koppel_own_bridge {
    const struct koppel_own_policy *own;
    const struct koppel_case_world *made;
    atomic_bool is_faulty;        /* somebody writes the fault, or did: one thread alone */
    char fault[KOPPEL_OWN_FAULT]; /* (out) what it did wrong first; "" nothing */
};

/** The policy of a bridge, which must stay where it is. */
struct koppel_time_policy koppel_own_policy_make(struct koppel_own_bridge *bridge);

#endif
