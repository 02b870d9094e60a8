// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* comparison_files.c - a comparison for programs: CSV and JSON (see comparison_text.h). */
#include "compare/comparison_text.h"

#include "compare/comparison_charts.h"
#include "report/csv_text.h"
#include "report/summary_json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { NUMBER_BYTES = 40 };

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

/* ---- CSV ---- */

static void csv_number(struct koppel_csv *csv, double value, int decimals)
{
    char out[NUMBER_BYTES];

    koppel_csv_text(csv, number(value, decimals, csv->decimal_point, out));
}

/* policies.csv: a row a policy, a column a measure (means, where lots are drawn). */
static void policies_csv(const struct koppel_comparison *comparison, struct koppel_text *text)
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

/* measures.csv: a row a policy, group and measure, with mean, lowest and highest. */
static void measures_csv(const struct koppel_comparison *comparison, struct koppel_text *text)
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

/* chances.csv: a row a household, a column a policy: the chance of a home. */
static void chances_csv(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    const struct koppel_case *kase = &comparison->job.kase;
    struct koppel_csv csv = koppel_csv_begin(text, kase);

    koppel_csv_text(&csv, "household");
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        koppel_csv_text(&csv, comparison->compared[k].name);
    }
    koppel_csv_end(&csv);
    for (int32_t i = 0; i < kase->n_households; i++) {
        koppel_csv_text(&csv, kase->households[i].id);
        for (int32_t k = 0; k < comparison->n_compared; k++) {
            const struct koppel_compared *compared = &comparison->compared[k];

            csv_number(&csv, compared->n_proposals > 0 ? compared->chance[i] : NAN, KOPPEL_INDEX_LONG);
        }
        koppel_csv_end(&csv);
    }
}

/* curve.csv: a row a point of the trade-off. */
static void curve_csv(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                      struct koppel_text *text)
{
    struct koppel_csv csv = koppel_csv_begin(text, &comparison->job.kase);

    koppel_csv_text(&csv, "beyond_caps");
    for (int m = 0; m < KOPPEL_MEASURED_PERSONS_LOST; m++) {
        koppel_csv_text(&csv, koppel_measure_names[m].name);
    }
    koppel_csv_end(&csv);
    for (int32_t k = 0; k < curve->n_points; k++) {
        koppel_csv_whole(&csv, curve->points[k].over_cap);
        for (int m = 0; m < KOPPEL_MEASURED_PERSONS_LOST; m++) {
            csv_number(&csv, curve->points[k].measures.all[m], koppel_measure_names[m].decimals);
        }
        koppel_csv_end(&csv);
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

static void json_curve(struct koppel_text *text, const struct koppel_curve *curve)
{
    koppel_text_add(text, "  \"curve\": {\"against\": \"%s\", \"complete\": %s, \"points\": [",
                    koppel_objective_name(curve->against), curve->is_complete ? "true" : "false");
    for (int32_t k = 0; k < curve->n_points; k++) {
        const double *all = curve->points[k].measures.all;

        koppel_text_add(text, "%s\n    {\"beyond_caps\": %" PRId64, k > 0 ? "," : "", curve->points[k].over_cap);
        for (int m = 0; m < KOPPEL_MEASURED_PERSONS_LOST; m++) {
            json_number(text, &koppel_measure_names[m], all[m], ", ");
        }
        koppel_text_add(text, "}");
    }
    koppel_text_add(text, "%s]}\n", curve->n_points > 0 ? "\n  " : "");
}

void koppel_comparison_json(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                            struct koppel_text *text)
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
    koppel_text_add(text, "\n  ],\n");
    json_curve(text, curve);
    koppel_text_add(text, "}\n");
}

void koppel_comparison_documents(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                                 struct koppel_document documents[KOPPEL_N_COMPARISON_DOCUMENTS])
{
    static const char *const names[KOPPEL_N_COMPARISON_DOCUMENTS] = {
        "policies.csv",    "measures.csv",  "chances.csv",        "curve.csv",
        "comparison.json", "trade-off.svg", "neighbourhoods.svg", "waiting.svg"};

    for (int d = 0; d < KOPPEL_N_COMPARISON_DOCUMENTS; d++) {
        documents[d] = (struct koppel_document){.name = names[d]};
    }
    policies_csv(comparison, &documents[0].text);
    measures_csv(comparison, &documents[1].text);
    chances_csv(comparison, &documents[2].text);
    curve_csv(comparison, curve, &documents[3].text);
    koppel_comparison_json(comparison, curve, &documents[4].text);
    koppel_trade_off_chart(comparison, curve, &documents[5].text);
    koppel_neighbourhoods_chart(comparison, &documents[6].text);
    koppel_waiting_chart(comparison, &documents[7].text);
}
