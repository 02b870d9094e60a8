// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_files.c - what a simulation found, as files for people and programs (see simulation_text.h). */
#include "simulate/simulation_text.h"

#include "report/csv_text.h"
#include "report/summary_json.h"
#include "simulate/simulation_charts.h"
#include "simulate/simulation_measures.h"

#include <inttypes.h>

#include <math.h>

/* A cell with a number of floating point; empty where it is not known. */
static void csv_number(struct koppel_csv *csv, double value)
{
    if (isnan(value)) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, llround(value * 10000), 10000);
    }
}

/* A file of the kind that the case was written in. */
static struct koppel_csv begin(const struct koppel_simulation *simulation, const char *const *names, size_t n,
                               struct koppel_text *text)
{
    const struct koppel_case kind = {.separator = (char)simulation->settings.number[KOPPEL_SETTING_SEPARATOR],
                                     .decimal_point = (char)simulation->settings.number[KOPPEL_SETTING_DECIMAL_POINT]};
    struct koppel_csv csv = koppel_csv_begin(text, &kind);

    koppel_csv_header(&csv, names, n);
    return csv;
}

static void write_policies(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    static const char *const names[] = {"policy", "measure", "mean", "standard_error"};
    const struct koppel_simulation_settings *settings = &simulation->settings;
    struct koppel_csv csv = begin(simulation, names, sizeof names / sizeof *names, text);
    char name[KOPPEL_MEASURE_NAME];

    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        for (int32_t m = 0; m < koppel_simulation_n_measures(settings); m++) {
            double mean = 0;
            double error = 0;

            koppel_simulation_mean(simulation, p, m, &mean, &error);
            koppel_csv_text(&csv, settings->policies[p].name);
            koppel_csv_text(&csv, koppel_simulation_measure_name(settings, m, name));
            csv_number(&csv, mean);
            csv_number(&csv, error);
            koppel_csv_end(&csv);
        }
    }
}

static void write_paths(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    static const char *const names[] = {"path", "policy", "measure", "value"};
    const struct koppel_simulation_settings *settings = &simulation->settings;
    struct koppel_csv csv = begin(simulation, names, sizeof names / sizeof *names, text);
    char name[KOPPEL_MEASURE_NAME];

    for (int32_t path = 0; path < koppel_settings_n_paths(settings); path++) {
        for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
            for (int32_t m = 0; m < koppel_simulation_n_of_path(settings); m++) {
                koppel_csv_whole(&csv, settings->number[KOPPEL_SETTING_PATHS] > 0 ? path + 1 : 0);
                koppel_csv_text(&csv, settings->policies[p].name);
                koppel_csv_text(&csv, koppel_simulation_measure_name(settings, m, name));
                csv_number(&csv, koppel_simulation_value(simulation, path, p, m));
                koppel_csv_end(&csv);
            }
        }
    }
}

/* What was told of each policy on the first path, below one heading. */
static void write_told(const struct koppel_simulation *simulation, const char *const *names, size_t n,
                       enum koppel_told_text kind, struct koppel_text *text)
{
    begin(simulation, names, n, text);
    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        const struct koppel_text *told = &simulation->texts[p][kind];

        if (told->n_bytes > 0) {
            koppel_text_append(text, told->bytes, told->n_bytes);
        }
        text->failed = text->failed || told->failed;
    }
}

/* The story of the last policy that takes decisions. */
static void write_story(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    const struct koppel_simulation_settings *settings = &simulation->settings;
    int32_t policy = koppel_simulation_n_policies(simulation) - 1;

    while (policy >= 0 && settings->policies[policy].kind == KOPPEL_POLICY_HINDSIGHT) {
        policy--;
    }
    if (policy < 0) {
        return;
    }
    koppel_text_add(text, "The first course of events, under policy %s\n\n", settings->policies[policy].name);
    if (settings->number[KOPPEL_SETTING_PATHS] > 0) {
        koppel_text_add(text, "A key with ~2 behind it is a second copy of a row of the tables: a course of events may "
                              "draw a row more than once.\n\n");
    }
    if (simulation->texts[policy][KOPPEL_TEXT_STORY].n_bytes > 0) {
        koppel_text_append(text, simulation->texts[policy][KOPPEL_TEXT_STORY].bytes,
                           simulation->texts[policy][KOPPEL_TEXT_STORY].n_bytes);
    }
    text->failed = text->failed || simulation->texts[policy][KOPPEL_TEXT_STORY].failed;
}

static void json_number(struct koppel_text *text, double value)
{
    if (isnan(value)) {
        koppel_text_add(text, KOPPEL_SAME("null"));
    } else {
        koppel_text_add(text, KOPPEL_SAME("%.4f"), value);
    }
}

static void json_policy(const struct koppel_simulation *simulation, int32_t policy, struct koppel_text *text)
{
    const struct koppel_simulation_settings *settings = &simulation->settings;
    char name[KOPPEL_MEASURE_NAME];

    koppel_text_add(text, KOPPEL_SAME("    {\"policy\": "));
    koppel_json_string(text, settings->policies[policy].name);
    koppel_text_add(text, KOPPEL_SAME(", \"measures\": {"));
    for (int32_t m = 0; m < koppel_simulation_n_measures(settings); m++) {
        double mean = 0;
        double error = 0;

        koppel_simulation_mean(simulation, policy, m, &mean, &error);
        koppel_text_add(text, KOPPEL_SAME("%s\n      \"%s\": {\"mean\": "), m > 0 ? "," : "",
                        koppel_simulation_measure_name(settings, m, name));
        json_number(text, mean);
        koppel_text_add(text, KOPPEL_SAME(", \"standard_error\": "));
        json_number(text, error);
        koppel_text_add(text, KOPPEL_SAME("}"));
    }
    koppel_text_add(text, KOPPEL_SAME("}}%s\n"), policy + 1 < koppel_simulation_n_policies(simulation) ? "," : "");
}

void koppel_simulation_json(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    const struct koppel_simulation_settings *settings = &simulation->settings;
    const int64_t *number = settings->number;
    char day[11];

    text->is_for_machines = true;
    koppel_date_format((int32_t)number[KOPPEL_SETTING_FIRST_DAY], day);
    koppel_text_add(
        text,
        KOPPEL_SAME("{\n  \"version\": \"%s\", \"tables_sha256\": \"%s\",\n  \"first_day\": \"%s\", \"days\": %" PRId64
                    ", \"every\": %" PRId64 ", \"vacant_days\": %" PRId64 ", \"paths\": %" PRId64
                    ",\n  \"seed\": %" PRId64 ", \"futures\": %" PRId64 ", \"look_days\": %" PRId64
                    ", \"patience_percent\": %" PRId64 ", \"holds_against_overdue\": %s,\n  \"policies\": [\n"),
        KOPPEL_VERSION, settings->tables, day, number[KOPPEL_SETTING_DAYS], number[KOPPEL_SETTING_EVERY],
        number[KOPPEL_SETTING_VACANT], number[KOPPEL_SETTING_PATHS], number[KOPPEL_SETTING_SEED],
        number[KOPPEL_SETTING_FUTURES], number[KOPPEL_SETTING_LOOK], number[KOPPEL_SETTING_PATIENCE],
        number[KOPPEL_SETTING_HOLD_OVERDUE] > 0 ? "true" : "false");
    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        json_policy(simulation, p, text);
    }
    koppel_text_add(text, KOPPEL_SAME("  ]\n}\n"));
}

void koppel_simulation_documents(const struct koppel_simulation *simulation,
                                 struct koppel_document documents[KOPPEL_N_SIMULATION_DOCUMENTS])
{
    static const char *const event_names[] = {"policy",       "day",       "event",        "household",
                                              "unit",         "home_days", "waiting_days", "expected_persons",
                                              "expected_days"};
    static const char *const price_names[] = {"policy", "day", "kind", "key", "price", "standard_error"};
    static const char *const names[] = {"policies.csv",  "paths.csv",     "events.csv",  "events.txt",  "prices.csv",
                                        "simulate.json", "hindsight.svg", "waiting.svg", "backlog.svg", "spread.svg"};

    for (size_t d = 0; d < KOPPEL_N_SIMULATION_DOCUMENTS; d++) {
        documents[d] = (struct koppel_document){.name = names[d]};
    }
    write_policies(simulation, &documents[0].text);
    write_paths(simulation, &documents[1].text);
    write_told(simulation, event_names, sizeof event_names / sizeof *event_names, KOPPEL_TEXT_EVENTS,
               &documents[2].text);
    write_story(simulation, &documents[3].text);
    write_told(simulation, price_names, sizeof price_names / sizeof *price_names, KOPPEL_TEXT_PRICES,
               &documents[4].text);
    koppel_simulation_json(simulation, &documents[5].text);
    koppel_hindsight_chart(simulation, &documents[6].text);
    koppel_waits_chart(simulation, &documents[7].text);
    koppel_backlog_chart(simulation, &documents[8].text);
    koppel_spread_chart(simulation, &documents[9].text);
}
