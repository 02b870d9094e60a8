// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* offers.h - who is offered what in the files of a proposal, and what differs between two. */
#ifndef KOPPEL_SERVE_OFFERS_H
#define KOPPEL_SERVE_OFFERS_H

#include "dossier/dossier_files.h"

#include <cJSON.h>

/** A household of a proposal. */
struct koppel_offer_row {
    const char *household;
    const char *home; /* "": none */
    int64_t people;   /* who count for the target */
    uint32_t against; /* rules that a decision on the offer goes against (model/exceptions.h) */
};

/** Zero-initialise. Rows are sorted by household. */
struct koppel_offers {
    struct koppel_offer_row *rows;
    size_t n_rows, capacity;
    struct koppel_pool *pool; /* owned */
};

/** Reads proposal.csv and unplaced.csv. koppel_offers_free is due either way. */
enum koppel_status koppel_offers_read(const struct koppel_dossier_files *files, struct koppel_offers *offers,
                                      struct koppel_errors *errors);

/** The row of a household; NULL: it has none. O(log rows) */
const struct koppel_offer_row *koppel_offer_of(const struct koppel_offers *offers, const char *household);

/** What becomes of a household from one proposal to another. */
enum koppel_offer_change { KOPPEL_OFFER_SAME, KOPPEL_OFFER_LOST, KOPPEL_OFFER_MOVED, KOPPEL_OFFER_GAINED };

/** Told each household that is in both or in one, by its key. A row that is not there is NULL. */
typedef void koppel_offer_reader(void *data, const struct koppel_offer_row *before,
                                 const struct koppel_offer_row *after, enum koppel_offer_change change);
void koppel_offers_compare(const struct koppel_offers *before, const struct koppel_offers *after,
                           koppel_offer_reader *reader, void *data);

void koppel_offers_free(struct koppel_offers *offers);

/** Adds to a list of JSON the areas of neighbourhoods.csv of which the number afterwards differs: code, name, a, b. */
enum koppel_status koppel_places_compare(const struct koppel_dossier_files *a, const struct koppel_dossier_files *b,
                                         cJSON *list, struct koppel_errors *errors);

/**
 * Counts the people who are placed in areas of neighbourhoods.csv beyond their limits.
 * @param limits   whose limits hold
 * @param counted  whose placements are counted; the same areas in the same measure
 * @param beyond   [out] KOPPEL_UNKNOWN: nothing has a limit, or the two do not count alike
 */
enum koppel_status koppel_places_beyond(const struct koppel_dossier_files *limits,
                                        const struct koppel_dossier_files *counted, int64_t *beyond,
                                        struct koppel_errors *errors);

/** Adds to a list of JSON the goals of summary.json of which the value differs: goal, before, after. */
enum koppel_status koppel_goals_compare(const struct koppel_dossier_files *a, const struct koppel_dossier_files *b,
                                        cJSON *list, struct koppel_errors *errors);

#endif
