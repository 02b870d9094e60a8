// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* registry.c - the list of engines (see engine.h). */
#include "engine/engines.h"

#include "base/language.h"

#include <string.h>

const struct koppel_engine koppel_engines[] = {
    {"auto", N_("exact for small parts of a case, scale for large ones"), koppel_auto_solve},
    {"exact", N_("proven optimum, tier after tier (GLPK behind it)"), koppel_exact_solve},
    {"scale", N_("the same for large problems: prices, pairs fixed by proof, and a search of what is left"),
     koppel_scale_solve},
    {"greedy", N_("a good proposal at once, without proof"), koppel_greedy_solve},
    {"exhaustive", N_("tries every proposal; for tiny cases and tests"), koppel_exhaustive_solve},
    {NULL, NULL, NULL},
};

const struct koppel_engine *koppel_engine_find(const char *name)
{
    if (name == NULL) {
        return &koppel_engines[0];
    }
    for (const struct koppel_engine *engine = koppel_engines; engine->name != NULL; engine++) {
        if (strcmp(engine->name, name) == 0) {
            return engine;
        }
    }
    return NULL;
}
