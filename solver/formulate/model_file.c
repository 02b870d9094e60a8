/* model_file.c - the plain integer program of one tier, written by GLPK (see model_file.h for variables and rows). */
#include "formulate/model_file.h"

#include "base/index.h"
#include "base/memory.h"

#include <ctype.h>
#include <glpk.h>
#include <inttypes.h>
#include <locale.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_BYTES = 200 };

/* The coefficients of one row while it is made. */
struct row {
    int *columns; /* 1-based, as GLPK counts */
    double *values;
    int n;
};

struct builder {
    const struct koppel_formulation *formulation;
    const struct koppel_problem *problem;
    glp_prob *lp;
    struct row row;
    struct koppel_index names;
    struct koppel_pool pool;
    int *term_column; /* first column of the terms of each tier; over and under of term k are at + 2k, + 2k + 1 */
    enum koppel_status status;
};

/* A name that both formats allow and that no other row or column has. */
static const char *name_of(struct builder *builder, char kind, const char *wanted)
{
    char name[NAME_BYTES + 16];
    const char *kept = NULL;
    int32_t found = KOPPEL_NONE;
    int n = snprintf(name, NAME_BYTES, "%c%s", kind, wanted); /* rows and columns are named apart */

    for (char *c = name; *c != '\0'; c++) {
        if (!isalnum((unsigned char)*c) && *c != '_') {
            *c = '_';
        }
    }
    n = n < NAME_BYTES ? n : NAME_BYTES - 1;
    for (int number = 2; koppel_index_get(&builder->names, name) != KOPPEL_NONE; number++) {
        snprintf(name + n, 16, "_%d", number);
    }
    kept = koppel_pool_copy(&builder->pool, name, strlen(name));
    if (kept == NULL || koppel_index_put(&builder->names, kept, 0, &found) != KOPPEL_OK) {
        builder->status = KOPPEL_E_MEMORY;
        return NULL;
    }
    return kept + 1;
}

static void row_start(struct builder *builder)
{
    builder->row.n = 0;
}

static void row_put(struct builder *builder, int64_t column, int64_t value)
{
    if (value != 0) {
        builder->row.n++;
        builder->row.columns[builder->row.n] = (int)column;
        builder->row.values[builder->row.n] = (double)value;
    }
}

static void row_end(struct builder *builder, const char *name, int type, double low, double high)
{
    int row = 0;
    const char *kept = name_of(builder, 'r', name);

    if (kept == NULL) {
        return;
    }
    row = glp_add_rows(builder->lp, 1);
    glp_set_row_name(builder->lp, row, kept);
    glp_set_row_bnds(builder->lp, row, type, low, high);
    glp_set_mat_row(builder->lp, row, builder->row.n, builder->row.columns, builder->row.values);
}

/* Name of the column of pair p of household i; NULL without memory. */
static const char *pair_name(struct builder *builder, int32_t i, int64_t p)
{
    const struct koppel_case *kase = builder->formulation->fit->kase;
    char name[NAME_BYTES];

    snprintf(name, sizeof name, "x_%s_%s", kase->households[i].id, kase->units[builder->problem->slot[p]].id);
    return name_of(builder, 'c', name);
}

/* Column of pair p (0-based) is p + 1. */
static void add_pairs(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    if (problem->n_pairs > 0) {
        glp_add_cols(builder->lp, (int)problem->n_pairs);
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1] && builder->status == KOPPEL_OK; p++) {
            int column = (int)p + 1;

            glp_set_col_name(builder->lp, column, pair_name(builder, i, p));
            glp_set_col_kind(builder->lp, column, GLP_BV);
            if (problem->state[p] != KOPPEL_PAIR_FREE) {
                double fixed = problem->state[p] == KOPPEL_PAIR_KEPT ? 1 : 0;

                glp_set_col_bnds(builder->lp, column, GLP_FX, fixed, fixed);
            }
        }
    }
}

/* Rows (1). */
static void add_household_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    char name[NAME_BYTES];

    for (int32_t i = 0; i < problem->n_agents && builder->status == KOPPEL_OK; i++) {
        row_start(builder);
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            row_put(builder, p + 1, 1);
        }
        snprintf(name, sizeof name, "household_%s", builder->formulation->fit->kase->households[i].id);
        if (builder->row.n > 0) {
            row_end(builder, name, problem->must_place[i] ? GLP_FX : GLP_UP, 1, 1);
        }
    }
}

/* Rows (2): the pairs of each unit, found by one pass over all pairs. */
static enum koppel_status add_unit_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    int64_t *first = koppel_new((size_t)problem->n_slots + 2, sizeof *first);
    int64_t *pairs = koppel_new((size_t)problem->n_pairs, sizeof *pairs);
    char name[NAME_BYTES];

    if (first == NULL || pairs == NULL) {
        free(first);
        free(pairs);
        return KOPPEL_E_MEMORY;
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        first[problem->slot[p] + 2]++;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        first[j + 1] += first[j];
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        pairs[first[problem->slot[p] + 1]++] = p;
    }
    for (int32_t j = 0; j < problem->n_slots && builder->status == KOPPEL_OK; j++) {
        row_start(builder);
        for (int64_t k = first[j]; k < first[j + 1]; k++) {
            row_put(builder, pairs[k] + 1, 1);
        }
        snprintf(name, sizeof name, "unit_%s", builder->formulation->fit->kase->units[j].id);
        if (builder->row.n > 0) {
            row_end(builder, name, GLP_UP, 0, problem->places[j]);
        }
    }
    free(first);
    free(pairs);
    return builder->status;
}

/* Puts sum a_ijg x_ij of one load into the row. */
static void put_load(struct builder *builder, int32_t load)
{
    const struct koppel_problem *problem = builder->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = problem->slot[p];
            int64_t a = 0;

            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                if (problem->entries[e].load == load) {
                    a += problem->measures[(int64_t)problem->entries[e].measure * problem->n_agents + i];
                }
            }
            row_put(builder, p + 1, a);
        }
    }
}

/* Rows (4). */
static void add_load_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    char name[NAME_BYTES];

    for (int32_t g = 0; g < problem->n_loads && builder->status == KOPPEL_OK; g++) {
        const struct koppel_load *load = &problem->loads[g];
        bool has_lo = load->lo != KOPPEL_NO_MIN;
        bool has_hi = load->hi != KOPPEL_NO_MAX;
        double lo = has_lo ? (double)(load->lo - load->base) : 0;
        double hi = has_hi ? (double)(load->hi - load->base) : 0;

        if (has_lo || has_hi) {
            row_start(builder);
            put_load(builder, g);
            koppel_load_name(builder->formulation, g, name, sizeof name);
            row_end(builder, name, !has_lo ? GLP_UP : !has_hi ? GLP_LO : lo < hi ? GLP_DB : GLP_FX, lo, hi);
        }
    }
}

/* Rows (5): the columns over and under of every term of a tier, L - over <= at and L + under >= at. */
static void add_terms(struct builder *builder, int32_t t)
{
    const struct koppel_tier *tier = &builder->problem->tiers[t];

    builder->term_column[t] = glp_get_num_cols(builder->lp) + 1;
    for (size_t k = 0; k < tier->n_terms && builder->status == KOPPEL_OK; k++) {
        const struct koppel_term *term = &tier->terms[k];
        double at = (double)(term->at - builder->problem->loads[term->load].base);

        for (int side = 0; side < 2 && builder->status == KOPPEL_OK; side++) {
            char load_name[NAME_BYTES - 40];
            char name[NAME_BYTES];
            int column = glp_add_cols(builder->lp, 1);

            koppel_load_name(builder->formulation, term->load, load_name, sizeof load_name);
            snprintf(name, sizeof name, "%s_%zu_%s", side == 0 ? "over" : "under", k + 1, load_name);
            glp_set_col_name(builder->lp, column, name_of(builder, 'c', name));
            glp_set_col_bnds(builder->lp, column, GLP_LO, 0, 0);
            row_start(builder);
            put_load(builder, term->load);
            row_put(builder, column, side == 0 ? -1 : 1);
            row_end(builder, name, side == 0 ? GLP_UP : GLP_LO, at, at);
        }
    }
}

/* Calls `put` with the column and coefficient of everything that costs in a tier. */
static void put_costs(struct builder *builder, int32_t t, void (*put)(struct builder *, int64_t, int64_t))
{
    const struct koppel_problem *problem = builder->problem;
    const struct koppel_tier *tier = &problem->tiers[t];

    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            put(builder, p + 1,
                (tier->agent_cost != NULL ? tier->agent_cost[i] : 0) +
                    (tier->pair_cost != NULL ? tier->pair_cost[p] : 0));
        }
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        int64_t column = builder->term_column[t] + 2 * (int64_t)k;

        put(builder, column, tier->terms[k].over);
        put(builder, column + 1, tier->terms[k].under);
    }
}

static void put_objective(struct builder *builder, int64_t column, int64_t value)
{
    glp_set_obj_coef(builder->lp, (int)column, (double)value);
}

/* A case without pairs gives a problem without columns, which the LP format cannot hold: one column that is 0. */
static void add_nothing(struct builder *builder)
{
    int column = glp_add_cols(builder->lp, 1);

    glp_set_col_name(builder->lp, column, name_of(builder, 'c', "nothing"));
    glp_set_col_bnds(builder->lp, column, GLP_FX, 0, 0);
    row_start(builder);
    row_put(builder, column, 1);
    row_end(builder, "nothing", GLP_FX, 0, 0);
}

static void build(struct builder *builder, int32_t tier, const int64_t *held)
{
    char name[NAME_BYTES];

    glp_set_prob_name(builder->lp, "koppel");
    glp_set_obj_dir(builder->lp, GLP_MIN);
    glp_set_obj_name(builder->lp, "cost");
    add_pairs(builder);
    add_household_rows(builder);
    if (builder->status == KOPPEL_OK) {
        builder->status = add_unit_rows(builder);
    }
    add_load_rows(builder);
    for (int32_t t = 0; t <= tier; t++) {
        add_terms(builder, t);
    }
    for (int32_t t = 0; t < tier && builder->status == KOPPEL_OK; t++) {
        row_start(builder);
        put_costs(builder, t, row_put);
        snprintf(name, sizeof name, "hold_%s", builder->problem->tiers[t].name);
        row_end(builder, name, GLP_UP, 0, (double)held[t]);
    }
    if (builder->status == KOPPEL_OK && glp_get_num_cols(builder->lp) == 0) {
        add_nothing(builder);
    }
    if (builder->status == KOPPEL_OK) {
        put_costs(builder, tier, put_objective);
    }
}

static enum koppel_status read_back(FILE *file, struct koppel_text *text)
{
    char bytes[4096];
    size_t n = 0;

    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0) {
        koppel_text_append(text, bytes, n);
    }
    return ferror(file) ? KOPPEL_E_OUTPUT : koppel_text_status(text);
}

/* GLPK writes to a named file only. */
static enum koppel_status write_through_file(glp_prob *lp, enum koppel_model_format format, struct koppel_text *text)
{
    const char *folder = getenv("TMPDIR");
    char path[4096];
    FILE *file = NULL;
    int descriptor = -1;
    enum koppel_status status = KOPPEL_E_OUTPUT;

    snprintf(path, sizeof path, "%s/koppel-model-XXXXXX", folder != NULL && *folder != '\0' ? folder : "/tmp");
    descriptor = mkstemp(path);
    if (descriptor < 0) {
        return KOPPEL_E_OUTPUT;
    }
    if ((format == KOPPEL_MODEL_MPS ? glp_write_mps(lp, GLP_MPS_FILE, NULL, path) : glp_write_lp(lp, NULL, path)) ==
        0) {
        file = fdopen(descriptor, "rb");
        status = file != NULL ? read_back(file, text) : KOPPEL_E_OUTPUT;
    }
    if (file != NULL) {
        fclose(file);
    } else {
        close(descriptor);
    }
    unlink(path);
    return status;
}

struct abort_place {
    jmp_buf place;
};

/* GLPK calls this instead of ending the program; its environment must be freed before it is used again. */
static void on_glpk_abort(void *info)
{
    struct abort_place *abort_place = info;

    glp_free_env();
    longjmp(abort_place->place, 1);
}

static enum koppel_status build_and_write(struct builder *builder, int32_t tier, const int64_t *held,
                                          enum koppel_model_format format, struct koppel_text *text)
{
    struct abort_place abort_place;

    if (setjmp(abort_place.place) != 0) {
        builder->lp = NULL; /* freed with the environment */
        return KOPPEL_E_ENGINE;
    }
    glp_error_hook(on_glpk_abort, &abort_place);
    glp_term_out(GLP_OFF);
    builder->lp = glp_create_prob();
    build(builder, tier, held);
    if (builder->status == KOPPEL_OK) {
        builder->status = write_through_file(builder->lp, format, text);
    }
    glp_delete_prob(builder->lp);
    glp_error_hook(NULL, NULL);
    return builder->status;
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
    size_t n_most = (size_t)problem->n_pairs + 2;
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0); /* GLPK writes 1,5 under a Dutch locale */
    locale_t before = (locale_t)0;
    struct builder builder = {.formulation = formulation, .problem = problem};
    enum koppel_status status = KOPPEL_E_MEMORY;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        n_most += 2 * problem->tiers[t].n_terms;
    }
    builder.row = (struct row){koppel_new(n_most, sizeof(int)), koppel_new(n_most, sizeof(double)), 0};
    builder.term_column = koppel_new((size_t)problem->n_tiers, sizeof *builder.term_column);
    if (plain != (locale_t)0 && builder.row.columns != NULL && builder.row.values != NULL &&
        builder.term_column != NULL) {
        before = uselocale(plain);
        add_comment(&problem->tiers[tier], format, text);
        status = build_and_write(&builder, tier, held, format, text);
        uselocale(before);
    }
    if (plain != (locale_t)0) {
        freelocale(plain);
    }
    free(builder.row.columns);
    free(builder.row.values);
    free(builder.term_column);
    koppel_index_free(&builder.names);
    koppel_pool_free(&builder.pool);
    return status;
}

/* A cell of the table of names: quoted, because keys may hold anything. */
static void add_cell(struct koppel_text *text, const char *cell, char end)
{
    koppel_text_append(text, "\"", 1);
    for (const char *c = cell; *c != '\0'; c++) {
        koppel_text_append(text, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    }
    koppel_text_add(text, "\"%c", end);
}

enum koppel_status koppel_model_names_write(const struct koppel_formulation *formulation, struct koppel_text *text)
{
    const struct koppel_problem *problem = &formulation->problem;
    const struct koppel_case *kase = formulation->fit->kase;
    struct builder builder = {.formulation = formulation, .problem = problem};

    koppel_text_add(text, "column,household,unit\n");
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1] && builder.status == KOPPEL_OK; p++) {
            const char *name = pair_name(&builder, i, p);

            if (name != NULL) {
                koppel_text_add(text, "%s,", name);
                add_cell(text, kase->households[i].id, ',');
                add_cell(text, kase->units[problem->slot[p]].id, '\n');
            }
        }
    }
    koppel_index_free(&builder.names);
    koppel_pool_free(&builder.pool);
    return builder.status != KOPPEL_OK ? builder.status : koppel_text_status(text);
}
