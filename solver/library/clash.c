/* clash.c - a small set of must rules that cannot be met together (see clash.h). */
#include "library/clash.h"

#include "base/memory.h"
#include "report/shortage.h"

#include <inttypes.h>
#include <stdlib.h>

enum rule_kind { RULE_LOW, RULE_HIGH, RULE_KEEP };

/* One must that can be left out: an end of a load, or a kept pair. */
struct rule {
    enum rule_kind kind;
    int32_t load;
    int64_t pair;
};

struct search {
    struct koppel_problem *problem;
    const struct koppel_engine *engine;
    struct koppel_engine_options options;
    struct koppel_load *loads; /* the limits as they were */
    bool *active;              /* n_rules: in the problem that is tried */
    struct rule *rules;
    size_t n_rules;
    bool *chosen; /* n_rules: in the clash */
    bool stopped;
    enum koppel_status status;
};

static enum koppel_status rules_collect(struct search *search)
{
    const struct koppel_problem *problem = search->problem;
    size_t n_most = 2 * (size_t)problem->n_loads + (size_t)problem->n_pairs;

    search->rules = koppel_new(n_most, sizeof *search->rules);
    search->loads = koppel_new((size_t)problem->n_loads, sizeof *search->loads);
    if (search->rules == NULL || search->loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        search->loads[g] = problem->loads[g];
        if (problem->loads[g].hi != KOPPEL_NO_MAX) {
            search->rules[search->n_rules++] = (struct rule){RULE_HIGH, g, KOPPEL_NONE};
        }
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        if (problem->state[p] == KOPPEL_PAIR_KEPT) {
            search->rules[search->n_rules++] = (struct rule){RULE_KEEP, KOPPEL_NONE, p};
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (problem->loads[g].lo != KOPPEL_NO_MIN) {
            search->rules[search->n_rules++] = (struct rule){RULE_LOW, g, KOPPEL_NONE};
        }
    }
    search->active = koppel_new(search->n_rules, sizeof *search->active);
    search->chosen = koppel_new(search->n_rules, sizeof *search->chosen);
    return search->active != NULL && search->chosen != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

/* Puts the active rules, and only these, into the problem. */
static void rules_apply(struct search *search)
{
    struct koppel_problem *problem = search->problem;

    for (size_t r = 0; r < search->n_rules; r++) {
        const struct rule *rule = &search->rules[r];

        if (rule->kind == RULE_KEEP) {
            problem->state[rule->pair] =
                search->active[r] ? (unsigned char)KOPPEL_PAIR_KEPT : (unsigned char)KOPPEL_PAIR_FREE;
        } else if (rule->kind == RULE_HIGH) {
            problem->loads[rule->load].hi = search->active[r] ? search->loads[rule->load].hi : KOPPEL_NO_MAX;
        } else {
            problem->loads[rule->load].lo = search->active[r] ? search->loads[rule->load].lo : KOPPEL_NO_MIN;
        }
    }
}

/* Can the active rules be met together? A solve that is stopped counts as yes, which keeps more rules than needed. */
static bool is_feasible(struct search *search)
{
    struct koppel_solution solution = {0};
    struct koppel_problem bare = *search->problem;
    bool feasible = true;

    if (search->status != KOPPEL_OK || search->stopped) {
        return true;
    }
    rules_apply(search);
    bare.n_tiers = 0; /* only the rows matter */
    search->status = search->engine->solve(&bare, &search->options, &solution);
    feasible = solution.outcome != KOPPEL_INFEASIBLE;
    search->stopped = search->status == KOPPEL_OK && solution.outcome == KOPPEL_NO_ANSWER;
    koppel_solution_free(&solution);
    return feasible;
}

/* Chooses, among rules first .. last - 1, those that clash given the rules that are active already. `added` tells
 * whether the active ones have changed since they were last known to be feasible. */
static void divide(struct search *search, size_t first, size_t last, bool added)
{
    size_t middle = first + (last - first) / 2;
    bool chose_second = false;

    if (added && !is_feasible(search)) {
        return;
    }
    if (last - first == 1) {
        search->active[first] = true;
        search->chosen[first] = true;
        return;
    }
    for (size_t r = first; r < middle; r++) {
        search->active[r] = true;
    }
    divide(search, middle, last, true);
    for (size_t r = first; r < middle; r++) {
        search->active[r] = false;
    }
    for (size_t r = middle; r < last; r++) {
        chose_second = chose_second || search->chosen[r];
    }
    divide(search, first, middle, chose_second);
}

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
            if (unit_counts(problem, problem->slot[p], load)) {
                supply->households[i] = true;
                supply->n_units += units[problem->slot[p]] ? 0 : 1;
                units[problem->slot[p]] = true;
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

/* "8 households of 1 to 2 persons compete for 4 places in 4 homes: ..." */
static void describe_shortage(const struct koppel_suitability *fit, const struct koppel_shortage *shortage,
                              struct koppel_text *text)
{
    int32_t fewest = INT32_MAX;
    int32_t most = 0;
    int32_t rooms = INT32_MAX;

    for (int32_t k = 0; k < shortage->n_households; k++) {
        const struct koppel_need *need = &fit->needs[shortage->households[k]];

        fewest = need->persons_rooms < fewest ? need->persons_rooms : fewest;
        most = need->persons_rooms > most ? need->persons_rooms : most;
        rooms = need->rooms_needed < rooms ? need->rooms_needed : rooms;
    }
    koppel_text_add(text, "    %d household%s of %d", (int)shortage->n_households,
                    shortage->n_households == 1 ? "" : "s", (int)fewest);
    if (most > fewest) {
        koppel_text_add(text, " to %d", (int)most);
    }
    koppel_text_add(text, " person%s", most == 1 ? "" : "s");
    if (rooms != INT32_MAX) {
        koppel_text_add(text, ", who need %d room%s or more,", (int)rooms, rooms == 1 ? "" : "s");
    }
    if (shortage->n_units == 0) {
        koppel_text_add(text, " suit no home at all.\n");
    } else {
        koppel_text_add(text, " compete for %" PRId64 " place%s in %d home%s.\n", shortage->n_places,
                        shortage->n_places == 1 ? "" : "s", (int)shortage->n_units, shortage->n_units == 1 ? "" : "s");
    }
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
            describe_shortage(formulation->fit, &shortage, text);
        }
        koppel_shortage_free(&shortage);
    }
    free(told);
    return status;
}

/* What the load counts, in words: "municipality GM9003 (Gemeente C)". */
static void describe_place(const struct koppel_formulation *formulation, int32_t load, struct koppel_text *text)
{
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_load_subject *subject = &formulation->subjects[load];

    if (subject->kind == KOPPEL_LOAD_AGREEMENT) {
        const struct koppel_agreement *agreement = &kase->agreements[subject->place];

        koppel_text_add(text, "Agreement with corporation %s (corporations.csv:%ld)",
                        kase->corporations[agreement->corporation].id, agreement->line);
        return;
    }
    if (subject->kind == KOPPEL_LOAD_LIMIT) {
        koppel_text_add(text, "Limit of limits.csv:%ld on ", kase->limits[subject->rule].line);
    } else if (subject->kind == KOPPEL_LOAD_MIX) {
        koppel_text_add(text, "Mix rule %d of the policy in ", (int)subject->rule + 1);
    } else {
        koppel_text_add(text, subject->kind == KOPPEL_LOAD_TARGET ? "Target of " : "Spread limit of ");
    }
    koppel_text_add(text, "%s %s", koppel_area_name(subject->area),
                    koppel_area_id(kase, subject->area, subject->place));
    if (subject->area == KOPPEL_AREA_MUNICIPALITY) {
        koppel_text_add(text, " (%s)", kase->municipalities[subject->place].name);
    } else if (subject->area == KOPPEL_AREA_NEIGHBOURHOOD) {
        koppel_text_add(text, " (%s)", kase->neighbourhoods[subject->place].name);
    }
}

static enum koppel_status describe_load(const struct koppel_formulation *formulation, const struct rule *rule,
                                        const struct koppel_load *load, struct koppel_text *text)
{
    struct supply supply = {0};
    enum koppel_status status = supply_find(formulation, rule->load, &supply);
    int64_t room = load->hi - load->base;

    if (status == KOPPEL_OK) {
        koppel_text_add(text, "  - ");
        describe_place(formulation, rule->load, text);
    }
    if (status == KOPPEL_OK && rule->kind == RULE_HIGH) {
        koppel_text_add(text,
                        ": at most %" PRId64 ", and %" PRId64 " are there already, so it can take %" PRId64 " more.\n",
                        load->hi, load->base, room > 0 ? room : 0);
        koppel_text_add(text, "    It holds back %d home%s that suit %d household%s.\n", (int)supply.n_units,
                        supply.n_units == 1 ? "" : "s", (int)supply.n_households, supply.n_households == 1 ? "" : "s");
    } else if (status == KOPPEL_OK) {
        koppel_text_add(text, ": at least %" PRId64 ".\n", load->lo - load->base);
        koppel_text_add(text,
                        "    %d household%s of together %" PRId64 " persons suit the %d home%s that count%s for it.\n",
                        (int)supply.n_households, supply.n_households == 1 ? "" : "s", supply.n_persons,
                        (int)supply.n_units, supply.n_units == 1 ? "" : "s", supply.n_units == 1 ? "s" : "");
        status = describe_shortages(formulation, &supply, text);
    }
    free(supply.households);
    return status;
}

static enum koppel_status describe_rule(const struct koppel_formulation *formulation, const struct rule *rule,
                                        const struct koppel_load *loads, struct koppel_text *text)
{
    const struct koppel_case *kase = formulation->fit->kase;
    const struct koppel_problem *problem = &formulation->problem;
    int32_t agent = 0;

    if (rule->kind != RULE_KEEP) {
        return describe_load(formulation, rule, &loads[rule->load], text);
    }
    while (problem->first[agent + 1] <= rule->pair) {
        agent++;
    }
    koppel_text_add(text, "  - Decision: household %s keeps unit %s.\n", kase->households[agent].id,
                    kase->units[problem->slot[rule->pair]].id);
    return KOPPEL_OK;
}

enum koppel_status koppel_clash_explain(struct koppel_formulation *formulation, const struct koppel_engine *engine,
                                        const struct koppel_engine_options *options, struct koppel_text *text)
{
    struct search search = {.problem = &formulation->problem, .engine = engine, .options = *options};

    search.options.progress = NULL;
    search.status = rules_collect(&search);
    if (search.status == KOPPEL_OK && search.n_rules > 0) {
        divide(&search, 0, search.n_rules, false);
        for (size_t r = 0; r < search.n_rules; r++) {
            search.active[r] = true;
        }
        rules_apply(&search);
    }
    if (search.status == KOPPEL_OK) {
        koppel_text_add(text, "These rules cannot all be met%s:\n",
                        search.stopped ? " (the search was stopped, so not every one of them may matter)"
                                       : "; without any one of them the others could be");
    }
    for (size_t r = 0; r < search.n_rules && search.status == KOPPEL_OK; r++) {
        if (search.chosen[r]) {
            search.status = describe_rule(formulation, &search.rules[r], search.loads, text);
        }
    }
    free(search.loads);
    free(search.active);
    free(search.rules);
    free(search.chosen);
    return search.status != KOPPEL_OK ? search.status : koppel_text_status(text);
}
