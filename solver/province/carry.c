/* carry.c - carries a half-year over into the next one: what every municipality takes with it (see carry.h). */
#include "province/carry.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Row of the municipality that a balance goes to, or KOPPEL_NONE when this one does not end. One that receives may end
 * in its turn; the tables are checked to have no circle. */
static int32_t successor_of(const struct koppel_case *kase, int32_t municipality, int32_t period)
{
    int32_t successor = municipality;
    bool goes_on = true;

    while (goes_on) {
        goes_on = false;
        for (int32_t i = 0; i < kase->n_boundary_changes && !goes_on; i++) {
            const struct koppel_boundary_change *change = &kase->boundary_changes[i];

            goes_on = change->from_row == successor && change->ends && change->changed_on <= koppel_check_day(period);
            successor = goes_on ? change->to : successor;
        }
    }
    return successor != municipality ? successor : KOPPEL_NONE;
}

/* Persons linked in a half-year and still waiting at its end, KOPPEL_UNKNOWN when the linked ones are not recorded. */
static int64_t waiting_of(const struct koppel_standing *closing)
{
    if (closing->linked == KOPPEL_UNKNOWN) {
        return KOPPEL_UNKNOWN;
    }
    return closing->linked > closing->housed ? closing->linked - closing->housed : 0;
}

static int64_t sum_if_known(int64_t a, int64_t b)
{
    return a != KOPPEL_UNKNOWN && b != KOPPEL_UNKNOWN ? a + b : KOPPEL_UNKNOWN;
}

/* Who was waiting by what the tables knew on an earlier day, for a municipality and those that went over into it. */
static int64_t waiting_known_on(const struct koppel_carry *carry, int32_t municipality, int32_t known_on)
{
    const struct koppel_province *province = carry->province;
    int64_t waiting = 0;

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        const struct koppel_asked asked = {.municipality = m, .day = province->day, .known_on = known_on};
        struct koppel_standing closing;

        if ((m == municipality || carry->rows[m].successor == municipality) &&
            koppel_standing_make(province->kase, &province->rules->dates, &asked, province->period, &closing)) {
            waiting = sum_if_known(waiting, waiting_of(&closing));
        }
    }
    return waiting;
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
 * program carried over follows a late recount of the half-year that closes. */
static int64_t linked_next(const struct koppel_carry *carry, int32_t m, const struct koppel_target *was)
{
    int64_t waiting = carry->rows[m].waiting;
    int64_t before = KOPPEL_UNKNOWN;
    int64_t linked = 0;

    if (was == NULL || was->linked_persons == KOPPEL_UNKNOWN) {
        return waiting;
    }
    before = carry->rows[m].was_carried ? waiting_known_on(carry, m, was->published_on) : KOPPEL_UNKNOWN;
    if (before == KOPPEL_UNKNOWN || waiting == KOPPEL_UNKNOWN) {
        return was->linked_persons;
    }
    linked = was->linked_persons + waiting - before;
    return linked > was->housed_persons ? linked : was->housed_persons;
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

/* Target and version of the next half-year. */
static void find_next(struct koppel_carry *carry, const struct koppel_target_table *next, int32_t m,
                      struct koppel_errors *errors)
{
    struct koppel_carried *row = &carry->rows[m];
    const struct koppel_target_line *line = &next->lines[m];
    const struct koppel_target *was = NULL;
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
    row->linked = linked_next(carry, m, was);
    if (was != NULL) {
        row->is_carried =
            was->balance_persons == row->balance && !(row->was_carried && row->linked != was->linked_persons);
        /* 0 is what a table without the column says */
        row->replaces = was->balance_persons != row->balance && (was->balance_persons != 0 || row->was_carried);
        if (!row->is_carried && was->published_on == carry->published_on) {
            refuse_second_version(carry, m, was, errors);
        }
    }
    carry->n_new += row->is_carried ? 0 : 1;
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

/* What every municipality has at the end of the half-year, with what goes over into it from those that end. */
static void close_half_year(struct koppel_carry *carry)
{
    const struct koppel_province *province = carry->province;
    int32_t n = province->kase->n_municipalities;

    for (int32_t m = 0; m < n; m++) {
        struct koppel_carried *row = &carry->rows[m];

        row->has_closing = province->rows[m].has_target;
        if (row->has_closing) {
            row->closing = province->rows[m].then;
        }
        row->successor = successor_of(province->kase, m, province->period);
        row->ends = row->successor != KOPPEL_NONE;
        row->next_row = KOPPEL_NONE;
        row->balance = row->closing.balance_after;
        row->excusable = row->closing.excusable;
        row->waiting = row->has_closing ? waiting_of(&row->closing) : KOPPEL_UNKNOWN;
    }
    for (int32_t m = 0; m < n; m++) {
        struct koppel_carried *from = &carry->rows[m];
        struct koppel_carried *to = from->ends ? &carry->rows[from->successor] : NULL;

        if (to == NULL || !from->has_closing) {
            continue;
        }
        to->waiting = to->has_closing || to->takes_over ? sum_if_known(to->waiting, from->waiting) : from->waiting;
        to->takes_over = true;
        to->taken_over += from->balance;
        to->balance += from->balance;
        to->excusable += from->excusable;
        from->taken_over = -from->balance;
        from->balance = 0;
        from->excusable = 0;
        from->waiting = KOPPEL_UNKNOWN;
    }
    for (int32_t m = 0; m < n; m++) {
        struct koppel_carried *row = &carry->rows[m];
        int64_t arrears = row->balance < 0 ? -row->balance : 0;

        row->excusable = row->excusable < arrears ? row->excusable : arrears;
    }
}

enum koppel_status koppel_carry_make(const struct koppel_province *province, const struct koppel_target_table *next,
                                     struct koppel_carry *carry, struct koppel_errors *errors)
{
    const struct koppel_case *kase = province->kase;
    size_t before = errors->n_items + errors->n_dropped;

    *carry = (struct koppel_carry){.province = province, .published_on = koppel_check_day(province->period)};
    if (province->day < koppel_period_last_day(province->period)) {
        return refuse_open_half_year(province, errors);
    }
    carry->published_on = province->day > carry->published_on ? province->day : carry->published_on;
    carry->rows = koppel_new((size_t)kase->n_municipalities, sizeof *carry->rows);
    if (carry->rows == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    close_half_year(carry);
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        if (!carry->rows[m].ends) {
            find_next(carry, next, m, errors);
        }
    }
    refuse_missing(carry, errors);
    refuse_same_day(carry, errors);
    return errors->n_items + errors->n_dropped > before ? KOPPEL_E_INPUT : KOPPEL_OK;
}

void koppel_carry_free(struct koppel_carry *carry)
{
    free(carry->rows);
    *carry = (struct koppel_carry){0};
}
