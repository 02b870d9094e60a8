// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* small_town.h - two municipalities small enough to work out by hand, as a fixture. */
#ifndef KOPPEL_TESTS_SMALL_TOWN_H
#define KOPPEL_TESTS_SMALL_TOWN_H

#include "verify/verdict.h"

enum {
    N_TOWNS = 2,
    N_HOODS = 4,
    N_UNITS = 5,
    N_HOUSEHOLDS = 4,
    TOWN_PERIOD = 2026 * 2,
    TOWN_DAY = 20514 /* 2026-03-02 */
};
enum { H0, H1, H2, H3 };
enum { U0, U1, U2, U3, U4 };
enum { SPREAD = N_TOWNS }; /* the first spread account */

/** A small world worked out by hand.
 *
 * Two municipalities. Town 1 still has to house T = 20 - 2 (lead) - 3 (housed) = 15 persons, Town 2 has 6.
 *
 *   neighbourhood       district   corporation dwellings  inhabitants  permit holders
 *   N0 BU00010001 T1    D0         100                    400          10
 *   N1 BU00010002 T1    D0         300                    400           0
 *   N2 BU00010003 T1    D1           0                    200           4
 *   N3 BU00020001 T2    D2          50                    100           5
 *
 *   unit  neighbourhood  rooms  places  complex  corporation      household  persons  linked to
 *   U0    N0             2      1       X0       C0               H0         1        Town 1
 *   U1    N1             4      1       X1       C0               H1         4        Town 1
 *   U2    N1             3      2       -        C1               H2         1        Town 1 (may share)
 *   U3    N2             2      1       X1       C1               H3         1        -
 *   U4    N3             2      1       X0       C1
 */
struct town {
    struct koppel_case kase;
    struct koppel_policy policy;
    struct koppel_rules rules;
    struct koppel_municipality municipalities[N_TOWNS];
    struct koppel_neighbourhood neighbourhoods[N_HOODS];
    struct koppel_corporation corporations[2];
    struct koppel_agreement agreements[2];
    struct koppel_unit units[N_UNITS];
    struct koppel_household households[N_HOUSEHOLDS];
    struct koppel_target targets[N_TOWNS];
    struct koppel_limit limits[2];
    struct koppel_decision decisions[4];
    const char *values[N_HOUSEHOLDS]; /* of x_type */
    struct koppel_suitability fit;
    struct koppel_verdict verdict;
    int32_t unit_of[N_HOUSEHOLDS];
};

/** A row of the log on a household and a unit, without an end; line 2. */
struct koppel_decision town_decision(int32_t household, int32_t unit, enum koppel_decision_kind kind,
                                     const char *reason);

/** A town with the default policy, nobody placed, no optional table. Tests change it before town_check. */
struct town town_new(void);

/** Joins the tables (pointers into the struct, so not before it stands still) and works out the fit; asserts that it is
 * accepted. */
void town_join(struct town *town);

/** Joins, and makes the verdict of unit_of with or without claims. */
void town_check(struct town *town);
void town_check_claims(struct town *town, const struct koppel_proposal_tier *claims, int32_t n_claims);

/** Asserts that there is exactly one violation, of this kind and with this sentence. */
void town_expect_one(const struct town *town, enum koppel_violation_kind kind, const char *sentence);

/** Asserts what an account says. */
void town_expect_account(const struct koppel_account *account, int64_t base, int64_t placed, int64_t min, int64_t max,
                         int64_t cost);

void town_free(struct town *town);

#endif
