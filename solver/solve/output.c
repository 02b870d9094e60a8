/* output.c - writes the output folder of a proposal (see output.h). */
#include "solve/output.h"

#include "io/folder_writer.h"

enum koppel_status koppel_output_write(const struct koppel_report *report, const char *folder, bool force,
                                       struct koppel_errors *errors)
{
    struct koppel_document documents[KOPPEL_N_DOCUMENTS] = {0};
    const char *names[KOPPEL_N_DOCUMENTS];
    const char *bytes[KOPPEL_N_DOCUMENTS];
    size_t sizes[KOPPEL_N_DOCUMENTS];
    size_t n = 0;
    enum koppel_status status = koppel_report_documents(report, documents);

    for (int d = 0; d < KOPPEL_N_DOCUMENTS && documents[d].name != NULL; d++) {
        names[d] = documents[d].name;
        bytes[d] = documents[d].text.bytes;
        sizes[d] = documents[d].text.n_bytes;
        n++;
    }
    if (status == KOPPEL_OK) {
        status = koppel_folder_write(folder, force, n, names, bytes, sizes, errors);
    } else {
        koppel_errors_no_memory(errors, NULL);
    }
    for (int d = 0; d < KOPPEL_N_DOCUMENTS; d++) {
        koppel_text_free(&documents[d].text);
    }
    return status;
}
