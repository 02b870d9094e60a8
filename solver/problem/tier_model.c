/* tier_model.c - one tier as a plain integer program, written by GLPK (see tier_model.h for variables and rows). */
#include "problem/tier_model.h"

#include "base/memory.h"

#include <glpk.h>
#include <locale.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The coefficients of one row while it is made. */
struct row {
    int *columns; /* 1-based, as GLPK counts */
    double *values;
    int n;
};

/* Members of group k are items[first[k]] .. items[first[k+1] - 1], ascending. */
struct groups {
    int64_t *first;
    int64_t *items;
};

struct builder {
    const struct koppel_problem *problem;
    const struct koppel_model_names *names;
    glp_prob *lp;
    struct row row;
    int32_t *agent_of;     /* n_pairs */
    struct groups by_slot; /* the pairs of each slot */
    struct groups by_load; /* the entries of each load */
    int32_t *entry_slot;   /* the slot of each entry */
    int *term_column;      /* first column of the terms of each tier; over and under of term k are at + 2k, + 2k + 1 */
    enum koppel_status status;
};

static enum koppel_status groups_make(struct groups *groups, int32_t n_groups, int64_t n_items,
                                      int32_t (*group_of)(const struct koppel_problem *, int64_t),
                                      const struct koppel_problem *problem)
{
    groups->first = koppel_new((size_t)n_groups + 2, sizeof *groups->first);
    groups->items = koppel_new((size_t)n_items, sizeof *groups->items);
    if (groups->first == NULL || groups->items == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t k = 0; k < n_items; k++) {
        groups->first[group_of(problem, k) + 2]++;
    }
    for (int32_t g = 0; g < n_groups; g++) {
        groups->first[g + 1] += groups->first[g];
    }
    for (int64_t k = 0; k < n_items; k++) {
        groups->items[groups->first[group_of(problem, k) + 1]++] = k;
    }
    return KOPPEL_OK;
}

static int32_t slot_of_pair(const struct koppel_problem *problem, int64_t pair)
{
    return koppel_pair_slot(problem, koppel_problem_agent(problem, pair), pair);
}

static int32_t load_of_entry(const struct koppel_problem *problem, int64_t entry)
{
    return problem->entries[entry].load;
}

static enum koppel_status builder_start(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    int64_t n_entries = problem->entry_first[problem->n_slots];
    size_t n_most = (size_t)problem->n_pairs + 2;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        n_most += 2 * problem->tiers[t].n_terms;
    }
    builder->row = (struct row){koppel_new(n_most, sizeof(int)), koppel_new(n_most, sizeof(double)), 0};
    builder->term_column = koppel_new((size_t)problem->n_tiers, sizeof *builder->term_column);
    builder->agent_of = koppel_new((size_t)problem->n_pairs, sizeof *builder->agent_of);
    builder->entry_slot = koppel_new((size_t)n_entries, sizeof *builder->entry_slot);
    if (builder->row.columns == NULL || builder->row.values == NULL || builder->term_column == NULL ||
        builder->agent_of == NULL || builder->entry_slot == NULL ||
        groups_make(&builder->by_slot, problem->n_slots, problem->n_pairs, slot_of_pair, problem) != KOPPEL_OK ||
        groups_make(&builder->by_load, problem->n_loads, n_entries, load_of_entry, problem) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            builder->agent_of[p] = i;
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            builder->entry_slot[e] = j;
        }
    }
    return KOPPEL_OK;
}

static void builder_free(struct builder *builder)
{
    free(builder->row.columns);
    free(builder->row.values);
    free(builder->term_column);
    free(builder->agent_of);
    free(builder->entry_slot);
    free(builder->by_slot.first);
    free(builder->by_slot.items);
    free(builder->by_load.first);
    free(builder->by_load.items);
}

/* ---- Rows and columns ---- */

/* The name of a row or column, NULL: the format's own. */
static const char *name_of(struct builder *builder, const struct koppel_model_item *item)
{
    const char *name = NULL;

    if (builder->names->name != NULL) {
        name = builder->names->name(builder->names->data, item);
        builder->status = name == NULL ? KOPPEL_E_MEMORY : builder->status;
    }
    return name;
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

static void row_end(struct builder *builder, struct koppel_model_item item, int type, double low, double high)
{
    int row = glp_add_rows(builder->lp, 1);

    glp_set_row_name(builder->lp, row, name_of(builder, &item));
    glp_set_row_bnds(builder->lp, row, type, low, high);
    glp_set_mat_row(builder->lp, row, builder->row.n, builder->row.columns, builder->row.values);
}

/* Column of pair p (0-based) is p + 1. */
static void add_pairs(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    if (problem->n_pairs > 0) {
        glp_add_cols(builder->lp, (int)problem->n_pairs);
    }
    for (int64_t p = 0; p < problem->n_pairs && builder->status == KOPPEL_OK; p++) {
        const struct koppel_model_item item = {
            .part = KOPPEL_MODEL_PAIR, .is_column = true, .agent = builder->agent_of[p], .pair = p};
        int column = (int)p + 1;

        glp_set_col_name(builder->lp, column, name_of(builder, &item));
        glp_set_col_kind(builder->lp, column, GLP_BV);
        if (koppel_state_of_pair(problem, p) != KOPPEL_PAIR_FREE) {
            double fixed = koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT ? 1 : 0;

            glp_set_col_bnds(builder->lp, column, GLP_FX, fixed, fixed);
        }
    }
}

/* Rows (1). An agent that must be placed and has no pair makes a row that nothing can meet. */
static void add_agent_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    for (int32_t i = 0; i < problem->n_agents && builder->status == KOPPEL_OK; i++) {
        row_start(builder);
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            row_put(builder, p + 1, 1);
        }
        if (builder->row.n > 0 || problem->must_place[i]) {
            row_end(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_AGENT, .agent = i},
                    problem->must_place[i] ? GLP_FX : GLP_UP, 1, 1);
        }
    }
}

/* Rows (2). */
static void add_slot_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    for (int32_t j = 0; j < problem->n_slots && builder->status == KOPPEL_OK; j++) {
        row_start(builder);
        for (int64_t k = builder->by_slot.first[j]; k < builder->by_slot.first[j + 1]; k++) {
            row_put(builder, builder->by_slot.items[k] + 1, 1);
        }
        if (builder->row.n > 0) {
            row_end(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_SLOT, .slot = j}, GLP_UP, 0,
                    problem->places[j]);
        }
    }
}

/* Puts sum a_ijg x_ij of one load into the row: slot by slot, with all entries of a slot in the load together. */
static void put_load(struct builder *builder, int32_t load)
{
    const struct koppel_problem *problem = builder->problem;
    const int64_t *entries = builder->by_load.items;
    int64_t end = builder->by_load.first[load + 1];
    int64_t next = 0;

    for (int64_t k = builder->by_load.first[load]; k < end; k = next) {
        int32_t slot = builder->entry_slot[entries[k]];

        for (next = k; next < end && builder->entry_slot[entries[next]] == slot;) {
            next++;
        }
        for (int64_t m = builder->by_slot.first[slot]; m < builder->by_slot.first[slot + 1]; m++) {
            int64_t pair = builder->by_slot.items[m];
            int64_t a = 0;

            for (int64_t e = k; e < next; e++) {
                int64_t measure = problem->entries[entries[e]].measure;

                a += problem->measures[measure * problem->n_agents + builder->agent_of[pair]];
            }
            row_put(builder, pair + 1, a);
        }
    }
}

static void add_load_row(struct builder *builder, int32_t load, int type, double lo, double hi)
{
    row_start(builder);
    put_load(builder, load);
    row_end(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_LOAD, .load = load}, type, lo, hi);
}

/* Rows (4). Limits that contradict each other make two rows, because the formats cannot say that in one. */
static void add_load_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    for (int32_t g = 0; g < problem->n_loads && builder->status == KOPPEL_OK; g++) {
        const struct koppel_load *load = &problem->loads[g];
        bool has_lo = load->lo != KOPPEL_NO_MIN;
        bool has_hi = load->hi != KOPPEL_NO_MAX;
        bool has_both = has_lo && has_hi && load->lo <= load->hi;
        double lo = has_lo ? (double)(load->lo - load->base) : 0;
        double hi = has_hi ? (double)(load->hi - load->base) : 0;

        if (has_both) {
            add_load_row(builder, g, lo < hi ? GLP_DB : GLP_FX, lo, hi);
        } else if (has_lo) {
            add_load_row(builder, g, GLP_LO, lo, 0);
        }
        if (has_hi && !has_both) {
            add_load_row(builder, g, GLP_UP, 0, hi);
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
            struct koppel_model_item item = {.part = side == 0 ? KOPPEL_MODEL_OVER : KOPPEL_MODEL_UNDER,
                                             .is_column = true,
                                             .load = term->load,
                                             .tier = t,
                                             .term = k};
            int column = glp_add_cols(builder->lp, 1);

            glp_set_col_name(builder->lp, column, name_of(builder, &item));
            glp_set_col_bnds(builder->lp, column, GLP_LO, 0, 0);
            row_start(builder);
            put_load(builder, term->load);
            row_put(builder, column, side == 0 ? -1 : 1);
            item.is_column = false;
            row_end(builder, item, side == 0 ? GLP_UP : GLP_LO, at, at);
        }
    }
}

/* Calls `put` with the column and coefficient of everything that costs in a tier. */
static void put_costs(struct builder *builder, int32_t t, void (*put)(struct builder *, int64_t, int64_t))
{
    const struct koppel_problem *problem = builder->problem;
    const struct koppel_tier *tier = &problem->tiers[t];

    for (int64_t p = 0; p < problem->n_pairs; p++) {
        put(builder, p + 1, koppel_cost_of_pair(problem, t, builder->agent_of[p], p));
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

/* A problem without columns cannot be held by the LP format: one column that is 0. */
static void add_nothing(struct builder *builder)
{
    int column = glp_add_cols(builder->lp, 1);
    int row = glp_add_rows(builder->lp, 1);

    glp_set_col_name(builder->lp, column, "nothing");
    glp_set_col_bnds(builder->lp, column, GLP_FX, 0, 0);
    row_start(builder);
    row_put(builder, column, 1);
    glp_set_row_name(builder->lp, row, "nothing");
    glp_set_row_bnds(builder->lp, row, GLP_FX, 0, 0);
    glp_set_mat_row(builder->lp, row, builder->row.n, builder->row.columns, builder->row.values);
}

static void build(struct builder *builder, int32_t tier, const int64_t *held)
{
    glp_set_prob_name(builder->lp, "koppel");
    glp_set_obj_dir(builder->lp, GLP_MIN);
    glp_set_obj_name(builder->lp, "cost");
    add_pairs(builder);
    add_agent_rows(builder);
    add_slot_rows(builder);
    add_load_rows(builder);
    for (int32_t t = 0; t <= tier; t++) {
        add_terms(builder, t);
    }
    for (int32_t t = 0; t < tier && builder->status == KOPPEL_OK; t++) {
        row_start(builder);
        put_costs(builder, t, row_put);
        row_end(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_HOLD, .tier = t}, GLP_UP, 0, (double)held[t]);
    }
    if (builder->status == KOPPEL_OK && glp_get_num_cols(builder->lp) == 0) {
        add_nothing(builder);
    }
    if (builder->status == KOPPEL_OK) {
        put_costs(builder, tier, put_objective);
    }
}

/* ---- The file ---- */

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

enum koppel_status koppel_tier_model_write(const struct koppel_problem *problem, int32_t tier, const int64_t *held,
                                           const struct koppel_model_names *names, enum koppel_model_format format,
                                           struct koppel_text *text)
{
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0); /* GLPK writes 1,5 under a Dutch locale */
    locale_t before = (locale_t)0;
    struct builder builder = {.problem = problem, .names = names};
    enum koppel_status status = plain != (locale_t)0 ? builder_start(&builder) : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        before = uselocale(plain);
        status = build_and_write(&builder, tier, held, format, text);
        uselocale(before);
    }
    if (plain != (locale_t)0) {
        freelocale(plain);
    }
    builder_free(&builder);
    return status;
}
