// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* output.c - writes output folders (see output.h). */
#include "solve/output.h"

#include "book/proposal_book.h"
#include "io/datapackage.h"
#include "io/folder_writer.h"
#include "report/summary_json.h"

#include <string.h>

enum koppel_status koppel_documents_write(const struct koppel_document *documents, size_t n, const char *folder,
                                          bool force, struct koppel_errors *errors)
{
    const char *names[KOPPEL_N_DOCUMENTS + 3] = {NULL};
    const char *bytes[KOPPEL_N_DOCUMENTS + 3];
    size_t sizes[KOPPEL_N_DOCUMENTS + 3];
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

/* One cell: a number with a point, a string, or null. */
static void add_cell(struct koppel_text *text, const char *cell, bool is_number)
{
    const char *comma = strchr(cell, ',');

    if (cell[0] == '\0') {
        koppel_text_add(text, "null");
    } else if (!is_number) {
        koppel_json_string(text, cell);
    } else if (comma != NULL) {
        koppel_text_add(text, "%.*s.%s", (int)(comma - cell), cell, comma + 1);
    } else {
        koppel_text_add(text, "%s", cell);
    }
}

static void add_rows(struct koppel_text *text, const char *file, const struct koppel_csv_table *table)
{
    koppel_text_add(text, "    \"%.*s\": [", (int)strlen(file) - 4, file);
    for (int32_t row = 0; row < table->n_rows; row++) {
        koppel_text_add(text, "%s\n      {", row > 0 ? "," : "");
        for (int32_t column = 0; column < table->n_columns; column++) {
            koppel_text_add(text, "%s", column > 0 ? ", " : "");
            koppel_json_string(text, table->header[column]);
            koppel_text_add(text, ": ");
            add_cell(text, table->cells[(size_t)row * (size_t)table->n_columns + (size_t)column],
                     koppel_column_is_number(file, table, column));
        }
        koppel_text_add(text, "}");
    }
    koppel_text_add(text, "%s]", table->n_rows > 0 ? "\n    " : "");
}

enum koppel_status koppel_documents_json(const struct koppel_document *documents, size_t n, const char *case_folder,
                                         struct koppel_text *text, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    const char *between = "\n";

    text->is_for_machines = true;
    koppel_text_add(text, "{\n  \"program\": \"koppel\",\n  \"version\": \"%s\",\n  \"case\": ", KOPPEL_VERSION);
    koppel_json_case_name(text, case_folder);
    koppel_text_add(text, ",\n  \"tables\": {");
    for (size_t d = 0; d < n && status == KOPPEL_OK; d++) {
        struct koppel_csv_table table = {0};
        size_t length = strlen(documents[d].name);

        if (length < 5 || strcmp(documents[d].name + length - 4, ".csv") != 0) {
            continue;
        }
        status = koppel_csv_table_parse(documents[d].text.bytes, documents[d].text.n_bytes, documents[d].name, &table,
                                        errors);
        koppel_text_add(text, "%s", between);
        if (status == KOPPEL_OK) {
            add_rows(text, documents[d].name, &table);
        }
        between = ",\n";
        koppel_csv_table_free(&table);
    }
    koppel_text_add(text, "\n  }\n}\n");
    return status == KOPPEL_OK && text->failed ? koppel_errors_no_memory(errors, NULL) : status;
}

enum koppel_status koppel_output_write(const struct koppel_report *report, const struct koppel_document *more,
                                       const char *folder, bool force, struct koppel_errors *errors)
{
    struct koppel_document documents[KOPPEL_N_DOCUMENTS + 2] = {0};
    size_t n = 0;
    enum koppel_status status = koppel_report_documents(report, documents);

    while (n < KOPPEL_N_DOCUMENTS && documents[n].name != NULL) {
        n++;
    }
    if (status == KOPPEL_OK) {
        status = add_book(report, documents, &n);
    }
    if (more != NULL) {
        documents[n] = *more;
    }
    status = status == KOPPEL_OK ? koppel_documents_write(documents, n + (more != NULL ? 1 : 0), folder, force, errors)
                                 : koppel_errors_no_memory(errors, NULL);
    koppel_documents_free(documents, n);
    return status;
}
