// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the reader of workbooks. An input that begins as a zip is read as it is. Others hold the parts of one: a line
 * "@@xl/workbook.xml" begins the part of that name, which goes on to the next such line; they are packed first, so that
 * what is tried are cells and not checksums. */
#include "fuzzing.h"
#include "io/case_reader.h"

#include "../workbook_maker.c"

enum { MAX_PARTS = 16, MAX_PART_NAME = 64 };

/* Packs the parts of an input. @return false when it has none */
static bool pack(const char *bytes, size_t n_bytes, struct workbook_maker *maker)
{
    const char *at = bytes;
    const char *end = bytes + n_bytes;
    int n_parts = 0;

    while (end - at >= 2 && memcmp(at, "@@", 2) == 0 && n_parts < MAX_PARTS) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *start = newline != NULL ? newline + 1 : end;
        const char *stop = start;
        char name[MAX_PART_NAME];

        snprintf(name, sizeof name, "%.*s", (int)((newline != NULL ? newline : end) - at - 2), at + 2);
        while (stop < end && !(stop[0] == '@' && end - stop >= 2 && stop[1] == '@')) {
            stop++;
        }
        maker_part(maker, name, start, (size_t)(stop - start));
        n_parts++;
        at = stop;
    }
    if (n_parts > 0) {
        maker_close(maker);
    }
    return n_parts > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct workbook_maker maker = {0};
    struct koppel_case_file file = {.name = "fuzz.xlsx", .bytes = (const char *)bytes, .n_bytes = n_bytes};
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};
    enum koppel_status status = KOPPEL_OK;
    char line[1024];

    if (pack((const char *)bytes, n_bytes, &maker)) {
        file.bytes = maker.bytes;
        file.n_bytes = maker.n_bytes;
    }
    status = koppel_case_read(
        "fuzz.xlsx", &(struct koppel_case_request){.scope = KOPPEL_CASE_SUPERVISION, .files = &file, .n_files = 1},
        &kase, &errors, &notes);
    must_explain(status, &errors);
    for (size_t k = 0; k < notes.n_items; k++) {
        MUST(koppel_error_format(&notes.items[k], false, line, sizeof line) > 0);
    }
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    maker_free(&maker);
    return 0;
}
