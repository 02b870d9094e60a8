// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* clash_text.c - a clash in sentences for a caseworker (see clash.h). */
#include "solve/questions/clash.h"

#include "base/memory.h"
#include "io/case_reader.h"
#include "report/layout.h"
#include "report/shortage.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

/* Who and what can add to a load. */
struct supply {
    bool *households; /* n_agents: has a suitable home that counts */
    int32_t n_households;
    int64_t n_persons; /* of them, that count for the target */
    int32_t n_units;   /* homes that count and suit somebody */
};

static bool unit_counts(const struct koppel_problem *problem, int32_t slot, int32_t load)
{
    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        if (problem->entries[e].load == load) {
            return true;
        }
    }
    return false;
}

static enum koppel_status supply_find(const struct koppel_formulation *formulation, int32_t load, struct supply *supply)
{
    const struct koppel_problem *problem = &formulation->problem;
    bool *units = koppel_new((size_t)problem->n_slots, sizeof *units);

    *supply = (struct supply){.households = koppel_new((size_t)problem->n_agents, sizeof *supply->households)};
    if (units == NULL || supply->households == NULL) {
        free(units);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(problem, i, p);

            if (unit_counts(problem, j, load)) {
                supply->households[i] = true;
                supply->n_units += units[j] ? 0 : 1;
                units[j] = true;
            }
        }
        if (supply->households[i]) {
            supply->n_households++;
            supply->n_persons += formulation->fit->needs[i].persons_target;
        }
    }
    free(units);
    return KOPPEL_OK;
}

/* The shortage sets among the households that can add to a load; of sets that overlap, the first. */
static enum koppel_status describe_shortages(const struct koppel_formulation *formulation, const struct supply *supply,
                                             struct koppel_text *text)
{
    int32_t n_agents = formulation->problem.n_agents;
    bool *told = koppel_new((size_t)n_agents, sizeof *told);
    enum koppel_status status = told != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t i = 0; i < n_agents && status == KOPPEL_OK; i++) {
        struct koppel_shortage shortage = {0};
        struct koppel_text draft = {0};
        bool overlaps = false;

        if (!supply->households[i] || told[i]) {
            continue;
        }
        status = koppel_shortage_find(formulation->fit, i, &shortage);
        for (int32_t k = 0; k < shortage.n_households; k++) {
            overlaps = overlaps || told[shortage.households[k]];
        }
        for (int32_t k = 0; k < shortage.n_households && !overlaps; k++) {
            told[shortage.households[k]] = true;
        }
        if (status == KOPPEL_OK && shortage.n_households > 0 && !overlaps) {
            koppel_shortage_say(&draft, formulation->fit, &shortage);
            koppel_lay_draft(text, &draft, 4, 4);
        }
        koppel_shortage_free(&shortage);
    }
    free(told);
    return status;
}

static void describe_border(const struct koppel_case *kase, const struct koppel_load_subject *subject,
                            struct koppel_text *text)
{
    char row[KOPPEL_PLACE_TEXT];

    if (subject->place == kase->n_borders) {
        koppel_text_add(text, "Households outside the municipality of their link");
        return;
    }
    koppel_place_format(koppel_case_file_name(kase, "borders.csv"), kase->borders[subject->place].line, 0, row,
                        sizeof row);
    koppel_text_add(text, "Border from %s to %s (%s)",
                    koppel_municipality_name(kase, kase->borders[subject->place].from),
                    koppel_municipality_name(kase, kase->borders[subject->place].to), row);
}

static void say_mix(const struct koppel_policy *policy, const struct koppel_load_subject *subject, const char *place,
                    struct koppel_text *text)
{
    int32_t floor_of = policy->mix[subject->rule].floor_of;

    if (floor_of > 0) {
        koppel_text_add(text, "Floor of the group \"%s\"", policy->groups[floor_of - 1].name);
    } else {
        koppel_text_add(text, "Mix rule %d of the policy in %s", (int)subject->rule + 1, place);
    }
}

/* What the load counts, in words: "Target of Gemeente C (GM9003)". */
static void describe_place(const struct koppel_formulation *formulation, int32_t load, struct koppel_text *text)
{
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_load_subject *subject = &formulation->subjects[load];
    struct koppel_text area = {0};
    char row[KOPPEL_PLACE_TEXT];
    const char *place = "";

    if (subject->kind != KOPPEL_LOAD_AGREEMENT && subject->kind != KOPPEL_LOAD_BORDER) {
        koppel_say_area(&area, kase, subject->area, subject->place);
        place = area.bytes != NULL ? area.bytes : "";
    }
    switch (subject->kind) {
    case KOPPEL_LOAD_AGREEMENT:
        koppel_place_format(koppel_case_file_name(kase, "corporations.csv"), kase->agreements[subject->place].line, 0,
                            row, sizeof row);
        koppel_text_add(text, "Agreement with %s (%s)",
                        koppel_corporation_name(kase, kase->agreements[subject->place].corporation), row);
        break;
    case KOPPEL_LOAD_LIMIT:
        koppel_place_format(koppel_case_file_name(kase, "limits.csv"), kase->limits[subject->rule].line, 0, row,
                            sizeof row);
        koppel_text_add(text, "Limit of %s on %s", row, place);
        break;
    case KOPPEL_LOAD_MIX:
        say_mix(formulation->fit->policy, subject, place, text);
        break;
    case KOPPEL_LOAD_TARGET:
        koppel_text_add(text, "Target of %s", place);
        break;
    case KOPPEL_LOAD_BORDER:
        describe_border(kase, subject, text);
        break;
    case KOPPEL_LOAD_SPREAD:
    case KOPPEL_LOAD_STAY:
        koppel_text_add(text, "Limit of even spread in %s", place);
        break;
    }
    text->failed = text->failed || area.failed;
    koppel_text_free(&area);
}

/* What n of a load are: "persons", "homes". */
static const char *load_word(const struct koppel_suitability *fit, const struct koppel_load_subject *subject, int64_t n)
{
    enum koppel_measure measure = KOPPEL_MEASURE_PERSONS;
    int32_t column = KOPPEL_NONE;

    if (subject->kind == KOPPEL_LOAD_AGREEMENT) {
        measure = KOPPEL_MEASURE_HOMES;
    } else if (subject->kind == KOPPEL_LOAD_SPREAD) {
        measure = fit->policy->spread_measure;
    } else if (subject->kind == KOPPEL_LOAD_LIMIT) {
        measure = fit->kase->limits[subject->rule].measure;
        column = fit->kase->limits[subject->rule].measure_column;
    } else if (subject->kind == KOPPEL_LOAD_MIX) {
        measure = fit->policy->mix[subject->rule].measure;
    }
    if (subject->kind == KOPPEL_LOAD_BORDER && subject->place == fit->kase->n_borders) {
        return koppel_word(n, "household", "households");
    }
    return koppel_measure_word(fit->kase, measure, column, n);
}

/* How a rule can give way, as the user writes it. */
static void say_way_out(const struct koppel_suitability *fit, const struct koppel_load_subject *subject,
                        struct koppel_text *text)
{
    const struct koppel_case *kase = fit->kase;
    struct koppel_text draft = {0};
    char row[KOPPEL_PLACE_TEXT];

    switch (subject->kind) {
    case KOPPEL_LOAD_TARGET:
        koppel_text_add(&draft, "It gives way with \"target\": {\"enforce\": \"goal\"} in the policy.");
        break;
    case KOPPEL_LOAD_SPREAD:
        koppel_text_add(&draft,
                        fit->policy->spread_rule == KOPPEL_SPREAD_ABSOLUTE
                            ? _("It gives way with \"spread\": {\"enforce\": \"goal\"} in the policy, or with a higher "
                                "absolute_max or absolute_percent, which holds everywhere.")
                            : _("It gives way with \"spread\": {\"enforce\": \"goal\"} in the policy, or with a higher "
                                "tolerance_percent, which holds everywhere."));
        break;
    case KOPPEL_LOAD_AGREEMENT:
        koppel_place_format(koppel_case_file_name(kase, "corporations.csv"), kase->agreements[subject->place].line, 0,
                            row, sizeof row);
        koppel_text_add(
            &draft, "It gives way with another number in %s, or \"agreement\": {\"enforce\": \"goal\"} in the policy.",
            row);
        break;
    case KOPPEL_LOAD_LIMIT:
        koppel_place_format(koppel_case_file_name(kase, "limits.csv"), kase->limits[subject->rule].line, 0, row,
                            sizeof row);
        koppel_text_add(&draft, "It gives way with another number in %s, or \"goal\" in its column enforce.", row);
        break;
    case KOPPEL_LOAD_MIX:
        koppel_text_add(&draft,
                        fit->policy->mix[subject->rule].floor_of > 0
                            ? _("It gives way with a larger \"delta_thousandths\", another \"least\" or \"enforce\": "
                                "\"goal\" in that group of the policy.")
                            : _("It gives way with another number or \"enforce\": \"goal\" in that mix rule."));
        break;
    case KOPPEL_LOAD_BORDER:
        if (subject->place == kase->n_borders) {
            koppel_text_add(&draft, "It gives way with a larger number for \"borders\": {\"max_households\"} in the "
                                    "policy, or null.");
        } else {
            koppel_place_format(koppel_case_file_name(kase, "borders.csv"), kase->borders[subject->place].line, 0, row,
                                sizeof row);
            koppel_text_add(&draft, "It gives way with another number in %s.", row);
        }
        break;
    case KOPPEL_LOAD_STAY:
        koppel_text_add(&draft, "It gives way with a larger number behind --stay-close, or for \"stay\": "
                                "{\"max_changes\"} in the policy.");
        break;
    }
    koppel_lay_draft(text, &draft, 4, 4);
}

/* A rule as the first line of its item. */
static void end_item(struct koppel_text *text, struct koppel_text *draft)
{
    koppel_text_add(text, "  - ");
    koppel_lay_words(text, 4, 4, draft->bytes != NULL ? draft->bytes : "");
    text->failed = text->failed || draft->failed;
    koppel_text_free(draft);
}

static void say_most(const struct koppel_formulation *formulation, int32_t load, const struct supply *supply,
                     const char *place, struct koppel_text *text)
{
    const struct koppel_load *row = &formulation->problem.loads[load];
    int64_t room = row->hi - row->base;
    struct koppel_text draft = {0};

    koppel_text_add(
        &draft, "%s: at most %" PRId64 " %s, and %" PRId64 " are there already, so there is room for %" PRId64 " more.",
        place, row->hi, load_word(formulation->fit, &formulation->subjects[load], row->hi), row->base,
        room > 0 ? room : 0);
    end_item(text, &draft);
    koppel_text_add(&draft, "Homes that it holds back: %" PRId32 "; households that they suit: %" PRId32 ".",
                    supply->n_units, supply->n_households);
    koppel_lay_draft(text, &draft, 4, 4);
}

static enum koppel_status say_least(const struct koppel_formulation *formulation, int32_t load,
                                    const struct supply *supply, const char *place, struct koppel_text *text)
{
    const struct koppel_load *row = &formulation->problem.loads[load];
    int64_t least = row->lo - row->base;
    struct koppel_text draft = {0};

    koppel_text_add(&draft, "%s: at least %" PRId64 " %s.", place, least,
                    load_word(formulation->fit, &formulation->subjects[load], least));
    end_item(text, &draft);
    koppel_text_add(&draft,
                    "Homes that count for it: %" PRId32 "; households that they suit: %" PRId32 ", with %" PRId64
                    " people in all.",
                    supply->n_units, supply->n_households, supply->n_persons);
    koppel_lay_draft(text, &draft, 4, 4);
    return describe_shortages(formulation, supply, text);
}

static enum koppel_status describe_load(const struct koppel_formulation *formulation,
                                        const struct koppel_clash_rule *rule, struct koppel_text *text)
{
    const struct koppel_load_subject *subject = &formulation->subjects[rule->load];
    struct supply supply = {0};
    struct koppel_text place = {0};
    enum koppel_status status = KOPPEL_OK;

    if (subject->kind == KOPPEL_LOAD_STAY) {
        koppel_text_add(text, "  - At most %" PRId32 " of the %" PRId32 " earlier offers that can stand may change.\n",
                        formulation->fit->policy->stay_max_changes, formulation->fit->n_earlier_standing);
        say_way_out(formulation->fit, subject, text);
        return KOPPEL_OK;
    }
    describe_place(formulation, rule->load, &place);
    status = supply_find(formulation, rule->load, &supply);
    status = status == KOPPEL_OK ? koppel_text_status(&place) : status;
    if (status == KOPPEL_OK && rule->kind == KOPPEL_CLASH_HIGH) {
        say_most(formulation, rule->load, &supply, place.bytes, text);
    } else if (status == KOPPEL_OK) {
        status = say_least(formulation, rule->load, &supply, place.bytes, text);
    }
    if (status == KOPPEL_OK) {
        say_way_out(formulation->fit, subject, text);
    }
    koppel_text_free(&place);
    free(supply.households);
    return status;
}

static enum koppel_status describe_rule(const struct koppel_formulation *formulation,
                                        const struct koppel_clash_rule *rule, struct koppel_text *text)
{
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_problem *problem = &formulation->problem;
    int32_t agent = KOPPEL_NONE;
    char file[KOPPEL_PLACE_FILE];

    if (rule->kind != KOPPEL_CLASH_KEEP) {
        return describe_load(formulation, rule, text);
    }
    agent = koppel_problem_agent(problem, rule->pair);
    koppel_text_add(text, "  - Decision: household %s keeps home %s.\n    It gives way without that row of %s.\n",
                    kase->households[agent].id, kase->units[koppel_pair_slot(problem, agent, rule->pair)].id,
                    koppel_file_words(koppel_case_file_name(kase, "decisions.csv"), file));
    return KOPPEL_OK;
}

enum koppel_status koppel_clash_describe(const struct koppel_formulation *formulation, const struct koppel_clash *clash,
                                         struct koppel_text *text)
{
    enum koppel_status status = KOPPEL_OK;

    if (clash->n_rules == 1 && clash->is_smallest) {
        koppel_text_add(text, "One rule cannot be followed:\n");
    } else if (clash->is_smallest) {
        koppel_text_add(text, "These rules cannot all be followed; they can when one of them gives way:\n");
    } else {
        koppel_text_add(text, "These rules cannot all be followed (the search was stopped, so some may not matter):\n");
    }
    for (size_t r = 0; r < clash->n_rules && status == KOPPEL_OK; r++) {
        status = describe_rule(formulation, &clash->rules[r], text);
    }
    return status != KOPPEL_OK ? status : koppel_text_status(text);
}
