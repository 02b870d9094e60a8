// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written.c - a case together with a written folder (see written.h). */
#include "solve/written.h"

#include "base/path.h"
#include "io/earlier_reader.h"
#include "io/offers_file.h"
#include "io/policy_reader.h"
#include "io/proposal_reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The table of offers: a workbook that was named, the one of the folder that a person changed, or (NULL) proposal.csv. */
static enum koppel_status find_offers(const char *path, const char *folder, const struct koppel_summary *summary,
                                      bool is_edited, char **offers, struct koppel_errors *errors,
                                      struct koppel_errors *notes)
{
    *offers = NULL;
    if (koppel_is_offers_book(path)) {
        const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;

        *offers = koppel_path_join(folder, name);
        return *offers != NULL ? KOPPEL_OK : koppel_errors_no_memory(errors, path);
    }
    return is_edited ? koppel_offers_choose(folder, summary, offers, errors, notes) : KOPPEL_OK;
}

/* Reads the offers into a job that is open. */
static enum koppel_status read_offers(const char *folder, const struct koppel_summary *summary, const char *offers,
                                      const struct koppel_job *job, struct koppel_proposal *proposal,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    enum koppel_status status = koppel_proposal_read(folder, summary, offers, &job->kase, proposal, errors, notes);

    proposal->is_from_book = offers != NULL && koppel_is_offers_book(offers);
    proposal->is_of_other_tables = koppel_written_inputs_compare(summary, &job->kase, notes);
    if (proposal->n_zeros_lost > 0) {
        koppel_errors_add(notes, KOPPEL_OK, KOPPEL_OFFERS_TABLE, 0, 0,
                          koppel_plural("%" PRId32 " key lost zeros in front, as a spreadsheet drops them; read as "
                                        "the key of the case",
                                        "%" PRId32 " keys lost zeros in front, as a spreadsheet drops them; read "
                                        "as the keys of the case",
                                        proposal->n_zeros_lost),
                          proposal->n_zeros_lost);
    }
    return status;
}

/* The same as koppel_written_open, with the path taken apart. */
static enum koppel_status open_folder(const struct koppel_job_files *files, const char *folder, const char *path,
                                      const struct koppel_written *written, struct koppel_errors *errors,
                                      struct koppel_errors *notes)
{
    struct koppel_job_files asked = *files;
    struct koppel_policy policy;
    char *earlier = NULL;
    char *offers = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_job_files_name_policy(files)) {
        status = koppel_summary_policy(written->summary, &policy, errors, notes);
        asked.policy = &policy;
    }
    if (status == KOPPEL_OK) {
        status = find_offers(path, folder, written->summary, files->in_books, &offers, errors, notes);
    }
    if (status == KOPPEL_OK) {
        status = koppel_earlier_find(folder, &earlier, errors);
        asked.earlier = earlier;
        asked.follows_earlier = false;
        asked.stay_close = NULL;
        asked.decided = path;
    }
    if (status == KOPPEL_OK) {
        status = koppel_job_open(written->job, &asked, errors, notes);
    }
    if (status == KOPPEL_OK) {
        status = koppel_written_case_check(written->summary, folder, &written->job->kase, errors);
    }
    if (status == KOPPEL_OK) {
        status = read_offers(folder, written->summary, offers, written->job, written->proposal, errors, notes);
    }
    free(earlier);
    free(offers);
    return status;
}

enum koppel_status koppel_written_open(const struct koppel_job_files *files, const char *path,
                                       const struct koppel_written *written, struct koppel_errors *errors,
                                       struct koppel_errors *notes)
{
    struct stat about;
    bool is_there = stat(path, &about) == 0;
    char *folder = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (!is_there || !(S_ISDIR(about.st_mode) || koppel_is_offers_book(path))) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, path, 0, 0,
                                 "there is no such folder; name one that koppel solve -o wrote");
    }
    folder = koppel_offers_folder(path);
    if (folder == NULL) {
        return koppel_errors_no_memory(errors, path);
    }
    koppel_summary_read(folder, written->summary);
    status = open_folder(files, folder, path, written, errors, notes);
    free(folder);
    return status;
}
