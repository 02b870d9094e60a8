/* spread_text.c - even spread on the terminal (see spread_text.h). */
#include "report/spread_text.h"

#include "report/area_tables.h"
#include "report/indices.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>

static const char *level_words(enum koppel_area level)
{
    return level == KOPPEL_AREA_DISTRICT  ? _("districts (wijken)")
           : level == KOPPEL_AREA_COMPLEX ? _("complexes")
                                          : _("neighbourhoods (buurten)");
}

static const char *level_word(enum koppel_area level, int64_t n)
{
    return level == KOPPEL_AREA_DISTRICT  ? koppel_word(n, "district", "districts")
           : level == KOPPEL_AREA_COMPLEX ? koppel_word(n, "complex", "complexes")
                                          : koppel_word(n, "neighbourhood", "neighbourhoods");
}

static void rule_words(struct koppel_text *text, const struct koppel_policy *policy)
{
    switch (policy->spread_rule) {
    case KOPPEL_SPREAD_NONE:
        koppel_text_add(text, "no rule");
        return;
    case KOPPEL_SPREAD_CAP:
        koppel_text_add(text, "cap at %" PRId32 " %% above the fair share", policy->spread_tolerance_percent);
        break;
    case KOPPEL_SPREAD_BAND:
        koppel_text_add(text, "within %" PRId32 " %% of the fair share", policy->spread_tolerance_percent);
        break;
    case KOPPEL_SPREAD_EVEN:
        koppel_text_add(text, "as near to the fair share as possible");
        break;
    case KOPPEL_SPREAD_ABSOLUTE:
        koppel_text_add(text, "a fixed cap");
        break;
    }
    koppel_text_add(text, ", %s", _(koppel_enforce_name(policy->spread_enforce)));
}

static void index_line(struct koppel_text *text, const char *words, double before, double after, double at_best)
{
    char digits[32];

    koppel_text_add(text, "  ");
    koppel_lay_left(text, 56, words);
    koppel_lay_right(text, 10, koppel_index_format(before, KOPPEL_INDEX_SHORT, '.', digits));
    koppel_lay_right(text, 10, koppel_index_format(after, KOPPEL_INDEX_SHORT, '.', digits));
    koppel_lay_right(text, 10, koppel_index_format(at_best, KOPPEL_INDEX_SHORT, '.', digits));
    koppel_text_add(text, "\n");
}

/* A share of 0 .. 1 as so many for each 100. */
static void share_cell(struct koppel_text *text, double share)
{
    koppel_lay_tenths(text, 10, (int64_t)(share * 1000 + 0.5));
}

/* "38 of every 100 permit holders would have to move for an even spread; 41 before this round." */
static void meaning(struct koppel_text *text, const struct koppel_case *kase,
                    const struct koppel_spread_indices *spread)
{
    struct koppel_text draft = {0};

    koppel_text_add(&draft, "%.0f of every 100 permit holders would have to move for an even spread (%.0f before).",
                    100 * spread->after.dissimilarity, 100 * spread->before.dissimilarity);
    if (spread->after.highest_area != KOPPEL_NONE) {
        koppel_text_add(&draft, " The highest share is in ");
        koppel_say_place(&draft, kase, KOPPEL_AREA_NEIGHBOURHOOD, spread->after.highest_area);
        koppel_text_add(&draft, ".");
    }
    koppel_text_add(text, "  ");
    koppel_lay_words(text, 2, 2, draft.bytes != NULL ? draft.bytes : "");
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
}

static enum koppel_status indices(struct koppel_text *text, const struct koppel_report *report)
{
    bool by_inhabitants = report->fit->policy->spread_reference == KOPPEL_REFERENCE_INHABITANTS;
    struct koppel_spread_indices spread;
    enum koppel_status status =
        koppel_spread_indices_make(report->fit, report->proposal->unit_of, KOPPEL_NONE, &spread);

    if (status != KOPPEL_OK) {
        return status;
    }
    koppel_text_add(text, "  %-56s%10s%10s%10s\n", "", _("before"), _("after"), _("at best"));
    index_line(text, _("dissimilarity, 0 is even (neighbourhoods)"), spread.before.dissimilarity,
               spread.after.dissimilarity, spread.after.reachable);
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 56,
                    by_inhabitants ? _("highest share: permit holders for 100 inhabitants")
                                   : _("highest share: permit holders for 100 corporation homes"));
    share_cell(text, spread.before.highest_share);
    share_cell(text, spread.after.highest_share);
    koppel_text_add(text, "\n");
    meaning(text, report->fit->kase, &spread);
    return KOPPEL_OK;
}

/* Dissimilarity of every municipality. */
static enum koppel_status municipalities(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text, "  %-56s%10s%10s%10s\n", _("dissimilarity by municipality"), _("before"), _("after"),
                    _("at best"));
    for (int32_t m = 0; m < kase->n_municipalities && status == KOPPEL_OK; m++) {
        struct koppel_spread_indices spread;
        struct koppel_text place = {0};

        status = koppel_spread_indices_make(report->fit, report->proposal->unit_of, m, &spread);
        koppel_say_place(&place, kase, KOPPEL_AREA_MUNICIPALITY, m);
        text->failed = text->failed || place.failed;
        if (status == KOPPEL_OK) {
            index_line(text, place.bytes != NULL ? place.bytes : "", spread.before.dissimilarity,
                       spread.after.dissimilarity, spread.after.reachable);
        }
        koppel_text_free(&place);
    }
    return status;
}

static void area_line(struct koppel_text *text, const struct koppel_case *kase, const struct koppel_account *account)
{
    struct koppel_text place = {0};
    int64_t fair = koppel_fair_share_thousandths(account);

    koppel_say_place(&place, kase, account->area, account->place);
    text->failed = text->failed || place.failed;
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 50, place.bytes != NULL ? place.bytes : "");
    koppel_text_free(&place);
    koppel_lay_number(text, 8, account->base);
    koppel_lay_number(text, 8, account->placed);
    koppel_lay_number(text, 8, account->base + account->placed);
    if (fair == KOPPEL_UNKNOWN) {
        koppel_lay_right(text, 12, "-");
    } else {
        koppel_lay_tenths(text, 12, (fair + 50) / 100);
    }
    if (account->max == KOPPEL_UNKNOWN) {
        koppel_lay_right(text, 8, "-");
    } else {
        koppel_lay_number(text, 8, account->max);
    }
    koppel_text_add(text, "\n");
}

static void areas(struct koppel_text *text, const struct koppel_report *report)
{
    koppel_text_add(text, "  %-50s%8s%8s%8s%12s%8s\n", _(koppel_area_name(report->fit->policy->spread_level)),
                    _("before"), _("placed"), _("after"), _("fair share"), _("cap"));
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        if (report->verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD) {
            area_line(text, report->fit->kase, &report->verdict->accounts[k]);
        }
    }
}

/* Is the area full, or over its limit already? A limit that must be met lies at what was there, where that is more. */
static bool is_over(const struct koppel_report *report, const struct koppel_account *account)
{
    return account->base + account->placed > account->max ||
           koppel_above_cap_before(report->fit, account) == KOPPEL_YES;
}

/* "Full: Centrum (72 of 72), Zuid (14 of 14) and 3 more." */
static void full_areas(struct koppel_text *text, const struct koppel_report *report, bool over, bool verbose)
{
    enum { MOST_AREAS = 3 };
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_text draft = {0};
    int32_t n = 0;

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        int64_t after = account->base + account->placed;

        if (account->kind != KOPPEL_ACCOUNT_SPREAD || account->max == KOPPEL_UNKNOWN || account->reference == 0 ||
            after < account->max || is_over(report, account) != over ||
            (!over && account->placed == 0 && account->base == 0)) {
            continue;
        }
        if (n++ < MOST_AREAS || verbose) {
            koppel_text_add(&draft, n == 1 ? "  %s: " : ", ", over ? _("Over the limit") : _("Full"));
            koppel_say_place(&draft, kase, account->area, account->place);
            koppel_text_add(&draft, over && after > account->max ? _(" %" PRId64 ", %" PRId64 " over") : _(" %" PRId64),
                            after, after - account->max);
        }
    }
    if (n > MOST_AREAS && !verbose) {
        koppel_text_add(&draft, " and %" PRId32 " more", n - MOST_AREAS);
    }
    if (n > 0) {
        koppel_text_add(&draft, ".");
        koppel_lay_words(text, 0, 4, draft.bytes != NULL ? draft.bytes : "");
    }
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
}

/* Does a decision put somebody into an area that was above its cap? */
static bool has_decided_home(const struct koppel_report *report)
{
    bool found = false;

    for (int32_t k = 0; k < report->verdict->n_accounts && !found; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];

        found = account->kind == KOPPEL_ACCOUNT_SPREAD && account->kept + account->excepted > 0 &&
                koppel_above_cap_before(report->fit, account) == KOPPEL_YES;
    }
    return found;
}

enum koppel_status koppel_spread_text(const struct koppel_report *report, const struct koppel_tally *tally,
                                      bool verbose, struct koppel_text *text)
{
    const struct koppel_policy *policy = report->fit->policy;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text, "\nEven spread over %s: ", level_words(policy->spread_level));
    rule_words(text, policy);
    koppel_text_add(text, "\n");
    status = indices(text, report);
    if (tally->n_above_cap > 0) {
        koppel_text_add(text, "  %" PRId64 " %s %s above the cap before this round%s\n", tally->n_above_cap,
                        level_word(policy->spread_level, tally->n_above_cap),
                        koppel_word(tally->n_above_cap, "was", "were"),
                        policy->spread_enforce != KOPPEL_MUST ? ""
                        : has_decided_home(report)            ? _("; only decided homes are offered there")
                                                              : _("; nobody is offered a home there"));
    }
    full_areas(text, report, true, verbose);
    full_areas(text, report, false, verbose);
    if (verbose && status == KOPPEL_OK) {
        status = municipalities(text, report);
        areas(text, report);
    }
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
