/* clash_text.c - a clash in sentences for a caseworker (see clash.h). */
#include "solve/questions/clash.h"

#include "base/memory.h"
#include "io/case_reader.h"
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
            koppel_text_add(text, "    ");
            koppel_shortage_say(text, formulation->fit, &shortage);
            koppel_text_add(text, "\n");
        }
        koppel_shortage_free(&shortage);
    }
    free(told);
    return status;
}

/* Adds the place of a row of a table: "limits.csv:3". */
static void add_place(struct koppel_text *text, const struct koppel_case *kase, const char *table, long line)
{
    char place[KOPPEL_PLACE_TEXT];

    koppel_place_format(koppel_case_file_name(kase, table), line, 0, place, sizeof place);
    koppel_text_add(text, "%s", place);
}

/* What the load counts, in words: "municipality GM9003 (Gemeente C)". */
static void describe_place(const struct koppel_formulation *formulation, int32_t load, struct koppel_text *text)
{
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_load_subject *subject = &formulation->subjects[load];

    if (subject->kind == KOPPEL_LOAD_AGREEMENT) {
        const struct koppel_agreement *agreement = &kase->agreements[subject->place];

        koppel_text_add(text, "Agreement with corporation %s (", kase->corporations[agreement->corporation].id);
        add_place(text, kase, "corporations.csv", agreement->line);
        koppel_text_add(text, ")");
        return;
    }
    if (subject->kind == KOPPEL_LOAD_LIMIT) {
        koppel_text_add(text, "Limit of ");
        add_place(text, kase, "limits.csv", kase->limits[subject->rule].line);
        koppel_text_add(text, " in ");
    } else if (subject->kind == KOPPEL_LOAD_MIX) {
        koppel_text_add(text, "Mix rule %d of the policy in ", (int)subject->rule + 1);
    } else {
        koppel_text_add(text, subject->kind == KOPPEL_LOAD_TARGET ? _("Target of ") : _("Spread limit of "));
    }
    koppel_text_add(text, "%s %s", _(koppel_area_name(subject->area)),
                    koppel_area_id(kase, subject->area, subject->place));
    if (subject->area == KOPPEL_AREA_MUNICIPALITY) {
        koppel_text_add(text, " (%s)", kase->municipalities[subject->place].name);
    } else if (subject->area == KOPPEL_AREA_NEIGHBOURHOOD) {
        koppel_text_add(text, " (%s)", kase->neighbourhoods[subject->place].name);
    }
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
    return koppel_measure_word(fit->kase, measure, column, n);
}

/* How a rule can give way, as the user writes it. */
static void say_way_out(const struct koppel_suitability *fit, const struct koppel_load_subject *subject,
                        struct koppel_text *text)
{
    const struct koppel_case *kase = fit->kase;

    koppel_text_add(text, "    It gives way with ");
    switch (subject->kind) {
    case KOPPEL_LOAD_TARGET:
        koppel_text_add(text, "\"target\": {\"enforce\": \"goal\"} in the policy.\n");
        break;
    case KOPPEL_LOAD_SPREAD:
        koppel_text_add(
            text,
            "\"spread\": {\"enforce\": \"goal\"} in the policy, or with a higher %s,\n    which holds everywhere.\n",
            fit->policy->spread_rule == KOPPEL_SPREAD_ABSOLUTE ? _("absolute_max or absolute_percent")
                                                               : "tolerance_percent");
        break;
    case KOPPEL_LOAD_AGREEMENT:
        koppel_text_add(text, "another number in ");
        add_place(text, kase, "corporations.csv", kase->agreements[subject->place].line);
        koppel_text_add(text, ", or \"agreement\": {\"enforce\": \"goal\"} in the policy.\n");
        break;
    case KOPPEL_LOAD_LIMIT:
        koppel_text_add(text, "another number in ");
        add_place(text, kase, "limits.csv", kase->limits[subject->rule].line);
        koppel_text_add(text, ", or \"goal\" in its column enforce.\n");
        break;
    case KOPPEL_LOAD_MIX:
        koppel_text_add(text, "another number or \"enforce\": \"goal\" in that mix rule.\n");
        break;
    case KOPPEL_LOAD_STAY:
        koppel_text_add(text,
                        "a larger number behind --stay-close, or for \"stay\": {\"max_changes\"} in the policy.\n");
        break;
    }
}

static enum koppel_status describe_load(const struct koppel_formulation *formulation,
                                        const struct koppel_clash_rule *rule, struct koppel_text *text)
{
    const struct koppel_load *load = &formulation->problem.loads[rule->load];
    const struct koppel_load_subject *subject = &formulation->subjects[rule->load];
    struct supply supply = {0};
    enum koppel_status status = KOPPEL_OK;
    int64_t room = load->hi - load->base;

    if (subject->kind == KOPPEL_LOAD_STAY) {
        koppel_text_add(text, "  - At most %" PRId32 " of the %" PRId32 " earlier offers that can stand may change.\n",
                        formulation->fit->policy->stay_max_changes, formulation->fit->n_earlier_standing);
        say_way_out(formulation->fit, subject, text);
        return KOPPEL_OK;
    }
    status = supply_find(formulation, rule->load, &supply);
    if (status == KOPPEL_OK) {
        koppel_text_add(text, "  - ");
        describe_place(formulation, rule->load, text);
    }
    if (status == KOPPEL_OK && rule->kind == KOPPEL_CLASH_HIGH) {
        koppel_text_add(
            text, ": at most %" PRId64 " %s, and %" PRId64 " are there already, so it can take %" PRId64 " more.\n",
            load->hi, load_word(formulation->fit, subject, load->hi), load->base, room > 0 ? room : 0);
        koppel_text_add(text, "    It holds back %d %s that suit %d %s.\n", (int)supply.n_units,
                        koppel_word(supply.n_units, "home", "homes"), (int)supply.n_households,
                        koppel_word(supply.n_households, "household", "households"));
    } else if (status == KOPPEL_OK) {
        koppel_text_add(text, ": at least %" PRId64 " %s.\n", load->lo - load->base,
                        load_word(formulation->fit, subject, load->lo - load->base));
        koppel_text_add(
            text,
            koppel_plural("    %d %s of together %" PRId64 " persons suit the %d home that counts for it.\n",
                          "    %d %s of together %" PRId64 " persons suit the %d homes that count for it.\n",
                          supply.n_units),
            (int)supply.n_households, koppel_word(supply.n_households, "household", "households"), supply.n_persons,
            (int)supply.n_units);
        status = describe_shortages(formulation, &supply, text);
    }
    if (status == KOPPEL_OK) {
        say_way_out(formulation->fit, subject, text);
    }
    free(supply.households);
    return status;
}

static enum koppel_status describe_rule(const struct koppel_formulation *formulation,
                                        const struct koppel_clash_rule *rule, struct koppel_text *text)
{
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_problem *problem = &formulation->problem;
    int32_t agent = KOPPEL_NONE;

    if (rule->kind != KOPPEL_CLASH_KEEP) {
        return describe_load(formulation, rule, text);
    }
    agent = koppel_problem_agent(problem, rule->pair);
    koppel_text_add(text, "  - Decision: household %s keeps unit %s.\n    It gives way without that row of %s.\n",
                    kase->households[agent].id, kase->units[koppel_pair_slot(problem, agent, rule->pair)].id,
                    koppel_case_file_name(kase, "decisions.csv"));
    return KOPPEL_OK;
}

enum koppel_status koppel_clash_describe(const struct koppel_formulation *formulation, const struct koppel_clash *clash,
                                         struct koppel_text *text)
{
    enum koppel_status status = KOPPEL_OK;

    if (clash->n_rules == 1 && clash->is_smallest) {
        koppel_text_add(text, "One rule cannot be met:\n");
    } else {
        koppel_text_add(text, "These rules cannot all be met%s:\n",
                        clash->is_smallest ? _("; they can when one of them gives way")
                                           : _(" (the search was stopped, so not every one of them may matter)"));
    }
    for (size_t r = 0; r < clash->n_rules && status == KOPPEL_OK; r++) {
        status = describe_rule(formulation, &clash->rules[r], text);
    }
    return status != KOPPEL_OK ? status : koppel_text_status(text);
}
