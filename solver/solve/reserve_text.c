// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reserve_text.c - the reserve list of a proposal as tables and as words (see reserve_text.h). */
#include "solve/reserve_text.h"

#include "report/csv_text.h"
#include "report/wording.h"

#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 80, CELL_SIZE = 32 };

static const char *unit_id(const struct koppel_reserve_list *list, int32_t slot)
{
    return slot != KOPPEL_NONE ? list->job->kase.units[slot].id : "";
}

static const char *household_id(const struct koppel_reserve_list *list, int32_t agent)
{
    return agent != KOPPEL_NONE ? list->job->kase.households[agent].id : "";
}

/* A change of cost as a change of the value that the user sees. */
static int64_t value_of(const struct koppel_tier *tier, int64_t cost)
{
    return tier->maximise ? -cost : cost;
}

/* A heading for every tier behind n fixed ones. */
static void write_head(const struct koppel_reserve_list *list, const char *const *names, size_t n,
                       const char *const *endings, size_t n_endings, struct koppel_csv *csv)
{
    const struct koppel_problem *problem = &list->job->formulation.problem;
    char name[NAME_SIZE];

    for (size_t k = 0; k < n; k++) {
        koppel_csv_text(csv, names[k]);
    }
    for (size_t e = 0; e < n_endings; e++) {
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            snprintf(name, sizeof name, "%s%s", problem->tiers[t].name, endings[e]);
            koppel_csv_text(csv, name);
        }
    }
    koppel_csv_end(csv);
}

static void write_costs(const struct koppel_reserve_list *list, const int64_t *costs, struct koppel_csv *csv)
{
    const struct koppel_problem *problem = &list->job->formulation.problem;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        koppel_csv_decimal(csv, value_of(&problem->tiers[t], costs[t]), problem->tiers[t].scale);
    }
}

/* Of an offer whose home is outgrown, by how many people and when. */
static void write_outgrown(const struct koppel_reserve_list *list, const struct koppel_reserve *reserve,
                           struct koppel_csv *csv)
{
    struct koppel_outgrown outgrown;
    char day[11] = "";

    if (!koppel_outgrown_find(&list->job->fit, list->chances, reserve->agent, reserve->slot, &outgrown)) {
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
        return;
    }
    koppel_date_format(outgrown.moves_on, day);
    koppel_csv_whole(csv, outgrown.persons);
    koppel_csv_text(csv, day);
}

static void write_reserve(const struct koppel_reserve_list *list, struct koppel_text *text)
{
    static const char *const names[] = {"household", "unit", "fallback_unit", "next_1",
                                        "next_2",    "kept", "persons_later", "moves_on"};
    static const char *const endings[] = {"_change"};
    struct koppel_csv csv = koppel_csv_begin(text, &list->job->kase);

    write_head(list, names, sizeof names / sizeof *names, endings, 1, &csv);
    for (int32_t k = 0; k < list->reserves->n_items; k++) {
        const struct koppel_reserve *reserve = &list->reserves->items[k];

        koppel_csv_text(&csv, household_id(list, reserve->agent));
        koppel_csv_text(&csv, unit_id(list, reserve->slot));
        koppel_csv_text(&csv, unit_id(list, reserve->fallback));
        koppel_csv_text(&csv, household_id(list, reserve->next[0]));
        koppel_csv_text(&csv, household_id(list, reserve->next[1]));
        koppel_csv_text(&csv, reserve->is_kept ? "yes" : "no");
        write_outgrown(list, reserve, &csv);
        write_costs(list, reserve->cost, &csv);
        koppel_csv_end(&csv);
    }
}

static void write_fragile(const struct koppel_reserve_list *list, struct koppel_text *text)
{
    static const char *const names[] = {"rank", "household", "unit", "breaks_a_must"};
    static const char *const endings[] = {"_change", "_alone"};
    struct koppel_csv csv = koppel_csv_begin(text, &list->job->kase);

    write_head(list, names, sizeof names / sizeof *names, endings, 2, &csv);
    for (int32_t k = 0; k < list->reserves->n_items; k++) {
        const struct koppel_reserve *reserve = &list->reserves->items[list->order[k]];

        koppel_csv_whole(&csv, k + 1);
        koppel_csv_text(&csv, household_id(list, reserve->agent));
        koppel_csv_text(&csv, unit_id(list, reserve->slot));
        koppel_csv_text(&csv, reserve->is_feasible ? "no" : "yes");
        write_costs(list, reserve->cost, &csv);
        write_costs(list, reserve->cost_alone, &csv);
        koppel_csv_end(&csv);
    }
}

void koppel_reserve_documents(const struct koppel_reserve_list *list,
                              struct koppel_document documents[KOPPEL_N_RESERVE_DOCUMENTS])
{
    documents[0] = (struct koppel_document){.name = "reserve.csv"};
    documents[1] = (struct koppel_document){.name = "fragile.csv"};
    write_reserve(list, &documents[0].text);
    write_fragile(list, &documents[1].text);
}

/* ---- In words --------------------------------------------------------------------------------------------------- */

/* "6 more people short of the target; fit 166 points higher". */
static void print_cost(const struct koppel_reserve_list *list, const struct koppel_reserve *reserve,
                       struct koppel_text *text)
{
    const struct koppel_problem *problem = &list->job->formulation.problem;
    const char *between = "";

    if (!reserve->is_feasible) {
        koppel_text_add(text, "breaks a rule that must hold\n");
        return;
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        struct koppel_proposal_tier tier = {.scale = problem->tiers[t].scale};

        if (reserve->cost[t] != 0) {
            snprintf(tier.name, sizeof tier.name, "%s", problem->tiers[t].name);
            koppel_text_append(text, between, strlen(between));
            koppel_say_tier_change(text, &list->job->policy, &tier, reserve->cost[t]);
            between = "; ";
        }
    }
    if (between[0] == '\0') {
        koppel_text_add(text, "costs nothing");
    }
    koppel_text_append(text, "\n", 1);
}

static const char *or_dash(const char *id)
{
    return id[0] != '\0' ? id : "-";
}

/* How many offers there are, and how many have what a refusal asks for. */
static void print_counts(const struct koppel_reserves *reserves, struct koppel_text *text)
{
    int32_t n_fallbacks = 0;
    int32_t n_next = 0;

    for (int32_t k = 0; k < reserves->n_items; k++) {
        n_fallbacks += reserves->items[k].fallback != KOPPEL_NONE;
        n_next += reserves->items[k].next[0] != KOPPEL_NONE;
    }
    koppel_text_add(text, koppel_plural("The list has %d offer.\n", "The list has %d offers.\n", reserves->n_items),
                    (int)reserves->n_items);
    koppel_text_add(text,
                    koppel_plural("%d household can get another home when it refuses.\n",
                                  "%d households can get another home when they refuse.\n", n_fallbacks),
                    (int)n_fallbacks);
    koppel_text_add(text,
                    koppel_plural("%d home can go to a household without a home.\n",
                                  "%d homes can go to a household without a home.\n", n_next),
                    (int)n_next);
    if (reserves->n_kept > 0) {
        koppel_text_add(
            text,
            koppel_plural("A decision keeps %d of them: limits that give way to it hold again when it is refused.\n",
                          "Decisions keep %d of them: limits that give way to one hold again when it is refused.\n",
                          reserves->n_kept),
            (int)reserves->n_kept);
    }
    koppel_text_append(text, "\n", 1);
}

/* Homes that fit now and not later. */
static void print_outgrown(const struct koppel_reserve_list *list, struct koppel_text *text)
{
    for (int32_t k = 0; k < list->reserves->n_items; k++) {
        const struct koppel_reserve *reserve = &list->reserves->items[k];
        struct koppel_outgrown outgrown;
        char day[KOPPEL_DAY_WORDS];

        if (!koppel_outgrown_find(&list->job->fit, list->chances, reserve->agent, reserve->slot, &outgrown)) {
            continue;
        }
        if (outgrown.moves_on == KOPPEL_NO_DATE) {
            koppel_text_add(text, "%s outgrows %s: it will be %d people, who then move on; no table says when.\n",
                            household_id(list, reserve->agent), unit_id(list, reserve->slot), (int)outgrown.persons);
        } else {
            koppel_text_add(text, "%s outgrows %s: it may be %d people by %s, who then move on.\n",
                            household_id(list, reserve->agent), unit_id(list, reserve->slot), (int)outgrown.persons,
                            koppel_date_words(outgrown.moves_on, day));
        }
    }
}

void koppel_reserve_print(const struct koppel_reserve_list *list, int32_t n_most, struct koppel_text *text)
{
    print_counts(list->reserves, text);
    koppel_text_add(text, KOPPEL_SAME("  %-14s  %-14s  %-14s  %-14s  %-14s  %s\n"), _("household"), _("home"),
                    _("other home"), _("next"), _("then"), _("its refusal"));
    for (int32_t k = 0; k < list->reserves->n_items && k < n_most; k++) {
        const struct koppel_reserve *reserve = &list->reserves->items[list->order[k]];

        koppel_text_add(text, KOPPEL_SAME("  %-14s  %-14s  %-14s  %-14s  %-14s  "), household_id(list, reserve->agent),
                        unit_id(list, reserve->slot), or_dash(unit_id(list, reserve->fallback)),
                        or_dash(household_id(list, reserve->next[0])), or_dash(household_id(list, reserve->next[1])));
        print_cost(list, reserve, text);
    }
    print_outgrown(list, text);
}
