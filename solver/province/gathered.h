// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* gathered.h - what the proposals of several municipalities promise together, and where they clash. */
#ifndef KOPPEL_PROVINCE_GATHERED_H
#define KOPPEL_PROVINCE_GATHERED_H

#include "base/error.h"
#include "province/promises_reader.h"
#include "province/province.h"

/** One proposal folder. */
struct koppel_gathered_folder {
    const char *folder; /* borrowed */
    struct koppel_promises promises;
    struct koppel_promised sums;
};

/** The offers of one home. */
struct koppel_unit_claim {
    int32_t unit;   /* row of the case, or KOPPEL_NONE */
    int32_t folder; /* that promised it first */
    int32_t last_folder;
    int64_t n;      /* offers */
    int64_t places; /* offers that it can hold */
};

/** Zero-initialise; koppel_gathered_free releases everything. */
struct koppel_gathered {
    const struct koppel_case *kase; /* borrowed */
    struct koppel_gathered_folder *folders;
    int32_t n_folders;
    struct koppel_promised *by_municipality; /* n_municipalities */
    int64_t *by_agreement;                   /* n_agreements: homes promised, an offer each */
    struct koppel_errors
        clashes;              /* a home or household promised more often than it can be, agreements that are exceeded */
    struct koppel_index left; /* households that are counted as left */
    struct koppel_index households, units; /* keys seen: first claim of a household, row of `unit_claims` */
    struct koppel_unit_claim *unit_claims;
    size_t n_unit_claims, unit_claims_capacity;
};

/**
 * Reads the folders and adds up what they promise. A home counts once, for the municipality in which it stands, and in
 * each folder that offers it; when the case has no table of units, for the municipality that the folder names. Persons
 * and households count for the municipality of their link, when the case tells it and the folder's policy does not say
 * otherwise (target.counts), else for that of the home. Persons are those that the folder names, checked against
 * the case when it has households: present, or with expected relatives.
 *
 * @param[out] gathered  with clashes, which are findings and no errors
 * @return KOPPEL_OK, or KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_MEMORY with messages in errors
 */
enum koppel_status koppel_gathered_make(const struct koppel_case *kase, int32_t period, const char *const *folders,
                                        int32_t n_folders, struct koppel_gathered *gathered,
                                        struct koppel_errors *errors, struct koppel_errors *notes);

void koppel_gathered_free(struct koppel_gathered *gathered);

#endif
