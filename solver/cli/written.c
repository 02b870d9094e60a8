/* written.c - opens a case together with a written folder (see written.h). */
#include "cli/written.h"

#include "io/earlier_reader.h"
#include "io/policy_reader.h"
#include "io/proposal_reader.h"

#include <stdlib.h>
#include <sys/stat.h>

enum koppel_status koppel_written_open(struct koppel_written *written, const struct koppel_common_options *options,
                                       const char *case_folder, const char *folder)
{
    struct koppel_policy policy;
    struct koppel_job_files files = {.case_folder = case_folder,
                                     .policy_file = options->policy_file,
                                     .rules_folder = options->rules_folder,
                                     .as_of = options->as_of};
    struct stat about;
    char *earlier = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (stat(folder, &about) != 0 || !S_ISDIR(about.st_mode)) {
        return koppel_errors_add(&written->errors, KOPPEL_E_MISSING, folder, 0, 0,
                                 "there is no such folder; name one that koppel solve -o wrote");
    }
    if (options->policy_file == NULL) {
        status = koppel_written_policy_read(folder, &policy, &written->errors, &written->notes);
        files.policy = &policy;
    }
    if (status == KOPPEL_OK) {
        status = koppel_earlier_find(folder, &earlier, &written->errors);
        files.earlier = earlier;
    }
    if (status == KOPPEL_OK) {
        status = koppel_job_open(&written->job, &files, &written->errors, &written->notes);
    }
    if (status == KOPPEL_OK) {
        status = koppel_proposal_read(folder, &written->job.kase, &written->proposal, &written->errors);
        koppel_written_inputs_compare(folder, &written->job.kase, &written->notes);
    }
    free(earlier);
    return status;
}

void koppel_written_close(struct koppel_written *written)
{
    koppel_errors_print(&written->notes, "note", false);
    koppel_errors_print(&written->errors, "error", false);
    koppel_proposal_free(&written->proposal);
    koppel_job_close(&written->job);
    koppel_errors_clear(&written->errors);
    koppel_errors_clear(&written->notes);
}
