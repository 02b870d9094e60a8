// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_json.c - summary.json: what was solved, with what, and what was proven.
 *
 * Values, bounds and gaps of tiers are decimal strings in the user's units ("5120", "0.337"), because JSON readers keep
 * numbers exactly up to 2^53 only; counts are numbers. No times: equal input, policy and seed give equal bytes.
 */
#include "report/summary_json.h"

#include "report/access_table.h"
#include "report/changes.h"
#include "report/decisions_text.h"
#include "report/indices.h"
#include "report/report.h"
#include "report/tally.h"
#include "report/ties_text.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void koppel_json_lines(struct koppel_text *text, const char *lines, const char *indent)
{
    int n_lines = 0;

    koppel_text_add(text, "[");
    for (const char *line = lines != NULL ? lines : ""; *line != '\0';) {
        struct koppel_text one = {0};
        size_t n = strcspn(line, "\n");
        size_t blank = strspn(line, " ");

        if (blank < n) {
            koppel_text_append(&one, line + blank, n - blank);
            koppel_text_add(text, "%s\n%s  ", n_lines++ > 0 ? "," : "", indent);
            koppel_json_string(text, one.bytes);
        }
        text->failed = text->failed || one.failed;
        koppel_text_free(&one);
        line += n + (line[n] == '\n');
    }
    if (n_lines > 0) {
        koppel_text_add(text, "\n%s", indent);
    }
    koppel_text_add(text, "]");
}

/* The last name of a path: "data/municipality-b/" gives "municipality-b". */
void koppel_json_case_name(struct koppel_text *text, const char *folder)
{
    char name[256];
    size_t end = folder != NULL ? strlen(folder) : 0;
    size_t start = 0;

    while (end > 0 && folder[end - 1] == '/') {
        end--;
    }
    start = end;
    while (start > 0 && folder[start - 1] != '/') {
        start--;
    }
    snprintf(name, sizeof name, "%.*s", (int)(end - start), folder != NULL ? folder + start : "");
    koppel_json_string(text, name);
}

void koppel_json_inputs(struct koppel_text *text, const struct koppel_case *kase)
{
    koppel_text_add(text, "  \"inputs\": [");
    for (int32_t k = 0; k < kase->n_inputs; k++) {
        koppel_text_add(text, "%s\n    {\"file\": ", k > 0 ? "," : "");
        koppel_json_string(text, kase->inputs[k].file);
        koppel_text_add(text, ", \"bytes\": %" PRId64 ", \"sha256\": ", kase->inputs[k].n_bytes);
        koppel_json_string(text, kase->inputs[k].sha256);
        koppel_text_add(text, "}");
    }
    koppel_text_add(text, "%s],\n", kase->n_inputs > 0 ? "\n  " : "");
}

void koppel_json_proven(struct koppel_text *text, const struct koppel_proposal_tier *tier)
{
    bool is_best = koppel_tier_gap(tier) == 0 || koppel_tier_gap(tier) == KOPPEL_UNKNOWN;

    koppel_text_add(text, ", \"proven\": %s%s", tier->proven && is_best ? "true" : "false",
                    tier->proven && !is_best ? ", \"within_gap\": true" : "");
}

static void tiers(struct koppel_text *text, const struct koppel_proposal *proposal)
{
    char number[40];

    koppel_text_add(text, "  \"tiers\": [");
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &proposal->tiers[t];
        int64_t gap = koppel_tier_gap(tier);

        koppel_text_add(text, "%s\n    {\"name\": ", t > 0 ? "," : "");
        koppel_json_string(text, tier->name);
        koppel_text_add(text, ", \"sense\": \"%s\", \"value\": \"%s\"", tier->maximise ? "maximise" : "minimise",
                        koppel_tier_value(tier, tier->cost, '.', number, sizeof number));
        if (gap == KOPPEL_UNKNOWN) {
            koppel_text_add(text, ", \"bound\": null, \"gap\": null");
        } else {
            koppel_text_add(text, ", \"bound\": \"%s\"",
                            koppel_tier_value(tier, tier->bound, '.', number, sizeof number));
            koppel_text_add(text, ", \"gap\": \"%s\"",
                            koppel_decimal_format(gap, tier->scale, '.', number, sizeof number));
        }
        if (tier->has_said_bound) {
            koppel_text_add(text, ", \"said_bound\": \"%s\"",
                            koppel_tier_value(tier, tier->said_bound, '.', number, sizeof number));
        }
        koppel_json_proven(text, tier);
        if (tier->proven) {
            koppel_text_add(text, ", \"proven_by\": \"%s\"", tier->is_certified ? "certificate" : "search");
        }
        koppel_text_add(text, "}");
    }
    koppel_text_add(text, "%s],\n", proposal->n_tiers > 0 ? "\n  " : "");
}

static void counts(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_tally tally = koppel_tally_make(report);
    const struct {
        const char *name;
        int64_t n;
    } rows[] = {
        {"municipalities", kase->n_municipalities},
        {"neighbourhoods", kase->n_neighbourhoods},
        {"corporations", kase->n_corporations},
        {"units", kase->n_units},
        {"places", tally.n_places},
        {"free_places", tally.n_free_places},
        {"households", tally.n_households},
        {"persons", tally.n_persons},
        {"placed_households", tally.n_placed_households},
        {"placed_persons", tally.n_placed_persons},
        {"left_households", tally.n_households - tally.n_placed_households},
        {"left_persons", tally.n_persons - tally.n_placed_persons},
        {"target_persons_to_house", tally.to_house},
        {"target_persons_short", tally.persons_short},
        {"agreements", tally.n_agreements},
        {"agreements_not_met", tally.n_agreements_off},
        {"areas_above_cap_before", tally.n_above_cap},
    };

    koppel_text_add(text, "  \"counts\": {");
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        koppel_text_add(text, "%s\n    \"%s\": %" PRId64, k > 0 ? "," : "", rows[k].name, rows[k].n);
    }
    koppel_text_add(text, "\n  },\n");
}

/* Who is offered what: later, it tells which rows of proposal.csv a person has changed. */
static void offers(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t n = 0;

    koppel_text_add(text, "  \"offers\": {");
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (report->proposal->unit_of[i] != KOPPEL_NONE) {
            koppel_text_add(text, "%s\n    ", n++ > 0 ? "," : "");
            koppel_json_string(text, kase->households[i].id);
            koppel_text_add(text, ": ");
            koppel_json_string(text, kase->units[report->proposal->unit_of[i]].id);
        }
    }
    koppel_text_add(text, "%s},\n", n > 0 ? "\n  " : "");
}

/* What a person changed after the proposal was solved, with the home before; the key is there when somebody did. */
static void by_hand(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    const struct koppel_hand_edit *edits = report->proposal->edits;
    int32_t n = 0;

    for (int32_t i = 0; edits != NULL && i < kase->n_households; i++) {
        if (edits[i].is_edited) {
            koppel_text_add(text, n++ > 0 ? ",\n    " : "  \"by_hand\": {\n    ");
            koppel_json_string(text, kase->households[i].id);
            koppel_text_add(text, ": ");
            koppel_json_string(text, edits[i].before != KOPPEL_NONE ? kase->units[edits[i].before].id : NULL);
        }
    }
    koppel_text_add(text, n > 0 ? "\n  },\n" : "");
}

/* What becomes of the earlier proposal; the key is there when there was one. */
static void earlier(struct koppel_text *text, const struct koppel_report *report)
{
    struct koppel_change_counts counts = koppel_changes_count(report->fit, report->proposal->unit_of);

    if (!report->fit->kase->has_earlier) {
        return;
    }
    koppel_text_add(text, "  \"earlier\": {\n    \"offers\": %" PRId64 ",\n    \"can_stand\": %" PRId64,
                    counts.n_offers, counts.n_standing);
    for (int c = 0; c < KOPPEL_N_CHANGES; c++) {
        koppel_text_add(text, ",\n    \"%s\": %" PRId64, koppel_change_code((enum koppel_change)c), counts.n[c]);
    }
    koppel_text_add(text, ",\n    \"started_from\": %s\n  },\n", report->facts->starts_from_earlier ? "true" : "false");
}

/* ---- Spread ---- */

static void index_set(struct koppel_text *text, const struct koppel_case *kase, const struct koppel_indices *indices)
{
    const struct {
        const char *name;
        double value;
    } rows[] = {
        {"dissimilarity", indices->dissimilarity},
        {"dissimilarity_least", indices->least},
        {"dissimilarity_reachable", indices->reachable},
        {"isolation", indices->isolation},
        {"gini", indices->gini},
        {"theil", indices->theil},
        {"highest_quotient", indices->highest_quotient},
        {"highest_share", indices->highest_share},
        {"share_variance", indices->share_variance},
    };
    char digits[32];

    koppel_text_add(text, "{\"persons\": %" PRId64 ", \"reference\": %" PRId64, indices->persons, indices->reference);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        koppel_text_add(text, ", \"%s\": %s", rows[k].name,
                        koppel_index_format(rows[k].value, KOPPEL_INDEX_LONG, '.', digits));
    }
    koppel_text_add(text, ", \"highest_area\": ");
    koppel_json_string(text,
                       indices->highest_area != KOPPEL_NONE ? kase->neighbourhoods[indices->highest_area].id : NULL);
    koppel_text_add(text, "}");
}

/* Before and after, of one municipality or (KOPPEL_NONE) of all neighbourhoods together. */
static enum koppel_status spread_of(struct koppel_text *text, const struct koppel_report *report, int32_t municipality,
                                    const char *indent)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_spread_indices spread;
    enum koppel_status status =
        koppel_spread_indices_make(report->fit, report->proposal->unit_of, municipality, &spread);

    if (status != KOPPEL_OK) {
        return status;
    }
    koppel_text_add(text, "{\"municipality\": ");
    koppel_json_string(text, municipality != KOPPEL_NONE ? kase->municipalities[municipality].id : NULL);
    koppel_text_add(text, ",\n%s \"before\": ", indent);
    index_set(text, kase, &spread.before);
    koppel_text_add(text, ",\n%s \"after\": ", indent);
    index_set(text, kase, &spread.after);
    koppel_text_add(text, "}");
    return KOPPEL_OK;
}

static enum koppel_status spread_indices(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_suitability *fit = report->fit;
    bool by_inhabitants = fit->policy->spread_reference == KOPPEL_REFERENCE_INHABITANTS;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text,
                    "  \"spread\": {\n    \"over\": \"neighbourhoods\",\n    \"reference\": \"%s\",\n    \"all\": ",
                    by_inhabitants ? "inhabitants" : "corporation_dwellings");
    status = spread_of(text, report, KOPPEL_NONE, "      ");
    koppel_text_add(text, ",\n    \"municipalities\": [");
    for (int32_t m = 0; m < fit->kase->n_municipalities && status == KOPPEL_OK; m++) {
        koppel_text_add(text, "%s\n      ", m > 0 ? "," : "");
        status = spread_of(text, report, m, "      ");
    }
    koppel_text_add(text, "%s]\n  },\n", fit->kase->n_municipalities > 0 ? "\n    " : "");
    return status;
}

/* The policy's own text, without what stands around it, two spaces further in. Strings of JSON hold no line ends. */
static void policy(struct koppel_text *text, const char *json)
{
    size_t n = json != NULL ? strlen(json) : 0;

    while (n > 0 && strchr(" \t\r\n", json[n - 1]) != NULL) {
        n--;
    }
    koppel_text_add(text, "  \"policy\": ");
    for (size_t done = 0; done < n;) {
        const char *end = memchr(json + done, '\n', n - done);
        size_t line = end != NULL ? (size_t)(end - json) + 1 - done : n - done;

        koppel_text_append(text, json + done, line);
        done += line;
        koppel_text_append(text, "  ", done < n ? 2 : 0);
    }
    koppel_text_append(text, "null", n > 0 ? 0 : 4);
    koppel_text_add(text, ",\n");
}

/* What was read in a special way; left out where everything was in the plain form. */
static void readings(struct koppel_text *text, const struct koppel_case *kase)
{
    for (int32_t k = 0; k < kase->n_readings; k++) {
        koppel_text_add(text, k == 0 ? "  \"readings\": [\n    " : ",\n    ");
        koppel_json_string(text, kase->readings[k]);
    }
    koppel_text_add(text, kase->n_readings > 0 ? "\n  ],\n" : "");
}

enum koppel_status koppel_report_json(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const ends[] = {[KOPPEL_END_OF_ITSELF] = "null",
                                       [KOPPEL_END_TIME_LIMIT] = "\"time_limit\"",
                                       [KOPPEL_END_INTERRUPT] = "\"interrupt\"",
                                       [KOPPEL_END_WORK_LIMIT] = "\"work_limit\""};
    const struct koppel_run_facts *facts = report->facts;
    enum koppel_status status = KOPPEL_OK;
    char period[8];
    char day[11];

    koppel_period_format(report->fit->period, period);
    koppel_date_format(report->fit->as_of, day);
    text->is_for_machines = true;
    koppel_text_add(text, "{\n  \"program\": \"koppel\",\n  \"version\": \"%s\",\n  \"case\": ", KOPPEL_VERSION);
    koppel_json_case_name(text, report->fit->kase->folder);
    koppel_text_add(text, ",\n  \"period\": \"%s\",\n  \"as_of\": \"%s\",\n  \"language\": \"%s\",\n", period, day,
                    koppel_language_code(koppel_language_now()));
    policy(text, facts->policy_json);
    koppel_json_inputs(text, report->fit->kase);
    readings(text, report->fit->kase);
    koppel_text_add(text, "  \"engine\": ");
    koppel_json_string(text, facts->engine);
    koppel_text_add(text, ",\n  \"outcome\": ");
    koppel_json_string(text, facts->outcome);
    koppel_text_add(text, ",\n  \"ended_by\": %s", ends[facts->ended_by]);
    koppel_text_add(text, ",\n  \"gap_asked_ppm\": %" PRId64 ",\n  \"seed\": \"%" PRIu64 "\",\n", facts->gap_ppm,
                    facts->seed);
    koppel_ties_json(text, report);
    koppel_text_add(text, "  \"pairs\": %" PRId64 ",\n  \"nodes\": %" PRId64 ",\n  \"parts\": %" PRId32 ",\n",
                    facts->n_pairs, facts->n_nodes, facts->n_components);
    tiers(text, report->proposal);
    counts(text, report);
    offers(text, report);
    by_hand(text, report);
    earlier(text, report);
    koppel_decisions_json(text, report);
    status = spread_indices(text, report);
    if (status == KOPPEL_OK) {
        status = koppel_access_json(text, report);
    }
    koppel_text_add(text, "}\n");
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
