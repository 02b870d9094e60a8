/* supervision_print.c - the supervision of a province on the terminal: position, supervision, proposals (see
 * supervision_text.h). */
#include "report/layout.h"
#include "report/supervision_text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static const struct koppel_sheet_column position_columns[] = {
    {"", {"", "code"}, 6, KOPPEL_SHEET_TEXT},          {"", {"", "name"}, 16, KOPPEL_SHEET_TEXT},
    {"", {"inhab-", "itants"}, 9, KOPPEL_SHEET_COUNT}, {"", {"lead +", "arrears"}, 7, KOPPEL_SHEET_SIGNED},
    {"", {"", "target"}, 6, KOPPEL_SHEET_COUNT},       {"", {"correc-", "ted"}, 7, KOPPEL_SHEET_COUNT},
    {"", {"", "linked"}, 6, KOPPEL_SHEET_COUNT},       {"", {"", "housed"}, 6, KOPPEL_SHEET_COUNT},
    {"", {"% of", "corr."}, 6, KOPPEL_SHEET_TENTHS},   {"", {"balance", "now"}, 7, KOPPEL_SHEET_SIGNED},
    {"", {"excus-", "able"}, 6, KOPPEL_SHEET_COUNT},   {"", {"housed/", "100,000"}, 7, KOPPEL_SHEET_TENTHS},
};

static const struct koppel_sheet_column rung_columns[] = {
    {"", {"", "code"}, 6, KOPPEL_SHEET_TEXT},       {"", {"", "name"}, 16, KOPPEL_SHEET_TEXT},
    {"", {"", "schedule"}, 15, KOPPEL_SHEET_TEXT},  {"", {"due", "now"}, 5, KOPPEL_SHEET_COUNT},
    {"", {"", "behind"}, 6, KOPPEL_SHEET_COUNT},    {"", {"not", "linked"}, 6, KOPPEL_SHEET_COUNT},
    {"", {"too few", ""}, 7, KOPPEL_SHEET_TEXT},    {"", {"missed", "in row"}, 6, KOPPEL_SHEET_COUNT},
    {"", {"", "from"}, 6, KOPPEL_SHEET_TEXT},       {"", {"", "rung"}, 4, KOPPEL_SHEET_COUNT},
    {"", {"rung", "since"}, 10, KOPPEL_SHEET_TEXT},
};

static const struct koppel_sheet_column promise_columns[] = {
    {"", {"", "code"}, 6, KOPPEL_SHEET_TEXT},           {"", {"", "name"}, 16, KOPPEL_SHEET_TEXT},
    {"", {"house-", "holds"}, 6, KOPPEL_SHEET_COUNT},   {"", {"", "homes"}, 5, KOPPEL_SHEET_COUNT},
    {"", {"", "persons"}, 7, KOPPEL_SHEET_COUNT},       {"", {"housed", "then"}, 6, KOPPEL_SHEET_COUNT},
    {"", {"% of", "corr."}, 6, KOPPEL_SHEET_TENTHS},    {"", {"balance", "then"}, 7, KOPPEL_SHEET_SIGNED},
    {"", {"", "schedule then"}, 15, KOPPEL_SHEET_TEXT}, {"", {"left,", "persons"}, 7, KOPPEL_SHEET_COUNT},
    {"", {"no", "home"}, 4, KOPPEL_SHEET_COUNT},        {"", {"rung", "next"}, 4, KOPPEL_SHEET_TEXT},
};

/* Names of the parts of a total. */
static const char leads[] = "of which leads";
static const char arrears[] = "of which arrears";

/* What there was too few of, by enum koppel_cause: persons linked, or homes for them. */
static const char *const too_few[] = {"-", "linked", "housed", "both", "unknown"};

#define SHEET(list)                                                                                                    \
    {                                                                                                                  \
        .columns = (list), .n_columns = (int32_t)(sizeof(list) / sizeof *(list))                                       \
    }

/* A sentence on lines of its own. */
static void say(struct koppel_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void say(struct koppel_text *text, const char *format, ...)
{
    char words[640];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    koppel_lay_words(text, 0, 2, words);
}

static void percent(struct koppel_sheet *sheet, int64_t housed, int64_t corrected)
{
    koppel_sheet_number_if(sheet, corrected > 0, corrected > 0 ? koppel_tenths(housed, corrected, 100) : 0);
}

static void position_sums(const struct koppel_province *province, int32_t of, struct koppel_sheet *sheet)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, of);

    koppel_sheet_text(sheet, of != KOPPEL_NONE ? "" : "total");
    koppel_sheet_text(sheet, of != KOPPEL_NONE ? province->names[of] : "");
    koppel_sheet_number(sheet, sums.inhabitants);
    koppel_sheet_number(sheet, sums.balance_before);
    koppel_sheet_number(sheet, sums.target);
    koppel_sheet_number(sheet, sums.corrected);
    koppel_sheet_number_if(sheet, sums.n_linked_unknown == 0, sums.linked);
    koppel_sheet_number(sheet, sums.housed);
    percent(sheet, sums.covered, sums.to_cover);
    koppel_sheet_number(sheet, sums.balance_after);
    koppel_sheet_number(sheet, sums.excusable);
    koppel_sheet_number_if(sheet, sums.inhabitants > 0,
                           sums.inhabitants > 0 ? koppel_tenths(sums.housed, sums.inhabitants, 100000) : 0);
    koppel_sheet_end(sheet, of != KOPPEL_NONE ? KOPPEL_SHEET_SUBTOTAL : KOPPEL_SHEET_TOTAL);
}

/* The leads, or the arrears, of a total: they do not make up for each other. */
static void position_part(const char *name, int64_t before, int64_t after, struct koppel_sheet *sheet)
{
    koppel_sheet_empty(sheet);
    koppel_sheet_text(sheet, name);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, before);
    for (int c = 0; c < 5; c++) {
        koppel_sheet_empty(sheet);
    }
    koppel_sheet_number(sheet, after);
    koppel_sheet_end(sheet, KOPPEL_SHEET_PART);
}

static void promise_part(const char *name, int64_t then, struct koppel_sheet *sheet)
{
    koppel_sheet_empty(sheet);
    koppel_sheet_text(sheet, name);
    for (int c = 0; c < 5; c++) {
        koppel_sheet_empty(sheet);
    }
    koppel_sheet_number(sheet, then);
    koppel_sheet_end(sheet, KOPPEL_SHEET_PART);
}

static void position_row(const struct koppel_province *province, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_standing *now = &province->rows[m].now;

    koppel_sheet_text(sheet, province->kase->municipalities[m].id);
    koppel_sheet_text(sheet, province->kase->municipalities[m].name);
    koppel_sheet_number(sheet, now->inhabitants);
    koppel_sheet_number(sheet, now->balance_before);
    koppel_sheet_number(sheet, now->target.persons);
    koppel_sheet_number(sheet, now->corrected);
    koppel_sheet_number_if(sheet, now->linked != KOPPEL_UNKNOWN, now->linked);
    koppel_sheet_number(sheet, now->housed);
    percent(sheet, now->housed, now->corrected);
    koppel_sheet_number(sheet, now->balance_after);
    koppel_sheet_number(sheet, now->excusable);
    koppel_sheet_number_if(sheet, now->inhabitants > 0,
                           now->inhabitants > 0 ? koppel_tenths(now->housed, now->inhabitants, 100000) : 0);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void rung_row(const struct koppel_province *province, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_supervised *row = &province->rows[m];
    const struct koppel_missed_row *row_of = &row->rung.missed;
    char missed[16];
    char from[8] = "";

    snprintf(missed, sizeof missed, "%s%" PRId32, row_of->reaches_the_start ? ">=" : "", row_of->n);
    if (row_of->n > 0) {
        koppel_period_format(row_of->periods[0], from);
    }
    koppel_sheet_text(sheet, province->kase->municipalities[m].id);
    koppel_sheet_text(sheet, province->kase->municipalities[m].name);
    koppel_sheet_text(sheet, koppel_schedule_name(row->now.schedule));
    koppel_sheet_number(sheet, row->now.due);
    koppel_sheet_number(sheet, row->now.behind);
    koppel_sheet_number_if(sheet, row->now.cause != KOPPEL_CAUSE_UNKNOWN, row->now.behind_not_linked);
    koppel_sheet_text(sheet, too_few[row->now.cause]);
    koppel_sheet_text(sheet, missed);
    koppel_sheet_text(sheet, from);
    koppel_sheet_number(sheet, row->rung.rung);
    koppel_sheet_day(sheet, row->rung.since);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void promise_row(const struct koppel_province *province, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_supervised *row = &province->rows[m];
    char rungs[16];

    snprintf(rungs, sizeof rungs, "%" PRId32 ">%" PRId32, row->rung_if_nothing, row->rung_if_promised);
    koppel_sheet_text(sheet, province->kase->municipalities[m].id);
    koppel_sheet_text(sheet, province->kase->municipalities[m].name);
    koppel_sheet_number(sheet, row->promised.households);
    koppel_sheet_number(sheet, row->promised.homes);
    koppel_sheet_number(sheet, row->promised.persons);
    koppel_sheet_number(sheet, row->then.housed);
    percent(sheet, row->then.housed, row->then.corrected);
    koppel_sheet_number(sheet, row->then.balance_after);
    koppel_sheet_text(sheet, koppel_schedule_name(row->then.schedule));
    koppel_sheet_number(sheet, row->promised.left_persons);
    koppel_sheet_number(sheet, row->promised.left_unsuited_persons);
    koppel_sheet_text(sheet, rungs);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void promise_total(const struct koppel_province *province, struct koppel_sheet *sheet)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, KOPPEL_NONE);

    koppel_sheet_text(sheet, "total");
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.promised.households);
    koppel_sheet_number(sheet, sums.promised.homes);
    koppel_sheet_number(sheet, sums.promised.persons);
    koppel_sheet_number(sheet, sums.housed_then);
    percent(sheet, sums.covered_then, sums.to_cover);
    koppel_sheet_number(sheet, sums.balance_after_then);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.promised.left_persons);
    koppel_sheet_number(sheet, sums.promised.left_unsuited_persons);
    koppel_sheet_end(sheet, KOPPEL_SHEET_TOTAL);
    promise_part(leads, sums.lead_then, sheet);
    promise_part(arrears, -sums.arrears_then, sheet);
}

/* From which versions the counts are: they may be older than the day. */
static void print_count_days(const struct koppel_province *province, struct koppel_text *text)
{
    int32_t first = INT32_MAX;
    int32_t last = KOPPEL_NO_DATE;
    char from[11];
    char to[11];

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
    koppel_date_format(first, from);
    koppel_date_format(last, to);
    say(text, "Linked and housed persons are those of the versions of %s%s%s.", from, first != last ? " to " : "",
        first != last ? to : "");
}

static void print_head(const struct koppel_province *province, char decimal_point, struct koppel_text *text)
{
    const struct koppel_supervision_dates *dates = &province->rules->dates;
    int32_t n_without = 0;
    int32_t months = koppel_months_passed(province->period, province->day);
    int64_t asked = koppel_tenths(months, KOPPEL_HALF_YEAR_MONTHS, 100);
    char period[8];
    char day[11];

    koppel_period_format(province->period, period);
    koppel_date_format(province->day, day);
    say(text, "Supervision of the targets (taakstelling) of %s on %s, in persons", period, day);
    say(text,
        "%" PRId32 " of 6 months have passed: the schedule asks %" PRId32 "/6 (%" PRId64 "%c%" PRId64
        " %%) of the corrected target (target - lead + arrears). "
        "Slightly behind: short of it by at most %" PRId32 "/%" PRId32 " of the corrected target.",
        months, months, asked / 10, decimal_point, asked % 10, dates->slightly_parts, dates->slightly_of);
    koppel_date_format(koppel_linked_by_day(dates, province->period), day);
    say(text, "Excusable (verschoonbaar): what is left to house because too few persons were linked by %s.", day);
    print_count_days(province, text);
    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        n_without +=
            province->rows[m].has_target || koppel_reference_count(province->kase, dates, m, province->period).ended
                ? 0
                : 1;
    }
    if (n_without > 0) {
        say(text, "%" PRId32 " %s no target of this half-year by that day and %s left out.", n_without,
            n_without == 1 ? "municipality has" : "municipalities have", n_without == 1 ? "is" : "are");
    }
    koppel_text_add(text, "\n");
}

static void print_legend(const struct koppel_province *province, struct koppel_text *text)
{
    char conditions[KOPPEL_RUNG_CONDITIONS];

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
            say(text, "Ladder \"%s\" (%s):%s", ladder->name, ladder->mark,
                used <= 1 ? " nobody stands on a rung." : "");
        }
        for (int32_t r = 1; is_used && r <= ladder->n_rungs; r++) {
            if ((used >> r & 1) != 0) {
                koppel_rung_conditions(&ladder->rungs[r - 1], conditions);
                say(text, "- rung %" PRId32 ": %s (%s), for %s; source of these conditions: %s", r,
                    ladder->rungs[r - 1].name, ladder->rungs[r - 1].dutch, conditions, ladder->rungs[r - 1].mark);
            }
        }
    }
}

static void print_overrides(const struct koppel_province *province, struct koppel_text *text)
{
    char day[11];

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        const struct koppel_rung_state *rung = &province->rows[m].rung;

        if (province->rows[m].has_target && rung->intervention != KOPPEL_NONE) {
            koppel_date_format(rung->since, day);
            say(text, "- %s stands on rung %" PRId32 " by decision of %s, in place of rung %" PRId32 ": %s",
                province->kase->municipalities[m].id, rung->rung, day, rung->by_rule,
                province->kase->interventions[rung->intervention].reason);
        }
        if (province->rows[m].has_target && rung->substituted > 0) {
            say(text, "- %s: on its rung the province may house %" PRId64 " persons in its place (%s).",
                province->kase->municipalities[m].id, rung->substituted,
                province->rules->ladders[province->rows[m].ladder].whole_task ? "arrears and current target"
                                                                              : "arrears");
        }
    }
}

static void print_schedule_counts(const struct koppel_province *province, struct koppel_text *text)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, KOPPEL_NONE);

    say(text,
        "%" PRId32 " municipalit%s: %" PRId32 " on schedule, %" PRId32 " slightly behind, %" PRId32 " far behind.",
        sums.n_municipalities, sums.n_municipalities == 1 ? "y" : "ies", sums.n_schedule[KOPPEL_ON_SCHEDULE],
        sums.n_schedule[KOPPEL_SLIGHTLY_BEHIND], sums.n_schedule[KOPPEL_FAR_BEHIND]);
    if (province->has_promises) {
        say(text, "With the proposals: %" PRId32 " on schedule, %" PRId32 " slightly behind, %" PRId32 " far behind.",
            sums.n_schedule_then[KOPPEL_ON_SCHEDULE], sums.n_schedule_then[KOPPEL_SLIGHTLY_BEHIND],
            sums.n_schedule_then[KOPPEL_FAR_BEHIND]);
    }
}

static enum koppel_status print_position(const struct koppel_province *province, char decimal_point,
                                         struct koppel_text *text)
{
    struct koppel_sheet sheet = SHEET(position_columns);
    struct koppel_standing_sums sums = koppel_province_sums(province, KOPPEL_NONE);
    enum koppel_status status = KOPPEL_OK;

    for (int32_t p = 0; p < province->n_provinces; p++) {
        for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
            if (province->rows[m].has_target && province->rows[m].province == p) {
                position_row(province, m, &sheet);
            }
        }
        if (province->n_provinces > 1 && koppel_province_sums(province, p).n_municipalities > 0) {
            position_sums(province, p, &sheet);
        }
    }
    position_sums(province, KOPPEL_NONE, &sheet);
    position_part(leads, sums.lead_before, sums.lead_after, &sheet);
    position_part(arrears, -sums.arrears_before, -sums.arrears_after, &sheet);
    status = koppel_sheet_status(&sheet);
    say(text, "Position (%% of corr.: in a total only what is housed up to each corrected target, as a lead of one "
              "municipality does not make up for the arrears of another)");
    if (status == KOPPEL_OK) {
        koppel_sheet_print(&sheet, decimal_point, text);
    }
    koppel_sheet_free(&sheet);
    return status;
}

static enum koppel_status print_rungs(const struct koppel_province *province, struct koppel_text *text)
{
    struct koppel_sheet sheet = SHEET(rung_columns);
    enum koppel_status status = KOPPEL_OK;

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        if (province->rows[m].has_target) {
            rung_row(province, m, &sheet);
        }
    }
    status = koppel_sheet_status(&sheet);
    koppel_text_add(text, "\n");
    say(text, "Schedule and ladder (too few: what there was too few of, persons linked or persons housed; missed: "
              "half-years missed in a row, >= when the tables may begin too late)");
    if (status == KOPPEL_OK) {
        koppel_sheet_print(&sheet, '.', text);
    }
    koppel_sheet_free(&sheet);
    return status;
}

static enum koppel_status print_promises(const struct koppel_province *province, char decimal_point,
                                         struct koppel_text *text)
{
    struct koppel_sheet sheet = SHEET(promise_columns);
    enum koppel_status status = KOPPEL_OK;
    char day[11];

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        if (province->rows[m].has_target) {
            promise_row(province, m, &sheet);
        }
    }
    promise_total(province, &sheet);
    status = koppel_sheet_status(&sheet);
    koppel_date_format(koppel_check_day(province->period), day);
    koppel_text_add(text, "\n");
    say(text,
        "If the proposals are carried out (left: linked but offered nothing; no home: part of them for whom no home, "
        "or too few, "
        "suit; rung next: on %s when nobody more is housed > with the proposals)",
        day);
    if (status == KOPPEL_OK) {
        koppel_sheet_print(&sheet, decimal_point, text);
    }
    koppel_sheet_free(&sheet);
    return status;
}

enum koppel_status koppel_supervision_print(const struct koppel_province *province, char decimal_point,
                                            struct koppel_text *text)
{
    enum koppel_status status = KOPPEL_OK;

    print_head(province, decimal_point, text);
    status = print_position(province, decimal_point, text);
    if (status == KOPPEL_OK) {
        status = print_rungs(province, text);
    }
    if (status == KOPPEL_OK && province->has_promises) {
        status = print_promises(province, decimal_point, text);
    }
    koppel_text_add(text, "\n");
    print_schedule_counts(province, text);
    print_legend(province, text);
    print_overrides(province, text);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
