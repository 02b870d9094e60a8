// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_notes.c - what the tables of a province lack (see province_notes.h). */
#include "province/province_notes.h"

#include "province/carry.h"
#include "province/successors.h"

#include <inttypes.h>
#include <string.h>

/* A half-year that is missing between others shortens the row of missed ones, and lowers the rung. */
void koppel_province_note_gaps(struct koppel_province_case *open, const struct koppel_province *province)
{
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;
    char period[8];

    for (int32_t m = open->kase.n_municipalities - 1; m >= 0; m--) {
        if (province->rows[m].has_target && province->rows[m].rung.missed.gap != KOPPEL_NONE) {
            first = m;
            n++;
        }
    }
    if (n == 0) {
        return;
    }
    koppel_period_format(province->rows[first].rung.missed.gap, period);
    koppel_errors_add(open->notes, KOPPEL_OK, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                      "%s has no target of %s, though it has one of an earlier half-year%s: its half-years missed in a "
                      "row are counted from there on only, so its rung may be too low; add the row that is missing",
                      open->kase.municipalities[first].id, period,
                      n > 1 ? _(" (and so have other municipalities)") : "");
}

/* Municipalities that a note is about. */
struct noted {
    int32_t n;
    int32_t first; /* KOPPEL_NONE: none */
};

static void count(struct noted *noted, int32_t municipality)
{
    noted->first = noted->n == 0 ? municipality : noted->first;
    noted->n++;
}

void koppel_province_note_linked(struct koppel_province_case *open, const struct koppel_province *province)
{
    const struct koppel_case *kase = &open->kase;
    const char *file = koppel_case_file_name(kase, "targets.csv");
    const char *column = koppel_case_column_name(kase, "targets.csv", "linked_by_reference_persons");
    int32_t linked_by = koppel_linked_by_day(&open->rules.dates, province->period);
    struct noted unknown = {0, KOPPEL_NONE};
    struct noted old = {0, KOPPEL_NONE};
    char day[KOPPEL_DAY_WORDS];
    char counted[KOPPEL_DAY_WORDS];

    for (int32_t m = 0; m < kase->n_municipalities && province->day >= linked_by; m++) {
        const struct koppel_standing *now = &province->rows[m].now;

        if (!province->rows[m].has_target || now->excusable_is_official || now->shortfall == 0) {
            continue;
        }
        if (now->linked_row == KOPPEL_NONE) {
            count(&unknown, m);
        } else if (kase->targets[now->linked_row].published_on < linked_by) {
            count(&old, m);
        }
    }
    koppel_date_words(linked_by, day);
    if (unknown.n > 0) {
        koppel_errors_add(open->notes, KOPPEL_OK, file, 0, 0,
                          "it is not known who was linked by %s to %" PRId32
                          " %s, %s%s, so nothing of the shortfall is "
                          "excused; fill in %s",
                          day, unknown.n, unknown.n == 1 ? _("municipality") : _("municipalities"),
                          kase->municipalities[unknown.first].id, unknown.n == 1 ? "" : _(" first"), column);
    }
    if (old.n > 0) {
        koppel_date_words(kase->targets[province->rows[old.first].now.linked_row].published_on, counted);
        koppel_errors_add(
            open->notes, KOPPEL_OK, file, 0, 0,
            "who was linked by %s to %" PRId32 " %s, %s%s, is an older count (of %s for %s), so too much of "
            "the shortfall may be excused; fill in %s",
            day, old.n, old.n == 1 ? _("municipality") : _("municipalities"), kase->municipalities[old.first].id,
            old.n == 1 ? "" : _(" first"), counted, kase->municipalities[old.first].id, column);
    }
}

void koppel_province_note_excusable(struct koppel_province_case *open, const struct koppel_province *province)
{
    const struct koppel_case *kase = &open->kase;
    int32_t noted = KOPPEL_NONE; /* row of targets.csv */

    for (int32_t i = kase->n_targets - 1; i >= 0; i--) {
        const struct koppel_target *target = &kase->targets[i];
        const struct koppel_supervised *row = &province->rows[target->municipality];

        if (target->period == province->period && target->published_on <= province->day &&
            target->excusable_persons > 0 && row->has_target && !row->now.excusable_is_official) {
            noted = i;
        }
    }
    if (noted != KOPPEL_NONE) {
        koppel_errors_add(
            open->notes, KOPPEL_OK, koppel_case_file_name(kase, "targets.csv"), kase->targets[noted].line, 0,
            "%s has %" PRId32 " in %s here, and none in its last version, so that the excusable part is "
            "worked out: repeat the number there if it is still the official one",
            kase->municipalities[kase->targets[noted].municipality].id, kase->targets[noted].excusable_persons,
            koppel_case_column_name(kase, "targets.csv", "excusable_persons"));
    }
}

void koppel_province_note_promised(struct koppel_province_case *open, const struct koppel_province *province)
{
    struct noted twice = {0, KOPPEL_NONE};

    for (int32_t m = 0; m < open->kase.n_municipalities && province->has_promises; m++) {
        const struct koppel_supervised *row = &province->rows[m];

        if (row->has_target && row->promised.households > 0 &&
            strstr(open->kase.targets[row->now.target.row].source, KOPPEL_CARRY_PROMISED) != NULL) {
            count(&twice, m);
        }
    }
    if (twice.n > 0) {
        koppel_errors_add(open->notes, KOPPEL_OK, koppel_case_file_name(&open->kase, "targets.csv"),
                          open->kase.targets[province->rows[twice.first].now.target.row].line, 0,
                          "proposals that were carried out are in the housed persons of %" PRId32 " %s, %s%s, already, "
                          "and those given now are added: leave out the ones that were carried out before",
                          twice.n, twice.n == 1 ? _("municipality") : _("municipalities"),
                          open->kase.municipalities[twice.first].id, twice.n == 1 ? "" : _(" first"));
    }
}

void koppel_province_note_earlier(struct koppel_province_case *open, const struct koppel_province *province,
                                  const struct koppel_gathered *gathered)
{
    const struct koppel_case *kase = &open->kase;
    struct noted before = {0, KOPPEL_NONE};
    const char *folder = NULL;
    char now[8];
    char was[8];

    for (int32_t f = gathered->n_folders - 1; f >= 0; f--) {
        folder = gathered->folders[f].promises.period == KOPPEL_NONE ? gathered->folders[f].folder : folder;
    }
    for (int32_t m = 0; m < kase->n_municipalities && folder != NULL; m++) {
        int32_t row = koppel_case_target(kase, m, province->period - 1, province->day);

        if (row != KOPPEL_NONE && province->rows[m].promised.households > 0 &&
            strstr(kase->targets[row].source, KOPPEL_CARRY_PROMISED) != NULL) {
            count(&before, m);
        }
    }
    if (before.n > 0) {
        koppel_period_format(province->period, now);
        koppel_period_format(province->period - 1, was);
        koppel_errors_add(open->notes, KOPPEL_OK, folder, 0, 0,
                          "there is no summary.json that says for which half-year this was made, so its persons are "
                          "counted for %s; proposals of %s were carried out in %" PRId32 " %s, %s%s: leave out those",
                          now, was, before.n, before.n == 1 ? _("municipality") : _("municipalities"),
                          kase->municipalities[before.first].id, before.n == 1 ? "" : _(" first"));
    }
}

void koppel_province_note_counts(struct koppel_province_case *open, const struct koppel_province *province)
{
    int32_t last = koppel_period_last_day(province->period);
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    for (int32_t m = open->kase.n_municipalities - 1; m >= 0 && province->day > last; m--) {
        const struct koppel_supervised *row = &province->rows[m];

        if (row->has_target && open->kase.targets[row->now.target.row].published_on < last) {
            first = m;
            n++;
        }
    }
    if (n == 0) {
        return;
    }
    koppel_period_format(province->period, period);
    koppel_date_words(open->kase.targets[province->rows[first].now.target.row].published_on, day);
    koppel_errors_add(open->notes, KOPPEL_OK, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                      "%" PRId32 " %s, %s%s no count of %s from its last day or later (the last of %s is of %s): who "
                      "was housed since then is missing; add the final count",
                      n, n == 1 ? _("municipality") : _("municipalities"), open->kase.municipalities[first].id,
                      n == 1 ? _(", has") : _(" first, have"), period, open->kase.municipalities[first].id, day);
}

void koppel_province_note_country(struct koppel_province_case *open, const struct koppel_target_table *table)
{
    bool is_confirmed =
        table->n_official > 0 && table->fits.least <= table->national && table->national <= table->fits.most;
    char file[KOPPEL_PLACE_FILE];

    if (table->country_is_case && table->national != KOPPEL_UNKNOWN && !is_confirmed) {
        koppel_errors_add(open->notes, KOPPEL_OK, NULL, 0, 0,
                          "the %" PRId64 " inhabitants of this case are taken for the whole country's, so that the "
                          "whole national number of %" PRId64 " is divided over it; for a part of the country, such as "
                          "one province, give the inhabitants of the country with --inhabitants or in %s",
                          table->country, table->national,
                          koppel_file_words(koppel_case_file_name(&open->kase, "national.csv"), file));
    }
}

void koppel_province_note_moved(struct koppel_province_case *open, const struct koppel_target_table *table)
{
    const struct koppel_case *kase = &open->kase;
    char day[KOPPEL_DAY_WORDS];
    char from[KOPPEL_PLACE_FILE];
    char dated[KOPPEL_PLACE_FILE];

    koppel_date_words(table->reference_day, day);
    for (int32_t i = 0; i < kase->n_boundary_changes && table->national != KOPPEL_UNKNOWN; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];
        const struct koppel_reference_count *to = &table->lines[change->to].count;

        if (change->changed_on > table->reference_day &&
            change->changed_on <= koppel_period_first_day(table->asked.period) && to->row == KOPPEL_NONE &&
            !to->ended) {
            koppel_errors_add(
                open->notes, KOPPEL_OK, koppel_case_file_name(kase, "boundary_changes.csv"), change->line, 0,
                "the %" PRId64 " inhabitants of %s in %s, which have no date, are taken to hold the %" PRId64
                " that came from %s: if they do not, give the count of %s in %s",
                to->inhabitants, kase->municipalities[change->to].id,
                koppel_file_words(koppel_case_file_name(kase, "municipalities.csv"), from), change->inhabitants,
                change->from, day, koppel_file_words(koppel_case_file_name(kase, "inhabitants.csv"), dated));
        }
    }
}

void koppel_province_note_terms(struct koppel_province_case *open, const struct koppel_province *province)
{
    const char *file = koppel_case_file_name(&open->kase, "interventions.csv");
    char day[KOPPEL_DAY_WORDS];

    for (int32_t m = 0; m < open->kase.n_municipalities; m++) {
        const struct koppel_rung_state *rung = &province->rows[m].rung;

        if (rung->term_on != KOPPEL_NO_DATE && rung->term_on < province->day) {
            koppel_date_words(rung->term_on, day);
            koppel_errors_add(open->notes, KOPPEL_OK, file, open->kase.interventions[rung->intervention].line, 0,
                              "the term of this decision on %s, %s, has passed: add what was decided then",
                              open->kase.municipalities[m].id, day);
        }
        if (rung->plan_due_on != KOPPEL_NO_DATE && rung->plan_due_on < province->day &&
            rung->plan_on == KOPPEL_NO_DATE) {
            koppel_date_words(rung->plan_due_on, day);
            koppel_errors_add(open->notes, KOPPEL_OK, file, 0, 0,
                              "the plan of approach of %s was due by %s, and none is recorded",
                              open->kase.municipalities[m].id, day);
        }
    }
}

void koppel_province_note_old_rungs(struct koppel_province_case *open, const struct koppel_province *province)
{
    const struct koppel_case *kase = &open->kase;
    int32_t last = koppel_period_of_day(province->day);
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    last -= province->day < koppel_period_last_day(last) ? 1 : 0;
    koppel_period_format(last, period);
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        const struct koppel_rung_state *rung = &province->rows[m].rung;
        const struct koppel_asked asked = {.municipality = m, .day = province->day, .known_on = province->day};
        struct koppel_standing standing;

        if (rung->intervention == KOPPEL_NONE || rung->rung == 0 || rung->since > koppel_period_last_day(last) ||
            !koppel_merged_standing_make(kase, &open->rules.dates, &asked, last, &standing) ||
            koppel_standing_missed(&standing)) {
            continue;
        }
        koppel_date_words(rung->since, day);
        koppel_errors_add(open->notes, KOPPEL_OK, koppel_case_file_name(kase, "interventions.csv"),
                          kase->interventions[rung->intervention].line, 0,
                          "%s stands on rung %" PRId32 " by this decision of %s, though it has not missed %s: a later "
                          "row with an empty rung gives the rule back",
                          kase->municipalities[m].id, rung->rung, day, period);
    }
}
