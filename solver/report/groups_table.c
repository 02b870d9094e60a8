// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* groups_table.c - what every group of the policy gets, as groups.csv and in sentences (see documents.h, summary.h). */
#include "report/documents.h"
#include "report/layout.h"
#include "report/sheet.h"
#include "report/summary.h"
#include "report/wording.h"

#include "model/score.h"

#include <inttypes.h>

/* What a group has in all, and gets. */
struct group_sums {
    int64_t households, persons;
    int64_t housed, persons_housed;
    int64_t value;              /* what counts for the group */
    int64_t fit;                /* micro-points of its offers */
    int64_t n_waits, wait_days; /* of those whose day of linking is known: from then until the home is free */
};

static void add_household(const struct koppel_suitability *fit, int32_t i, int32_t unit, enum koppel_measure value,
                          struct group_sums *sums)
{
    int32_t linked_on = fit->kase->households[i].linked_on;

    sums->households++;
    sums->persons += fit->needs[i].persons_target;
    if (unit == KOPPEL_NONE) {
        return;
    }
    sums->housed++;
    sums->persons_housed += fit->needs[i].persons_target;
    sums->value += koppel_offer_measure(fit, i, unit, value);
    sums->fit += koppel_pair_score(fit, i, unit);
    if (linked_on != KOPPEL_NO_DATE) {
        int32_t free_from = fit->kase->units[unit].available_from;

        sums->n_waits++;
        sums->wait_days += (free_from > fit->as_of ? free_from : fit->as_of) - linked_on;
    }
}

static struct group_sums sums_of(const struct koppel_report *report, int32_t group)
{
    const struct koppel_suitability *fit = report->fit;
    struct group_sums sums = {0};

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (koppel_household_in_group(fit, i, &fit->policy->groups[group])) {
            add_household(fit, i, report->proposal->unit_of[i], fit->policy->groups[group].value, &sums);
        }
    }
    return sums;
}

/* sum / n in tenths; empty where there is nothing to divide by. */
static void add_mean(struct koppel_csv *csv, int64_t sum, int64_t n, int64_t times)
{
    if (n == 0) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, koppel_tenths(sum, n, times), 10);
    }
}

static void add_floor(struct koppel_csv *csv, const struct koppel_group *group, const struct group_sums *sums)
{
    if (group->n_references == 0) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, koppel_tenths(group->reference_sum, group->n_references, 1), 10);
    }
    if (group->rule == KOPPEL_GROUP_MEASURE) {
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
    } else {
        koppel_csv_maybe(csv, group->least);
        koppel_csv_maybe(csv, group->least == KOPPEL_UNKNOWN ? KOPPEL_UNKNOWN : sums->value - group->least);
    }
}

enum koppel_status koppel_groups_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"group",     "rule",    "value",          "households", "housed",
                                        "percent",   "persons", "persons_housed", "fit_mean",   "wait_days_mean",
                                        "reference", "floor",   "slack",          "reached"};
    const struct koppel_policy *policy = report->fit->policy;
    struct koppel_csv csv = koppel_csv_begin(text, report->fit->kase);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t k = 0; k < policy->n_groups; k++) {
        const struct koppel_group *group = &policy->groups[k];
        struct group_sums sums = sums_of(report, k);

        koppel_csv_text(&csv, group->name);
        koppel_csv_text(&csv, koppel_group_rule_name(group->rule));
        koppel_csv_text(&csv, koppel_group_value_name(group->value));
        koppel_csv_whole(&csv, sums.households);
        koppel_csv_whole(&csv, sums.housed);
        add_mean(&csv, sums.housed, sums.households, 100);
        koppel_csv_whole(&csv, sums.persons);
        koppel_csv_whole(&csv, sums.persons_housed);
        add_mean(&csv, sums.fit / KOPPEL_MICRO, sums.housed, 1);
        add_mean(&csv, sums.wait_days, sums.n_waits, 1);
        add_floor(&csv, group, &sums);
        koppel_csv_whole(&csv, sums.value);
        koppel_csv_end(&csv);
    }
    return koppel_text_status(text);
}

static void say_floor(struct koppel_text *text, const struct koppel_case *kase, const struct koppel_group *group,
                      int64_t n)
{
    if (group->value >= KOPPEL_MEASURE_FIT) {
        koppel_text_add(text, " It has %" PRId64 " %s.", n, koppel_measure_word(kase, group->value, KOPPEL_NONE, n));
    }
    if (group->rule == KOPPEL_GROUP_MEASURE || group->least == KOPPEL_UNKNOWN) {
        return;
    }
    koppel_text_add(text,
                    group->rule == KOPPEL_GROUP_LEXIMIN ? _(" The fairest share is at least %" PRId32 " %s.")
                                                        : _(" Its floor is %" PRId32 " %s."),
                    group->least, koppel_measure_word(kase, group->value, KOPPEL_NONE, group->least));
    if (n < group->least) {
        koppel_text_add(text, " That is %" PRId64 " short.", group->least - n);
    }
}

void koppel_groups_text(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_policy *policy = report->fit->policy;

    if (policy->n_groups > 0) {
        koppel_text_add(text, "\nGroups of the policy (groups.csv)\n");
    }
    for (int32_t k = 0; k < policy->n_groups; k++) {
        struct group_sums sums = sums_of(report, k);
        struct koppel_text draft = {0};

        koppel_text_add(&draft,
                        "%s: a home for %" PRId64 " of %" PRId64 " households, and %" PRId64 " of %" PRId64 " people.",
                        policy->groups[k].name, sums.housed, sums.households, sums.persons_housed, sums.persons);
        say_floor(&draft, report->fit->kase, &policy->groups[k], sums.value);
        koppel_lay_draft(text, &draft, 2, 4);
    }
}
