// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* gathered.c - what the proposals of several municipalities promise together (see gathered.h). */
#include "province/gathered.h"

#include "io/summary_reader.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct gathering {
    struct koppel_gathered *gathered;
    struct koppel_errors *errors, *notes;
    enum koppel_status status;
    int32_t folder;
    char file[512]; /* as messages call it */
};

static void refuse(struct gathering *g, long line, const char *format, const char *key, const char *why)
{
    enum koppel_status status = koppel_errors_add(g->errors, KOPPEL_E_INPUT, g->file, line, 0, format, key, why);

    g->status = g->status == KOPPEL_OK ? status : g->status;
}

static void no_memory(struct gathering *g)
{
    if (g->status != KOPPEL_E_MEMORY) {
        g->status = koppel_errors_no_memory(g->errors, NULL);
    }
}

static const char *hint(const struct koppel_index *index, const char *key, char out[200])
{
    const char *nearest = koppel_index_nearest(index, key);

    out[0] = '\0';
    if (nearest != NULL) {
        snprintf(out, 200, _(" (did you mean \"%.120s\"?)"), nearest);
    }
    return out;
}

/* The municipality that an offer counts for, KOPPEL_NONE after an error. */
static int32_t municipality_of(struct gathering *g, const struct koppel_promise *promise)
{
    const struct koppel_case *kase = g->gathered->kase;
    int32_t row = KOPPEL_NONE;
    char near[200];

    if (kase->n_units > 0) {
        row = koppel_index_get(&kase->unit_index, promise->unit);
        if (row == KOPPEL_NONE) {
            refuse(g, promise->line, N_("column unit: \"%.120s\" is not a home of the case%s"), promise->unit,
                   hint(&kase->unit_index, promise->unit, near));
            return KOPPEL_NONE;
        }
        row = koppel_unit_municipality(kase, row);
        if (promise->municipality[0] != '\0' && strcmp(promise->municipality, kase->municipalities[row].id) != 0) {
            refuse(g, promise->line, N_("column municipality: the home stands in %.20s, not in %.120s"),
                   kase->municipalities[row].id, promise->municipality);
        }
        return row;
    }
    row = koppel_index_get(&kase->municipality_index, promise->municipality);
    if (row == KOPPEL_NONE) {
        refuse(g, promise->line, N_("column municipality: \"%.120s\" is not a municipality of the case%s"),
               promise->municipality, hint(&kase->municipality_index, promise->municipality, near));
    }
    return row;
}

/* Persons that an offer or a household that is left counts for, 0 after an error. */
static int64_t persons_of(struct gathering *g, const struct koppel_promise *promise)
{
    const struct koppel_case *kase = g->gathered->kase;
    const struct koppel_household *household = NULL;
    int32_t row = koppel_index_get(&kase->household_index, promise->household);
    int64_t present = 0;
    char near[200];
    char file[KOPPEL_PLACE_FILE];
    char why[200];

    if (kase->n_households == 0) {
        if (promise->persons == KOPPEL_NONE) {
            refuse(g, promise->line, N_("column persons: the number of persons of \"%.120s\" is missing%s"),
                   promise->household, _(", and the case has no households.csv"));
        }
        return promise->persons > 0 ? promise->persons : 0;
    }
    if (row == KOPPEL_NONE) {
        refuse(g, promise->line, N_("column household: \"%.120s\" is not a household of the case%s"),
               promise->household, hint(&kase->household_index, promise->household, near));
        return 0;
    }
    household = &kase->households[row];
    present = household->adults + household->children;
    if (promise->persons != KOPPEL_NONE && promise->persons != present &&
        promise->persons != present + household->expected_relatives) {
        snprintf(why, sizeof why, _("%" PRId64 " %s, in %.100s %" PRId64 " (with relatives %" PRId64 ")"),
                 promise->persons, koppel_word(promise->persons, "person", "persons"),
                 koppel_file_words(koppel_case_file_name(kase, "households.csv"), file), present,
                 present + household->expected_relatives);
        refuse(g, promise->line, N_("column persons: %.120s has %s"), promise->household, why);
    }
    return promise->persons != KOPPEL_NONE ? promise->persons : present;
}

static void clash(struct gathering *g, long line, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void clash(struct gathering *g, long line, const char *format, ...)
{
    char text[600];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, _(format), arguments);
    va_end(arguments);
    koppel_errors_add(&g->gathered->clashes, KOPPEL_E_VERIFY, line > 0 ? g->file : "", line, 0, "%s", text);
}

static void claim_household(struct gathering *g, const struct koppel_promise *promise)
{
    int32_t first = KOPPEL_NONE;

    if (koppel_index_put(&g->gathered->households, promise->household, g->folder, &first) != KOPPEL_OK) {
        no_memory(g);
    } else if (first != KOPPEL_NONE) {
        clash(g, promise->line, "household %.120s is offered a home here and in %.200s", promise->household,
              g->gathered->folders[first].folder);
    }
}

/* Counts an offer of a home. @return true when it is the first one; and whether it is the first of its folder */
static bool claim_unit(struct gathering *g, const struct koppel_promise *promise, bool *is_first_of_folder)
{
    struct koppel_gathered *gathered = g->gathered;
    const struct koppel_case *kase = gathered->kase;
    int32_t unit = koppel_index_get(&kase->unit_index, promise->unit);
    int32_t found = KOPPEL_NONE;
    struct koppel_unit_claim *claim = NULL;

    *is_first_of_folder = true;
    if (koppel_grow((void **)&gathered->unit_claims, &gathered->unit_claims_capacity, gathered->n_unit_claims + 1,
                    sizeof *gathered->unit_claims) != KOPPEL_OK ||
        koppel_index_put(&gathered->units, promise->unit, (int32_t)gathered->n_unit_claims, &found) != KOPPEL_OK) {
        no_memory(g);
        return false;
    }
    if (found == KOPPEL_NONE) {
        gathered->unit_claims[gathered->n_unit_claims++] =
            (struct koppel_unit_claim){.unit = unit,
                                       .folder = g->folder,
                                       .last_folder = g->folder,
                                       .n = 1,
                                       .places = unit != KOPPEL_NONE ? kase->units[unit].places : INT64_MAX};
        return true;
    }
    claim = &gathered->unit_claims[found];
    claim->n++;
    *is_first_of_folder = claim->last_folder != g->folder;
    claim->last_folder = g->folder;
    if (claim->places == INT64_MAX && claim->folder != g->folder) {
        clash(g, promise->line, "home %.120s is offered here and in %.200s", promise->unit,
              gathered->folders[claim->folder].folder);
    } else if (claim->n > claim->places) {
        clash(g, promise->line,
              koppel_plural("home %.120s has room for %" PRId64 " household, and this is offer %" PRId64
                            " of it; the first is in %.200s",
                            "home %.120s has room for %" PRId64 " households, and this is offer %" PRId64
                            " of it; the first is in %.200s",
                            claim->places),
              promise->unit, claim->places, claim->n, gathered->folders[claim->folder].folder);
    }
    return false;
}

static void count_agreements(struct gathering *g, int32_t unit)
{
    const struct koppel_case *kase = g->gathered->kase;

    if (unit == KOPPEL_NONE) {
        return;
    }
    for (int32_t a = 0; a < kase->n_agreements; a++) {
        const struct koppel_agreement *agreement = &kase->agreements[a];

        if (agreement->corporation == kase->units[unit].corporation &&
            (agreement->municipality == KOPPEL_NONE ||
             agreement->municipality == koppel_unit_municipality(kase, unit))) {
            g->gathered->by_agreement[a]++;
        }
    }
}

/* The municipality to which a household is linked, KOPPEL_NONE: to none, or `unknown` when the case does not tell. */
static int32_t link_of(const struct gathering *g, const struct koppel_promise *promise, int32_t unknown)
{
    const struct koppel_case *kase = g->gathered->kase;
    int32_t row = koppel_index_get(&kase->household_index, promise->household);

    return row != KOPPEL_NONE ? kase->households[row].municipality : unknown;
}

/* The municipality for which an offer counts that stands in m. */
static int32_t counted_municipality(const struct gathering *g, const struct koppel_promise *promise, int32_t m)
{
    int32_t linked = link_of(g, promise, m);

    return linked != KOPPEL_NONE && !g->gathered->folders[g->folder].promises.counts_where_housed ? linked : m;
}

/* Who is offered a home counts as linked from then on where it counts as housed, and no longer elsewhere. */
static void link_household(struct gathering *g, const struct koppel_promise *promise, int32_t m, int64_t persons)
{
    int32_t linked = link_of(g, promise, m);

    if (linked != m) {
        g->gathered->by_municipality[m].newly_linked_persons += persons;
    }
    if (linked != m && linked != KOPPEL_NONE) {
        g->gathered->by_municipality[linked].newly_linked_persons -= persons;
    }
}

static void add_offer(struct gathering *g, const struct koppel_promise *promise)
{
    struct koppel_promised *sums = &g->gathered->folders[g->folder].sums;
    int32_t m = municipality_of(g, promise);
    int64_t persons = persons_of(g, promise);
    struct koppel_promised *at = NULL;
    int32_t counted = KOPPEL_NONE;
    bool is_first_of_folder = false;

    if (m == KOPPEL_NONE) {
        return;
    }
    counted = counted_municipality(g, promise, m);
    at = &g->gathered->by_municipality[counted];
    claim_household(g, promise);
    if (claim_unit(g, promise, &is_first_of_folder)) {
        g->gathered->by_municipality[m].homes++;
    }
    count_agreements(g, koppel_index_get(&g->gathered->kase->unit_index, promise->unit));
    link_household(g, promise, counted, persons);
    at->persons += persons;
    at->households++;
    sums->persons += persons;
    sums->households++;
    sums->homes += is_first_of_folder ? 1 : 0;
}

static void add_promised_left(struct koppel_promised *at, int64_t persons, int64_t unsuited)
{
    at->left_households++;
    at->left_persons += persons;
    at->left_unsuited_persons += unsuited;
}

/* A row of unplaced.csv. Another folder may offer the household a home, or have left it too. */
static void add_left(struct gathering *g, const struct koppel_promise *promise)
{
    struct koppel_gathered *gathered = g->gathered;
    int64_t persons = persons_of(g, promise);
    int64_t unsuited =
        strcmp(promise->reason, "no_suitable_unit") == 0 || strcmp(promise->reason, "shortage") == 0 ? persons : 0;
    int32_t found = KOPPEL_NONE;
    int32_t m = KOPPEL_NONE;

    add_promised_left(&gathered->folders[g->folder].sums, persons, unsuited);
    if (promise->municipality[0] == '\0') {
        return; /* not linked to a municipality */
    }
    m = koppel_index_get(&gathered->kase->municipality_index, promise->municipality);
    if (m == KOPPEL_NONE) {
        refuse(g, promise->line, N_("column municipality: \"%.120s\" is not a municipality of the case%s"),
               promise->municipality, "");
        return;
    }
    if (koppel_index_get(&gathered->households, promise->household) != KOPPEL_NONE) {
        return;
    }
    if (koppel_index_put(&gathered->left, promise->household, g->folder, &found) != KOPPEL_OK) {
        no_memory(g);
    } else if (found == KOPPEL_NONE) {
        add_promised_left(&gathered->by_municipality[m], persons, unsuited);
    }
}

/* Linked households that no folder speaks of. */
static void add_unmentioned(struct gathering *g)
{
    const struct koppel_case *kase = g->gathered->kase;

    for (int32_t i = 0; i < kase->n_households; i++) {
        const struct koppel_household *household = &kase->households[i];

        if (household->municipality != KOPPEL_NONE &&
            koppel_index_get(&g->gathered->households, household->id) == KOPPEL_NONE &&
            koppel_index_get(&g->gathered->left, household->id) == KOPPEL_NONE) {
            add_promised_left(&g->gathered->by_municipality[household->municipality],
                              household->adults + household->children, 0);
        }
    }
}

static void check_period(struct gathering *g, int32_t wanted)
{
    int32_t period = g->gathered->folders[g->folder].promises.period;
    char made_for[8];
    char asked[8];

    if (period != KOPPEL_NONE && wanted != KOPPEL_NONE && period != wanted) {
        koppel_period_format(period, made_for);
        koppel_period_format(wanted, asked);
        snprintf(g->file, sizeof g->file, "%s/summary.json", g->gathered->folders[g->folder].folder);
        refuse(g, 0, N_("the proposal is for %s, not for %s"), made_for, asked);
    }
}

/* One message in place of all those on the rows of a folder that was made from another case. @return whether it was */
static bool refuse_other_case(struct gathering *g, const char *folder)
{
    struct koppel_summary summary = {0};
    bool is_other = false;

    koppel_summary_read(folder, &summary);
    is_other = koppel_written_case_check(&summary, folder, g->gathered->kase, g->errors) != KOPPEL_OK;
    koppel_summary_free(&summary);
    return is_other;
}

static void read_rows(struct gathering *g)
{
    struct koppel_gathered_folder *folder = &g->gathered->folders[g->folder];
    enum koppel_status status = koppel_promises_read(folder->folder, &folder->promises, g->errors, g->notes);

    g->status = g->status == KOPPEL_OK ? status : g->status;
    snprintf(g->file, sizeof g->file, "%s/proposal.csv", folder->folder);
    for (size_t i = 0; i < folder->promises.n_promises && g->status != KOPPEL_E_MEMORY; i++) {
        add_offer(g, &folder->promises.rows[i]);
    }
}

/* @return false when the folder is of another case: then the rest need not be read */
static bool read_folder(struct gathering *g)
{
    struct koppel_errors *errors = g->errors;
    struct koppel_errors of_rows = {0};
    bool is_other = false;

    g->errors = &of_rows;
    read_rows(g);
    g->errors = errors;
    is_other = !koppel_errors_none(&of_rows) && g->status != KOPPEL_E_MEMORY &&
               refuse_other_case(g, g->gathered->folders[g->folder].folder);
    if (!is_other) {
        koppel_errors_append(errors, &of_rows);
    }
    koppel_errors_clear(&of_rows);
    return !is_other;
}

static void read_left(struct gathering *g)
{
    const struct koppel_gathered_folder *folder = &g->gathered->folders[g->folder];

    snprintf(g->file, sizeof g->file, "%s/unplaced.csv", folder->folder);
    for (size_t i = 0; i < folder->promises.n_unplaced && g->status != KOPPEL_E_MEMORY; i++) {
        add_left(g, &folder->promises.rows[folder->promises.n_promises + i]);
    }
}

/* Agreements that the proposals together go beyond. Falling short may still be made up for by later offers. */
static void check_agreements(struct gathering *g)
{
    const struct koppel_case *kase = g->gathered->kase;

    for (int32_t a = 0; a < kase->n_agreements; a++) {
        const struct koppel_agreement *agreement = &kase->agreements[a];
        int64_t homes = g->gathered->by_agreement[a];

        if (agreement->max_homes != KOPPEL_UNKNOWN && homes > agreement->max_homes) {
            clash(g, 0, "corporation %.100s agreed on at most %" PRId32 " %s%s%s, and the proposals promise %" PRId64,
                  kase->corporations[agreement->corporation].id, agreement->max_homes,
                  koppel_word(agreement->max_homes, "home", "homes"),
                  agreement->municipality != KOPPEL_NONE ? _(" in ") : "",
                  agreement->municipality != KOPPEL_NONE ? kase->municipalities[agreement->municipality].id : "",
                  homes);
        }
    }
}

enum koppel_status koppel_gathered_make(const struct koppel_case *kase, int32_t period, const char *const *folders,
                                        int32_t n_folders, struct koppel_gathered *gathered,
                                        struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct gathering g = {.gathered = gathered, .errors = errors, .notes = notes};

    *gathered = (struct koppel_gathered){.kase = kase};
    gathered->folders = koppel_new((size_t)n_folders, sizeof *gathered->folders);
    gathered->by_municipality = koppel_new((size_t)kase->n_municipalities, sizeof *gathered->by_municipality);
    gathered->by_agreement = koppel_new((size_t)kase->n_agreements, sizeof *gathered->by_agreement);
    if (gathered->folders == NULL || gathered->by_municipality == NULL || gathered->by_agreement == NULL) {
        no_memory(&g);
        return g.status;
    }
    gathered->n_folders = n_folders;
    for (int32_t f = 0; f < n_folders; f++) {
        gathered->folders[f].folder = folders[f];
    }
    for (g.folder = 0; g.folder < n_folders; g.folder++) {
        if (!read_folder(&g)) {
            return g.status;
        }
        period = period != KOPPEL_NONE ? period : gathered->folders[g.folder].promises.period;
        check_period(&g, period);
    }
    for (g.folder = 0; g.folder < n_folders; g.folder++) {
        read_left(&g);
    }
    add_unmentioned(&g);
    check_agreements(&g);
    return g.status;
}

void koppel_gathered_free(struct koppel_gathered *gathered)
{
    for (int32_t f = 0; f < gathered->n_folders; f++) {
        koppel_promises_free(&gathered->folders[f].promises);
    }
    free(gathered->folders);
    free(gathered->by_municipality);
    free(gathered->by_agreement);
    free(gathered->unit_claims);
    koppel_index_free(&gathered->households);
    koppel_index_free(&gathered->units);
    koppel_index_free(&gathered->left);
    koppel_errors_clear(&gathered->clashes);
    *gathered = (struct koppel_gathered){0};
}
