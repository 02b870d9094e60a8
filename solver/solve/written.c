/* written.c - a case together with a written folder (see written.h). */
#include "solve/written.h"

#include "io/earlier_reader.h"
#include "io/policy_reader.h"
#include "io/proposal_reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

enum koppel_status koppel_written_open(const struct koppel_job_files *files, const char *folder, struct koppel_job *job,
                                       struct koppel_proposal *proposal, struct koppel_errors *errors,
                                       struct koppel_errors *notes)
{
    struct koppel_job_files asked = *files;
    struct koppel_policy policy;
    struct stat about;
    char *earlier = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (stat(folder, &about) != 0 || !S_ISDIR(about.st_mode)) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0,
                                 "there is no such folder; name one that koppel solve -o wrote");
    }
    if (!koppel_job_files_name_policy(files)) {
        status = koppel_written_policy_read(folder, &policy, errors, notes);
        asked.policy = &policy;
    }
    if (status == KOPPEL_OK) {
        status = koppel_earlier_find(folder, &earlier, errors);
        asked.earlier = earlier;
        asked.follows_earlier = false;
        asked.stay_close = NULL;
    }
    if (status == KOPPEL_OK) {
        status = koppel_job_open(job, &asked, errors, notes);
    }
    if (status == KOPPEL_OK) {
        status = koppel_written_case_check(folder, &job->kase, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_proposal_read(folder, &job->kase, proposal, errors, notes);
        proposal->is_of_other_tables = koppel_written_inputs_compare(folder, &job->kase, notes);
        if (proposal->n_zeros_lost > 0) {
            koppel_errors_add(notes, KOPPEL_OK, "proposal.csv", 0, 0,
                              koppel_plural("%" PRId32 " key lost zeros in front, as a spreadsheet drops them; read as "
                                            "the key of the case",
                                            "%" PRId32 " keys lost zeros in front, as a spreadsheet drops them; read "
                                            "as the keys of the case",
                                            proposal->n_zeros_lost),
                              proposal->n_zeros_lost);
        }
    }
    free(earlier);
    return status;
}
