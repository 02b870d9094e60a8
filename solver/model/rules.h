// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rules.h - dated rules of law and practice, read from data/rules: occupancy, rent limits, age labels, terms.
 *
 * Each rule file holds versions with a valid-from day; the version that rules a case is the last one valid on the first
 * day of the case's period.
 */
#ifndef KOPPEL_MODEL_RULES_H
#define KOPPEL_MODEL_RULES_H

#include "model/case.h"

enum { KOPPEL_MAX_ROOMS = 20, KOPPEL_MAX_LABELS = 32, KOPPEL_N_RULES = 4 };

struct koppel_occupancy_row {
    int32_t min_persons;
    int32_t max_persons;
};

struct koppel_age_label {
    char name[32];
    uint32_t groups; /* bit g: age group g (row of age_groups below) is admitted */
};

/** The versions that rule one period. Zero-initialise. */
struct koppel_rules {
    /* occupancy (bezettingsnorm): row r-1 is for homes of r rooms; the last row also holds for larger homes */
    struct koppel_occupancy_row occupancy[KOPPEL_MAX_ROOMS];
    int32_t n_occupancy;
    /* rent limits of suitable allocation (passend toewijzen), in cents, "up to and including" */
    int64_t rent_low_cents;
    int64_t rent_high_cents;
    int32_t rent_low_max_persons; /* the low limit holds up to this household size */
    /* age labels */
    char age_groups[KOPPEL_MAX_LABELS][32];
    int32_t n_age_groups;
    struct koppel_age_label labels[KOPPEL_MAX_LABELS];
    int32_t n_labels;
    /* terms */
    int32_t days_to_move; /* from linking to moving */
    /* the files that these versions come from: name ("occupancy"), size and SHA-256 */
    struct koppel_input files[KOPPEL_N_RULES];
    int32_t n_files;
    int32_t rent_valid_from; /* first day of the rent limits; they are set for each calendar year */
    char occupancy_source[256], rent_source[256], label_source[256], terms_source[256];
};

#endif
