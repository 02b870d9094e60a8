// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_input.h - the tables of a case inside one fuzzing input: a line "@@units.csv" begins the table of that name,
 * which goes on to the next such line. */
#ifndef KOPPEL_TESTS_CASE_INPUT_H
#define KOPPEL_TESTS_CASE_INPUT_H

#include "io/case_reader.h"

#include <stdint.h>
#include <string.h>

enum { MAX_TABLES = 16, MAX_NAME = 40 };

/** The tables of an input; names and bytes point into it and into `names`. */
struct case_input {
    char names[MAX_TABLES][MAX_NAME];
    struct koppel_case_file files[MAX_TABLES];
    size_t n_files;
};

/* The next table after *at, which moves past it. */
static inline bool next_table(const char *end, const char **at, char name[MAX_NAME], struct koppel_case_file *file)
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

static inline void case_input_split(struct case_input *input, const uint8_t *bytes, size_t n_bytes)
{
    const char *at = (const char *)bytes;

    input->n_files = 0;
    while (input->n_files < MAX_TABLES && next_table((const char *)bytes + n_bytes, &at, input->names[input->n_files],
                                                     &input->files[input->n_files])) {
        input->n_files++;
    }
}

#endif
