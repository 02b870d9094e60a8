/* Fuzzes the reader of a whole case. An input holds several tables: a line "@@units.csv" begins the table of that name,
 * which goes on to the next such line. */
#include "fuzzing.h"
#include "io/case_reader.h"

#include <string.h>

enum { MAX_TABLES = 16, MAX_NAME = 40 };

/* The next table after *at, which moves past it. */
static bool next_table(const char *end, const char **at, char name[MAX_NAME], struct koppel_case_file *file)
{
    const char *start = *at;
    size_t n_name = 0;

    if (end - start < 2 || memcmp(start, "@@", 2) != 0) {
        return false;
    }
    for (start += 2; start < end && *start != '\n'; start++) {
        if (n_name + 1 < MAX_NAME) {
            name[n_name++] = *start;
        }
    }
    name[n_name] = '\0';
    start += start < end;
    const char *stop = start;
    while (stop < end && !(stop[0] == '@' && end - stop >= 2 && stop[1] == '@')) {
        stop++;
    }
    *file = (struct koppel_case_file){.name = name, .bytes = start, .n_bytes = (size_t)(stop - start)};
    *at = stop;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    char names[MAX_TABLES][MAX_NAME];
    struct koppel_case_file files[MAX_TABLES];
    size_t n_files = 0;
    const char *at = (const char *)bytes;
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};

    while (n_files < MAX_TABLES && next_table((const char *)bytes + n_bytes, &at, names[n_files], &files[n_files])) {
        n_files++;
    }
    must_explain(koppel_case_read_files("/nonexistent", files, n_files, &kase, &errors, &notes), &errors);
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    return 0;
}
