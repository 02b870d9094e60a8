// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* opened.h - a case and a folder that koppel solve wrote, as check, why and report open them. */
#ifndef KOPPEL_CLI_OPENED_H
#define KOPPEL_CLI_OPENED_H

#include "cli/command.h"
#include "solve/written.h"

/** What is open. Zero-initialise; it must not move. */
struct koppel_opened {
    struct koppel_job job;
    struct koppel_proposal proposal;
    struct koppel_summary summary;
};

/**
 * Opens both, after a look at whether they stand in the right order on the command line.
 * @param command  its name
 * @param third    the argument behind the two; NULL: none
 * @return KOPPEL_OK or the first fault's code (messages are kept); koppel_opened_close is due either way
 */
enum koppel_status koppel_opened_read(struct koppel_opened *opened, const char *command,
                                      const struct koppel_job_files *files, const char *folder, const char *third,
                                      struct koppel_messages *messages);

void koppel_opened_close(struct koppel_opened *opened);

#endif
