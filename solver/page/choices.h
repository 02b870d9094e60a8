// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* choices.h - what koppel compare found for the same tables: what other policies would do, for a page. */
#ifndef KOPPEL_PAGE_CHOICES_H
#define KOPPEL_PAGE_CHOICES_H

#include "base/error.h"
#include "model/case.h"

#include <cJSON.h>

/** A comparison as it was written. Zero-initialise; koppel_choices_free releases it. */
struct koppel_choices {
    cJSON *root; /* comparison.json */
};

/**
 * Reads FOLDER/comparison.json. It must be of these tables, byte for byte.
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT (no comparison, or of other tables), KOPPEL_E_MEMORY, each with a
 * message
 */
enum koppel_status koppel_choices_read(const char *folder, const struct koppel_case *kase,
                                       struct koppel_choices *choices, struct koppel_errors *errors);

void koppel_choices_free(struct koppel_choices *choices);

#endif
