// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* replay.h - solves every proposal of a dossier again, from the tables, the policy and the decisions of the log, and
 * holds each file against the one that was kept, byte for byte. */
#ifndef KOPPEL_SERVE_REPLAY_H
#define KOPPEL_SERVE_REPLAY_H

#include "base/text.h"
#include "dossier/dossier.h"

/** What came of it. */
struct koppel_replay {
    int64_t n_same;    /* proposals of which every file is the same */
    int64_t n_cut_off; /* a time limit or a stop ended them: solving again may find something else, so they are not */
    int64_t n_differ;
};

/**
 * Replays a dossier that passed koppel_dossier_verify.
 * @param program  the path of koppel
 * @param text     a line a proposal is appended
 * @return KOPPEL_OK, whatever differs; a fault with a message
 */
enum koppel_status koppel_dossier_replay(const struct koppel_dossier *dossier, const char *program,
                                         struct koppel_replay *replay, struct koppel_text *text,
                                         struct koppel_errors *errors);

#endif
