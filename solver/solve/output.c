/* output.c - writes output folders (see output.h). */
#include "solve/output.h"

#include "book/proposal_book.h"
#include "io/datapackage.h"
#include "io/folder_writer.h"

enum koppel_status koppel_documents_write(const struct koppel_document *documents, size_t n, const char *folder,
                                          bool force, struct koppel_errors *errors)
{
    const char *names[KOPPEL_N_DOCUMENTS + 2] = {NULL};
    const char *bytes[KOPPEL_N_DOCUMENTS + 2];
    size_t sizes[KOPPEL_N_DOCUMENTS + 2];
    struct koppel_text package = {0};
    enum koppel_status status = KOPPEL_OK;

    for (size_t d = 0; d < n && status == KOPPEL_OK; d++) {
        status = koppel_text_status(&documents[d].text);
        names[d] = documents[d].name;
        bytes[d] = documents[d].text.n_bytes > 0 ? documents[d].text.bytes : "";
        sizes[d] = documents[d].text.n_bytes;
    }
    status = status == KOPPEL_OK ? koppel_datapackage_add(&package, n, names, bytes, sizes) : status;
    if (status == KOPPEL_OK) {
        names[n] = KOPPEL_DATAPACKAGE;
        bytes[n] = package.bytes;
        sizes[n] = package.n_bytes;
        status = koppel_folder_write(folder, force, n + 1, names, bytes, sizes, errors);
    } else {
        status = koppel_errors_no_memory(errors, NULL);
    }
    koppel_text_free(&package);
    return status;
}

/* The workbook is made last: it shows what the other files hold. */
static enum koppel_status add_book(const struct koppel_report *report, struct koppel_document *documents, size_t *n)
{
    if (report->fit->kase->n_households > KOPPEL_BOOK_MOST_HOUSEHOLDS) {
        return KOPPEL_OK;
    }
    documents[*n].name = KOPPEL_PROPOSAL_BOOK;
    (*n)++;
    return koppel_proposal_book_make(report, documents, *n - 1, &documents[*n - 1].text);
}

enum koppel_status koppel_output_write(const struct koppel_report *report, const char *folder, bool force,
                                       struct koppel_errors *errors)
{
    struct koppel_document documents[KOPPEL_N_DOCUMENTS + 1] = {0};
    size_t n = 0;
    enum koppel_status status = koppel_report_documents(report, documents);

    while (n < KOPPEL_N_DOCUMENTS && documents[n].name != NULL) {
        n++;
    }
    if (status == KOPPEL_OK) {
        status = add_book(report, documents, &n);
    }
    status = status == KOPPEL_OK ? koppel_documents_write(documents, n, folder, force, errors)
                                 : koppel_errors_no_memory(errors, NULL);
    koppel_documents_free(documents, n);
    return status;
}
