// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_text.c - what a simulation found, as a table for the terminal (see simulation_text.h). */
#include "simulate/simulation_text.h"

#include "simulate/simulation_measures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The decimal point of the language. */
static void localise(char *number)
{
    for (char *c = number; *c != '\0'; c++) {
        *c = *c == '.' ? koppel_language_decimal() : *c;
    }
}

/* A mean with its standard error in a column of 16 characters. */
static void print_mean(const struct koppel_simulation *simulation, int32_t policy, int32_t measure, int decimals,
                       struct koppel_text *text)
{
    char cell[64];
    double mean = 0;
    double error = 0;

    koppel_simulation_mean(simulation, policy, measure, &mean, &error);
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

static void print_row(const struct koppel_simulation *simulation, const char *name, int32_t measure, int decimals,
                      struct koppel_text *text)
{
    koppel_text_add(text, KOPPEL_SAME("  %-40s"), name);
    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        print_mean(simulation, p, measure, decimals, text);
    }
    koppel_text_append(text, "\n", 1);
}

static void print_head(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    const int64_t *number = simulation->settings.number;
    const int32_t first_day = (int32_t)number[KOPPEL_SETTING_FIRST_DAY];
    char first[KOPPEL_DAY_WORDS];
    char last[KOPPEL_DAY_WORDS];

    koppel_date_words(first_day, first);
    koppel_date_words(first_day + (int32_t)number[KOPPEL_SETTING_DAYS] - 1, last);
    koppel_text_add(text,
                    koppel_plural("%s: %s to %s, with a decision every day.\n",
                                  "%s: %s to %s, with a decision every %d days.\n", number[KOPPEL_SETTING_EVERY]),
                    simulation->settings.folder, first, last, (int)number[KOPPEL_SETTING_EVERY]);
    koppel_text_add(text,
                    koppel_plural("A home can be given out for %d day.\n", "A home can be given out for %d days.\n",
                                  number[KOPPEL_SETTING_VACANT]),
                    (int)number[KOPPEL_SETTING_VACANT]);
    if (number[KOPPEL_SETTING_PATHS] == 0) {
        koppel_text_add(text, "The real course of events: what is still to come (households: %d, homes: %d).\n\n",
                        (int)number[KOPPEL_SETTING_ARRIVALS], (int)number[KOPPEL_SETTING_RELEASES]);
    } else {
        koppel_text_add(text,
                        koppel_plural("%d course of events, drawn from what is still to come (households: %d, homes: "
                                      "%d).\n\n",
                                      "Means over %d courses of events, drawn from what is still to come (households: "
                                      "%d, homes: %d).\n\n",
                                      number[KOPPEL_SETTING_PATHS]),
                        (int)number[KOPPEL_SETTING_PATHS], (int)number[KOPPEL_SETTING_ARRIVALS],
                        (int)number[KOPPEL_SETTING_RELEASES]);
    }
    koppel_text_add(text, KOPPEL_SAME("  %-40s"), "");
    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        koppel_text_add(text, KOPPEL_SAME("%16s"), simulation->settings.policies[p].name);
    }
    koppel_text_append(text, "\n", 1);
}

/* Does the tier count people short of the targets, and nothing else? */
static bool is_of_target(const struct koppel_told_tier *tier)
{
    return !tier->maximise && strcmp(tier->name, "target") == 0;
}

static void print_tiers(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    const struct koppel_simulation_settings *settings = &simulation->settings;

    for (int32_t t = 0; t < settings->number[KOPPEL_SETTING_TIERS]; t++) {
        char name[96];

        snprintf(name, sizeof name,
                 settings->tiers[t].maximise         ? _("%s, %% of hindsight")
                 : is_of_target(&settings->tiers[t]) ? _("people short, above hindsight")
                                                     : _("%s, above hindsight"),
                 _(settings->tiers[t].name));
        print_row(simulation, name, koppel_simulation_measure_of_tier(t), settings->tiers[t].maximise ? 2 : 1, text);
    }
}

static void print_groups(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    static const char *const names[KOPPEL_N_TOLD_GROUPS] = {
        N_("days waited, 1 person"), N_("days waited, 2 or 3 persons"), N_("days waited, 4 or 5 persons"),
        N_("days waited, 6 persons and more")};

    for (int32_t k = 0; k < KOPPEL_N_TOLD_GROUPS; k++) {
        print_row(simulation, _(names[k]),
                  koppel_simulation_measure_of_group(&simulation->settings, k, KOPPEL_GROUP_WAITING), 1, text);
    }
}

/* How it stands at the end of the last month. */
static void print_end(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    static const struct {
        enum koppel_series series;
        const char *name;
    } rows[] = {{KOPPEL_SERIES_SPREAD, N_("index of dissimilarity, end")},
                {KOPPEL_SERIES_OWNERS, N_("uneven over corporations, end")},
                {KOPPEL_SERIES_DISTRICTS, N_("uneven over municipalities, end")}};
    const int32_t last = (int32_t)simulation->settings.number[KOPPEL_SETTING_MONTHS] - 1;

    for (size_t k = 0; k < sizeof rows / sizeof *rows && last >= 0; k++) {
        print_row(simulation, _(rows[k].name),
                  koppel_simulation_measure_of_month(&simulation->settings, rows[k].series, last), 4, text);
    }
}

/* What a policy does, in a line. */
static void explain_policy(const struct koppel_told_policy *policy, struct koppel_text *text)
{
    if (policy->kind == KOPPEL_POLICY_OTHER) {
        koppel_text_add(text,
                        "%s: a policy of your own. It may break rules of the case, and so do better than hindsight.\n",
                        policy->name);
    } else if (policy->kind == KOPPEL_POLICY_HINDSIGHT) {
        koppel_text_add(text,
                        "%s: the best that was possible, had everybody known all days beforehand. Nobody can decide "
                        "like that.\n",
                        policy->name);
    } else if (policy->gather_days > 0) {
        koppel_text_add(text,
                        koppel_plural("%s: the best offers of that day, once every day.\n",
                                      "%s: the best offers of that day, once in %d days.\n", policy->gather_days),
                        policy->name, (int)policy->gather_days);
    } else if (policy->kind == KOPPEL_POLICY_FIRST_COME) {
        koppel_text_add(text, "%s: each home goes to the household that waits longest and that it suits.\n",
                        policy->name);
    } else if (policy->kind == KOPPEL_POLICY_MYOPIC) {
        koppel_text_add(text, "%s: the best offers of that day. It does not look at later days.\n", policy->name);
    } else if (policy->kind == KOPPEL_POLICY_FORESIGHT) {
        koppel_text_add(text,
                        "%s: look-ahead, told which households and homes come. Nobody can decide like that; it shows "
                        "what a perfect forecast is worth.\n",
                        policy->name);
    } else if (policy->kind == KOPPEL_POLICY_LOOK_AHEAD) {
        koppel_text_add(text,
                        "%s: the best offers of that day, with an estimate of later days. It can keep a home for "
                        "somebody who is still to come.\n",
                        policy->name);
    }
}

static void explain(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    const struct koppel_simulation_settings *settings = &simulation->settings;

    koppel_text_append(text, "\n", 1);
    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        explain_policy(&settings->policies[p], text);
    }
    for (int32_t t = 0; t < settings->number[KOPPEL_SETTING_TIERS]; t++) {
        if (is_of_target(&settings->tiers[t])) {
            koppel_text_add(text,
                            "People short, above hindsight: those short at the end of each half-year are added up. "
                            "Who is short at the end of two half-years counts twice.\n");
        }
    }
    if (settings->number[KOPPEL_SETTING_PATHS] > 1) {
        koppel_text_add(text, "In brackets is the standard error. With many more courses of events, the mean is most "
                              "likely within twice this number of the mean here.\n");
    }
}

static bool has_own(const struct koppel_simulation_settings *settings)
{
    bool has = false;

    for (int64_t p = 0; p < settings->number[KOPPEL_SETTING_POLICIES]; p++) {
        has = has || settings->policies[p].kind == KOPPEL_POLICY_OTHER;
    }
    return has;
}

struct told_row {
    enum koppel_told told;
    const char *name;
};

void koppel_simulation_print(const struct koppel_simulation *simulation, struct koppel_text *text)
{
    static const struct told_row rows[] = {{KOPPEL_TOLD_CAME, N_("households that came")},
                                           {KOPPEL_TOLD_PLACED, N_("households housed")},
                                           {KOPPEL_TOLD_PERSONS, N_("persons housed")},
                                           {KOPPEL_TOLD_IN_TERM, N_("persons housed within the term")},
                                           {KOPPEL_TOLD_WAITING, N_("days waited, mean")},
                                           {KOPPEL_TOLD_WAITING_P90, N_("days waited, nine in ten")},
                                           {KOPPEL_TOLD_OVERDUE, N_("past the term at the end")},
                                           {KOPPEL_TOLD_EMPTY, N_("homes that nobody got")},
                                           {KOPPEL_TOLD_HELD_SLOTS, N_("homes kept though somebody fits")},
                                           {KOPPEL_TOLD_HELD, N_("days kept though somebody fits")}};
    static const struct told_row otherwise[] = {{KOPPEL_TOLD_REFUSED, N_("offers refused")},
                                                {KOPPEL_TOLD_LATE, N_("homes that came late")},
                                                {KOPPEL_TOLD_OUTGROWN, N_("homes that became too small")}};
    static const struct told_row outside = {KOPPEL_TOLD_OUTSIDE, N_("offers that do not suit")};
    const struct koppel_simulation_settings *settings = &simulation->settings;

    print_head(simulation, text);
    print_tiers(simulation, text);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        print_row(simulation, _(rows[k].name), koppel_simulation_measure_of(settings, rows[k].told), 1, text);
    }
    for (size_t k = 0; k < sizeof otherwise / sizeof *otherwise && settings->number[KOPPEL_SETTING_CHANCES] > 0; k++) {
        print_row(simulation, _(otherwise[k].name), koppel_simulation_measure_of(settings, otherwise[k].told), 1, text);
    }
    for (int32_t h = 0; h < koppel_simulation_n_half_years(settings); h++) {
        char name[96];
        char period[8];

        koppel_period_format((int32_t)settings->number[KOPPEL_SETTING_FIRST_PERIOD] + h, period);
        snprintf(name, sizeof name, _("short of the targets, %s"), period);
        print_row(simulation, name, koppel_simulation_measure_of_half_year(settings, h), 1, text);
    }
    if (has_own(settings)) {
        print_row(simulation, _(outside.name), koppel_simulation_measure_of(settings, outside.told), 1, text);
    }
    print_groups(simulation, text);
    print_end(simulation, text);
    explain(simulation, text);
}
