// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Solution files and logs of other solvers, as bytes: the first byte says whose, a line of === parts the file from the
 * log. */
#include "fuzzing.h"

#include "adapter/solver_answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL || fwrite(data, 1, size, file) != size) {
        abort();
    }
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool chosen[8] = {false};
    struct koppel_answer answer = {.chosen = chosen, .n_columns = 8};
    char solution[64], log[64], line[40];
    size_t cut = 1;

    if (size < 1) {
        return 0;
    }
    while (cut < size && (size - cut < 4 || memcmp(data + cut, "===\n", 4) != 0)) {
        cut++;
    }
    snprintf(solution, sizeof solution, "/tmp/koppel-fuzz-%ld.sol", (long)getpid());
    snprintf(log, sizeof log, "/tmp/koppel-fuzz-%ld.log", (long)getpid());
    write_file(solution, data + 1, cut - 1);
    write_file(log, data + cut, size - cut);
    if (data[0] == 'c') {
        koppel_answer_read_cbc(solution, log, &answer);
    } else if (data[0] == 'h') {
        koppel_answer_read_highs(solution, log, &answer);
    } else {
        koppel_answer_read_glpsol(solution, log, &answer);
    }
    koppel_log_last_line(log, line, sizeof line);
    MUST((answer.state == KOPPEL_ANSWER_UNREADABLE) == (answer.complaint[0] != '\0'));
    MUST(answer.n_nodes >= 0);
    unlink(solution);
    unlink(log);
    return 0;
}
