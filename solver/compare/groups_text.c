// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* groups_text.c - who pays for a policy, as a table and in sentences (see groups.h). */
#include "compare/groups.h"

#include "report/layout.h"
#include "report/sheet.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct koppel_sheet_column columns[] = {
    {"persons_min", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"persons_max", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"group", {"", N_("household")}, 24, KOPPEL_SHEET_TEXT},
    {"households", {"", N_("all")}, 7, KOPPEL_SHEET_COUNT},
    {"housed", {N_("by the"), N_("policy")}, 9, KOPPEL_SHEET_COUNT},
    {"housed_percent", {"", "%"}, 7, KOPPEL_SHEET_TENTHS},
    {"floor", {N_("fairest:"), N_("at least")}, 10, KOPPEL_SHEET_COUNT},
    {"housed_leximin", {N_("fairest:"), N_("housed")}, 10, KOPPEL_SHEET_COUNT},
    {"housed_leximin_percent", {"", "%"}, 7, KOPPEL_SHEET_TENTHS},
};

static void fill(const struct koppel_groups *groups, bool for_people, struct koppel_sheet *sheet)
{
    static const char *const names[KOPPEL_N_SIZE_GROUPS] = {N_("1 person"), N_("2 to 5 persons"), N_("6 or more")};
    static const char *const keys[KOPPEL_N_SIZE_GROUPS] = {"size_1", "size_2_5", "size_6"};

    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        const struct koppel_size_group *group = &groups->items[k];
        bool has_any = group->n_households > 0;
        bool has_fair = groups->is_fair_found;

        koppel_sheet_number(sheet, group->persons_min);
        koppel_sheet_number_if(sheet, group->persons_max != KOPPEL_UNKNOWN, group->persons_max);
        koppel_sheet_text(sheet, for_people ? _(names[k]) : keys[k]);
        koppel_sheet_number(sheet, group->n_households);
        koppel_sheet_number(sheet, group->n_housed);
        koppel_sheet_number_if(sheet, has_any, has_any ? koppel_tenths(group->n_housed, group->n_households, 100) : 0);
        koppel_sheet_number_if(sheet, has_fair, group->floor);
        koppel_sheet_number_if(sheet, has_fair, group->n_fair);
        koppel_sheet_number_if(sheet, has_any && has_fair,
                               has_any ? koppel_tenths(group->n_fair, group->n_households, 100) : 0);
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
    }
}

void koppel_groups_csv(const struct koppel_groups *groups, struct koppel_text *text)
{
    struct koppel_csv csv = koppel_csv_begin(text, &groups->job.kase);
    struct koppel_sheet sheet = {.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};

    fill(groups, false, &sheet);
    koppel_sheet_csv(&sheet, &csv);
    text->failed = text->failed || koppel_sheet_status(&sheet) != KOPPEL_OK;
    koppel_sheet_free(&sheet);
}

/* What the costs after differ from those before, a goal behind the other; "nothing". */
static void say_difference(const struct koppel_groups *groups, const int64_t *before, const int64_t *after,
                           const char *between, struct koppel_text *text)
{
    const struct koppel_problem *problem = &groups->job.formulation.problem;
    int32_t n = 0;

    for (int32_t t = 0; t < groups->n_tiers; t++) {
        struct koppel_proposal_tier tier = {.scale = problem->tiers[t].scale};

        if (before[t] != after[t]) {
            snprintf(tier.name, sizeof tier.name, "%s", problem->tiers[t].name);
            koppel_text_add(text, "%s", n++ > 0 ? between : "");
            koppel_say_tier_change(text, &groups->job.policy, &tier, after[t] - before[t]);
        }
    }
    if (n == 0) {
        koppel_text_add(text, "Nothing.");
    }
}

/* What the floors cost in each goal of the policy. */
static void say_price(const struct koppel_groups *groups, struct koppel_text *text)
{
    koppel_text_add(text, "\nWhat the fairest shares change in the goals of the policy\n  ");
    say_difference(groups, groups->tier_before, groups->tier_after, "\n  ", text);
    koppel_text_add(text, "\n");
}

/* The smallest share at a point, in tenths of a per cent. */
static int64_t least_share(const struct koppel_groups *groups, const struct koppel_groups_point *point)
{
    int worst = koppel_groups_worst(groups, point->n_housed);

    return groups->items[worst].n_households > 0
               ? koppel_tenths(point->n_housed[worst], groups->items[worst].n_households, 100)
               : 0;
}

static bool is_as_policy(const struct koppel_groups *groups, const struct koppel_groups_point *point)
{
    return memcmp(point->cost, groups->tier_before, (size_t)groups->n_tiers * sizeof *point->cost) == 0;
}

/* Every larger least share that is possible, and what it costs. */
static void say_points(const struct koppel_groups *groups, struct koppel_text *text)
{
    char share[40];

    koppel_text_add(text, "\nWhat a larger share costs for the group that is worst off\n");
    for (int32_t p = 0; p < groups->n_price; p++) {
        const struct koppel_groups_point *point = &groups->price[p];
        struct koppel_text draft = {0};

        koppel_decimal_format(least_share(groups, point), 10, koppel_language_decimal(), share, sizeof share);
        koppel_text_add(&draft, "%s %% (%" PRId32 ", %" PRId32 " and %" PRId32 " households): ", share,
                        point->n_housed[0], point->n_housed[1], point->n_housed[2]);
        say_difference(groups, groups->tier_before, point->cost, "; ", &draft);
        koppel_text_add(&draft, "%s", is_as_policy(groups, point) ? "" : ".");
        if (!point->is_proven) {
            koppel_text_add(&draft, _(" (not proven best)"));
        }
        koppel_lay_draft(text, &draft, 2, 4);
    }
    if (!groups->is_price_whole) {
        koppel_text_add(text, "  Larger shares were not tried: %s.\n",
                        groups->job.policy.n_groups + KOPPEL_N_SIZE_GROUPS > KOPPEL_MAX_GROUPS
                            ? _("the policy has no room for three more groups")
                            : _("the time was up, or it was stopped"));
    }
}

void koppel_groups_price_csv(const struct koppel_groups *groups, struct koppel_text *text)
{
    static const char *const names_of[] = {"point",  "least_percent", "size_1", "size_2_5",
                                           "size_6", "goal",          "value",  "proven"};
    const struct koppel_problem *problem = &groups->job.formulation.problem;
    struct koppel_csv csv = koppel_csv_begin(text, &groups->job.kase);

    koppel_csv_header(&csv, names_of, sizeof names_of / sizeof *names_of);
    for (int32_t row = 0; row < groups->n_price * groups->n_tiers; row++) {
        const struct koppel_groups_point *point = &groups->price[row / groups->n_tiers];
        const struct koppel_tier *tier = &problem->tiers[row % groups->n_tiers];
        int64_t cost = point->cost[row % groups->n_tiers];

        koppel_csv_whole(&csv, row / groups->n_tiers + 1);
        koppel_csv_decimal(&csv, least_share(groups, point), 10);
        for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
            koppel_csv_whole(&csv, point->n_housed[k]);
        }
        koppel_csv_text(&csv, tier->name);
        koppel_csv_decimal(&csv, tier->maximise ? -cost : cost, tier->scale);
        koppel_csv_text(&csv, point->is_proven ? "yes" : "no");
        koppel_csv_end(&csv);
    }
}

static void say_proof(const struct koppel_groups *groups, struct koppel_text *text)
{
    struct koppel_text draft = {0};

    if (groups->is_cut) {
        koppel_text_add(&draft, groups->is_fair_found
                                    ? _("The time was up, or it was stopped, before everything was tried.")
                                    : _("The time was up, or it was stopped, before the fairest shares were found."));
        koppel_lay_draft(text, &draft, 0, 0);
    }
    koppel_text_add(&draft,
                    groups->is_proven
                        ? _("It is proven that no proposal gives the group that is worst off a larger share, nor "
                            "then the next.")
                        : _("It is not proven that no proposal gives the group that is worst off a larger share; "
                            "--time-limit may allow more."));
    koppel_lay_draft(text, &draft, 0, 0);
}

void koppel_groups_print(const struct koppel_groups *groups, struct koppel_text *text)
{
    struct koppel_sheet sheet = {.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    struct koppel_text draft = {0};

    if (!groups->is_found) {
        koppel_text_add(text, groups->is_impossible ? _("No proposal follows every rule that must hold.\n")
                                                    : _("The time was up before there was any proposal.\n"));
        return;
    }
    fill(groups, true, &sheet);
    koppel_text_add(text, "Who gets a home, by the size of the household\n\n");
    koppel_sheet_print(&sheet, '.', text);
    koppel_text_add(text, "\n");
    koppel_text_add(&draft,
                    "Fairest: the group of which the smallest share gets a home gets as many as can be, then the "
                    "next, and the goals of the policy come after.");
    koppel_lay_draft(text, &draft, 0, 0);
    if (groups->is_fair_found) {
        say_price(groups, text);
    }
    if (groups->n_price > 1 || !groups->is_price_whole) {
        say_points(groups, text);
    }
    koppel_text_add(text, "\n");
    say_proof(groups, text);
    text->failed = text->failed || koppel_sheet_status(&sheet) != KOPPEL_OK;
    koppel_sheet_free(&sheet);
}
