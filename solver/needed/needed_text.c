// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needed_text.c - homes that are needed, as tables and in sentences (see needed.h). */
#include "needed/needed.h"

#include "report/csv_text.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 20 };

static const char *least_word(enum koppel_needed_least least)
{
    static const char *const words[] = {"yes", "no", "unknown"};

    return words[least];
}

/* The columns that a kind of home has in both tables. */
static void kind_cells(struct koppel_csv *csv, const struct koppel_case *kase, const struct koppel_new_home *home)
{
    const struct koppel_neighbourhood *neighbourhood = &kase->neighbourhoods[home->neighbourhood];

    koppel_csv_text(csv, kase->municipalities[neighbourhood->municipality].id);
    koppel_csv_text(csv, neighbourhood->id);
    koppel_csv_text(csv, neighbourhood->name);
    koppel_csv_whole(csv, home->rooms);
    koppel_csv_decimal(csv, home->rent_cents, 100);
    koppel_csv_text(csv, home->step_free ? "yes" : "no");
}

static void needed_csv(const struct koppel_needed *needed, struct koppel_text *text)
{
    static const char *const names[] = {"municipality", "neighbourhood", "name", "rooms",     "rent_eur",
                                        "step_free",    "homes",         "cost", "all_needed"};
    struct koppel_csv csv = koppel_csv_begin(text, &needed->job.kase);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        const struct koppel_new_home *home = &needed->homes.items[k];

        if (home->n_wanted > 0) {
            kind_cells(&csv, &needed->job.kase, home);
            koppel_csv_whole(&csv, home->n_wanted);
            koppel_csv_whole(&csv, home->n_wanted * home->cost);
            koppel_csv_text(&csv, least_word(needed->least[k]));
            koppel_csv_end(&csv);
        }
    }
}

/* A tier's change as its user reads it: less short, more points. */
static void value_csv(const struct koppel_needed *needed, struct koppel_text *text)
{
    static const char *const names[] = {"municipality", "neighbourhood", "name", "rooms", "rent_eur", "step_free"};
    const struct koppel_problem *problem = &needed->job.formulation.problem;
    struct koppel_csv csv = koppel_csv_begin(text, &needed->job.kase);

    for (size_t c = 0; c < sizeof names / sizeof *names; c++) {
        koppel_csv_text(&csv, names[c]);
    }
    for (int32_t t = 0; t < needed->n_tiers; t++) {
        koppel_csv_text(&csv, problem->tiers[t].name);
    }
    koppel_csv_end(&csv);
    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        kind_cells(&csv, &needed->job.kase, &needed->homes.items[k]);
        for (int32_t t = 0; t < needed->n_tiers; t++) {
            const struct koppel_tier *tier = &problem->tiers[t];
            int64_t change = needed->value[(int64_t)k * needed->n_tiers + t];

            if (needed->has_value[k]) {
                koppel_csv_decimal(&csv, tier->maximise ? -change : change, tier->scale);
            } else {
                koppel_csv_empty(&csv);
            }
        }
        koppel_csv_end(&csv);
    }
}

enum koppel_status koppel_needed_documents(struct koppel_needed *needed,
                                           struct koppel_document documents[KOPPEL_N_NEEDED_DOCUMENTS])
{
    static const char *const names[KOPPEL_N_NEEDED_DOCUMENTS] = {"needed.csv", "value.csv", "units.csv",
                                                                 "corporations.csv"};
    bool failed = false;

    memset(documents, 0, KOPPEL_N_NEEDED_DOCUMENTS * sizeof *documents);
    for (int d = 0; d < KOPPEL_N_NEEDED_DOCUMENTS; d++) {
        documents[d].name = names[d];
    }
    needed_csv(needed, &documents[0].text);
    value_csv(needed, &documents[1].text);
    for (int d = 2; d < KOPPEL_N_NEEDED_DOCUMENTS; d++) {
        documents[d].text = needed->tables[d - 2];
        needed->tables[d - 2] = (struct koppel_text){0};
    }
    for (int d = 0; d < KOPPEL_N_NEEDED_DOCUMENTS; d++) {
        failed = failed || documents[d].text.failed;
    }
    return failed ? KOPPEL_E_MEMORY : KOPPEL_OK;
}

/* ---- In sentences ---- */

/* "2 homes in Kerkdorp (BU90040001), step-free (rooms: 4; rent at most 764 euro)" */
static void say_kind(struct koppel_text *text, const struct koppel_needed *needed, const struct koppel_new_home *home)
{
    struct koppel_text area = {0};
    char rent[24];

    koppel_say_area(&area, &needed->job.kase, KOPPEL_AREA_NEIGHBOURHOOD, home->neighbourhood);
    koppel_text_add(
        text,
        home->n_wanted == 1
            ? (home->step_free ? _("%" PRId32 " home in %s, step-free (rooms: %" PRId32 "; rent at most %s euro)")
                               : _("%" PRId32 " home in %s (rooms: %" PRId32 "; rent at most %s euro)"))
            : (home->step_free ? _("%" PRId32 " homes in %s, step-free (rooms: %" PRId32 "; rent at most %s euro)")
                               : _("%" PRId32 " homes in %s (rooms: %" PRId32 "; rent at most %s euro)")),
        home->n_wanted, area.bytes != NULL ? area.bytes : "", home->rooms,
        koppel_decimal_format(home->rent_cents, 100, koppel_language_decimal(), rent, sizeof rent));
    text->failed = text->failed || area.failed;
    koppel_text_free(&area);
}

static int32_t count_homes(const struct koppel_needed *needed)
{
    int32_t n = 0;

    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        n += needed->homes.items[k].n_wanted;
    }
    return n;
}

static void list_homes(const struct koppel_needed *needed, struct koppel_text *text)
{
    int32_t n_shown = 0, n_more = 0;

    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        struct koppel_text draft = {0};

        if (needed->homes.items[k].n_wanted == 0) {
            continue;
        }
        if (n_shown == SHOWN) {
            n_more++;
            continue;
        }
        n_shown++;
        say_kind(&draft, needed, &needed->homes.items[k]);
        koppel_text_add(text, "  - ");
        koppel_lay_words(text, 4, 4, draft.bytes != NULL ? draft.bytes : "");
        text->failed = text->failed || draft.failed;
        koppel_text_free(&draft);
    }
    if (n_more > 0) {
        koppel_text_add(text, "  and %" PRId32 " more kinds of homes; needed.csv has them all\n", n_more);
    }
}

static bool is_least(const struct koppel_needed *needed)
{
    bool least = true;

    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        least = least && (needed->homes.items[k].n_wanted == 0 || needed->least[k] == KOPPEL_LEAST_YES);
    }
    return least;
}

/* Persons who stay short, and why. */
static void say_left(const struct koppel_needed *needed, struct koppel_text *draft)
{
    const char *words =
        needed->is_listed
            ? (needed->everybody
                   ? _(" Even with every home that the table of candidates allows, people without a home: "
                       "%" PRId64 ". That table, the rules, or too few households leave no more.")
                   : _(" Even with every home that the table of candidates allows, people short: %" PRId64
                       ". That table, the rules, or too few households leave no more."))
            : (needed->everybody ? _(" However many homes are built, people without a home: %" PRId64
                                     ". The rules, or too few households, leave no more.")
                                 : _(" However many homes are built, people short: %" PRId64
                                     ". The rules, or too few households, leave no more."));

    /* the space parts it from a sentence before it */
    koppel_text_add(draft, draft->n_bytes > 0 ? words : words + 1, needed->short_least);
}

static void say_proof(const struct koppel_needed *needed, struct koppel_text *draft)
{
    if (!needed->is_cost_proven) {
        koppel_text_add(draft,
                        "It is not proven that no fewer or cheaper new homes do this; --time-limit may allow more.");
    } else if (count_homes(needed) > 0) {
        koppel_text_add(draft, "It is proven that no fewer or cheaper new homes do this.");
    }
    if (needed->is_short_proven && needed->short_least > 0) {
        say_left(needed, draft);
    }
    if (count_homes(needed) > 0 && is_least(needed) && needed->before == KOPPEL_INFEASIBLE) {
        koppel_text_add(draft, " With one of these homes less, of whatever kind, more people are left, or a rule that "
                               "must hold is not followed.");
    } else if (count_homes(needed) > 0 && is_least(needed)) {
        koppel_text_add(draft, needed->everybody
                                   ? _(" With one of these homes less, of whatever kind, more people have none.")
                                   : _(" With one of these homes less, of whatever kind, more people are short."));
    }
}

/* The sentence for the agreement between municipality, corporations and tenants, which promises only what is proven. */
static void say_agreement(const struct koppel_needed *needed, struct koppel_text *draft)
{
    int32_t n = count_homes(needed);
    char period[8];

    koppel_period_format(needed->job.fit.period, period);
    koppel_text_add(draft,
                    n == 1
                        ? _("For the performance agreement (prestatieafspraken): in %s the corporations offer %" PRId32
                            " home to permit holders beside those that are in the tables, of the kind and in the "
                            "neighbourhood above.")
                        : _("For the performance agreement (prestatieafspraken): in %s the corporations offer %" PRId32
                            " homes to permit holders beside those that are in the tables, of the kinds and in the "
                            "neighbourhoods above."),
                    period, n);
    if (needed->before == KOPPEL_PROVEN && needed->is_now_proven && needed->short_now == needed->short_least) {
        koppel_text_add(draft,
                        needed->everybody
                            ? _(" People without a home are then %" PRId64 " instead of %" PRId64 ".")
                            : _(" People short of the targets are then %" PRId64 " instead of %" PRId64 "."),
                        needed->short_least, needed->short_before);
    }
}

static void say_closed(const struct koppel_needed *needed, struct koppel_text *draft)
{
    if (!needed->is_closed) {
        koppel_text_add(draft, "The case with these homes was not solved: the time was up.");
        return;
    }
    koppel_text_add(draft,
                    "The case was solved with these homes, and checked: %" PRId32 " of %" PRId32
                    " households get a home, %" PRId64 " people in all.",
                    needed->households_now, needed->job.kase.n_households, needed->persons_now);
    if (!needed->is_now_proven) {
        koppel_text_add(draft,
                        needed->everybody
                            ? _(" %" PRId64 " people have none in it; the time was up before that was proven to be the "
                                "best under the policy.")
                            : _(" %" PRId64 " people are short in it; the time was up before that was proven to be the "
                                "best under the policy."),
                        needed->short_now);
    } else if (needed->short_now > needed->short_least) {
        koppel_text_add(draft,
                        needed->everybody
                            ? _(" By the order of goals of the policy %" PRId64 " people have none, where %" PRId64
                                " could be: it does not ask for as many people as can be.")
                            : _(" By the order of goals of the policy %" PRId64 " people are short, where %" PRId64
                                " could be: the targets do not come first in it."),
                        needed->short_now, needed->short_least);
    }
}

/* Persons short with the homes that exist. */
static void say_tables(const struct koppel_needed *needed, struct koppel_text *draft)
{
    const char *format = NULL;

    if (needed->before == KOPPEL_INFEASIBLE) {
        koppel_text_add(draft, "With the homes in the tables no proposal follows every rule that must hold.");
        return;
    }
    if (needed->before == KOPPEL_NO_ANSWER) {
        koppel_text_add(draft, "What the homes in the tables can do was not found: the time was up.");
        return;
    }
    if (needed->before == KOPPEL_PROVEN) {
        format = needed->everybody
                     ? _("With the homes in the tables at least %" PRId64 " people have no home.")
                     : _("With the homes in the tables at least %" PRId64 " people are short of the targets.");
    } else {
        format = needed->everybody
                     ? _("With the homes in the tables at most %" PRId64
                         " people need be without a home (not proven to be the fewest: the time was up).")
                     : _("With the homes in the tables at most %" PRId64
                         " people need be short of the targets (not proven to be the fewest: the time was "
                         "up).");
    }
    koppel_text_add(draft, format, needed->short_before);
}

static void say_before(const struct koppel_needed *needed, int32_t n, struct koppel_text *draft)
{
    if (n == 0 && needed->short_least == 0) {
        koppel_text_add(draft, needed->everybody ? _("Everybody can have one of the homes in the tables.")
                                                 : _("The targets can be met with the homes in the tables."));
        return;
    }
    say_tables(needed, draft);
    if (n > 0 && needed->short_before == INT64_MAX) {
        koppel_text_add(
            draft,
            needed->everybody
                ? _(" With the new homes below (%" PRId32 ") at most %" PRId64 " people have no home:")
                : _(" With the new homes below (%" PRId32 ") at most %" PRId64 " people are short of the targets:"),
            n, needed->short_least);
    } else if (n > 0 && needed->is_short_proven) {
        koppel_text_add(draft,
                        n == 1 ? _(" With %" PRId32 " home more it is %" PRId64 ":")
                               : _(" With %" PRId32 " homes more it is %" PRId64 ":"),
                        n, needed->short_least);
    } else if (n > 0) {
        koppel_text_add(draft,
                        n == 1 ? _(" With %" PRId32 " home more it is at most %" PRId64 ":")
                               : _(" With %" PRId32 " homes more it is at most %" PRId64 ":"),
                        n, needed->short_least);
    } else {
        koppel_text_add(draft, needed->is_short_proven
                                   ? _(" No new home betters that.")
                                   : _(" No new home that betters that was found (not proven: the time was up)."));
    }
}

void koppel_needed_print(const struct koppel_needed *needed, struct koppel_text *text)
{
    struct koppel_text draft = {0};
    int32_t n = count_homes(needed);

    if (!needed->is_found) {
        koppel_text_add(&draft, needed->is_impossible
                                    ? _("No number of new homes lets every rule that must hold be followed.")
                                    : _("The time was up before anything was found."));
        koppel_lay_draft(text, &draft, 0, 0);
        return;
    }
    say_before(needed, n, &draft);
    koppel_lay_draft(text, &draft, 0, 0);
    list_homes(needed, text);
    say_proof(needed, &draft);
    koppel_lay_draft(text, &draft, 0, 0);
    if (n > 0) {
        koppel_text_add(text, "\n");
        say_closed(needed, &draft);
        koppel_lay_draft(text, &draft, 0, 0);
        if (needed->is_cost_proven) {
            koppel_text_add(text, "\n");
            say_agreement(needed, &draft);
            koppel_lay_draft(text, &draft, 0, 0);
        }
    }
}
