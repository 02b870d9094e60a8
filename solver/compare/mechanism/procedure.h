// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* procedure.h - the procedures of this room under their names: markets in, proposals out. */
#ifndef KOPPEL_COMPARE_MECHANISM_PROCEDURE_H
#define KOPPEL_COMPARE_MECHANISM_PROCEDURE_H

#include "compare/mechanism/market.h"

struct koppel_procedure {
    const char *name;
    bool draws_lots; /* several proposals, each as likely as the others */
    bool heeds_caps; /* wants the market of a problem that has the cap on spread as a limit */
    /**
     * @param seed     of the lots
     * @param unit_of  (out) n_draws rows of n_agents entries; unit or KOPPEL_NONE. One row without lots
     * @return KOPPEL_OK, KOPPEL_E_MEMORY or KOPPEL_E_INTERNAL
     */
    enum koppel_status (*run)(const struct koppel_market *market, uint64_t seed, int32_t n_draws, int32_t *unit_of);
    /** The chance of each household to be housed (out, n_agents), where it is known exactly; else NULL. */
    enum koppel_status (*find_chances)(const struct koppel_market *market, double *chance);
};

/** All procedures; ends with one whose name is NULL. */
extern const struct koppel_procedure koppel_procedures[];

/** The procedure of that name, or NULL. */
const struct koppel_procedure *koppel_procedure_find(const char *name);

#endif
