// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decisions_text.c - recorded decisions in words (see decisions_text.h). */
#include "report/decisions_text.h"

#include "report/layout.h"
#include "report/summary_json.h"
#include "report/wording.h"
#include "verify/decided_accounts.h"

#include <inttypes.h>

enum { SHOWN = 3, LINE_BYTES = 180 };

/* ---- One decision ---- */

void koppel_say_decided(struct koppel_text *text, const struct koppel_decision *row)
{
    koppel_text_add(text, "%s", _(koppel_decision_word(row->kind)));
    if (row->decided_on != KOPPEL_NO_DATE) {
        koppel_text_add(text, " on ");
        koppel_say_day(text, row->decided_on);
    }
    if (row->decided_by != NULL && row->decided_by[0] != '\0') {
        koppel_text_add(text, " by %s", row->decided_by);
    }
    if (row->reason != NULL && row->reason[0] != '\0') {
        koppel_text_add(text, ": %s", row->reason);
    }
    if (row->kind == KOPPEL_REFUSED && row->justified != KOPPEL_MAYBE) {
        koppel_text_add(text, row->justified == KOPPEL_YES ? _("; justified") : _("; not justified"));
    }
}

/* Is the account above its most, with what is held alone, or for an excepted pair with everything? */
static bool is_passed(const struct koppel_suitability *fit, const struct koppel_account *account, int32_t household,
                      int32_t unit, bool is_held)
{
    if (account->max == KOPPEL_UNKNOWN || !koppel_account_counts(fit, account, unit) ||
        koppel_account_measure(fit, account, household, unit) == 0) {
        return false;
    }
    if (koppel_account_excepts(fit, account, household, unit)) {
        return koppel_account_sum(account->base, account->placed) > account->max;
    }
    return is_held && account->kept_counted > account->max;
}

/* Was the pair refused, or ruled out, before the exception that overrules that? */
static uint32_t refused_before(const struct koppel_suitability *fit, const struct koppel_decision *exception)
{
    uint32_t found = 0;

    for (int32_t d = 0; d < fit->kase->n_decisions; d++) {
        const struct koppel_decision *row = &fit->kase->decisions[d];

        if (row->household == exception->household && row->unit == exception->unit) {
            found |= row->kind == KOPPEL_REFUSED  ? koppel_rule_bit(KOPPEL_REFUSAL_REFUSED)
                     : row->kind == KOPPEL_FORBID ? koppel_rule_bit(KOPPEL_REFUSAL_FORBIDDEN)
                                                  : 0;
        }
    }
    return found & exception->rules;
}

uint32_t koppel_rules_overruled(const struct koppel_report *report, int32_t household, int32_t unit)
{
    const struct koppel_suitability *fit = report->fit;
    const struct koppel_decision *row = koppel_pair_decision(fit, household, unit);
    bool is_held = row != NULL && koppel_decision_holds(row->kind);
    uint32_t found = 0;

    if (row == NULL || (!is_held && row->kind != KOPPEL_EXCEPT)) {
        return 0;
    }
    found = koppel_rules_against(fit, household, unit) | (is_held ? 0 : refused_before(fit, row));
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        int counted = koppel_account_counted(account->kind);

        if (counted != 0 && is_passed(fit, account, household, unit, is_held)) {
            found |= koppel_rule_bit(counted);
        }
    }
    return found;
}

const struct koppel_decision *koppel_offer_decision(const struct koppel_report *report, int32_t household, int32_t unit)
{
    const struct koppel_decision *row = koppel_pair_decision(report->fit, household, unit);

    if (row == NULL || koppel_decision_holds(row->kind)) {
        return row;
    }
    return row->kind == KOPPEL_EXCEPT && koppel_rules_overruled(report, household, unit) != 0 ? row : NULL;
}

/* ---- Limits that gave way ---- */

static bool gave_way(const struct koppel_account *account)
{
    return account->allowed_max != account->max || account->allowed_min != account->min;
}

/* "the spread cap of neighbourhood BU... (Centre)" */
static void say_limit(struct koppel_text *text, const struct koppel_suitability *fit,
                      const struct koppel_account *account)
{
    const struct koppel_case *kase = fit->kase;
    char file[KOPPEL_PLACE_FILE];

    switch (account->kind) {
    case KOPPEL_ACCOUNT_AGREEMENT:
        koppel_text_add(text, "the agreement with corporation %s",
                        kase->corporations[kase->agreements[account->place].corporation].id);
        if (account->municipality != KOPPEL_NONE) {
            koppel_text_add(text, " in ");
            koppel_say_place(text, kase, KOPPEL_AREA_MUNICIPALITY, account->municipality);
        }
        return;
    case KOPPEL_ACCOUNT_LIMIT:
        koppel_text_add(text, "row %ld of %s for ", kase->limits[account->rule].line,
                        koppel_file_words(koppel_case_file_name(kase, "limits.csv"), file));
        break;
    case KOPPEL_ACCOUNT_MIX:
        if (fit->policy->mix[account->rule].floor_of > 0) {
            koppel_text_add(text, "the floor of the group \"%s\"",
                            fit->policy->groups[fit->policy->mix[account->rule].floor_of - 1].name);
            return;
        }
        koppel_text_add(text, "mix rule %" PRId32 " of the policy for ", account->rule + 1);
        break;
    case KOPPEL_ACCOUNT_BORDER:
        if (account->place == kase->n_borders) {
            koppel_text_add(text, "the most households outside the municipality of their link");
            return;
        }
        koppel_text_add(text, "row %ld of %s for ", kase->borders[account->place].line,
                        koppel_file_words(koppel_case_file_name(kase, "borders.csv"), file));
        koppel_say_place(text, kase, KOPPEL_AREA_MUNICIPALITY, kase->borders[account->place].to);
        return;
    case KOPPEL_ACCOUNT_SPREAD:
    case KOPPEL_ACCOUNT_TARGET:
    case KOPPEL_ACCOUNT_STAY:
        koppel_text_add(text, "the spread cap of ");
        break;
    }
    koppel_say_place(text, kase, account->area, account->place);
}

static void say_gave_way(struct koppel_text *text, const struct koppel_suitability *fit,
                         const struct koppel_account *account)
{
    bool is_most = account->allowed_max != account->max;

    koppel_text_add(text, "Gave way: ");
    say_limit(text, fit, account);
    if (is_most) {
        koppel_text_add(text,
                        " allows at most %" PRId64 "; with what is held it is %" PRId64 ", and nobody else counts "
                        "there.",
                        account->max, account->allowed_max);
    } else {
        koppel_text_add(text,
                        " asks at least %" PRId64 "; with what is held there it is %" PRId64 ", and no more is asked.",
                        account->min, account->allowed_min);
    }
}

/* ---- Summary ---- */

/* What a decision works on an offer of the proposal. */
struct working {
    const struct koppel_decision *row;
    uint32_t rules; /* overruled */
};

static struct working working_of(const struct koppel_report *report, int32_t household)
{
    int32_t unit = report->proposal->unit_of[household];
    struct working working = {NULL, 0};

    if (unit != KOPPEL_NONE && report->fit->is_decided[household]) {
        working.row = koppel_offer_decision(report, household, unit);
        working.rules = working.row != NULL ? koppel_rules_overruled(report, household, unit) : 0;
    }
    return working;
}

struct counts {
    int64_t n_held, n_against, n_excepted, n_gave_way;
};

static struct counts count_all(const struct koppel_report *report)
{
    struct counts counts = {0};

    for (int32_t i = 0; i < report->fit->kase->n_households && report->fit->n_decisions > 0; i++) {
        struct working working = working_of(report, i);
        bool is_held = working.row != NULL && koppel_decision_holds(working.row->kind);

        counts.n_held += is_held;
        counts.n_against += is_held && working.rules != 0;
        counts.n_excepted += working.row != NULL && !is_held;
    }
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        counts.n_gave_way += gave_way(&report->verdict->accounts[k]);
    }
    return counts;
}

/* Lays the draft out below the heading, and empties it. */
static void end_line(struct koppel_text *text, struct koppel_text *draft)
{
    koppel_text_add(text, "  ");
    koppel_lay_words(text, 2, 4, draft->bytes != NULL ? draft->bytes : "");
    text->failed = text->failed || draft->failed;
    koppel_text_free(draft);
}

/* Cuts the draft, between characters, to what stands on two lines. */
static void cut(struct koppel_text *draft)
{
    size_t n = LINE_BYTES;

    if (draft->n_bytes > LINE_BYTES) {
        while (n > 0 && ((unsigned char)draft->bytes[n] & 0xC0U) == 0x80U) {
            n--;
        }
        draft->bytes[n] = '\0';
        draft->n_bytes = n;
        koppel_text_add(draft, "...");
    }
}

static void offer_line(struct koppel_text *text, const struct koppel_case *kase, const struct working *working,
                       bool is_whole)
{
    bool is_held = koppel_decision_holds(working->row->kind);
    struct koppel_text draft = {0};

    koppel_text_add(&draft, "%s in %s %s ", kase->households[working->row->household].id,
                    kase->units[working->row->unit].id,
                    working->rules == 0 ? _("is held")
                    : is_held           ? _("is kept against rule")
                                        : _("is offered by exception from"));
    if (working->rules != 0) {
        koppel_exceptions_say(&draft, working->rules);
        koppel_text_add(&draft, " ");
    }
    koppel_text_add(&draft, "(");
    koppel_say_decided(&draft, working->row);
    koppel_text_add(&draft, ")");
    if (!is_whole) {
        cut(&draft);
    }
    end_line(text, &draft);
}

/* The offers and limits that are told; without `verbose` the first few that go against a rule. */
static void list_lines(struct koppel_text *text, const struct koppel_report *report, bool verbose, int64_t n_told)
{
    const struct koppel_case *kase = report->fit->kase;
    int64_t n_shown = 0;

    for (int32_t i = 0; i < kase->n_households; i++) {
        struct working working = working_of(report, i);

        if (working.row != NULL && (verbose || (working.rules != 0 && n_shown++ < SHOWN))) {
            offer_line(text, kase, &working, verbose);
        }
    }
    n_shown = n_shown > SHOWN ? SHOWN : n_shown;
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        struct koppel_text draft = {0};

        if (gave_way(&report->verdict->accounts[k]) && (verbose || n_shown++ < SHOWN)) {
            say_gave_way(&draft, report->fit, &report->verdict->accounts[k]);
            end_line(text, &draft);
        }
    }
    if (!verbose && n_told > SHOWN) {
        koppel_text_add(
            text, "  and %" PRId64 " more about homes that are held and limits that gave way (--verbose shows all)\n",
            n_told - SHOWN);
    }
}

/* How many rows of each kind rule. */
static void count_kinds(const struct koppel_suitability *fit, int64_t n[KOPPEL_N_DECISION_KINDS])
{
    for (int32_t d = 0; d < fit->kase->n_decisions; d++) {
        n[fit->kase->decisions[d].kind] += fit->decision_states[d] == KOPPEL_DECISION_RULES;
    }
}

static void add_number(struct koppel_text *text, int64_t n, const char *words)
{
    if (n > 0) {
        koppel_lay_number(text, 6, n);
        koppel_text_add(text, "  %s\n", words);
    }
}

void koppel_decisions_summary(struct koppel_text *text, const struct koppel_report *report, bool verbose)
{
    static const struct {
        enum koppel_decision_kind kind;
        const char *words;
    } kinds[] = {
        {KOPPEL_SIGNED, N_("signed: the home is held")},    {KOPPEL_ACCEPTED, N_("accepted: the home is held")},
        {KOPPEL_OFFERED, N_("offered: the home is held")},  {KOPPEL_KEEP, N_("kept: the home is held")},
        {KOPPEL_REFUSED, N_("refused: not offered again")}, {KOPPEL_FORBID, N_("forbidden: never offered")}};
    struct counts counts = count_all(report);
    int64_t n[KOPPEL_N_DECISION_KINDS] = {0};

    count_kinds(report->fit, n);
    if (counts.n_held + counts.n_excepted + n[KOPPEL_REFUSED] + n[KOPPEL_FORBID] == 0) {
        return;
    }
    koppel_text_add(text, "\nWhat is decided\n");
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        add_number(text, n[kinds[k].kind], _(kinds[k].words));
    }
    add_number(text, counts.n_against, _("of these homes are held against a rule"));
    add_number(text, counts.n_excepted, _("offered by exception from a rule"));
    list_lines(text, report, verbose, counts.n_against + counts.n_excepted + counts.n_gave_way);
}

void koppel_decisions_checked(struct koppel_text *text, const struct koppel_suitability *fit,
                              const struct koppel_verdict *verdict)
{
    const struct koppel_report report = {.fit = fit, .verdict = verdict};

    for (int32_t d = 0; d < fit->n_decisions; d++) {
        const struct koppel_decision *row = &fit->kase->decisions[fit->decision_rows[d]];
        struct working working = {row, 0};

        if (koppel_decision_holds(row->kind)) {
            working.rules = koppel_rules_overruled(&report, row->household, row->unit);
        }
        if (working.rules != 0) {
            offer_line(text, fit->kase, &working, true);
        }
    }
    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        const struct koppel_account *account = &verdict->accounts[k];
        struct koppel_text draft = {0};

        if (gave_way(account)) {
            say_gave_way(&draft, fit, account);
            end_line(text, &draft);
        }
        if (account->excepted > 0) {
            koppel_text_add(&draft, "By exception: ");
            say_limit(&draft, fit, account);
            koppel_text_add(&draft, " leaves out %" PRId64 " of the %" PRId64 " that are offered there.",
                            account->excepted, account->placed);
            end_line(text, &draft);
        }
    }
}

/* ---- summary.json ---- */

static void json_day(struct koppel_text *text, const char *key, int32_t day)
{
    char digits[11];

    koppel_text_add(text, ", \"%s\": ", key);
    if (day != KOPPEL_NO_DATE) {
        koppel_date_format(day, digits);
    }
    koppel_json_string(text, day != KOPPEL_NO_DATE ? digits : NULL);
}

static void json_rules(struct koppel_text *text, uint32_t rules)
{
    const char *between = "";

    koppel_text_add(text, ", \"against\": [");
    for (int rule = KOPPEL_SUITABLE + 1; rule < KOPPEL_N_EXCEPTABLE; rule++) {
        if ((rules & koppel_rule_bit(rule)) != 0) {
            koppel_text_add(text, "%s\"%s\"", between, koppel_rule_code(rule));
            between = ", ";
        }
    }
    koppel_text_add(text, "]");
}

static void json_offer(struct koppel_text *text, const struct koppel_case *kase, const struct working *working)
{
    const struct koppel_decision *row = working->row;

    koppel_text_add(text, "\n      {\"household\": ");
    koppel_json_string(text, kase->households[row->household].id);
    koppel_text_add(text, ", \"unit\": ");
    koppel_json_string(text, kase->units[row->unit].id);
    koppel_text_add(text, ", \"decision\": \"%s\"", koppel_decision_word(row->kind));
    json_rules(text, working->rules);
    koppel_text_add(text, ", \"reason\": ");
    koppel_json_string(text, row->reason);
    json_day(text, "decided_on", row->decided_on);
    koppel_text_add(text, ", \"decided_by\": ");
    koppel_json_string(text, row->decided_by);
    json_day(text, "until", row->until);
    koppel_text_add(text, "}");
}

static void json_limit(struct koppel_text *text, const struct koppel_suitability *fit,
                       const struct koppel_account *account)
{
    bool is_most = account->allowed_max != account->max;
    struct koppel_text words = {0};

    say_limit(&words, fit, account);
    koppel_text_add(text, "\n      {\"limit\": ");
    koppel_json_string(text, words.bytes);
    koppel_text_add(text, ", \"side\": \"%s\", \"number\": %" PRId64 ", \"allowed\": %" PRId64 "}",
                    is_most ? "most" : "least", is_most ? account->max : account->min,
                    is_most ? account->allowed_max : account->allowed_min);
    text->failed = text->failed || words.failed;
    koppel_text_free(&words);
}

void koppel_decisions_json(struct koppel_text *text, const struct koppel_report *report)
{
    struct counts counts = count_all(report);
    const char *between = "";

    koppel_text_add(text,
                    "  \"decisions\": {\n    \"held\": %" PRId64 ",\n    \"held_against_rules\": %" PRId64
                    ",\n    \"excepted\": %" PRId64 ",\n    \"offers\": [",
                    counts.n_held, counts.n_against, counts.n_excepted);
    for (int32_t i = 0; i < report->fit->kase->n_households && counts.n_held + counts.n_excepted > 0; i++) {
        struct working working = working_of(report, i);

        if (working.row != NULL) {
            koppel_text_add(text, "%s", between);
            json_offer(text, report->fit->kase, &working);
            between = ",";
        }
    }
    koppel_text_add(text, "%s],\n    \"limits_that_gave_way\": [", between[0] != '\0' ? "\n    " : "");
    between = "";
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        if (gave_way(&report->verdict->accounts[k])) {
            koppel_text_add(text, "%s", between);
            json_limit(text, report->fit, &report->verdict->accounts[k]);
            between = ",";
        }
    }
    koppel_text_add(text, "%s]\n  },\n", between[0] != '\0' ? "\n    " : "");
}

/* ---- History ---- */

static void say_state(struct koppel_text *text, const struct koppel_suitability *fit, int32_t d)
{
    const struct koppel_decision *row = &fit->kase->decisions[d];

    switch ((enum koppel_decision_state)fit->decision_states[d]) {
    case KOPPEL_DECISION_RULES:
        koppel_text_add(text, " (%s", row->kind == KOPPEL_WITHDRAWN ? _("nothing holds") : _("holds"));
        if (row->until != KOPPEL_NO_DATE) {
            koppel_text_add(text, " until ");
            koppel_say_day(text, row->until);
        }
        koppel_text_add(text, ")");
        return;
    case KOPPEL_DECISION_HISTORY:
        koppel_text_add(text, " (replaced by a later row)");
        return;
    case KOPPEL_DECISION_EXPIRED:
        koppel_text_add(text, " (held until ");
        koppel_say_day(text, row->until);
        koppel_text_add(text, ")");
        return;
    case KOPPEL_DECISION_OVERTAKEN:
        koppel_text_add(text, " (overtaken: household or home went otherwise)");
        return;
    }
}

void koppel_decisions_history(struct koppel_text *text, const struct koppel_report *report, int32_t household)
{
    const struct koppel_suitability *fit = report->fit;
    const char *heading = _("\nDecisions on this household, in the order of the log\n");

    for (int32_t d = 0; d < fit->kase->n_decisions; d++) {
        const struct koppel_decision *row = &fit->kase->decisions[d];
        struct koppel_text draft = {0};

        if (row->household != household) {
            continue;
        }
        koppel_text_add(text, "%s", heading);
        heading = "";
        if (row->unit != KOPPEL_NONE) {
            koppel_text_add(&draft, "%s: ", fit->kase->units[row->unit].id);
        } else {
            koppel_say_place(&draft, fit->kase, row->area, row->place);
            koppel_text_add(&draft, ": ");
        }
        koppel_say_decided(&draft, row);
        if (row->rules != 0) {
            koppel_text_add(&draft, "; overrules ");
            koppel_exceptions_say(&draft, row->rules);
        }
        say_state(&draft, fit, d);
        end_line(text, &draft);
    }
}
