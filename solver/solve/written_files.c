// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_files.c - makes the files of a written folder again and compares them (see written_files.h). */
#include "solve/written_files.h"

#include "io/claim_reading.h"
#include "io/policy_reader.h"
#include "io/written_compare.h"
#include "report/documents.h"
#include "report/wording.h"
#include "solve/other_homes.h"
#include "solve/questions/keep_costs.h"
#include "solve/tie_draw.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** How a table of the folder is read. */
struct table_kind {
    const char *name;
    const char *keys;
    const char *asked; /* columns that are known by solving again */
    const char *lots;  /* columns that tell what the lot decided, which is known from summary.json */
    const char *lost;
};

static const struct table_kind kinds[] = {
    {"proposal.csv", "household", "next_best_unit next_best_cost", "by_lot", "unit"},
    {"unplaced.csv", "household", "change explanation", "explanation", NULL},
    {"neighbourhoods.csv", "code municipality", "", "", NULL},
    {"targets.csv", "municipality", "", "", NULL},
    {"agreements.csv", "corporation municipality", "", "", NULL},
    {"exchange.csv", "household", "", "", "unit"},
    {"groups.csv", "group", "", "", NULL},
    {"changes.csv", "household", "cost_of_keeping", "", NULL},
};

/** The folder made again. */
struct remade {
    const struct koppel_written_check *check;
    struct koppel_written_summary summary;
    struct koppel_proposal proposal; /* borrows its offers */
    struct koppel_alternative *next_best;
    struct koppel_alternative *keep_costs;
    unsigned char *by_lot; /* drawn again */
    struct koppel_document documents[KOPPEL_N_DOCUMENTS];
    bool is_cut_off; /* what solving again tells is not known of every household */
};

/* Does a file of the folder hold this text? */
static enum koppel_status file_says(const char *folder, const char *name, const char *text, bool *says)
{
    struct koppel_file_bytes bytes = {0};
    bool there = false;
    enum koppel_status status = koppel_written_file_read(folder, name, KOPPEL_MAX_FILE_BYTES, &bytes, &there, NULL);

    if (status == KOPPEL_OK && there && bytes.n_bytes > 0) {
        *says = *says || strstr(bytes.bytes, text) != NULL;
    }
    koppel_file_bytes_free(&bytes);
    return status == KOPPEL_E_MEMORY ? status : KOPPEL_OK;
}

static bool is_best(const struct koppel_proposal *proposal)
{
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (!proposal->tiers[t].proven || proposal->tiers[t].cost != proposal->tiers[t].bound) {
            return false;
        }
    }
    return true;
}

/* Works out again what is known by solving again only. */
static enum koppel_status ask_again(struct remade *remade)
{
    const struct koppel_written_check *check = remade->check;
    const struct koppel_engine *engine = koppel_engine_find(remade->summary.facts.engine);
    struct koppel_engine_options options = *check->options;
    const struct koppel_next_best asked = {.problem = &check->job->formulation.problem,
                                           .engine = engine != NULL ? engine : koppel_engine_find(NULL),
                                           .slot_of = check->proposal->unit_of,
                                           .is_best = is_best(&remade->proposal),
                                           .options = &options};
    enum koppel_status status = KOPPEL_OK;

    options.gap_ppm = remade->summary.facts.gap_ppm;
    options.seed = remade->summary.facts.seed;
    status = koppel_keep_costs_find(&check->job->fit, &asked, &remade->keep_costs);
    if (status == KOPPEL_OK) {
        status = koppel_other_homes_find(&check->job->formulation, &asked, &remade->next_best);
    }
    remade->is_cut_off = koppel_deadline_expired(&options.deadline);
    for (size_t f = 0; f < 2 && status == KOPPEL_OK; f++) {
        const char *file = f == 0 ? "proposal.csv" : "changes.csv";

        status = file_says(check->folder, file, _(KOPPEL_NOT_WORKED_OUT), &remade->is_cut_off);
        if (status == KOPPEL_OK) {
            status = file_says(check->folder, file, _("(not proven least)"), &remade->is_cut_off);
        }
    }
    return status;
}

/* Draws the ties again, which takes another solve: what the lot decided. */
static enum koppel_status draw_again(struct remade *remade)
{
    const struct koppel_written_check *check = remade->check;
    struct koppel_tie_draw *ties = &remade->proposal.ties;
    const struct koppel_engine *engine = koppel_engine_find(remade->summary.facts.engine);
    struct koppel_engine_options options = *check->options;
    struct koppel_solution solution = {0};
    struct koppel_tie_draw draw = {0};
    enum koppel_status status = KOPPEL_OK;

    if (engine == NULL || ties->state == KOPPEL_TIES_UNPROVEN || ties->state == KOPPEL_TIES_TIME) {
        return KOPPEL_OK;
    }
    options.gap_ppm = remade->summary.facts.gap_ppm;
    options.seed = ties->seed;
    options.start = check->proposal->unit_of;
    status = koppel_ties_solve(&check->job->formulation, engine, &options, &solution, &draw);
    if (status == KOPPEL_OK && draw.state != KOPPEL_TIES_TIME && draw.state != KOPPEL_TIES_UNPROVEN) {
        bool is_at_least = !ties->is_counted && ties->n_offers <= draw.n_offers && ties->n_left <= draw.n_left;

        draw.sum = ties->sum;
        *ties = is_at_least ? *ties : draw; /* a count that was cut off says at least so many */
    }
    remade->by_lot = draw.by_lot;
    koppel_solution_free(&solution);
    return status;
}

static enum koppel_status compare_table(const struct remade *remade, const struct table_kind *kind,
                                        const struct koppel_text *made, struct koppel_errors *differences,
                                        struct koppel_text *left_out, struct koppel_errors *errors)
{
    char open[80] = "";
    const struct koppel_written_table table = {
        .folder = remade->check->folder, .name = kind->name, .keys = kind->keys, .open = open, .lost = kind->lost};
    struct koppel_compared compared;
    enum koppel_status status = KOPPEL_OK;

    snprintf(open, sizeof open, "%s %s", remade->is_cut_off ? kind->asked : "",
             remade->summary.root == NULL ? kind->lots : "");
    status = koppel_written_table_compare(&table, made, &compared, differences, errors);

    if (status == KOPPEL_OK && !compared.is_there) {
        koppel_text_add(left_out, "There is no %s in the folder. ", kind->name);
    } else if (status == KOPPEL_OK && compared.n_missing > 0) {
        koppel_text_add(left_out, "%s lacks %d of its columns. ", kind->name, (int)compared.n_missing);
    }
    return status;
}

/* Takes the prices out of a certificate: they are held to what they prove, not to how they are written. */
static void take_prices_out(cJSON *root)
{
    static const char *const keys[] = {"parts", "loads", "units", "households"};
    const cJSON *tiers = cJSON_GetObjectItemCaseSensitive(root, "tiers");

    for (cJSON *tier = tiers != NULL ? tiers->child : NULL; tier != NULL; tier = tier->next) {
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            cJSON_DeleteItemFromObjectCaseSensitive(tier, keys[k]);
        }
    }
}

/* Compares a JSON text of the folder with the one that was made. */
static enum koppel_status compare_json(const struct remade *remade, const char *name, const cJSON *written,
                                       const struct koppel_text *made, const char *optional,
                                       struct koppel_errors *differences, struct koppel_errors *errors)
{
    bool are_told = remade->check->proposal->is_of_other_tables; /* say_changed_tables */
    struct koppel_written_json json = {.file = name,
                                       .written = written,
                                       .optional = optional,
                                       .apart = are_told ? "policy inputs" : "policy", /* written_policy.c */
                                       .should = _("the tables give")};
    cJSON *again = NULL;
    enum koppel_status status =
        koppel_json_parse_large(made->bytes, made->n_bytes, KOPPEL_MAX_FILE_BYTES, name, &again, errors);

    if (status == KOPPEL_OK) {
        take_prices_out(again);
        json.made = again;
        koppel_written_json_compare(&json, differences);
    }
    cJSON_Delete(again);
    return status;
}

static enum koppel_status compare_summary(const struct remade *remade, const struct koppel_text *made,
                                          struct koppel_errors *differences, struct koppel_text *left_out,
                                          struct koppel_errors *errors)
{
    if (remade->summary.root == NULL) {
        koppel_text_add(left_out, "There is no summary.json in the folder. ");
        return KOPPEL_OK;
    }
    if (cJSON_GetObjectItemCaseSensitive(remade->summary.root, "access") == NULL) {
        koppel_text_add(left_out, "summary.json, of an older version of koppel, does not tell how far people live from "
                                  "what they use. ");
    }
    return compare_json(remade, "summary.json", remade->summary.root, made, "offers language access", differences,
                        errors);
}

static enum koppel_status compare_certificate(const struct remade *remade, const struct koppel_text *made,
                                              struct koppel_errors *differences, struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    bool there = false;
    cJSON *root = NULL;
    cJSON *name = NULL;
    char shown[80];
    enum koppel_status status = koppel_written_file_read(remade->check->folder, "certificate.json",
                                                         KOPPEL_MAX_FILE_BYTES, &bytes, &there, errors);

    if (status == KOPPEL_OK && there) {
        status = koppel_json_parse_large(bytes.bytes, bytes.n_bytes, KOPPEL_MAX_FILE_BYTES, "certificate.json", &root,
                                         errors);
    }
    if (root != NULL) {
        name = cJSON_DetachItemFromObjectCaseSensitive(root, "policy");
        if (name != NULL &&
            (!cJSON_IsString(name) || strcmp(name->valuestring, remade->check->job->policy.name) != 0)) {
            koppel_errors_add(differences, KOPPEL_OK, "certificate.json", 0, 0,
                              "$.policy is %s, but the policy of the proposal is \"%s\"", koppel_json_show(name, shown),
                              remade->check->job->policy.name);
        }
        take_prices_out(root);
        status = compare_json(remade, "certificate.json", root, made, "*", differences, errors);
    }
    cJSON_Delete(name);
    cJSON_Delete(root);
    koppel_file_bytes_free(&bytes);
    return status;
}

/* Changes of an earlier proposal that the folder does not have. */
static enum koppel_status find_changes(const struct remade *remade, struct koppel_errors *differences,
                                       struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    bool there = false;
    enum koppel_status status = KOPPEL_OK;

    if (!remade->check->job->kase.has_earlier) {
        status = koppel_written_file_read(remade->check->folder, "changes.csv", KOPPEL_MAX_FILE_BYTES, &bytes, &there,
                                          errors);
    }
    if (there) {
        koppel_errors_add(differences, KOPPEL_OK, "changes.csv", 0, 0,
                          "it tells of an earlier proposal, but the folder has no earlier.csv");
    }
    koppel_file_bytes_free(&bytes);
    return status;
}

/* In one sentence what the sizes and sums of "inputs" tell to machines. */
static void say_changed_tables(const struct koppel_written_check *check, struct koppel_errors *differences)
{
    enum { MOST_NAMES = 3 };
    struct koppel_errors changed = {0};
    struct koppel_text names = {0};
    int32_t n = 0;

    koppel_written_inputs_compare(check->summary, &check->job->kase, &changed);
    for (n = 0; n < (int32_t)changed.n_items && n < MOST_NAMES; n++) {
        char words[KOPPEL_PLACE_FILE];

        koppel_text_add(&names, "%s%s", n > 0 ? ", " : "", koppel_file_words(changed.items[n].file, words));
    }
    if ((int32_t)changed.n_items > n) {
        koppel_text_add(&names, _(" and %" PRId32 " more"), (int32_t)changed.n_items - n);
    }
    koppel_errors_add(differences, KOPPEL_OK, NULL, 0, 0,
                      "the tables have changed since this proposal was made (%s): solve again",
                      names.bytes != NULL ? names.bytes : "");
    koppel_text_free(&names);
    koppel_errors_clear(&changed);
}

static enum koppel_status compare_documents(struct remade *remade, struct koppel_errors *differences,
                                            struct koppel_text *left_out, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    if (remade->check->proposal->is_of_other_tables) {
        say_changed_tables(remade->check, differences);
    }
    for (int d = 0; d < KOPPEL_N_DOCUMENTS && remade->documents[d].name != NULL && status == KOPPEL_OK; d++) {
        const struct koppel_document *document = &remade->documents[d];

        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && status == KOPPEL_OK; k++) {
            if (strcmp(kinds[k].name, document->name) == 0) {
                status = compare_table(remade, &kinds[k], &document->text, differences, left_out, errors);
            }
        }
        if (status == KOPPEL_OK && strcmp(document->name, "summary.json") == 0) {
            status = compare_summary(remade, &document->text, differences, left_out, errors);
        } else if (status == KOPPEL_OK && strcmp(document->name, "certificate.json") == 0) {
            status = compare_certificate(remade, &document->text, differences, errors);
        }
    }
    if (status == KOPPEL_OK) {
        status = find_changes(remade, differences, errors);
    }
    return status;
}

enum koppel_status koppel_written_columns_find(const struct koppel_written_check *check, bool *with_columns)
{
    const struct koppel_extra *extra = &check->job->kase.household_extra;
    enum koppel_status status = KOPPEL_OK;

    *with_columns = false;
    for (int32_t c = 0; c < extra->n_columns && status == KOPPEL_OK; c++) {
        status = koppel_written_header_find(check->folder, "proposal.csv", extra->names[c], with_columns);
    }
    return status;
}

static size_t count(const struct koppel_document documents[KOPPEL_N_DOCUMENTS])
{
    size_t n = 0;

    while (n < KOPPEL_N_DOCUMENTS && documents[n].name != NULL) {
        n++;
    }
    return n;
}

static void close(struct remade *remade)
{
    koppel_documents_free(remade->documents, KOPPEL_N_DOCUMENTS);
    free(remade->next_best);
    free(remade->keep_costs);
    free(remade->by_lot);
}

enum koppel_status koppel_written_files_compare(const struct koppel_written_check *check,
                                                const struct koppel_verdict *verdict,
                                                const struct koppel_certificate *certificate,
                                                struct koppel_errors *differences, struct koppel_text *left_out,
                                                struct koppel_errors *errors)
{
    struct remade remade = {.check = check};
    struct koppel_report report = {.fit = &check->job->fit, .verdict = verdict, .certificate = certificate};
    bool is_explained = certificate != NULL;
    bool asks = false;
    enum koppel_language language = koppel_language_now();
    enum koppel_status status = koppel_written_summary_read(check, &remade.summary, differences, errors);

    if (status == KOPPEL_OK) {
        status = koppel_written_column_find(check->folder, "proposal.csv", "next_best_cost", &is_explained);
        asks = is_explained && check->options != NULL && !koppel_written_breaks_rules(verdict);
    }
    if (status == KOPPEL_OK) {
        koppel_written_tiers(check, verdict, remade.summary.facts.gap_ppm, &remade.proposal);
        remade.summary.facts.outcome = koppel_written_outcome(&remade.proposal);
        koppel_written_ties(check, &remade.summary, &remade.proposal, differences);
        remade.is_cut_off = is_explained && !asks;
        status = koppel_written_columns_find(check, &report.with_columns);
    }
    if (status == KOPPEL_OK && asks) {
        koppel_language_use(remade.summary.language); /* of the sentences of the folder */
        status = ask_again(&remade);
        koppel_language_use(language);
    }
    if (status == KOPPEL_OK && asks) {
        status = draw_again(&remade);
    }
    if (status == KOPPEL_OK) {
        report.proposal = &remade.proposal;
        report.facts = &remade.summary.facts;
        report.next_best = remade.next_best;
        report.keep_costs = remade.keep_costs;
        koppel_language_use(remade.summary.language);
        status = koppel_report_documents(&report, remade.documents);
        koppel_language_use(language);
    }
    if (status == KOPPEL_OK) {
        status = compare_documents(&remade, differences, left_out, errors);
    }
    if (status == KOPPEL_OK && remade.summary.root != NULL) { /* it tells the proof and the lots, too */
        status = koppel_written_book_compare(check->folder, &report, remade.documents, count(remade.documents),
                                             remade.is_cut_off, remade.summary.language, differences, errors);
    }
    if (status == KOPPEL_OK && remade.is_cut_off) {
        koppel_text_add(left_out,
                        "What other homes would cost was not compared: it was not worked out for everybody. ");
    }
    close(&remade);
    return status;
}

enum koppel_status koppel_written_stale_find(const struct koppel_written_check *check,
                                             const struct koppel_verdict *verdict, struct koppel_errors *differences,
                                             struct koppel_errors *errors)
{
    struct koppel_report report = {.fit = &check->job->fit, .proposal = check->proposal, .verdict = verdict};
    struct koppel_written_table table = {.folder = check->folder,
                                         .name = kinds[0].name,
                                         .keys = kinds[0].keys,
                                         .open = "unit next_best_unit next_best_cost",
                                         .lost = kinds[0].lost,
                                         .only_cells = true};
    struct koppel_compared compared;
    struct koppel_text made = {0};
    enum koppel_status status = koppel_written_columns_find(check, &report.with_columns);

    if (status == KOPPEL_OK) {
        status = koppel_proposal_table(&report, &made);
    }
    if (status == KOPPEL_OK) {
        status = koppel_written_table_compare(&table, &made, &compared, differences, errors);
    }
    koppel_text_free(&made);
    return status;
}
