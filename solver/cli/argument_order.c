// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* argument_order.c - tells when the folders of check and why stand in the wrong order (see argument_order.h). */
#include "cli/argument_order.h"

#include "base/path.h"
#include "io/case_sheets.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { MOST_ARGUMENTS = 3 };

static bool is_folder(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool has_file(const char *folder, const char *name)
{
    struct stat about;
    char *path = koppel_path_join(folder, name);
    bool there = path != NULL && stat(path, &about) == 0;

    free(path);
    return there;
}

/* A folder that koppel solve wrote; a case has its municipalities besides. */
static bool is_proposal(const char *path)
{
    return is_folder(path) && has_file(path, "proposal.csv") && has_file(path, "summary.json") &&
           !has_file(path, "municipalities.csv") && !has_file(path, "gemeenten.csv");
}

enum koppel_status koppel_argument_order_check(const char *command, const char *case_folder, const char *folder,
                                               const char *household, struct koppel_errors *errors)
{
    const char *const given[MOST_ARGUMENTS] = {case_folder, folder, household};
    int n_given = household != NULL ? 3 : 2;
    int proposal = -1;
    int tables = -1;

    for (int i = 0; i < n_given; i++) {
        if (is_proposal(given[i])) {
            proposal = proposal < 0 ? i : proposal;
        } else if (is_folder(given[i]) || koppel_is_workbook_name(given[i])) {
            tables = tables < 0 ? i : tables;
        }
    }
    if (proposal < 0 || tables < 0 || (tables == 0 && proposal == 1)) {
        return KOPPEL_OK;
    }
    return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                             "%s is the folder of a proposal: put the case first%s: koppel %s %s %s%s%s",
                             given[proposal], household != NULL ? _(" and the household last") : "", command,
                             given[tables], given[proposal], household != NULL ? " " : "",
                             household != NULL ? given[3 - tables - proposal] : "");
}
