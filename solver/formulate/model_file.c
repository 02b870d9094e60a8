// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* model_file.c - one tier of a case as a file for other solvers: its names and its comment (see model_file.h). */
#include "formulate/model_file.h"

#include "base/index.h"
#include "base/memory.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A name has at most MOST_NAME characters, as cbc and others read them; one that must be numbered is cut to CUT_NAME. */
enum { NAME_BYTES = 200, MOST_NAME = 60, CUT_NAME = 48 };

/* The names that were given out. A number is counted up for each, so that equal ones take no search. */
struct naming {
    const struct koppel_formulation *formulation;
    struct koppel_index names; /* to its row in last_number */
    struct koppel_pool pool;
    int32_t *last_number;
    size_t capacity;
};

static void naming_free(struct naming *naming)
{
    koppel_index_free(&naming->names);
    koppel_pool_free(&naming->pool);
    free(naming->last_number);
}

/* Enters a name that is new. @return the kept copy, NULL without memory */
static const char *enter_name(struct naming *naming, const char *name)
{
    size_t n = naming->names.n_keys;
    int32_t found = KOPPEL_NONE;
    const char *kept = koppel_pool_copy(&naming->pool, name, strlen(name));

    if (kept == NULL ||
        koppel_grow((void **)&naming->last_number, &naming->capacity, n + 1, sizeof *naming->last_number) !=
            KOPPEL_OK ||
        koppel_index_put(&naming->names, kept, (int32_t)n, &found) != KOPPEL_OK) {
        return NULL;
    }
    naming->last_number[n] = 1;
    return kept;
}

/* The name with the next number that nothing has; NULL without memory. */
static const char *numbered_name(struct naming *naming, char *name)
{
    char numbered[CUT_NAME + 16];
    int32_t row = KOPPEL_NONE;

    if (strlen(name) > CUT_NAME + 1) {
        name[CUT_NAME + 1] = '\0';
    }
    row = koppel_index_get(&naming->names, name);
    if (row == KOPPEL_NONE) {
        return enter_name(naming, name);
    }
    do {
        naming->last_number[row]++;
        snprintf(numbered, sizeof numbered, "%.*s_%" PRId32, CUT_NAME + 1, name, naming->last_number[row]);
    } while (koppel_index_get(&naming->names, numbered) != KOPPEL_NONE);
    return enter_name(naming, numbered);
}

/* A name that both formats allow and that no other row or column has; NULL without memory. */
static const char *unique_name(struct naming *naming, char kind, const char *wanted)
{
    char name[NAME_BYTES + 1];
    const char *kept = NULL;

    snprintf(name, sizeof name, "%c%s", kind, wanted); /* rows and columns are named apart */
    for (char *c = name; *c != '\0'; c++) {
        if (!isalnum((unsigned char)*c) && *c != '_') {
            *c = '_';
        }
    }
    if (strlen(name + 1) <= MOST_NAME && koppel_index_get(&naming->names, name) == KOPPEL_NONE) {
        kept = enter_name(naming, name);
    } else {
        kept = numbered_name(naming, name);
    }
    return kept != NULL ? kept + 1 : NULL;
}

/* Names of model_file.h. */
static const char *name_item(void *data, const struct koppel_model_item *item)
{
    struct naming *naming = data;
    const struct koppel_formulation *formulation = naming->formulation;
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_problem *problem = &formulation->problem;
    char load_name[NAME_BYTES - 40];
    char name[NAME_BYTES];

    switch (item->part) {
    case KOPPEL_MODEL_PAIR:
        snprintf(name, sizeof name, "x_%s_%s", kase->households[item->agent].id,
                 kase->units[koppel_pair_slot(problem, item->agent, item->pair)].id);
        break;
    case KOPPEL_MODEL_OVER:
    case KOPPEL_MODEL_UNDER:
        koppel_load_name(formulation, item->load, load_name, sizeof load_name);
        snprintf(name, sizeof name, "%s_%zu_%s", item->part == KOPPEL_MODEL_OVER ? "over" : "under", item->term + 1,
                 load_name);
        break;
    case KOPPEL_MODEL_AGENT:
        snprintf(name, sizeof name, "household_%s", kase->households[item->agent].id);
        break;
    case KOPPEL_MODEL_SLOT:
        snprintf(name, sizeof name, "unit_%s", kase->units[item->slot].id);
        break;
    case KOPPEL_MODEL_LOAD:
        koppel_load_name(formulation, item->load, name, sizeof name);
        break;
    case KOPPEL_MODEL_HOLD:
        snprintf(name, sizeof name, "hold_%s", problem->tiers[item->tier].name);
        break;
    }
    return unique_name(naming, item->is_column ? 'c' : 'r', name);
}

/* A comment that says how the cost in the file is read. */
static void add_comment(const struct koppel_tier *tier, enum koppel_model_format format, struct koppel_text *text)
{
    koppel_text_add(text, format == KOPPEL_MODEL_LP ? "\\* " : "* ");
    koppel_text_add(text, "Tier %s: the cost that is minimised is %s%" PRId64 " times the value that koppel prints",
                    tier->name, tier->maximise ? "-" : "", tier->scale);
    koppel_text_add(text, format == KOPPEL_MODEL_LP ? " *\\\n" : "\n");
}

enum koppel_status koppel_model_write(const struct koppel_formulation *formulation, int32_t tier, const int64_t *held,
                                      enum koppel_model_format format, struct koppel_text *text)
{
    const struct koppel_problem *problem = &formulation->problem;
    struct naming naming = {.formulation = formulation};
    const struct koppel_model_names names = {.name = name_item, .data = &naming};
    enum koppel_status status = KOPPEL_OK;

    add_comment(&problem->tiers[tier], format, text);
    status = koppel_tier_model_write(problem, tier, held, &names, format, text);
    naming_free(&naming);
    return status;
}

/* A cell of the table of names: quoted, because keys may hold anything. */
static void add_cell(struct koppel_text *text, const char *cell, char end)
{
    koppel_text_append(text, "\"", 1);
    koppel_text_append_quoted(text, cell);
    koppel_text_add(text, "\"%c", end);
}

enum koppel_status koppel_model_names_write(const struct koppel_formulation *formulation, struct koppel_text *text)
{
    const struct koppel_problem *problem = &formulation->problem;
    const struct koppel_case *kase = formulation->fit->kase;
    struct naming naming = {.formulation = formulation};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text, "column,household,unit\n");
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1] && status == KOPPEL_OK; p++) {
            const struct koppel_model_item item = {.part = KOPPEL_MODEL_PAIR, .is_column = true, .agent = i, .pair = p};
            const char *name = name_item(&naming, &item);

            if (name == NULL) {
                status = KOPPEL_E_MEMORY;
                break;
            }
            koppel_text_add(text, "%s,", name);
            add_cell(text, kase->households[i].id, ',');
            add_cell(text, kase->units[koppel_pair_slot(problem, i, p)].id, '\n');
        }
    }
    naming_free(&naming);
    return status != KOPPEL_OK ? status : koppel_text_status(text);
}
