// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_words.c - what stands above and below the tables of supervision (see supervision_words.h). */
#include "province/supervision_words.h"

#include "report/layout.h"

#include <inttypes.h>
#include <string.h>

/* From which versions the counts are: they may be older than the day. */
static void print_count_days(const struct koppel_province *province, struct koppel_text *text)
{
    int32_t first = INT32_MAX;
    int32_t last = KOPPEL_NO_DATE;
    char from[KOPPEL_DAY_WORDS];
    char to[KOPPEL_DAY_WORDS];

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        const struct koppel_supervised *row = &province->rows[m];
        int32_t day = row->has_target ? province->kase->targets[row->now.target.row].published_on : KOPPEL_NO_DATE;

        if (row->has_target) {
            first = day < first ? day : first;
            last = day > last ? day : last;
        }
    }
    if (last == KOPPEL_NO_DATE) {
        return;
    }
    koppel_date_words(first, from);
    koppel_date_words(last, to);
    koppel_lay_sentence(text, "Linked and housed persons are those of the versions of %s%s%s.", from,
                        first != last ? _(" to ") : "", first != last ? to : "");
}

void koppel_supervision_head(const struct koppel_province *province, char decimal_point, struct koppel_text *text)
{
    const struct koppel_supervision_dates *dates = &province->rules->dates;
    int32_t n_without = 0;
    int32_t months = koppel_months_passed(province->period, province->day);
    int64_t asked = koppel_tenths(months, KOPPEL_HALF_YEAR_MONTHS, 100);
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(province->period, period);
    koppel_date_words(province->day, day);
    koppel_lay_sentence(text, "Supervision of the targets (taakstelling) of %s on %s, in persons", period, day);
    koppel_lay_sentence(text,
                        "%" PRId32 " of 6 months have passed: the schedule asks %" PRId32 "/6 (%" PRId64 "%c%" PRId64
                        " %%) of the corrected target (target - lead + arrears). "
                        "Slightly behind: short of it by at most %" PRId32 "/%" PRId32 " of the corrected target.",
                        months, months, asked / 10, koppel_language_now() == KOPPEL_DUTCH ? ',' : decimal_point,
                        asked % 10, dates->slightly_parts, dates->slightly_of);
    koppel_date_words(koppel_linked_by_day(dates, province->period), day);
    koppel_lay_sentence(
        text, "Excusable (verschoonbaar): what is left to house because too few persons were linked by %s.", day);
    print_count_days(province, text);
    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        n_without +=
            province->rows[m].has_target || koppel_reference_count(province->kase, dates, m, province->period).ended
                ? 0
                : 1;
    }
    if (n_without > 0) {
        koppel_lay_sentence(
            text,
            koppel_plural("%" PRId32 " municipality has no target of this half-year by that day and is left out.",
                          "%" PRId32 " municipalities have no target of this half-year by that day and are left out.",
                          n_without),
            n_without);
    }
    koppel_text_add(text, "\n");
}

/* The ladder, the provinces for which it holds, and what is not known of who stands on it. */
static void print_ladder_name(const struct koppel_province *province, int32_t l, bool is_empty,
                              struct koppel_text *text)
{
    const struct koppel_ladder *ladder = &province->rules->ladders[l];
    const char *between = "";
    int32_t n_at_least = 0;
    struct koppel_text names = {0};

    for (int32_t p = 0; p < province->n_provinces; p++) {
        bool holds = false;

        for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
            const struct koppel_supervised *row = &province->rows[m];

            if (row->has_target && row->province == p && row->ladder == l) {
                holds = true;
                n_at_least += row->rung.is_at_least ? 1 : 0;
            }
        }
        if (holds) {
            koppel_text_add(&names, "%s%s", between, province->names[p]);
            between = ", ";
        }
    }
    koppel_lay_sentence(text, "Ladder \"%s\" (%s), for %s:%s", ladder->name, koppel_rule_mark_words(ladder->mark),
                        names.failed ? "" : names.bytes,
                        is_empty && n_at_least == 0 ? _(" nobody stands on a rung.") : "");
    text->failed = text->failed || names.failed;
    koppel_text_free(&names);
    if (n_at_least > 0) {
        koppel_lay_sentence(text,
                            "- of %" PRId32 " %s the tables do not tell how many half-years were missed before they "
                            "begin: the rung shown is the lowest that is possible (>=)",
                            n_at_least, n_at_least == 1 ? _("municipality") : _("municipalities"));
    }
}

static void print_legend(const struct koppel_province *province, struct koppel_text *text)
{
    char conditions[KOPPEL_RUNG_CONDITIONS];
    char title[KOPPEL_RUNG_TITLE];

    for (int32_t l = 0; l < province->rules->n_ladders; l++) {
        const struct koppel_ladder *ladder = &province->rules->ladders[l];
        uint32_t used = 0;
        bool is_used = false;

        for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
            const struct koppel_supervised *row = &province->rows[m];

            if (row->has_target && row->ladder == l) {
                is_used = true;
                used |= (uint32_t)1 << row->rung.rung;
                used |= province->has_promises
                            ? (uint32_t)1 << row->rung_if_nothing | (uint32_t)1 << row->rung_if_promised
                            : 0;
            }
        }
        if (is_used) {
            print_ladder_name(province, l, used <= 1, text);
        }
        for (int32_t r = 1; is_used && r <= ladder->n_rungs; r++) {
            if ((used >> r & 1) != 0) {
                koppel_rung_conditions(&ladder->rungs[r - 1], conditions);
                koppel_lay_sentence(text, "- rung %" PRId32 ": %s, for %s; source of these conditions: %s", r,
                                    koppel_rung_title(&ladder->rungs[r - 1], title), conditions,
                                    koppel_rule_mark_words(ladder->rungs[r - 1].mark));
            }
        }
    }
}

/* Two decisions of which one sentence tells: the same rung, day, rule and reason. */
static bool is_same_decision(const struct koppel_province *province, int32_t a, int32_t b)
{
    const struct koppel_intervention *interventions = province->kase->interventions;
    const struct koppel_rung_state *x = &province->rows[a].rung;
    const struct koppel_rung_state *y = &province->rows[b].rung;

    return x->intervention != KOPPEL_NONE && y->intervention != KOPPEL_NONE && x->rung == y->rung &&
           x->since == y->since && x->by_rule == y->by_rule &&
           strcmp(interventions[x->intervention].reason, interventions[y->intervention].reason) == 0;
}

/* The codes of those of whom one sentence tells: "GM0001, GM0002". @return how many; 0: an earlier one told of them */
static int32_t list_same(const struct koppel_province *province, int32_t k, struct koppel_text *codes)
{
    int32_t n = 0;

    for (int32_t other = 0; other < province->n_shown; other++) {
        if (!is_same_decision(province, province->shown[k], province->shown[other])) {
            continue;
        }
        if (other < k) {
            return 0;
        }
        koppel_text_add(codes, "%s%s", n > 0 ? ", " : "", province->kase->municipalities[province->shown[other]].id);
        n++;
    }
    return n;
}

static void print_overrides(const struct koppel_province *province, struct koppel_text *text)
{
    for (int32_t k = 0; k < province->n_shown; k++) {
        const struct koppel_rung_state *rung = &province->rows[province->shown[k]].rung;
        struct koppel_text codes = {0};
        struct koppel_text words = {0};
        int32_t n = rung->intervention != KOPPEL_NONE ? list_same(province, k, &codes) : 0;
        char day[KOPPEL_DAY_WORDS];

        if (n > 0 && !codes.failed) {
            koppel_date_words(rung->since, day);
            koppel_text_add(&words, "- %s %s on rung %" PRId32 " by decision of %s, in place of rung %" PRId32 ": %s",
                            codes.bytes, n == 1 ? _("stands") : _("stand"), rung->rung, day, rung->by_rule,
                            province->kase->interventions[rung->intervention].reason);
            koppel_lay_words(text, 0, 2, words.failed ? "" : words.bytes);
        }
        text->failed = text->failed || codes.failed || words.failed;
        koppel_text_free(&codes);
        koppel_text_free(&words);
    }
}

/* Whom the province may house in a municipality's place: one sentence a ladder. */
static void print_substitutions(const struct koppel_province *province, struct koppel_text *text)
{
    for (int32_t l = 0; l < province->rules->n_ladders; l++) {
        struct koppel_text words = {0};
        int32_t n = 0;

        for (int32_t k = 0; k < province->n_shown; k++) {
            const struct koppel_supervised *row = &province->rows[province->shown[k]];

            if (row->ladder == l && row->rung.substituted > 0) {
                koppel_text_add(&words, "%s%s %" PRId64 " %s", n > 0 ? ", " : "",
                                province->kase->municipalities[province->shown[k]].id, row->rung.substituted,
                                row->rung.substituted == 1 ? _("person") : _("persons"));
                n++;
            }
        }
        if (n > 0 && !words.failed) {
            koppel_text_add(text, "- On its rung the province may house in the municipality's place (%s):\n  ",
                            province->rules->ladders[l].whole_task ? _("arrears and current target") : _("arrears"));
            koppel_lay_words(text, 2, 2, words.bytes);
        }
        text->failed = text->failed || words.failed;
        koppel_text_free(&words);
    }
}

static void print_schedule_counts(const struct koppel_province *province, struct koppel_text *text)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, KOPPEL_NONE);

    koppel_lay_sentence(text,
                        koppel_plural("%" PRId32 " municipality: %" PRId32 " on schedule, %" PRId32
                                      " slightly behind, %" PRId32 " far behind.",
                                      "%" PRId32 " municipalities: %" PRId32 " on schedule, %" PRId32
                                      " slightly behind, %" PRId32 " far behind.",
                                      sums.n_municipalities),
                        sums.n_municipalities, sums.n_schedule[KOPPEL_ON_SCHEDULE],
                        sums.n_schedule[KOPPEL_SLIGHTLY_BEHIND], sums.n_schedule[KOPPEL_FAR_BEHIND]);
    if (province->has_promises) {
        koppel_lay_sentence(
            text, "With the proposals: %" PRId32 " on schedule, %" PRId32 " slightly behind, %" PRId32 " far behind.",
            sums.n_schedule_then[KOPPEL_ON_SCHEDULE], sums.n_schedule_then[KOPPEL_SLIGHTLY_BEHIND],
            sums.n_schedule_then[KOPPEL_FAR_BEHIND]);
    }
}

void koppel_supervision_legend(const struct koppel_province *province, struct koppel_text *text)
{
    print_schedule_counts(province, text);
    if (province->n_shown < koppel_province_sums(province, KOPPEL_NONE).n_municipalities) {
        koppel_lay_sentence(text, "%" PRId32 " of them %s shown; totals are those of all.", province->n_shown,
                            province->n_shown == 1 ? _("is") : _("are"));
    }
    print_legend(province, text);
    print_overrides(province, text);
    print_substitutions(province, text);
}
