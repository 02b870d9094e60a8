// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* opened.c - opens a case and a written folder (see opened.h). */
#include "cli/opened.h"

#include "cli/argument_order.h"

enum koppel_status koppel_opened_read(struct koppel_opened *opened, const char *command,
                                      const struct koppel_job_files *files, const char *folder, const char *third,
                                      struct koppel_messages *messages)
{
    const struct koppel_written written = {&opened->job, &opened->proposal, &opened->summary};
    enum koppel_status status =
        koppel_argument_order_check(command, files->case_folder, folder, third, &messages->errors);

    return status == KOPPEL_OK ? koppel_written_open(files, folder, &written, &messages->errors, &messages->notes)
                               : status;
}

void koppel_opened_close(struct koppel_opened *opened)
{
    koppel_proposal_free(&opened->proposal);
    koppel_summary_free(&opened->summary);
    koppel_job_close(&opened->job);
}
