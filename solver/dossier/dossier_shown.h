// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_shown.h - proposals as the screens show them, kept so that a server finds them when it starts again.
 *
 * Worked out from the proposals, and no part of what was recorded: rows may go, and then are made anew. koppel dossier
 * verify lets them all go, as no hash of the log is about them.
 */
#ifndef KOPPEL_DOSSIER_DOSSIER_SHOWN_H
#define KOPPEL_DOSSIER_DOSSIER_SHOWN_H

#include "base/text.h"
#include "dossier/dossier.h"

/**
 * Appends a proposal as this very program, version and commit, shows it in a language.
 * @param language  "nl" or "en"
 * @return KOPPEL_OK, also when it is not kept: nothing is appended then; or a fault with a message
 */
enum koppel_status koppel_shown_read(const struct koppel_dossier *dossier, int64_t proposal, const char *language,
                                     struct koppel_text *json, struct koppel_errors *errors);

/** Keeps it; of proposals before the newest two nothing stays kept. */
enum koppel_status koppel_shown_keep(const struct koppel_dossier *dossier, int64_t proposal, const char *language,
                                     const struct koppel_text *json, struct koppel_errors *errors);

/** Lets all go. */
enum koppel_status koppel_shown_drop(const struct koppel_dossier *dossier, struct koppel_errors *errors);

#endif
