/* comparison_text.c - a comparison for people and for programs (see comparison_text.h). */
#include "library/comparison_text.h"

#include "report/csv_text.h"
#include "report/layout.h"
#include "report/summary_json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_BYTES = 40, NAME_WIDTH = 15 };

/* What the terminal shows, from left to right. */
static const struct {
    enum koppel_measured measured;
    const char *heading[2];
    int width;
    int decimals;
    bool is_count; /* whole but for means over draws */
} columns[] = {
    {KOPPEL_MEASURED_PERSONS_HOUSED, {"persons", "housed"}, 7, 1, true},
    {KOPPEL_MEASURED_TARGET_SHORT, {"target", "short"}, 6, 1, true},
    {KOPPEL_MEASURED_LARGE_LEFT, {"large", "left"}, 5, 1, true},
    {KOPPEL_MEASURED_WAITING_MEAN, {"waits", "days"}, 6, 1, false},
    {KOPPEL_MEASURED_FIT_MEAN, {"fit", "mean"}, 6, 1, false},
    {KOPPEL_MEASURED_FIT_LOWEST_TENTH, {"lowest", "tenth"}, 6, 0, false},
    {KOPPEL_MEASURED_DISSIMILARITY, {"D", "after"}, 7, KOPPEL_INDEX_SHORT, false},
    {KOPPEL_MEASURED_OVER_CAP_PERSONS, {"over", "cap"}, 5, 1, true},
    {KOPPEL_MEASURED_GAP_HOUSED, {"gap", "%"}, 5, 1, false},
    {KOPPEL_MEASURED_PERSONS_LOST, {"persons", "lost"}, 7, 1, true},
    {KOPPEL_MEASURED_FIT_LOST, {"fit", "lost"}, 8, 0, false},
};

enum { N_COLUMNS = sizeof columns / sizeof *columns };

/* The number with at most so many decimals, without zeros at its end; "" for NAN. */
static const char *number(double value, int decimals, char point, char out[NUMBER_BYTES])
{
    size_t n = 0;

    out[0] = '\0';
    if (isnan(value)) {
        return out;
    }
    koppel_index_format(value, decimals, point, out);
    n = strlen(out);
    while (decimals > 0 && n > 0 && out[n - 1] == '0') {
        n--;
    }
    n -= n > 0 && out[n - 1] == point ? 1 : 0;
    out[n] = '\0';
    return out;
}

/* ---- For people ---- */

/* The number with exactly so many decimals. */
static const char *fixed(double value, int decimals, char out[NUMBER_BYTES])
{
    koppel_index_format(value, decimals, '.', out);
    if (decimals == 0) {
        *strchr(out, '.') = '\0';
    }
    return out;
}

static void print_headings(struct koppel_text *text)
{
    for (int line = 0; line < 2; line++) {
        koppel_lay_left(text, NAME_WIDTH, line == 0 ? "" : "policy");
        for (int c = 0; c < N_COLUMNS; c++) {
            koppel_text_add(text, " ");
            koppel_lay_right(text, columns[c].width, columns[c].heading[line]);
        }
        koppel_text_add(text, "\n");
    }
}

static void print_row(const char *name, const struct koppel_measures *measures, bool is_mean, struct koppel_text *text)
{
    char out[NUMBER_BYTES];

    koppel_lay_left(text, NAME_WIDTH, name);
    for (int c = 0; c < N_COLUMNS; c++) {
        double value = measures->all[columns[c].measured];

        koppel_text_add(text, " ");
        koppel_lay_right(text, columns[c].width,
                         isnan(value) ? "-"
                                      : fixed(value, columns[c].is_count && !is_mean ? 0 : columns[c].decimals, out));
    }
    koppel_text_add(text, "\n");
}

static const char *outcome_text(enum koppel_outcome outcome)
{
    switch (outcome) {
    case KOPPEL_PROVEN:
        return "proven";
    case KOPPEL_FEASIBLE:
        return "feasible";
    case KOPPEL_INFEASIBLE:
        return "infeasible";
    case KOPPEL_NO_ANSWER:
        break;
    }
    return "no answer";
}

static void print_policy(const struct koppel_compared *compared, struct koppel_text *text)
{
    char name[KOPPEL_POLICY_NAME + 2];

    snprintf(name, sizeof name, "%s%s", compared->name, compared->outcome == KOPPEL_FEASIBLE ? "*" : "");
    if (compared->n_proposals == 0) {
        koppel_lay_left(text, NAME_WIDTH, name);
        koppel_text_add(text, " %s\n",
                        compared->outcome == KOPPEL_INFEASIBLE ? "no proposal meets every must of it"
                                                               : "stopped before any proposal was found");
        return;
    }
    print_row(name, &compared->mean, compared->n_proposals > 1, text);
    if (compared->n_proposals > 1) {
        print_row("  lowest", &compared->lowest, false, text);
        print_row("  highest", &compared->highest, false, text);
    }
}

static void print_before(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    const struct koppel_suitability *fit = &comparison->job.fit;
    const struct koppel_indices *before = &comparison->before;
    char period[8];
    char day[11];
    char numbers[5][32];
    struct koppel_text line = {0};

    koppel_period_format(fit->period, period);
    koppel_date_format(fit->as_of, day);
    koppel_text_add(&line,
                    "Policies compared on %s, half-year %s, seen from %s: %" PRId32 " households, %" PRId32
                    " homes. Measured by the policy %s. Before the round: D %s, Gini %s, Theil %s, isolation %s, "
                    "highest location quotient %s.",
                    fit->kase->folder, period, day, fit->kase->n_households, fit->kase->n_units, fit->policy->name,
                    koppel_index_format(before->dissimilarity, KOPPEL_INDEX_SHORT, '.', numbers[0]),
                    koppel_index_format(before->gini, KOPPEL_INDEX_SHORT, '.', numbers[1]),
                    koppel_index_format(before->theil, KOPPEL_INDEX_SHORT, '.', numbers[2]),
                    koppel_index_format(before->isolation, KOPPEL_INDEX_SHORT, '.', numbers[3]),
                    koppel_index_format(before->highest_quotient, 2, '.', numbers[4]));
    koppel_lay_words(text, 0, 0, line.bytes != NULL ? line.bytes : "");
    koppel_text_add(text, "\n");
    koppel_text_free(&line);
}

static void print_legend(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    bool has_gap = false;
    int32_t n_drawn = 0;

    for (int32_t k = 0; k < comparison->n_compared; k++) {
        has_gap = has_gap || comparison->compared[k].outcome == KOPPEL_FEASIBLE;
        n_drawn = comparison->compared[k].n_proposals > n_drawn ? comparison->compared[k].n_proposals : n_drawn;
    }
    koppel_text_add(text, "\n");
    koppel_lay_words(
        text, 0, 0,
        "large left: households of 6 and more without a home. waits: days from linking to the home, who is "
        "left until the half-year's end. fit: points of those with an offer, mean and the value that a "
        "tenth does not exceed. D: dissimilarity over the neighbourhoods. over cap: persons beyond the cap "
        "of their neighbourhood. gap: largest difference in the share housed between single, family, large "
        "family and step-free. lost: against no-spread; below 0 is won.");
    if (n_drawn > 1) {
        koppel_text_add(text, "Where lots are drawn: mean, lowest and highest of %" PRId32 " draws.\n", n_drawn);
    }
    if (has_gap) {
        koppel_text_add(text, "* not proven: the time limit came first, or the engine does not prove.\n");
    }
}

void koppel_comparison_print(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    print_before(comparison, text);
    print_headings(text);
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        print_policy(&comparison->compared[k], text);
    }
    print_legend(comparison, text);
}

/* ---- CSV ---- */

static void csv_number(struct koppel_csv *csv, double value, int decimals)
{
    char out[NUMBER_BYTES];

    koppel_csv_text(csv, number(value, decimals, csv->decimal_point, out));
}

void koppel_comparison_csv(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    static const char *const first[] = {"policy", "kind", "outcome", "proposals", "tiers"};
    struct koppel_csv csv = koppel_csv_begin(text, &comparison->job.kase);

    for (size_t c = 0; c < sizeof first / sizeof *first; c++) {
        koppel_csv_text(&csv, first[c]);
    }
    for (int m = 0; m < KOPPEL_N_MEASURED; m++) {
        koppel_csv_text(&csv, koppel_measure_names[m].name);
    }
    koppel_csv_end(&csv);
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        const struct koppel_compared *compared = &comparison->compared[k];

        koppel_csv_text(&csv, compared->name);
        koppel_csv_text(&csv, compared->is_procedure ? "procedure" : "engine");
        koppel_csv_text(&csv, outcome_text(compared->outcome));
        koppel_csv_whole(&csv, compared->n_proposals);
        koppel_csv_text(&csv, compared->tiers);
        for (int m = 0; m < KOPPEL_N_MEASURED; m++) {
            csv_number(&csv, compared->n_proposals > 0 ? compared->mean.all[m] : NAN, koppel_measure_names[m].decimals);
        }
        koppel_csv_end(&csv);
    }
}

static void long_row(struct koppel_csv *csv, const char *policy, const char *group,
                     const struct koppel_measure_name *name, const double values[3])
{
    koppel_csv_text(csv, policy);
    koppel_csv_text(csv, group);
    koppel_csv_text(csv, name->name);
    for (int v = 0; v < 3; v++) {
        csv_number(csv, values[v], name->decimals);
    }
    koppel_csv_end(csv);
}

void koppel_comparison_long_csv(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    static const char *const header[] = {"policy", "households", "measure", "mean", "lowest", "highest"};
    struct koppel_csv csv = koppel_csv_begin(text, &comparison->job.kase);

    koppel_csv_header(&csv, header, sizeof header / sizeof *header);
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        const struct koppel_compared *c = &comparison->compared[k];

        for (int m = 0; c->n_proposals > 0 && m < KOPPEL_N_MEASURED; m++) {
            long_row(&csv, c->name, "all", &koppel_measure_names[m],
                     (double[3]){c->mean.all[m], c->lowest.all[m], c->highest.all[m]});
        }
        for (int g = 0; c->n_proposals > 0 && g < KOPPEL_N_GROUPS; g++) {
            for (int m = 0; m < KOPPEL_N_OF_GROUP; m++) {
                long_row(&csv, c->name, koppel_group_names[g], &koppel_of_group_names[m],
                         (double[3]){c->mean.group[g][m], c->lowest.group[g][m], c->highest.group[g][m]});
            }
        }
    }
}

/* ---- JSON ---- */

static void json_number(struct koppel_text *text, const struct koppel_measure_name *name, double value,
                        const char *between)
{
    char out[NUMBER_BYTES];

    koppel_text_add(text, "%s\"%s\": %s", between, name->name,
                    isnan(value) ? "null" : number(value, name->decimals, '.', out));
}

static void json_measures(struct koppel_text *text, const char *key, const struct koppel_measures *measures)
{
    koppel_text_add(text, ",\n     \"%s\": {", key);
    for (int m = 0; m < KOPPEL_N_MEASURED; m++) {
        json_number(text, &koppel_measure_names[m], measures->all[m], m == 0 ? "" : ", ");
    }
    koppel_text_add(text, ",\n      \"groups\": {");
    for (int g = 0; g < KOPPEL_N_GROUPS; g++) {
        koppel_text_add(text, "%s\n       \"%s\": {", g == 0 ? "" : ",", koppel_group_names[g]);
        for (int m = 0; m < KOPPEL_N_OF_GROUP; m++) {
            json_number(text, &koppel_of_group_names[m], measures->group[g][m], m == 0 ? "" : ", ");
        }
        koppel_text_add(text, "}");
    }
    koppel_text_add(text, "}}");
}

static void json_policy(struct koppel_text *text, const struct koppel_compared *compared)
{
    koppel_text_add(text, "    {\"policy\": ");
    koppel_json_string(text, compared->name);
    koppel_text_add(text, ", \"kind\": \"%s\", \"outcome\": \"%s\", \"proposals\": %" PRId32,
                    compared->is_procedure ? "procedure" : "engine", outcome_text(compared->outcome),
                    compared->n_proposals);
    koppel_text_add(text, ",\n     \"about\": ");
    koppel_json_string(text, compared->about);
    koppel_text_add(text, ", \"source\": ");
    koppel_json_string(text, compared->source);
    koppel_text_add(text, ", \"tiers\": ");
    koppel_json_string(text, compared->tiers);
    if (compared->n_proposals > 0) {
        json_measures(text, "mean", &compared->mean);
    }
    if (compared->n_proposals > 1) {
        json_measures(text, "lowest", &compared->lowest);
        json_measures(text, "highest", &compared->highest);
    }
    koppel_text_add(text, "}");
}

static void json_before(struct koppel_text *text, const struct koppel_indices *before)
{
    const struct {
        enum koppel_measured measured;
        double value;
    } rows[] = {{KOPPEL_MEASURED_DISSIMILARITY, before->dissimilarity},
                {KOPPEL_MEASURED_ISOLATION, before->isolation},
                {KOPPEL_MEASURED_GINI, before->gini},
                {KOPPEL_MEASURED_THEIL, before->theil},
                {KOPPEL_MEASURED_HIGHEST_QUOTIENT, before->highest_quotient}};

    koppel_text_add(text, "  \"before\": {\"permit_holders\": %" PRId64, before->persons);
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        json_number(text, &koppel_measure_names[rows[r].measured], rows[r].value, ", ");
    }
    koppel_text_add(text, "},\n");
}

void koppel_comparison_json(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    const struct koppel_suitability *fit = &comparison->job.fit;
    char period[8];
    char day[11];

    koppel_period_format(fit->period, period);
    koppel_date_format(fit->as_of, day);
    koppel_text_add(text, "{\n  \"program\": \"koppel\",\n  \"version\": \"%s\",\n  \"case\": ", KOPPEL_VERSION);
    koppel_json_case_name(text, fit->kase->folder);
    koppel_text_add(text, ",\n  \"period\": \"%s\",\n  \"as_of\": \"%s\",\n  \"measured_by\": ", period, day);
    koppel_json_string(text, fit->policy->name);
    koppel_text_add(text, ",\n  \"against\": \"" KOPPEL_COMPARED_AGAINST "\",\n  \"seed\": \"%" PRIu64 "\",\n",
                    comparison->seed);
    koppel_json_inputs(text, fit->kase);
    json_before(text, &comparison->before);
    koppel_text_add(text, "  \"policies\": [\n");
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        koppel_text_add(text, "%s", k > 0 ? ",\n" : "");
        json_policy(text, &comparison->compared[k]);
    }
    koppel_text_add(text, "\n  ]\n}\n");
}
