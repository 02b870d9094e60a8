// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* consequence.h - what becomes of whom from one proposal to another, in persons, as JSON. */
#ifndef KOPPEL_SERVE_CONSEQUENCE_H
#define KOPPEL_SERVE_CONSEQUENCE_H

#include "dossier/dossier_files.h"

#include <cJSON.h>

/**
 * Adds to an object the lists `lose`, `move` and `gain` of households (docs/api.json, Consequence), and `sentences`,
 * the same for people: one a household.
 * @return KOPPEL_OK, or a fault with a message when a proposal cannot be read
 */
enum koppel_status koppel_consequence_add(const struct koppel_dossier_files *before,
                                          const struct koppel_dossier_files *after, cJSON *json,
                                          struct koppel_errors *errors);

/** Adds the same lists, empty: what is impossible has no consequence. */
void koppel_consequence_none(cJSON *json);

/** Adds a translated sentence to a list of them. */
void koppel_sentence_add(cJSON *sentences, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
