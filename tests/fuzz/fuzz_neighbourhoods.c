// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the way from tables of Statistics Netherlands to a case. What stands behind a line of ==== is the table of
 * municipalities. */
#include "fuzzing.h"
#include "generate/real_case.h"

#include <string.h>
#include <unistd.h>

static const char line[] = "\n====\n";

static char paths[2][40];

static void remove_files(void)
{
    unlink(paths[0]);
    unlink(paths[1]);
}

/* The path of a file with these bytes; one file for all inputs. */
static const char *file_of(int which, const uint8_t *bytes, size_t n_bytes)
{
    static int files[2];

    if (paths[which][0] == '\0') {
        snprintf(paths[which], sizeof paths[which], "/tmp/koppel-fuzz-%d-XXXXXX", which);
        files[which] = mkstemp(paths[which]);
        MUST(files[which] >= 0);
        MUST(which > 0 || atexit(remove_files) == 0);
    }
    MUST(ftruncate(files[which], 0) == 0);
    MUST(pwrite(files[which], bytes, n_bytes, 0) == (ssize_t)n_bytes);
    return paths[which];
}

/* Where the marking line begins, n_bytes when it is not there. */
static size_t find_line(const uint8_t *bytes, size_t n_bytes)
{
    for (size_t i = 0; i + sizeof line - 1 <= n_bytes; i++) {
        if (memcmp(bytes + i, line, sizeof line - 1) == 0) {
            return i;
        }
    }
    return n_bytes;
}

static void make_case(const struct koppel_real_places *places)
{
    const struct koppel_real_spec spec = {.national = 21200,
                                          .country_inhabitants = 100000000,
                                          .n_households = 20,
                                          .n_units = 20,
                                          .link_percent = 50,
                                          .scarcity_percent = 20,
                                          .concentrated = true};
    struct koppel_draft draft = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = koppel_real_case_make(&spec, places, &draft, &errors);

    MUST(!draft.failed);
    if (status == KOPPEL_OK) {
        MUST(draft.n_households == 20 && draft.n_units == 20);
        MUST(draft.n_neighbourhoods == places->n_neighbourhoods);
    }
    must_explain(status, &errors);
    koppel_draft_free(&draft);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_real_places places = {0};
    struct koppel_errors errors = {0};
    size_t n_first = find_line(bytes, n_bytes);
    const char *first_path = file_of(0, bytes, n_first);
    const char *second_path = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (n_first < n_bytes) {
        size_t second = n_first + sizeof line - 1;

        second_path = file_of(1, bytes + second, n_bytes - second);
    }
    status = koppel_real_places_read(first_path, second_path, NULL, &places, &errors, NULL);
    must_explain(status, &errors);
    if (status == KOPPEL_OK) {
        MUST(places.n_neighbourhoods > 0 && places.n_municipalities > 0);
        for (int i = 1; i < places.n_neighbourhoods; i++) {
            MUST(places.neighbourhoods[i - 1].code < places.neighbourhoods[i].code);
        }
        make_case(&places);
    }
    koppel_real_places_free(&places);
    return 0;
}
