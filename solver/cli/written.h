/* written.h - opens a case together with a folder that koppel solve wrote (or a person edited). */
#ifndef KOPPEL_CLI_WRITTEN_H
#define KOPPEL_CLI_WRITTEN_H

#include "cli/command.h"

/** A case, the policy that the folder was made with, and its proposal. Zero-initialise. */
struct koppel_written {
    struct koppel_job job;
    struct koppel_proposal proposal;
    struct koppel_errors errors;
    struct koppel_errors notes;
};

/**
 * Reads case and folder. The policy is --policy when given, else the one in the folder's summary.json, else the default
 * (noted).
 * @return KOPPEL_OK or the first fault's code (messages in errors); koppel_written_close is due either way
 */
enum koppel_status koppel_written_open(struct koppel_written *written, const struct koppel_common_options *options,
                                       const char *case_folder, const char *folder);

/** Prints notes and errors, and frees everything. */
void koppel_written_close(struct koppel_written *written);

#endif
