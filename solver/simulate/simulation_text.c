/* simulation_text.c - what a simulation found, in words, tables and JSON (see simulation_text.h). */
#include "simulate/simulation_text.h"

#include "report/csv_text.h"
#include "simulate/policies.h"
#include "simulate/simulation_events.h"
#include "simulate/simulation_measures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A cell with a number of floating point; empty where it is not known. */
static void csv_number(struct koppel_csv *csv, double value)
{
    if (isnan(value)) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, llround(value * 10000), 10000);
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
        koppel_text_add(text, KOPPEL_SAME("%.4f"), value);
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

/* The decimal point of the language. */
static void localise(char *number)
{
    for (char *c = number; *c != '\0'; c++) {
        *c = *c == '.' ? koppel_language_decimal() : *c;
    }
}

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
    localise(cell);
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
    koppel_text_add(text,
                    koppel_plural("%s: %s to %s, with a decision every day.\n",
                                  "%s: %s to %s, with a decision every %d days.\n", world->every),
                    kase->folder, first, last, (int)world->every);
    koppel_text_add(text,
                    koppel_plural("A home can be given out for %d day.\n", "A home can be given out for %d days.\n",
                                  world->vacant_days),
                    (int)world->vacant_days);
    if (report->simulation->is_real) {
        koppel_text_add(text, "The real course of events: what is still to come (households: %d, homes: %d).\n\n",
                        (int)kase->n_arrivals, (int)kase->n_releases);
    } else {
        koppel_text_add(text,
                        koppel_plural("%d course of events, drawn from what is still to come (households: %d, homes: "
                                      "%d).\n\n",
                                      "Means over %d courses of events, drawn from what is still to come (households: "
                                      "%d, homes: %d).\n\n",
                                      report->simulation->n_paths),
                        (int)report->simulation->n_paths, (int)kase->n_arrivals, (int)kase->n_releases);
    }
    koppel_text_add(text, KOPPEL_SAME("  %-32s"), "");
    for (int32_t p = 0; p < report->request->n_policies; p++) {
        koppel_text_add(text, KOPPEL_SAME("%16s"), report->request->policies[p].name);
    }
    koppel_text_append(text, "\n", 1);
}

/* Does the tier count people short of the targets, and nothing else? */
static bool is_of_target(const struct koppel_tier *tier)
{
    return !tier->maximise && strcmp(tier->name, "target") == 0;
}

static void print_tiers(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    const struct koppel_problem *problem = report->request->world->problem;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        char name[96];

        snprintf(name, sizeof name,
                 problem->tiers[t].maximise         ? _("%s, %% of hindsight")
                 : is_of_target(&problem->tiers[t]) ? _("people short, above hindsight")
                                                    : _("%s, above hindsight"),
                 _(problem->tiers[t].name));
        print_row(report, name, koppel_simulation_measure_of_tier(t), problem->tiers[t].maximise ? 2 : 1, text);
    }
}

/* What a policy does, in a line. */
static void explain_policy(const struct koppel_time_policy *policy, struct koppel_text *text)
{
    if (policy->decide == NULL) {
        koppel_text_add(text,
                        "%s: the best that was possible, had everybody known all days beforehand. Nobody can decide "
                        "like that.\n",
                        policy->name);
    } else if (policy->gather_days > 0) {
        koppel_text_add(text,
                        koppel_plural("%s: the best offers of that day, once every day.\n",
                                      "%s: the best offers of that day, once in %d days.\n", policy->gather_days),
                        policy->name, (int)policy->gather_days);
    } else if (policy->decide == koppel_first_come_decide) {
        koppel_text_add(text, "%s: each home goes to the household that waits longest and that it suits.\n",
                        policy->name);
    } else if (policy->decide == koppel_myopic_decide) {
        koppel_text_add(text, "%s: the best offers of that day. It does not look at later days.\n", policy->name);
    } else {
        koppel_text_add(text,
                        "%s: the best offers of that day, with an estimate of later days. It can keep a home for "
                        "somebody who is still to come.\n",
                        policy->name);
    }
}

static void explain(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    const struct koppel_problem *problem = report->request->world->problem;

    koppel_text_append(text, "\n", 1);
    for (int32_t p = 0; p < report->request->n_policies; p++) {
        explain_policy(&report->request->policies[p], text);
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        if (is_of_target(&problem->tiers[t])) {
            koppel_text_add(text,
                            "People short, above hindsight: those short at the end of each half-year are added up. "
                            "Who is short at the end of two half-years counts twice.\n");
        }
    }
    if (report->simulation->n_paths > 1) {
        koppel_text_add(text, "In brackets is the standard error. With many more courses of events, the mean is most "
                              "likely within twice this number of the mean here.\n");
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
    explain(report, text);
}
