// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_settings.c - what makes a simulation what it is (see simulation_settings.h). */
#include "simulate/simulation_settings.h"

#include "io/file_bytes.h"
#include "io/policy_reader.h"
#include "report/summary_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names and ranges of the numbers. */
static const struct {
    const char *name;
    int64_t least, most;
} numbers[KOPPEL_N_SETTINGS] = {
    [KOPPEL_SETTING_FIRST_DAY] = {"first_day", -100000, 100000},
    [KOPPEL_SETTING_FIRST_PERIOD] = {"first_period", 0, 10000},
    [KOPPEL_SETTING_DAYS] = {"days", 1, 1000000},
    [KOPPEL_SETTING_EVERY] = {"every", 1, 1000000},
    [KOPPEL_SETTING_VACANT] = {"vacant_days", 0, 1000000},
    [KOPPEL_SETTING_TERM] = {"term_days", 0, 1000000},
    [KOPPEL_SETTING_PATHS] = {"paths", 0, 100000},
    [KOPPEL_SETTING_SEED] = {"seed", 0, INT64_MAX},
    [KOPPEL_SETTING_FUTURES] = {"futures", 1, 1000000},
    [KOPPEL_SETTING_LOOK] = {"look_days", 1, 1000000},
    [KOPPEL_SETTING_PATIENCE] = {"patience_percent", 0, 100},
    [KOPPEL_SETTING_HOLD_OVERDUE] = {"holds_against_overdue", 0, 1},
    [KOPPEL_SETTING_GAP_PPM] = {"hindsight_gap_ppm", 0, 1000000},
    [KOPPEL_SETTING_ARRIVALS] = {"arrivals", 0, INT32_MAX},
    [KOPPEL_SETTING_RELEASES] = {"releases", 0, INT32_MAX},
    [KOPPEL_SETTING_CHANCES] = {"chances", 0, 1},
    [KOPPEL_SETTING_HALF_YEARS] = {"half_years", 1, 100000},
    [KOPPEL_SETTING_MONTHS] = {"months", 0, KOPPEL_MOST_MONTHS_TOLD},
    [KOPPEL_SETTING_LANGUAGE] = {"language", 0, KOPPEL_N_LANGUAGES - 1},
    [KOPPEL_SETTING_SEPARATOR] = {"separator", 0, 127},
    [KOPPEL_SETTING_DECIMAL_POINT] = {"decimal_point", 0, 127},
    [KOPPEL_SETTING_TIERS] = {"tiers", 0, KOPPEL_MOST_TIERS_TOLD},
    [KOPPEL_SETTING_POLICIES] = {"policies", 1, KOPPEL_MOST_TIME_POLICIES},
};

static enum koppel_policy_kind kind_of(const struct koppel_time_policy *policy)
{
    return policy->sha256 != NULL                       ? KOPPEL_POLICY_OTHER
           : policy->decide == NULL                     ? KOPPEL_POLICY_HINDSIGHT
           : policy->foresees                           ? KOPPEL_POLICY_FORESIGHT
           : policy->decide == koppel_first_come_decide ? KOPPEL_POLICY_FIRST_COME
           : policy->decide == koppel_myopic_decide     ? KOPPEL_POLICY_MYOPIC
           : policy->decide == koppel_look_ahead_decide ? KOPPEL_POLICY_LOOK_AHEAD
                                                        : KOPPEL_POLICY_OTHER;
}

/* SHA-256 of the policy as it is printed and of the digests of all files that were read. */
static enum koppel_status digest(struct koppel_simulation_settings *settings, const struct koppel_case_world *made,
                                 const struct koppel_simulation_request *request)
{
    struct koppel_text text = {.is_for_machines = true};
    char *policy = NULL;
    enum koppel_status status = koppel_policy_print(&made->job.policy, &policy);

    if (status == KOPPEL_OK) {
        koppel_text_append(&text, policy, strlen(policy));
        koppel_json_inputs(&text, &made->job.kase);
        for (int32_t p = 0; p < request->n_policies; p++) {
            koppel_text_add(&text, KOPPEL_SAME("%s\n"),
                            request->policies[p].sha256 != NULL ? request->policies[p].sha256 : "");
        }
        status = koppel_text_status(&text);
    }
    if (status == KOPPEL_OK) {
        koppel_sha256(text.bytes, text.n_bytes, settings->tables);
    }
    koppel_text_free(&text);
    free(policy);
    return status;
}

static void take_numbers(struct koppel_simulation_settings *settings, const struct koppel_case_world *made,
                         const struct koppel_simulation_request *request)
{
    const struct koppel_world *world = request->world;
    const struct koppel_policy_run *run = &request->run;
    const struct koppel_case *kase = &made->job.kase;
    const int64_t values[KOPPEL_N_SETTINGS] = {[KOPPEL_SETTING_FIRST_DAY] = made->job.fit.as_of,
                                               [KOPPEL_SETTING_FIRST_PERIOD] = made->job.fit.period,
                                               [KOPPEL_SETTING_DAYS] = world->n_days,
                                               [KOPPEL_SETTING_EVERY] = world->every,
                                               [KOPPEL_SETTING_VACANT] = world->vacant_days,
                                               [KOPPEL_SETTING_TERM] = world->term_days,
                                               [KOPPEL_SETTING_PATHS] = request->n_paths,
                                               [KOPPEL_SETTING_SEED] = (int64_t)run->stream.seed,
                                               [KOPPEL_SETTING_FUTURES] = run->n_futures,
                                               [KOPPEL_SETTING_LOOK] = run->look_days,
                                               [KOPPEL_SETTING_PATIENCE] = run->patience_percent,
                                               [KOPPEL_SETTING_HOLD_OVERDUE] = run->holds_against_overdue,
                                               [KOPPEL_SETTING_GAP_PPM] = request->hindsight_gap_ppm,
                                               [KOPPEL_SETTING_ARRIVALS] = kase->n_arrivals,
                                               [KOPPEL_SETTING_RELEASES] = kase->n_releases,
                                               [KOPPEL_SETTING_CHANCES] = world->chances != NULL,
                                               [KOPPEL_SETTING_HALF_YEARS] = world->n_half_years,
                                               [KOPPEL_SETTING_MONTHS] =
                                                   world->breakdown != NULL ? world->breakdown->n_months : 0,
                                               [KOPPEL_SETTING_LANGUAGE] = koppel_language_now(),
                                               [KOPPEL_SETTING_SEPARATOR] = kase->separator,
                                               [KOPPEL_SETTING_DECIMAL_POINT] = kase->decimal_point,
                                               [KOPPEL_SETTING_TIERS] = world->problem->n_tiers,
                                               [KOPPEL_SETTING_POLICIES] = request->n_policies};

    memcpy(settings->number, values, sizeof values);
}

enum koppel_status koppel_simulation_settings_make(struct koppel_simulation_settings *settings,
                                                   const struct koppel_case_world *made,
                                                   const struct koppel_simulation_request *request)
{
    const struct koppel_problem *problem = request->world->problem;

    *settings = (struct koppel_simulation_settings){.shard = request->shard};
    take_numbers(settings, made, request);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        memcpy(settings->tiers[t].name, problem->tiers[t].name, sizeof settings->tiers[t].name);
        settings->tiers[t].maximise = problem->tiers[t].maximise;
        settings->tiers[t].scale = problem->tiers[t].scale;
    }
    for (int32_t p = 0; p < request->n_policies; p++) {
        snprintf(settings->policies[p].name, sizeof settings->policies[p].name, "%s", request->policies[p].name);
        settings->policies[p].kind = kind_of(&request->policies[p]);
        settings->policies[p].gather_days = request->policies[p].gather_days;
    }
    snprintf(settings->folder, sizeof settings->folder, "%s", made->job.kase.folder);
    koppel_text_tame(settings->folder, strlen(settings->folder), false); /* it is one line */
    return digest(settings, made, request);
}

int32_t koppel_settings_n_paths(const struct koppel_simulation_settings *settings)
{
    return settings->number[KOPPEL_SETTING_PATHS] > 0 ? (int32_t)settings->number[KOPPEL_SETTING_PATHS] : 1;
}

/* ---- As lines --------------------------------------------------------------------------------------------------- */

void koppel_simulation_settings_write(const struct koppel_simulation_settings *settings, struct koppel_text *text)
{
    text->is_for_machines = true;
    koppel_text_add(text, KOPPEL_SAME("version %s\n"), KOPPEL_VERSION);
    koppel_text_add(text, KOPPEL_SAME("tables %s\n"), settings->tables);
    for (int k = 0; k < KOPPEL_N_SETTINGS; k++) {
        koppel_text_add(text, KOPPEL_SAME("%s %" PRId64 "\n"), numbers[k].name, settings->number[k]);
    }
    for (int64_t t = 0; t < settings->number[KOPPEL_SETTING_TIERS]; t++) {
        koppel_text_add(text, KOPPEL_SAME("tier %s %d %" PRId64 "\n"), settings->tiers[t].name,
                        (int)settings->tiers[t].maximise, settings->tiers[t].scale);
    }
    for (int64_t p = 0; p < settings->number[KOPPEL_SETTING_POLICIES]; p++) {
        koppel_text_add(text, KOPPEL_SAME("policy %s %d %d\n"), settings->policies[p].name,
                        (int)settings->policies[p].kind, (int)settings->policies[p].gather_days);
    }
    koppel_text_add(text, KOPPEL_SAME("shard %d %d\n"), (int)settings->shard.k, (int)settings->shard.n);
    koppel_text_add(text, KOPPEL_SAME("folder %s\n"), settings->folder);
}

/* Reads words behind keys; what is wrong is remembered. */
struct reading {
    const char *at;
    long line;
    bool is_wrong;
};

/* The word or, of the last one of a line, the rest of it. */
static void take(struct reading *reading, char end, char *word, size_t size)
{
    const char *stop = strchr(reading->at, end);
    const char *line_end = strchr(reading->at, '\n');
    const size_t n = stop != NULL ? (size_t)(stop - reading->at) : 0;

    word[0] = '\0';
    if (reading->is_wrong || stop == NULL || line_end == NULL || stop > line_end || n >= size) {
        reading->is_wrong = true;
        return;
    }
    memcpy(word, reading->at, n);
    word[n] = '\0';
    reading->at = stop + 1;
    reading->line += end == '\n';
}

static void expect(struct reading *reading, const char *key)
{
    char word[48];

    take(reading, ' ', word, sizeof word);
    reading->is_wrong = reading->is_wrong || strcmp(word, key) != 0;
}

static int64_t take_number(struct reading *reading, char end, int64_t least, int64_t most)
{
    char word[32];
    char *stop = word;
    long long value = 0;

    take(reading, end, word, sizeof word);
    value = strtoll(word, &stop, 10);
    reading->is_wrong = reading->is_wrong || stop == word || *stop != '\0' || value < least || value > most;
    return reading->is_wrong ? least : value;
}

static void read_lists(struct reading *reading, struct koppel_simulation_settings *settings)
{
    for (int64_t t = 0; t < settings->number[KOPPEL_SETTING_TIERS] && !reading->is_wrong; t++) {
        expect(reading, "tier");
        take(reading, ' ', settings->tiers[t].name, sizeof settings->tiers[t].name);
        settings->tiers[t].maximise = take_number(reading, ' ', 0, 1) == 1;
        settings->tiers[t].scale = take_number(reading, '\n', 1, INT64_C(1000000000000));
    }
    for (int64_t p = 0; p < settings->number[KOPPEL_SETTING_POLICIES] && !reading->is_wrong; p++) {
        expect(reading, "policy");
        take(reading, ' ', settings->policies[p].name, sizeof settings->policies[p].name);
        settings->policies[p].kind = (enum koppel_policy_kind)take_number(reading, ' ', 0, KOPPEL_N_POLICY_KINDS - 1);
        settings->policies[p].gather_days = (int32_t)take_number(reading, '\n', 0, 366);
    }
}

enum koppel_status koppel_simulation_settings_read(struct koppel_simulation_settings *settings, const char *lines,
                                                   const char *file, struct koppel_errors *errors)
{
    struct reading reading = {.at = lines, .line = 2};
    char version[48];

    *settings = (struct koppel_simulation_settings){0};
    expect(&reading, "version");
    take(&reading, '\n', version, sizeof version);
    if (!reading.is_wrong && strcmp(version, KOPPEL_VERSION) != 0) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, 2, 0,
                                 "was written by version %s of Koppel; this is version %s, which may come to other "
                                 "numbers: make it again",
                                 version, KOPPEL_VERSION);
    }
    expect(&reading, "tables");
    take(&reading, '\n', settings->tables, sizeof settings->tables);
    for (int k = 0; k < KOPPEL_N_SETTINGS; k++) {
        expect(&reading, numbers[k].name);
        settings->number[k] = take_number(&reading, '\n', numbers[k].least, numbers[k].most);
    }
    read_lists(&reading, settings);
    expect(&reading, "shard");
    settings->shard.k = (int32_t)take_number(&reading, ' ', 0, 100000);
    settings->shard.n = (int32_t)take_number(&reading, '\n', settings->shard.k, 100000);
    expect(&reading, "folder");
    take(&reading, '\n', settings->folder, sizeof settings->folder);
    if (reading.is_wrong || *reading.at != '\0') {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, reading.line, 0,
                                 "is no part of a simulation, or it was changed: make it again");
    }
    return KOPPEL_OK;
}

const char *koppel_simulation_settings_differ(const struct koppel_simulation_settings *a,
                                              const struct koppel_simulation_settings *b)
{
    if (strcmp(a->tables, b->tables) != 0) {
        return "tables";
    }
    for (int k = 0; k < KOPPEL_N_SETTINGS; k++) {
        if (a->number[k] != b->number[k]) {
            return numbers[k].name;
        }
    }
    for (int64_t p = 0; p < a->number[KOPPEL_SETTING_POLICIES]; p++) {
        if (strcmp(a->policies[p].name, b->policies[p].name) != 0 || a->policies[p].kind != b->policies[p].kind ||
            a->policies[p].gather_days != b->policies[p].gather_days) {
            return "policies";
        }
    }
    return NULL;
}
