// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* added_load.c - a load that is added behind those of a problem (see added_load.h). */
#include "formulate/added_load.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum koppel_status koppel_added_load_make(struct koppel_formulation *formulation, const struct koppel_load *load,
                                          const struct koppel_load_subject *subject, const int32_t *measure_of,
                                          int32_t n_measures, const int32_t *amounts)
{
    size_t n_loads = (size_t)formulation->problem.n_loads;
    struct koppel_load_subject *subjects = koppel_new(n_loads + 1, sizeof *subjects);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (subjects != NULL) {
        status = koppel_problem_add_load(&formulation->problem, load, measure_of, n_measures, amounts);
    }
    if (status != KOPPEL_OK) {
        free(subjects);
        return status;
    }
    if (n_loads > 0) {
        memcpy(subjects, formulation->subjects, n_loads * sizeof *subjects);
    }
    subjects[n_loads] = *subject;
    free(formulation->subjects);
    formulation->subjects = subjects;
    return KOPPEL_OK;
}
