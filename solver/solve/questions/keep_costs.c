// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* keep_costs.c - what keeping a changed offer would cost (see keep_costs.h). */
#include "solve/questions/keep_costs.h"

#include "base/memory.h"

#include <stdlib.h>

static enum koppel_status ask_all(const struct koppel_suitability *fit, const struct koppel_next_best *asked,
                                  struct koppel_alternatives *alternatives, struct koppel_alternative *found)
{
    struct koppel_engine_options options = *asked->options;
    enum koppel_status status = KOPPEL_OK;

    options.progress = NULL;
    for (int32_t i = 0; i < asked->problem->n_agents && status == KOPPEL_OK; i++) {
        int32_t earlier = fit->earlier_unit[i];

        found[i].unit = KOPPEL_NONE;
        if (earlier == KOPPEL_NONE || earlier == asked->slot_of[i] || koppel_deadline_expired(&options.deadline)) {
            continue;
        }
        if (asked->tell != NULL) {
            asked->tell(asked->tell_data, i, asked->problem->n_agents);
        }
        status = koppel_alternatives_ask(alternatives, &options, i, earlier, &found[i]);
    }
    return status;
}

enum koppel_status koppel_keep_costs_find(const struct koppel_suitability *fit, const struct koppel_next_best *asked,
                                          struct koppel_alternative **found)
{
    struct koppel_alternatives alternatives = {0};
    enum koppel_status status = KOPPEL_OK;

    *found = NULL;
    if (fit->earlier_unit == NULL) {
        return KOPPEL_OK;
    }
    *found = koppel_new((size_t)asked->problem->n_agents, sizeof **found);
    status = *found == NULL ? KOPPEL_E_MEMORY
                            : koppel_alternatives_open(&alternatives, asked->problem, asked->engine, asked->slot_of,
                                                       asked->is_best);
    if (status == KOPPEL_OK) {
        status = ask_all(fit, asked, &alternatives, *found);
    }
    koppel_alternatives_close(&alternatives);
    if (status != KOPPEL_OK) {
        free(*found);
        *found = NULL;
    }
    return status;
}
