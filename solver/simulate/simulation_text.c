/* simulation_text.c - what a simulation found, in words, tables and JSON (see simulation_text.h). */
#include "simulate/simulation_text.h"

#include "report/csv_text.h"
#include "simulate/simulation_events.h"
#include "simulate/simulation_measures.h"

#include <math.h>
#include <stdio.h>

/* A cell with a number of floating point; empty where it is not known. */
static void csv_number(struct koppel_csv *csv, double value)
{
    if (isnan(value)) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, llround(value * 1000), 1000);
    }
}

static void write_policies(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"policy", "measure", "mean", "standard_error"};
    struct koppel_csv csv = koppel_csv_begin(text, &report->made->job.kase);
    const struct koppel_simulation_request *request = report->request;
    char name[KOPPEL_MEASURE_NAME];

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t p = 0; p < request->n_policies; p++) {
        for (int32_t m = 0; m < koppel_simulation_n_measures(request); m++) {
            double mean = 0;
            double error = 0;

            koppel_simulation_mean(request, report->simulation, p, m, &mean, &error);
            koppel_csv_text(&csv, request->policies[p].name);
            koppel_csv_text(&csv, koppel_simulation_measure_name(request, report->made->job.fit.period, m, name));
            csv_number(&csv, mean);
            csv_number(&csv, error);
            koppel_csv_end(&csv);
        }
    }
}

static void write_paths(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"path", "policy", "measure", "value"};
    struct koppel_csv csv = koppel_csv_begin(text, &report->made->job.kase);
    const struct koppel_simulation_request *request = report->request;
    char name[KOPPEL_MEASURE_NAME];

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t path = 0; path < report->simulation->n_paths; path++) {
        for (int32_t p = 0; p < request->n_policies; p++) {
            for (int32_t m = 0; m < koppel_simulation_n_measures(request); m++) {
                koppel_csv_whole(&csv, report->simulation->is_real ? 0 : path + 1);
                koppel_csv_text(&csv, request->policies[p].name);
                koppel_csv_text(&csv, koppel_simulation_measure_name(request, report->made->job.fit.period, m, name));
                csv_number(&csv, koppel_simulation_value(request, report->simulation, path, p, m));
                koppel_csv_end(&csv);
            }
        }
    }
}

static void json_number(struct koppel_text *text, double value)
{
    if (isnan(value)) {
        koppel_text_add(text, KOPPEL_SAME("null"));
    } else {
        koppel_text_add(text, KOPPEL_SAME("%.3f"), value);
    }
}

static void json_policy(const struct koppel_simulation_report *report, int32_t policy, struct koppel_text *text)
{
    const struct koppel_simulation_request *request = report->request;
    char name[KOPPEL_MEASURE_NAME];

    koppel_text_add(text, KOPPEL_SAME("    {\"policy\": \"%s\", \"measures\": {"), request->policies[policy].name);
    for (int32_t m = 0; m < koppel_simulation_n_measures(request); m++) {
        double mean = 0;
        double error = 0;

        koppel_simulation_mean(request, report->simulation, policy, m, &mean, &error);
        koppel_text_add(text, KOPPEL_SAME("%s\n      \"%s\": {\"mean\": "), m > 0 ? "," : "",
                        koppel_simulation_measure_name(request, report->made->job.fit.period, m, name));
        json_number(text, mean);
        koppel_text_add(text, KOPPEL_SAME(", \"standard_error\": "));
        json_number(text, error);
        koppel_text_add(text, KOPPEL_SAME("}"));
    }
    koppel_text_add(text, KOPPEL_SAME("}}%s\n"), policy + 1 < request->n_policies ? "," : "");
}

void koppel_simulation_json(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    const struct koppel_simulation_request *request = report->request;
    const struct koppel_world *world = request->world;
    char day[11];

    text->is_for_machines = true;
    koppel_date_format(report->made->job.fit.as_of, day);
    koppel_text_add(
        text,
        KOPPEL_SAME("{\n  \"first_day\": \"%s\", \"days\": %d, \"every\": %d, \"vacant_days\": %d, \"paths\": %d,\n"
                    "  \"seed\": %llu, \"futures\": %d, \"look_days\": %d, \"patience_percent\": %d, "
                    "\"holds_against_overdue\": %s,\n  \"policies\": [\n"),
        day, (int)world->n_days, (int)world->every, (int)world->vacant_days, (int)request->n_paths,
        (unsigned long long)request->run.stream.seed, (int)request->run.n_futures, (int)request->run.look_days,
        (int)request->run.patience_percent, request->run.holds_against_overdue ? "true" : "false");
    for (int32_t p = 0; p < request->n_policies; p++) {
        json_policy(report, p, text);
    }
    koppel_text_add(text, KOPPEL_SAME("  ]\n}\n"));
}

void koppel_simulation_documents(const struct koppel_simulation_report *report,
                                 struct koppel_document documents[KOPPEL_N_SIMULATION_DOCUMENTS])
{
    static const char *const names[] = {"policies.csv", "paths.csv", "events.csv", "events.txt", "simulate.json"};

    for (size_t d = 0; d < KOPPEL_N_SIMULATION_DOCUMENTS; d++) {
        documents[d] = (struct koppel_document){.name = names[d]};
    }
    write_policies(report, &documents[0].text);
    write_paths(report, &documents[1].text);
    koppel_events_table(report, &documents[2].text);
    koppel_events_tell(report, &documents[3].text);
    koppel_simulation_json(report, &documents[4].text);
}

/* ---- The terminal ----------------------------------------------------------------------------------------------- */

/* A mean with its standard error in a column of 16 characters. */
static void print_mean(const struct koppel_simulation_report *report, int32_t policy, int32_t measure, int decimals,
                       struct koppel_text *text)
{
    char cell[64];
    double mean = 0;
    double error = 0;

    koppel_simulation_mean(report->request, report->simulation, policy, measure, &mean, &error);
    if (isnan(mean)) {
        snprintf(cell, sizeof cell, "-");
    } else if (isnan(error)) {
        snprintf(cell, sizeof cell, "%.*f", decimals, mean);
    } else {
        snprintf(cell, sizeof cell, "%.*f (%.*f)", decimals, mean, decimals, error);
    }
    koppel_text_add(text, KOPPEL_SAME("%16s"), cell);
}

static void print_row(const struct koppel_simulation_report *report, const char *name, int32_t measure, int decimals,
                      struct koppel_text *text)
{
    koppel_text_add(text, KOPPEL_SAME("  %-32s"), name);
    for (int32_t p = 0; p < report->request->n_policies; p++) {
        print_mean(report, p, measure, decimals, text);
    }
    koppel_text_append(text, "\n", 1);
}

static void print_head(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    const struct koppel_world *world = report->request->world;
    const struct koppel_case *kase = &report->made->job.kase;
    char first[KOPPEL_DAY_WORDS];
    char last[KOPPEL_DAY_WORDS];

    koppel_date_words(report->made->job.fit.as_of, first);
    koppel_date_words(report->made->job.fit.as_of + world->n_days - 1, last);
    koppel_text_add(text, "%s: %s to %s, a decision every %d days; a home can be given out for %d days.\n",
                    kase->folder, first, last, (int)world->every, (int)world->vacant_days);
    if (report->simulation->is_real) {
        koppel_text_add(text, "The real course of events: %d households and %d homes are still to come.\n\n",
                        (int)kase->n_arrivals, (int)kase->n_releases);
    } else {
        koppel_text_add(text,
                        "Means over %d courses of events, drawn from the %d households and %d homes that are still to "
                        "come (standard error).\n\n",
                        (int)report->simulation->n_paths, (int)kase->n_arrivals, (int)kase->n_releases);
    }
    koppel_text_add(text, KOPPEL_SAME("  %-32s"), "");
    for (int32_t p = 0; p < report->request->n_policies; p++) {
        koppel_text_add(text, KOPPEL_SAME("%16s"), report->request->policies[p].name);
    }
    koppel_text_append(text, "\n", 1);
}

static void print_tiers(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    const struct koppel_problem *problem = report->request->world->problem;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        char name[96];

        snprintf(name, sizeof name, problem->tiers[t].maximise ? _("%s, %% of hindsight") : _("%s, above hindsight"),
                 _(problem->tiers[t].name));
        print_row(report, name, koppel_simulation_measure_of_tier(t), problem->tiers[t].maximise ? 2 : 1, text);
    }
}

void koppel_simulation_print(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    static const struct {
        enum koppel_told told;
        const char *name;
    } rows[] = {{KOPPEL_TOLD_CAME, N_("households that came")},
                {KOPPEL_TOLD_PLACED, N_("households housed")},
                {KOPPEL_TOLD_PERSONS, N_("persons housed")},
                {KOPPEL_TOLD_IN_TERM, N_("persons housed within the term")},
                {KOPPEL_TOLD_WAITING, N_("days waited, mean")},
                {KOPPEL_TOLD_WAITING_P90, N_("days waited, nine in ten")},
                {KOPPEL_TOLD_OVERDUE, N_("past the term at the end")},
                {KOPPEL_TOLD_EMPTY, N_("homes that nobody got")},
                {KOPPEL_TOLD_HELD, N_("days kept though somebody fits")}};
    const struct koppel_simulation_request *request = report->request;

    print_head(report, text);
    print_tiers(report, text);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        print_row(report, _(rows[k].name), koppel_simulation_measure_of(request, rows[k].told), 1, text);
    }
    for (int32_t h = 0; h < request->world->n_half_years && h < KOPPEL_MOST_HALF_YEARS_TOLD; h++) {
        char name[96];
        char period[8];

        koppel_period_format(report->made->job.fit.period + h, period);
        snprintf(name, sizeof name, _("short of the targets, %s"), period);
        print_row(report, name, koppel_simulation_measure_of_half_year(request, h), 1, text);
    }
}
