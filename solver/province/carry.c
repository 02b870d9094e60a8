// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* carry.c - carries a half-year over into the next one: what every municipality takes with it (see carry.h). */
#include "province/carry.h"

#include "base/memory.h"
#include "province/successors.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Persons linked in a half-year and still waiting at its end, KOPPEL_UNKNOWN when the linked ones are not recorded. */
static int64_t waiting_of(const struct koppel_standing *closing)
{
    if (closing->linked == KOPPEL_UNKNOWN) {
        return KOPPEL_UNKNOWN;
    }
    return closing->linked > closing->housed ? closing->linked - closing->housed : 0;
}

/* Who was waiting by what the tables knew on an earlier day, in every municipality with those that went over into it. */
static enum koppel_status waiting_known_on(const struct koppel_carry *carry, int32_t known_on,
                                           struct koppel_amount *waiting)
{
    const struct koppel_province *province = carry->province;

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        const struct koppel_asked asked = {.municipality = m, .day = province->day, .known_on = known_on};
        struct koppel_standing closing;

        waiting[m] = (struct koppel_amount){.is_known = true};
        if (koppel_standing_make(province->kase, &province->rules->dates, &asked, province->period, &closing)) {
            int64_t value = waiting_of(&closing);

            waiting[m] = (struct koppel_amount){
                .has = true, .is_known = value != KOPPEL_UNKNOWN, .value = value != KOPPEL_UNKNOWN ? value : 0};
        }
    }
    return koppel_hand_over(province->kase, koppel_check_day(province->period), waiting);
}

const char *koppel_carry_mark(int32_t period, char mark[48])
{
    char text[8];

    koppel_period_format(period, text);
    snprintf(mark, 48, "balance carried over from %s:", text);
    return mark;
}

static enum koppel_status refuse_open_half_year(const struct koppel_province *province, struct koppel_errors *errors)
{
    char period[8];
    char day[11];
    char due[11];

    koppel_period_format(province->period, period);
    koppel_date_format(province->day, day);
    koppel_date_format(koppel_check_day(province->period), due);
    return koppel_errors_add(
        errors, KOPPEL_E_INPUT, NULL, 0, 0,
        "%s has not ended by %s: carry it over with --as-of %s or a later day, or name another half-year "
        "with --period",
        period, day, due);
}

/* Linked persons of the new version. A count that was published for the next half-year stands, but one that this
 * program carried over follows a late recount of the half-year that closes. Where persons were housed since and nobody
 * says who was linked, those who waited are not all, so their number is only right while it is not below that. */
static enum koppel_status linked_next(const struct koppel_carry *carry, int32_t m, const struct koppel_target *was,
                                      int64_t *linked)
{
    int64_t waiting = carry->rows[m].waiting;
    int64_t least = was != NULL && was->housed_persons > 0 ? was->housed_persons : 0;
    struct koppel_amount *known = NULL;
    enum koppel_status status = KOPPEL_OK;

    least = was != NULL && was->linked_by_reference_persons > least ? was->linked_by_reference_persons : least;
    *linked = was != NULL ? was->linked_persons : KOPPEL_UNKNOWN;
    if (*linked == KOPPEL_UNKNOWN) {
        *linked = waiting >= least ? waiting : KOPPEL_UNKNOWN;
        return KOPPEL_OK;
    }
    if (!carry->rows[m].was_carried || waiting == KOPPEL_UNKNOWN) {
        return KOPPEL_OK;
    }
    known = koppel_new((size_t)carry->province->kase->n_municipalities, sizeof *known);
    status = known != NULL ? waiting_known_on(carry, was->published_on, known) : KOPPEL_E_MEMORY;
    if (status == KOPPEL_OK && known[m].is_known) {
        *linked += waiting - known[m].value;
        *linked = *linked > least ? *linked : least;
    }
    free(known);
    return status;
}

static void refuse_second_version(const struct koppel_carry *carry, int32_t m, const struct koppel_target *was,
                                  struct koppel_errors *errors)
{
    const struct koppel_case *kase = carry->province->kase;
    char period[8];

    koppel_period_format(carry->province->period + 1, period);
    koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), was->line, 0,
                      "%s has a version of %s on that day already: two versions on one day cannot both rule; choose "
                      "a later day with --as-of",
                      kase->municipalities[m].id, period);
}

/* What a version of the next half-year that stands already means for the new one. */
static void compare_versions(struct koppel_carry *carry, int32_t m, const struct koppel_target *was,
                             struct koppel_errors *errors)
{
    struct koppel_carried *row = &carry->rows[m];
    bool is_published = was->balance_persons != 0 && !row->was_carried; /* 0 is what a table without the column says */

    if (row->takes_over && is_published && was->balance_persons != row->balance) {
        row->published = was->balance_persons; /* it may hold what others brought already: the publisher knows */
        row->balance = was->balance_persons;
    }
    row->is_carried = was->balance_persons == row->balance && !(row->was_carried && row->linked != was->linked_persons);
    row->replaces = was->balance_persons != row->balance && (was->balance_persons != 0 || row->was_carried);
    if (!row->is_carried && was->published_on == carry->published_on) {
        refuse_second_version(carry, m, was, errors);
    }
}

/* Target and version of the next half-year. */
static enum koppel_status find_next(struct koppel_carry *carry, const struct koppel_target_table *next, int32_t m,
                                    struct koppel_errors *errors)
{
    struct koppel_carried *row = &carry->rows[m];
    const struct koppel_target_line *line = &next->lines[m];
    const struct koppel_target *was = NULL;
    enum koppel_status status = KOPPEL_OK;
    char mark[48];

    row->next_row = line->official.row;
    row->target = line->official.announced;
    row->swapped = line->official.swapped;
    if (row->next_row == KOPPEL_NONE) {
        row->is_computed = line->computed != KOPPEL_UNKNOWN;
        row->target = line->computed;
        carry->n_computed += row->is_computed ? 1 : 0;
    } else {
        was = &carry->province->kase->targets[row->next_row];
        row->was_carried = strstr(was->source, koppel_carry_mark(carry->province->period, mark)) != NULL;
        if (!row->has_closing && !row->takes_over) {
            /* nothing to carry: the published balance stands */
            row->balance = was->balance_persons;
            row->closing.balance_before = row->balance;
        }
    }
    status = linked_next(carry, m, was, &row->linked);
    if (was != NULL) {
        compare_versions(carry, m, was, errors);
    }
    carry->n_new += row->is_carried ? 0 : 1;
    return status;
}

/* One message for all municipalities whose next target is not known. */
static void refuse_missing(const struct koppel_carry *carry, struct koppel_errors *errors)
{
    const struct koppel_case *kase = carry->province->kase;
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;
    char period[8];

    for (int32_t m = kase->n_municipalities - 1; m >= 0; m--) {
        const struct koppel_carried *row = &carry->rows[m];

        if (!row->ends && row->next_row == KOPPEL_NONE && !row->is_computed) {
            first = m;
            n++;
        }
    }
    if (n > 0) {
        koppel_period_format(carry->province->period + 1, period);
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), 0, 0,
                          "%" PRId32
                          " municipalities, %s first, have no target of %s: add their targets, or give the national "
                          "number with --national or in national.csv",
                          n, kase->municipalities[first].id, period);
    }
}

/* Closing versions stand on the day of the new ones. */
static void refuse_same_day(struct koppel_carry *carry, struct koppel_errors *errors)
{
    const struct koppel_case *kase = carry->province->kase;

    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        const struct koppel_target *was = NULL;

        if (!carry->rows[m].has_closing || carry->province->rows[m].promised.households == 0) {
            continue;
        }
        was = &kase->targets[carry->rows[m].closing.target.row];
        carry->n_closing++;
        if (was->published_on == carry->published_on) {
            koppel_errors_add(
                errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), was->line, 0,
                "%s has a version of that day already, so what the proposals add cannot have one: choose a later "
                "day with --as-of",
                kase->municipalities[m].id);
        }
    }
}

/* What is carried: a sum of three. */
enum carried { BALANCE, EXCUSABLE, WAITING, N_CARRIED };

static void begin_row(const struct koppel_province *province, int32_t m, struct koppel_carried *row,
                      struct koppel_amount *amounts[N_CARRIED])
{
    row->has_closing = province->rows[m].has_target;
    if (row->has_closing) {
        row->closing = province->rows[m].then;
    }
    row->ends = koppel_municipality_has_ended(province->kase, m, koppel_check_day(province->period));
    row->next_row = KOPPEL_NONE;
    for (int k = 0; k < N_CARRIED; k++) {
        int64_t value = k == BALANCE     ? row->closing.balance_after
                        : k == EXCUSABLE ? row->closing.excusable
                                         : (row->has_closing ? waiting_of(&row->closing) : 0);
        bool is_known = k != WAITING || value != KOPPEL_UNKNOWN;

        amounts[k][m] = (struct koppel_amount){
            .has = row->has_closing, .is_known = is_known, .value = row->has_closing && is_known ? value : 0};
    }
}

static void end_row(int32_t m, struct koppel_carried *row, struct koppel_amount *amounts[N_CARRIED])
{
    const struct koppel_amount *balance = &amounts[BALANCE][m];
    int64_t arrears = balance->value < 0 ? -balance->value : 0;
    int64_t own = row->has_closing ? row->closing.balance_after : 0;

    row->balance = balance->value;
    row->handed = balance->handed;
    row->taken_over = balance->value - own;
    row->takes_over = balance->took_over;
    row->excusable = amounts[EXCUSABLE][m].value < arrears ? amounts[EXCUSABLE][m].value : arrears;
    row->waiting =
        balance->has && !row->ends && amounts[WAITING][m].is_known ? amounts[WAITING][m].value : KOPPEL_UNKNOWN;
}

/* What every municipality has at the end of the half-year, with what goes over into it from those that end. */
static enum koppel_status close_half_year(struct koppel_carry *carry)
{
    const struct koppel_province *province = carry->province;
    int32_t n = province->kase->n_municipalities;
    struct koppel_amount *amounts[N_CARRIED] = {NULL};
    enum koppel_status status = KOPPEL_OK;

    for (int k = 0; k < N_CARRIED; k++) {
        amounts[k] = koppel_new((size_t)n, sizeof *amounts[k]);
        status = amounts[k] != NULL ? status : KOPPEL_E_MEMORY;
    }
    for (int32_t m = 0; m < n && status == KOPPEL_OK; m++) {
        begin_row(province, m, &carry->rows[m], amounts);
    }
    for (int k = 0; k < N_CARRIED && status == KOPPEL_OK; k++) {
        status = koppel_hand_over(province->kase, koppel_check_day(province->period), amounts[k]);
    }
    for (int32_t m = 0; m < n && status == KOPPEL_OK; m++) {
        end_row(m, &carry->rows[m], amounts);
    }
    for (int k = 0; k < N_CARRIED; k++) {
        free(amounts[k]);
    }
    return status;
}

enum koppel_status koppel_carry_make(const struct koppel_province *province, const struct koppel_target_table *next,
                                     struct koppel_carry *carry, struct koppel_errors *errors)
{
    const struct koppel_case *kase = province->kase;
    size_t before = errors->n_items + errors->n_dropped;
    enum koppel_status status = KOPPEL_OK;

    *carry = (struct koppel_carry){.province = province, .published_on = koppel_check_day(province->period)};
    if (province->day < koppel_period_last_day(province->period)) {
        return refuse_open_half_year(province, errors);
    }
    carry->published_on = province->day > carry->published_on ? province->day : carry->published_on;
    carry->rows = koppel_new((size_t)kase->n_municipalities, sizeof *carry->rows);
    if (carry->rows == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    status = close_half_year(carry);
    for (int32_t m = 0; m < kase->n_municipalities && status == KOPPEL_OK; m++) {
        status = carry->rows[m].ends ? KOPPEL_OK : find_next(carry, next, m, errors);
    }
    if (status != KOPPEL_OK) {
        return koppel_errors_no_memory(errors, NULL);
    }
    refuse_missing(carry, errors);
    refuse_same_day(carry, errors);
    return koppel_errors_status_since(errors, before);
}

void koppel_carry_free(struct koppel_carry *carry)
{
    free(carry->rows);
    *carry = (struct koppel_carry){0};
}
