// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_data.c - a proposal as data (see page_data.h). */
#include "page/page_data.h"

#include "base/memory.h"
#include "model/exceptions.h"
#include "model/score.h"
#include "page/page_parts.h"
#include "report/area_tables.h"
#include "report/decisions_text.h"
#include "report/summary_json.h"
#include "report/tally.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

/* What the fit of a home is called: from so many points on it is good, or fair. */
static const int64_t good_micro_points = 800000000, fair_micro_points = 500000000;

/* ---- Members ---- */

static void name_member(struct koppel_text *json, const char *name)
{
    koppel_text_add(json, json->bytes[json->n_bytes - 1] == '{' ? "\"%s\": " : ", \"%s\": ", name);
}

static void add_text(struct koppel_text *json, const char *name, const char *value)
{
    name_member(json, name);
    koppel_json_string(json, value);
}

static void add_filled(struct koppel_text *json, const char *name, const char *value)
{
    add_text(json, name, value != NULL && value[0] != '\0' ? value : NULL);
}

static void add_whole(struct koppel_text *json, const char *name, int64_t value)
{
    name_member(json, name);
    koppel_text_add(json, "%" PRId64, value);
}

/* null for KOPPEL_UNKNOWN */
static void add_maybe(struct koppel_text *json, const char *name, int64_t value)
{
    if (value == KOPPEL_UNKNOWN) {
        add_text(json, name, NULL);
    } else {
        add_whole(json, name, value);
    }
}

static void add_truth(struct koppel_text *json, const char *name, bool value)
{
    name_member(json, name);
    koppel_text_add(json, "%s", value ? "true" : "false");
}

static void add_day(struct koppel_text *json, const char *name, int32_t day)
{
    char text[11];

    if (day == KOPPEL_NO_DATE) {
        add_text(json, name, NULL);
    } else {
        koppel_date_format(day, text);
        add_text(json, name, text);
    }
}

/* A sentence that was put together; the text is freed. */
static void add_words(struct koppel_text *json, const char *name, struct koppel_text *words)
{
    add_text(json, name, words->bytes);
    json->failed = json->failed || words->failed;
    koppel_text_free(words);
}

static void begin_list(struct koppel_text *json, const char *name)
{
    name_member(json, name);
    koppel_text_add(json, "[");
}

/* An object of a list, on a line of its own. */
static void begin_item(struct koppel_text *json)
{
    koppel_text_add(json, json->bytes[json->n_bytes - 1] == '[' ? "\n{" : ",\n{");
}

static const char *name_in(const struct koppel_names *names, int32_t row)
{
    return row != KOPPEL_NONE ? names->ids[row] : NULL;
}

/* ---- Areas ---- */

/* How many persons or homes are over the limit of an area: below 0 there is room, KOPPEL_UNKNOWN stands for no limit. */
struct crowd {
    bool has_limit;
    int64_t limit;
    int64_t over;        /* with this proposal */
    int64_t over_before; /* before this round */
};

static struct crowd crowd_of(const struct koppel_report *report, const struct koppel_account *account)
{
    int64_t limit = koppel_area_limit(report->fit, account);

    return (struct crowd){.has_limit = limit != KOPPEL_UNKNOWN,
                          .limit = limit,
                          .over = account->base + account->placed - account->excepted - limit,
                          .over_before = account->base - limit};
}

static void add_over_limit(struct koppel_text *json, const struct koppel_report *report)
{
    int64_t n = 0;
    int64_t n_before = 0;
    int64_t people = 0;

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        struct crowd crowd = crowd_of(report, account);

        if (account->kind == KOPPEL_ACCOUNT_SPREAD && crowd.has_limit && crowd.over > 0) {
            n++;
            n_before += crowd.over_before > 0 ? 1 : 0;
            people += crowd.over;
        }
    }
    add_whole(json, "areas_over_limit", n);
    add_whole(json, "areas_over_limit_before", n_before);
    add_whole(json, "people_over_limit", people);
}

/* ---- The proposal ---- */

static void add_figures(struct koppel_text *json, const struct koppel_report *report)
{
    struct koppel_tally tally = koppel_tally_make(report);

    name_member(json, "figures");
    koppel_text_add(json, "{");
    add_whole(json, "households", tally.n_households);
    add_whole(json, "with_home", tally.n_placed_households);
    add_whole(json, "without_home", tally.n_households - tally.n_placed_households);
    add_whole(json, "people", tally.n_persons);
    add_whole(json, "people_with_home", tally.n_placed_persons);
    add_whole(json, "people_to_house", tally.to_house);
    add_whole(json, "people_short", tally.persons_short);
    add_over_limit(json, report);
    add_whole(json, "agreements", tally.n_agreements);
    add_whole(json, "agreements_kept", tally.n_agreements - tally.n_agreements_off);
    koppel_text_add(json, "}");
}

static void add_goals(struct koppel_text *json, const struct koppel_proposal *proposal)
{
    char value[64];

    begin_list(json, "goals");
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &proposal->tiers[t];

        begin_item(json);
        add_text(json, "goal", tier->name);
        add_text(json, "value", koppel_tier_value(tier, tier->cost, '.', value, sizeof value));
        add_text(json, "bound",
                 tier->bound != INT64_MIN ? koppel_tier_value(tier, tier->bound, '.', value, sizeof value) : NULL);
        add_truth(json, "proven", tier->proven);
        koppel_text_add(json, "}");
    }
    koppel_text_add(json, "]");
}

static void add_municipalities(struct koppel_text *json, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;

    begin_list(json, "municipalities");
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];

        if (account->kind != KOPPEL_ACCOUNT_TARGET) {
            continue;
        }
        begin_item(json);
        add_text(json, "code", kase->municipalities[account->place].id);
        add_text(json, "name", koppel_page_place_name(kase, KOPPEL_AREA_MUNICIPALITY, account->place));
        add_whole(json, "to_house", koppel_municipality_persons_left(report->fit, account->place));
        add_whole(json, "placed", account->placed);
        add_whole(json, "short", koppel_persons_short(report->fit, account));
        koppel_text_add(json, "}");
    }
    koppel_text_add(json, "]");
}

static void add_corporations(struct koppel_text *json, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;

    begin_list(json, "corporations");
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        const struct koppel_agreement *row = NULL;

        if (account->kind != KOPPEL_ACCOUNT_AGREEMENT) {
            continue;
        }
        row = &kase->agreements[account->place];
        begin_item(json);
        add_text(json, "key", kase->corporations[row->corporation].id);
        add_text(json, "name", koppel_page_corporation_name(&kase->corporations[row->corporation]));
        add_text(json, "municipality",
                 row->municipality != KOPPEL_NONE ? kase->municipalities[row->municipality].id : NULL);
        add_maybe(json, "least", row->min_homes);
        add_maybe(json, "most", row->max_homes);
        add_whole(json, "placed", account->placed);
        add_truth(json, "kept", koppel_agreement_off(report->fit, account) == 0);
        koppel_text_add(json, "}");
    }
    koppel_text_add(json, "]");
}

static void add_proposal(struct koppel_text *json, const struct koppel_page *page)
{
    const struct koppel_report *report = page->report;
    char period[8];

    koppel_period_format(report->fit->period, period);
    name_member(json, "proposal");
    koppel_text_add(json, "{");
    name_member(json, "case");
    koppel_json_case_name(json, report->fit->kase->folder);
    add_text(json, "period", period);
    add_day(json, "as_of", report->fit->as_of);
    add_text(json, "policy", report->fit->policy->name);
    add_text(json, "proof", page->proof == KOPPEL_PAGE_BEST ? "best" : "open");
    add_text(json, "sure", koppel_page_proof_words(page->proof));
    add_figures(json, report);
    add_goals(json, report->proposal);
    add_municipalities(json, report);
    add_corporations(json, report);
    koppel_text_add(json, "}");
}

/* ---- Households ---- */

static void add_needs(struct koppel_text *json, const struct koppel_case *kase, const struct koppel_household *row)
{
    add_text(json, "key", row->id);
    add_whole(json, "people", row->adults + row->children);
    add_whole(json, "adults", row->adults);
    add_whole(json, "children", row->children);
    add_whole(json, "expected_relatives", row->expected_relatives);
    add_text(json, "urgency", name_in(&kase->urgencies, row->urgency));
    add_text(json, "municipality",
             row->municipality != KOPPEL_NONE ? kase->municipalities[row->municipality].id : NULL);
    add_day(json, "linked_on", row->linked_on);
    add_truth(json, "step_free", row->step_free);
    add_truth(json, "may_share", row->may_share);
    add_text(json, "label", name_in(&kase->age_groups, row->age_group));
}

static void add_offer(struct koppel_text *json, const struct koppel_page *page, const struct koppel_reasons *reasons,
                      int32_t household, int32_t unit)
{
    const struct koppel_report *report = page->report;
    const struct koppel_decision *row = koppel_offer_decision(report, household, unit);
    int64_t score = koppel_pair_score(report->fit, household, unit);
    struct koppel_text words = {0};

    add_text(json, "home", report->fit->kase->units[unit].id);
    add_whole(json, "score", (score + 500000) / 1000000);
    add_text(json, "fit", score >= good_micro_points ? "good" : score >= fair_micro_points ? "fair" : "poor");
    add_truth(json, "by_lot", koppel_lot_decided(report->proposal, household));
    koppel_page_say_why(&words, reasons, household, unit);
    add_words(json, "why", &words);
    if (report->next_best != NULL && report->next_best[household].state != KOPPEL_ALTERNATIVE_UNKNOWN) {
        koppel_page_say_otherwise(&words, report, household);
    }
    add_words(json, "otherwise", &words);
    add_text(json, "reason", NULL);
    add_text(json, "decision", row != NULL ? koppel_decision_word(row->kind) : NULL);
    add_filled(json, "decision_reason", row != NULL ? row->reason : NULL);
}

static enum koppel_status add_left(struct koppel_text *json, struct koppel_reasons *reasons, int32_t household)
{
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
    enum koppel_status status = koppel_reason_find(reasons, household, &reason, &explanation, &change);

    add_text(json, "home", NULL);
    add_text(json, "score", NULL);
    add_text(json, "fit", NULL);
    add_truth(json, "by_lot", koppel_lot_decided(reasons->report->proposal, household));
    add_text(json, "why", NULL);
    add_text(json, "otherwise", NULL);
    name_member(json, "reason");
    koppel_text_add(json, "{");
    add_text(json, "code", koppel_reason_code(reason));
    add_text(json, "words", koppel_page_reason_words(reason));
    add_words(json, "explanation", &explanation);
    add_words(json, "change", &change);
    koppel_text_add(json, "}");
    add_text(json, "decision", NULL);
    add_text(json, "decision_reason", NULL);
    return status;
}

static enum koppel_status add_households(struct koppel_text *json, const struct koppel_page *page,
                                         struct koppel_reasons *reasons)
{
    const struct koppel_case *kase = page->report->fit->kase;
    enum koppel_status status = KOPPEL_OK;

    begin_list(json, "households");
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        int32_t unit = page->report->proposal->unit_of[i];

        begin_item(json);
        add_needs(json, kase, &kase->households[i]);
        if (unit != KOPPEL_NONE) {
            add_offer(json, page, reasons, i, unit);
        } else {
            status = add_left(json, reasons, i);
        }
        koppel_text_add(json, "}");
    }
    koppel_text_add(json, "]");
    return status;
}

/* ---- Homes ---- */

/* How many households each home suits; to be freed. */
static int32_t *count_suited(const struct koppel_reasons *reasons)
{
    const struct koppel_case *kase = reasons->report->fit->kase;
    int32_t *n_suited = koppel_new((size_t)kase->n_units, sizeof *n_suited);

    for (int32_t i = 0; n_suited != NULL && i < kase->n_households; i++) {
        const int32_t *units = koppel_openings_of(&reasons->openings, i);

        for (int32_t p = 0; p < koppel_openings_count(&reasons->openings, i); p++) {
            n_suited[units[p]]++;
        }
    }
    return n_suited;
}

static void add_home(struct koppel_text *json, const struct koppel_reasons *reasons, int32_t j)
{
    const struct koppel_case *kase = reasons->report->fit->kase;
    const struct koppel_unit *unit = &kase->units[j];
    const char *comma = "";

    add_text(json, "key", unit->id);
    add_text(json, "neighbourhood", kase->neighbourhoods[unit->neighbourhood].id);
    add_text(json, "municipality", kase->municipalities[koppel_unit_municipality(kase, j)].id);
    add_text(json, "corporation", kase->corporations[unit->corporation].id);
    add_text(json, "corporation_name", koppel_page_corporation_name(&kase->corporations[unit->corporation]));
    add_text(json, "complex", name_in(&kase->complexes, unit->complex));
    add_whole(json, "rooms", unit->rooms);
    add_whole(json, "rent_cents", unit->rent_cents);
    add_maybe(json, "floor_area_m2", unit->floor_area_m2);
    add_whole(json, "places", unit->places);
    add_day(json, "available_from", unit->available_from);
    add_text(json, "label", name_in(&kase->labels, unit->label));
    add_truth(json, "step_free", unit->step_free);
    begin_list(json, "households");
    for (int32_t i = reasons->first_in[j]; i != KOPPEL_NONE; i = reasons->next_in[i]) {
        koppel_text_add(json, "%s", comma);
        koppel_json_string(json, kase->households[i].id);
        comma = ", ";
    }
    koppel_text_add(json, "]");
}

static enum koppel_status add_homes(struct koppel_text *json, const struct koppel_reasons *reasons)
{
    int32_t *n_suited = count_suited(reasons);

    if (n_suited == NULL) {
        return KOPPEL_E_MEMORY;
    }
    begin_list(json, "homes");
    for (int32_t j = 0; j < reasons->report->fit->kase->n_units; j++) {
        begin_item(json);
        add_home(json, reasons, j);
        add_whole(json, "suits", n_suited[j]);
        koppel_text_add(json, "}");
    }
    koppel_text_add(json, "]");
    free(n_suited);
    return KOPPEL_OK;
}

/* ---- Neighbourhoods ---- */

static void add_degrees(struct koppel_text *json, const char *name, int32_t micro)
{
    int64_t size = micro < 0 ? -(int64_t)micro : micro;

    if (micro == KOPPEL_NO_COORDINATE) {
        add_text(json, name, NULL);
        return;
    }
    name_member(json, name);
    koppel_text_add(json, "%s%" PRId64 ".%06" PRId64, micro < 0 ? "-" : "", size / 1000000, size % 1000000);
}

static void add_place(struct koppel_text *json, const struct koppel_report *report,
                      const struct koppel_account *account)
{
    const struct koppel_case *kase = report->fit->kase;
    struct crowd crowd = crowd_of(report, account);
    bool has_position = account->area == KOPPEL_AREA_NEIGHBOURHOOD;
    bool has_municipality = account->municipality != KOPPEL_NONE;

    add_text(json, "code", koppel_area_id(kase, account->area, account->place));
    add_text(json, "name", koppel_page_place_name(kase, account->area, account->place));
    add_text(json, "municipality", has_municipality ? kase->municipalities[account->municipality].id : "");
    add_text(json, "municipality_name",
             has_municipality ? koppel_page_place_name(kase, KOPPEL_AREA_MUNICIPALITY, account->municipality) : "");
    add_maybe(json, "limit", crowd.limit);
    add_whole(json, "before", account->base);
    add_whole(json, "placed", account->placed);
    add_whole(json, "after", account->base + account->placed);
    add_text(json, "state",
             !crowd.has_limit  ? "unlimited"
             : crowd.over < 0  ? "room"
             : crowd.over == 0 ? "full"
                               : "over");
    add_whole(json, "over_by", crowd.has_limit && crowd.over > 0 ? crowd.over : 0);
    add_degrees(json, "latitude", has_position ? kase->neighbourhoods[account->place].lat_micro : KOPPEL_NO_COORDINATE);
    add_degrees(json, "longitude",
                has_position ? kase->neighbourhoods[account->place].lon_micro : KOPPEL_NO_COORDINATE);
}

static void add_places(struct koppel_text *json, const struct koppel_report *report)
{
    add_text(json, "measure", report->fit->policy->spread_measure == KOPPEL_MEASURE_HOMES ? "homes" : "people");
    begin_list(json, "neighbourhoods");
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        if (report->verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD) {
            begin_item(json);
            add_place(json, report, &report->verdict->accounts[k]);
            koppel_text_add(json, "}");
        }
    }
    koppel_text_add(json, "]");
}

/* ---- Decisions ---- */

static void add_decision(struct koppel_text *json, const struct koppel_case *kase, const struct koppel_decision *row)
{
    static const char *const answers[] = {[KOPPEL_NO] = "no", [KOPPEL_YES] = "yes", [KOPPEL_MAYBE] = ""};
    struct koppel_text rules = {.is_for_machines = true};
    char day[11];

    add_text(json, "household", kase->households[row->household].id);
    add_text(json, "unit", row->unit != KOPPEL_NONE ? kase->units[row->unit].id : "");
    add_text(json, "area", row->unit != KOPPEL_NONE ? "" : koppel_area_id(kase, row->area, row->place));
    add_text(json, "decision", koppel_decision_word(row->kind));
    add_text(json, "justified", answers[row->justified]);
    koppel_exceptions_say(&rules, row->rules);
    name_member(json, "rule");
    koppel_json_string(json, rules.bytes != NULL ? rules.bytes : "");
    json->failed = json->failed || rules.failed;
    koppel_text_free(&rules);
    add_text(json, "reason", row->reason != NULL ? row->reason : "");
    koppel_date_format(row->decided_on, day);
    add_text(json, "decided_on", row->decided_on != KOPPEL_NO_DATE ? day : "");
    add_text(json, "decided_by", row->decided_by != NULL ? row->decided_by : "");
    koppel_date_format(row->until, day);
    add_text(json, "until", row->until != KOPPEL_NO_DATE ? day : "");
}

/* Those of the tables; what came with an earlier proposal stands in the log of the dossier. */
static void add_decisions(struct koppel_text *json, const struct koppel_case *kase)
{
    begin_list(json, "decisions");
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        if (kase->decisions[d].added_from == NULL) {
            begin_item(json);
            add_text(json, "number", NULL);
            add_decision(json, kase, &kase->decisions[d]);
            koppel_text_add(json, "}");
        }
    }
    koppel_text_add(json, "]");
}

enum koppel_status koppel_page_data(const struct koppel_page *page, struct koppel_text *json)
{
    struct koppel_reasons reasons = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, page->report);

    json->is_for_machines = true;
    koppel_text_add(json, "{");
    if (status == KOPPEL_OK && !json->failed) {
        add_proposal(json, page);
        status = add_households(json, page, &reasons);
    }
    if (status == KOPPEL_OK && !json->failed) {
        status = add_homes(json, &reasons);
    }
    if (status == KOPPEL_OK && !json->failed) {
        add_places(json, page->report);
        add_decisions(json, page->report->fit->kase);
    }
    koppel_text_add(json, "}\n");
    koppel_reasons_free(&reasons);
    return status == KOPPEL_OK ? koppel_text_status(json) : status;
}
