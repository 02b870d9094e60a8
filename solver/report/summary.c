/* summary.c - what a newcomer reads on the terminal after a solve (see report.h): 20 to 30 lines of at most 100
 * characters. */
#include "report/area_tables.h"
#include "report/changes.h"
#include "report/decisions_text.h"
#include "report/layout.h"
#include "report/need_text.h"
#include "report/reason.h"
#include "report/report.h"
#include "report/spread_text.h"
#include "report/tally.h"
#include "report/ties_text.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOP_MUNICIPALITIES = 5 };

/* Makes a sentence in `draft` and lays it out: the text begins a line, further lines are indented. */
static void end_sentence(struct koppel_text *text, struct koppel_text *draft, int indent)
{
    koppel_text_add(text, "%*s", indent, "");
    koppel_lay_words(text, indent, indent, draft->bytes != NULL ? draft->bytes : "");
    text->failed = text->failed || draft->failed;
    koppel_text_free(draft);
}

static void head(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_suitability *fit = report->fit;
    struct koppel_recorded_day last = koppel_case_last_record(fit->kase);
    struct koppel_text draft = {0};
    char period[8];
    char day[11];
    char place[KOPPEL_PLACE_TEXT];

    koppel_period_format(fit->period, period);
    koppel_date_format(fit->as_of, day);
    koppel_text_add(&draft, "Proposal for %s, half-year %s, policy %s, seen from %s",
                    fit->kase->folder != NULL ? fit->kase->folder : "this case", period, fit->policy->name, day);
    end_sentence(text, &draft, 0);
    if (fit->policy->as_of == KOPPEL_NO_DATE && last.day == fit->as_of) {
        koppel_place_format(koppel_case_file_name(fit->kase, last.table), last.line, 0, place, sizeof place);
        koppel_text_add(text, "(the last day that the tables record: %s)\n", place);
    }
    if (fit->kase->n_readings == 1) {
        koppel_text_add(text, "One thing in the tables was read in a special way: the notes name it.\n");
    } else if (fit->kase->n_readings > 1) {
        koppel_text_add(text, "%" PRId32 " things in the tables were read in a special way: the notes name them.\n",
                        fit->kase->n_readings);
    }
}

static void totals(struct koppel_text *text, const struct koppel_tally *tally)
{
    struct koppel_text draft = {0};
    int64_t left = tally->n_households - tally->n_placed_households;

    koppel_text_add(&draft,
                    "%" PRId64 " of %" PRId64 " households are offered a home: %" PRId64 " of %" PRId64 " persons. ",
                    tally->n_placed_households, tally->n_households, tally->n_placed_persons, tally->n_persons);
    if (left == 0) {
        koppel_text_add(&draft, "Nobody is left. ");
    } else {
        koppel_say_count(&draft, left, "household is left", "households are left");
        koppel_text_add(&draft, ". ");
    }
    koppel_text_add(&draft, "%" PRId64 " of %" PRId64 " places stay free.", tally->n_free_places, tally->n_places);
    koppel_text_add(text, "\n");
    end_sentence(text, &draft, 2);
}

/* What the lot decided, and what becomes of the earlier proposal, when there is one. */
static enum koppel_status changes(struct koppel_text *text, const struct koppel_report *report, bool verbose)
{
    struct koppel_text draft = {0};

    koppel_say_ties(&draft, report);
    end_sentence(text, &draft, 2);
    koppel_say_changes(&draft, report);
    if (draft.n_bytes > 0) {
        end_sentence(text, &draft, 2);
    }
    return koppel_list_changes(text, report, verbose);
}

/* ---- Targets ---- */

static void target_line(struct koppel_text *text, const char *name, int64_t to_house, int64_t placed, int64_t n_short)
{
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 44, name);
    koppel_lay_number(text, 10, to_house);
    koppel_lay_number(text, 10, placed);
    koppel_lay_number(text, 10, n_short);
    koppel_text_add(text, "\n");
}

static const struct koppel_account *target_account(const struct koppel_report *report, int32_t municipality)
{
    return &report->verdict->accounts[municipality]; /* targets come first, in row order */
}

/* Is municipality a to be shown before b: more persons short, then more to house, then the order of the table? */
static bool is_before(const struct koppel_report *report, int32_t a, int32_t b)
{
    int64_t short_a = koppel_persons_short(report->fit, target_account(report, a));
    int64_t short_b = koppel_persons_short(report->fit, target_account(report, b));
    int64_t left_a = koppel_municipality_persons_left(report->fit, a);
    int64_t left_b = koppel_municipality_persons_left(report->fit, b);

    if (short_a != short_b) {
        return short_a > short_b;
    }
    return left_a != left_b ? left_a > left_b : a < b;
}

/* The n municipalities to show, in the order in which they are shown. */
static void pick_municipalities(const struct koppel_report *report, int32_t n, int32_t *picked)
{
    int32_t n_picked = 0;

    for (int32_t m = 0; m < report->fit->kase->n_municipalities; m++) {
        int32_t k = n_picked;

        while (k > 0 && is_before(report, m, picked[k - 1])) {
            if (k < n) {
                picked[k] = picked[k - 1];
            }
            k--;
        }
        if (k < n) {
            picked[k] = m;
            n_picked += n_picked < n ? 1 : 0;
        }
    }
}

static enum koppel_status targets(struct koppel_text *text, const struct koppel_report *report,
                                  const struct koppel_tally *tally, bool verbose)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t n = kase->n_municipalities;
    int32_t n_shown = verbose || n <= TOP_MUNICIPALITIES ? n : TOP_MUNICIPALITIES;
    int32_t *picked = koppel_new((size_t)n_shown + 1, sizeof *picked);
    struct koppel_text draft = {0};
    int64_t placed = 0;
    char all[64];

    if (picked == NULL) {
        return KOPPEL_E_MEMORY;
    }
    pick_municipalities(report, n_shown, picked);
    koppel_text_add(text, "\n%-46s%10s%10s%10s\n", "Target (taakstelling), in persons", "to house", "placed", "short");
    for (int32_t k = 0; k < n_shown; k++) {
        int32_t m = picked[k];
        const struct koppel_account *account = target_account(report, m);
        bool has_name = kase->municipalities[m].name != NULL && kase->municipalities[m].name[0] != '\0';

        target_line(text, has_name ? kase->municipalities[m].name : kase->municipalities[m].id,
                    koppel_municipality_persons_left(report->fit, m), account->placed,
                    koppel_persons_short(report->fit, account));
    }
    for (int32_t m = 0; m < n; m++) {
        placed += target_account(report, m)->placed;
    }
    snprintf(all, sizeof all, "all %" PRId32 " municipalities", n);
    if (n > 1) {
        target_line(text, all, tally->to_house, placed, tally->persons_short);
    }
    if (n > 1 && tally->to_house - placed < tally->persons_short) {
        koppel_text_add(&draft,
                        "(short adds up the municipalities that are short: %" PRId64
                        " of those placed are beyond the target of another)",
                        tally->persons_short - (tally->to_house - placed));
        end_sentence(text, &draft, 2);
    }
    if (n_shown < n) {
        koppel_text_add(text,
                        "  (of %" PRId32 ", the %" PRId32
                        " with the most persons short, then the most to house; --verbose shows all)\n",
                        n, n_shown);
    }
    free(picked);
    return KOPPEL_OK;
}

/* ---- Tiers ---- */

/* What the tier counts, for a person. */
static void tier_words(struct koppel_text *text, const struct koppel_suitability *fit,
                       const struct koppel_proposal_tier *tier)
{
    bool even = fit->policy->spread_rule == KOPPEL_SPREAD_EVEN;
    const char *const words[KOPPEL_N_OBJECTIVES] = {
        [KOPPEL_OBJECTIVE_TARGET] = "persons short of the target",
        [KOPPEL_OBJECTIVE_URGENCY] = "points of those with an offer",
        [KOPPEL_OBJECTIVE_SPREAD] = even ? "distance from an even spread" : "beyond the spread rule",
        [KOPPEL_OBJECTIVE_AGREEMENT] = "homes outside the agreements",
        [KOPPEL_OBJECTIVE_MIX] = "outside limits and mix rules",
        [KOPPEL_OBJECTIVE_FIT] = "points of all offers together",
        [KOPPEL_OBJECTIVE_STAY] = "earlier offers that are kept",
    };

    enum koppel_objective objective = koppel_tier_objective(tier);

    koppel_text_add(text, "%s: %s", tier->name, objective != KOPPEL_N_OBJECTIVES ? words[objective] : "weighted sum");
}

static const char *tier_verdict(const struct koppel_proposal_tier *tier)
{
    int64_t gap = koppel_tier_gap(tier);

    if (gap == 0 && tier->proven) {
        return "proven best";
    }
    return tier->proven ? "within the gap" : "not proven";
}

/* What another solver says of its own choice. */
static void said(struct koppel_text *text, const struct koppel_report *report)
{
    struct koppel_text draft = {0};
    struct koppel_text line = {0};
    char number[40];

    for (int32_t t = 0; t < report->proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &report->proposal->tiers[t];

        if (tier->has_said_bound) {
            koppel_text_add(&draft, "%s%s %s", draft.n_bytes > 0 ? ", " : "", tier->name,
                            koppel_tier_value(tier, tier->said_bound, number, sizeof number));
        }
    }
    if (draft.n_bytes > 0) {
        koppel_text_add(&line, "At best as said by %s, which Koppel has not proven: %s.", report->facts->engine,
                        draft.bytes);
        end_sentence(text, &line, 2);
    }
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
}

static void tiers(struct koppel_text *text, const struct koppel_report *report)
{
    koppel_text_add(text, "\n%-43s%14s%14s%12s\n", "What the policy asks, most important first", "value", "at best",
                    "gap");
    for (int32_t t = 0; t < report->proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &report->proposal->tiers[t];
        int64_t gap = koppel_tier_gap(tier);
        struct koppel_text words = {0};
        char number[40];

        koppel_text_add(&words, "%" PRId32 " ", t + 1);
        tier_words(&words, report->fit, tier);
        text->failed = text->failed || words.failed;
        koppel_text_add(text, "  ");
        koppel_lay_left(text, 41, words.bytes != NULL ? words.bytes : "");
        koppel_text_free(&words);
        koppel_text_add(text, " ");
        koppel_lay_right(text, 13, koppel_tier_value(tier, tier->cost, number, sizeof number));
        koppel_text_add(text, " ");
        koppel_lay_right(
            text, 13, gap == KOPPEL_UNKNOWN ? "unknown" : koppel_tier_value(tier, tier->bound, number, sizeof number));
        koppel_text_add(text, " ");
        koppel_lay_right(text, 11,
                         gap == KOPPEL_UNKNOWN ? "unknown"
                                               : koppel_decimal_format(gap, tier->scale, '.', number, sizeof number));
        koppel_text_add(text, "  %s\n", tier_verdict(tier));
    }
    said(text, report);
}

/* ---- Who is left ---- */

static enum koppel_status left(struct koppel_text *text, const struct koppel_report *report, bool verbose)
{
    const struct koppel_case *kase = report->fit->kase;
    int64_t n_by_reason[KOPPEL_N_REASONS] = {0};
    struct koppel_reasons reasons = {0};
    struct koppel_text lines = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, report);

    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        struct koppel_text sentence = {0};
        struct koppel_text change = {0};
        enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;

        if (report->proposal->unit_of[i] != KOPPEL_NONE) {
            continue;
        }
        koppel_text_add(&sentence, "%s: ", kase->households[i].id);
        status = koppel_reason_find(&reasons, i, &reason, &sentence, &change);
        n_by_reason[reason]++;
        end_sentence(&lines, &sentence, 4);
        koppel_text_free(&change);
    }
    koppel_text_add(text, "\nLeft without an offer\n");
    for (int r = 0; r < KOPPEL_N_REASONS; r++) {
        if (n_by_reason[r] > 0) {
            koppel_lay_number(text, 6, n_by_reason[r]);
            koppel_text_add(text, "  %s\n", koppel_reason_text((enum koppel_reason)r));
        }
    }
    if (verbose && lines.n_bytes > 0) {
        koppel_text_append(text, lines.bytes, lines.n_bytes);
    }
    status = status == KOPPEL_OK ? koppel_text_status(&lines) : status;
    koppel_text_free(&lines);
    koppel_reasons_free(&reasons);
    return status;
}

/* ---- Agreements ---- */

static void agreement_line(struct koppel_text *text, const struct koppel_suitability *fit,
                           const struct koppel_account *account)
{
    const struct koppel_agreement *agreement = &fit->kase->agreements[account->place];
    const struct koppel_corporation *corporation = &fit->kase->corporations[agreement->corporation];
    bool has_name = corporation->name != NULL && corporation->name[0] != '\0';
    int64_t off = koppel_agreement_off(fit, account);
    struct koppel_text draft = {0};

    koppel_text_add(&draft, "%s", has_name ? corporation->name : corporation->id);
    if (agreement->municipality != KOPPEL_NONE) {
        koppel_text_add(&draft, " in ");
        koppel_say_place(&draft, fit->kase, KOPPEL_AREA_MUNICIPALITY, agreement->municipality);
    }
    koppel_text_add(&draft, ": ");
    koppel_say_count(&draft, account->placed, "home", "homes");
    koppel_text_add(&draft, ", agreed are at %s %" PRId32, off < 0 ? "least" : "most",
                    off < 0 ? agreement->min_homes : agreement->max_homes);
    end_sentence(text, &draft, 2);
}

static void agreements(struct koppel_text *text, const struct koppel_report *report, const struct koppel_tally *tally,
                       bool verbose)
{
    int64_t n_shown = 0;

    if (tally->n_agreements == 0) {
        return;
    }
    koppel_text_add(
        text, "\nAgreements with corporations (prestatieafspraken): %" PRId64 " of %" PRId64 " within their numbers\n",
        tally->n_agreements - tally->n_agreements_off, tally->n_agreements);
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];

        if (account->kind == KOPPEL_ACCOUNT_AGREEMENT && koppel_agreement_off(report->fit, account) != 0 &&
            (verbose || n_shown++ < TOP_MUNICIPALITIES)) {
            agreement_line(text, report->fit, account);
        }
    }
}

static void foot(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_run_facts *facts = report->facts;
    struct koppel_text draft = {0};

    koppel_text_add(text,
                    "\nThis is a proposal; a person decides on each offer. `koppel why` explains any household.\n");
    koppel_text_add(&draft, "Engine %s: ", facts->engine);
    if (facts->ended_by == KOPPEL_END_TIME_LIMIT) {
        koppel_text_add(&draft, "not proven, stopped at the time limit after %.1f s (raise --time-limit)",
                        facts->seconds);
    } else if (facts->ended_by == KOPPEL_END_INTERRUPT) {
        koppel_text_add(&draft, "not proven, interrupted after %.1f s", facts->seconds);
    } else {
        koppel_text_add(&draft, "%s in %.1f s",
                        strcmp(facts->outcome, "feasible") == 0     ? "not proven"
                        : strcmp(facts->outcome, "within_gap") == 0 ? "proven within the gap asked for"
                                                                    : facts->outcome,
                        facts->seconds);
    }
    koppel_text_add(&draft, "%s %" PRId64 " suitable pairs, %" PRId64 " nodes, %" PRId32 " %s.",
                    facts->ended_by == KOPPEL_END_OF_ITSELF ? ";" : ".", facts->n_pairs, facts->n_nodes,
                    facts->n_components, koppel_word(facts->n_components, "part", "parts"));
    end_sentence(text, &draft, 0);
}

enum koppel_status koppel_report_summary(const struct koppel_report *report, bool verbose, struct koppel_text *text)
{
    struct koppel_tally tally = koppel_tally_make(report);
    enum koppel_status status = KOPPEL_OK;

    head(text, report);
    totals(text, &tally);
    status = changes(text, report, verbose);
    if (status == KOPPEL_OK) {
        status = targets(text, report, &tally, verbose);
    }
    tiers(text, report);
    if (status == KOPPEL_OK) {
        status = koppel_spread_text(report, &tally, verbose, text);
    }
    if (status == KOPPEL_OK && tally.n_placed_households < tally.n_households) {
        status = left(text, report, verbose);
        koppel_need_text(text, report);
    }
    agreements(text, report, &tally, verbose);
    koppel_decisions_summary(text, report, verbose);
    foot(text, report);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
