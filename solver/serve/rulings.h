// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rulings.h - which decisions rule, of tables and log together, and whether other tables would change those that only a
 * decider may make: what overrules a rule, and a home that is newly held.
 */
#ifndef KOPPEL_SERVE_RULINGS_H
#define KOPPEL_SERVE_RULINGS_H

#include "dossier/dossier_decision.h"

/** The decision that rules a pair of household and home; borrowed from `kase` of its list. */
struct koppel_ruling {
    const char *household, *unit; /* keys */
    const struct koppel_decision *decision;
};

/** Zero-initialise. Sorted by household and home. */
struct koppel_rulings {
    struct koppel_case kase;
    struct koppel_ruling *rows;
    size_t n_rows;
};

/**
 * Reads tables, and the decisions of the log up to now behind theirs.
 * @param tables  of a case; none: there are no rulings
 * @param name    what the case is called
 * @return KOPPEL_OK, or a fault with messages. koppel_rulings_free is due either way
 */
enum koppel_status koppel_rulings_read(const struct koppel_dossier *dossier, const struct koppel_dossier_files *tables,
                                       const char *name, struct koppel_rulings *rulings, struct koppel_errors *errors);

/** The ruling of a pair; NULL: there is none, or it was withdrawn. */
const struct koppel_ruling *koppel_ruling_of(const struct koppel_rulings *rulings, const char *household,
                                             const char *unit);

/** What new tables would do that matters. */
enum koppel_ruling_change {
    KOPPEL_RULING_OVERRULES,  /* a rule that is not overruled so far, or another way; `ruling` is the new one */
    KOPPEL_RULING_TAKEN_BACK, /* a rule is no longer overruled, though household and home are there; the old one */
    KOPPEL_RULING_NEWLY_HELD  /* a home that was not held for the household; the new one */
};

/** Told each of them, in the order of the pairs. */
typedef void koppel_ruling_reader(void *data, enum koppel_ruling_change change, const struct koppel_ruling *ruling);
void koppel_rulings_compare(const struct koppel_rulings *before, const struct koppel_rulings *after,
                            koppel_ruling_reader *reader, void *data);

void koppel_rulings_free(struct koppel_rulings *rulings);

#endif
