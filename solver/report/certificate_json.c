// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_json.c - certificate.json: the prices that prove how much better any other proposal can be.
 *
 * Every price stands on a line of its own, so that line-oriented tools can read it. Whole numbers of more than 15
 * digits are strings, because JSON readers keep numbers exactly up to 2^53 only; values and bounds of tiers are decimal
 * strings as in summary.json. Prices of 0 are left out. docs/koppel-certificate.5.scd explains every key and the
 * arithmetic.
 */
#include "report/documents.h"
#include "report/summary_json.h"
#include "report/wording.h"

#include <inttypes.h>

#define MOST_NUMBER INT64_C(1000000000000000)

static void whole(struct koppel_text *text, int64_t number)
{
    bool quoted = number > MOST_NUMBER || number < -MOST_NUMBER;

    koppel_text_add(text, quoted ? "\"%" PRId64 "\"" : "%" PRId64, number);
}

static void member(struct koppel_text *text, const char *key, const char *value)
{
    koppel_text_add(text, ", \"%s\": ", key);
    koppel_json_string(text, value);
}

static const char *municipality_id(const struct koppel_case *kase, int32_t municipality)
{
    return kase->municipalities[municipality].id;
}

/* What the price is on, by names of the tables. */
static void load_names(struct koppel_text *text, const struct koppel_suitability *fit,
                       const struct koppel_load_price *load)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_limit *limit = NULL;
    const struct koppel_agreement *agreement = NULL;
    enum koppel_area level = fit->policy->spread_level;

    switch (load->kind) {
    case KOPPEL_PRICED_TARGET:
        member(text, "municipality", municipality_id(kase, load->place));
        break;
    case KOPPEL_PRICED_SPREAD:
        member(text, koppel_area_name(level), koppel_area_id(kase, level, load->place));
        break;
    case KOPPEL_PRICED_AGREEMENT:
        agreement = &kase->agreements[load->place];
        koppel_text_add(text, ", \"row\": %" PRId32, load->place + 1);
        member(text, "corporation", kase->corporations[agreement->corporation].id);
        if (agreement->municipality != KOPPEL_NONE) {
            member(text, "municipality", municipality_id(kase, agreement->municipality));
        }
        break;
    case KOPPEL_PRICED_LIMIT:
        limit = &kase->limits[load->place];
        koppel_text_add(text, ", \"row\": %" PRId32, load->place + 1);
        member(text, koppel_area_name(limit->area), koppel_area_id(kase, limit->area, limit->place));
        break;
    case KOPPEL_PRICED_MIX:
        level = fit->policy->mix[load->rule].level;
        koppel_text_add(text, ", \"rule\": %" PRId32, load->rule + 1);
        member(text, koppel_area_name(level), koppel_area_id(kase, level, load->place));
        break;
    case KOPPEL_PRICED_BORDER:
        if (load->place < kase->n_borders) {
            koppel_text_add(text, ", \"row\": %" PRId32, load->place + 1);
            member(text, "from", municipality_id(kase, kase->borders[load->place].from));
            member(text, "to", municipality_id(kase, kase->borders[load->place].to));
        }
        break;
    case KOPPEL_PRICED_STAY: /* there is only one */
    case KOPPEL_N_PRICED:
        break;
    }
    if (load->municipality != KOPPEL_NONE) {
        member(text, "municipality", municipality_id(kase, load->municipality));
    }
}

static void loads(struct koppel_text *text, const struct koppel_suitability *fit,
                  const struct koppel_certificate_tier *tier)
{
    koppel_text_add(text, "      \"loads\": [");
    for (size_t k = 0; k < tier->n_loads; k++) {
        const struct koppel_load_price *load = &tier->loads[k];

        koppel_text_add(text, "%s\n        {\"load\": \"%s\"", k > 0 ? "," : "", koppel_priced_name(load->kind));
        load_names(text, fit, load);
        koppel_text_add(text, "%s", load->is_apart ? ", \"apart\": true" : "");
        if (load->divisor != 0) {
            koppel_text_add(text, ", \"divisor\": %" PRId32 ", \"side\": \"%s\"", load->divisor,
                            load->is_most ? "most" : "least");
        }
        if (load->is_whole) {
            koppel_text_add(text, ", \"whole\": true}");
        } else {
            koppel_text_add(text, ", \"price\": ");
            whole(text, load->price);
            koppel_text_add(text, "}");
        }
    }
    koppel_text_add(text, "%s],\n", tier->n_loads > 0 ? "\n      " : "");
}

/* The price under a key of a table, on a line of its own; *n counts them. */
static void priced_line(struct koppel_text *text, const char *key, int64_t price, int32_t *n)
{
    if (price != 0) {
        koppel_text_add(text, "%s\n        ", (*n)++ > 0 ? "," : "");
        koppel_json_string(text, key);
        koppel_text_add(text, ": ");
        whole(text, price);
    }
}

static void units(struct koppel_text *text, const struct koppel_case *kase, const struct koppel_certificate_tier *tier)
{
    int32_t n = 0;

    koppel_text_add(text, "      \"units\": {");
    for (int32_t j = 0; j < kase->n_units; j++) {
        priced_line(text, kase->units[j].id, tier->unit_price[j], &n);
    }
    koppel_text_add(text, "%s}", n > 0 ? "\n      " : "");
}

/* Only where a load is kept whole; other parts have no prices of households. */
static void households(struct koppel_text *text, const struct koppel_case *kase,
                       const struct koppel_certificate_tier *tier)
{
    int32_t n = 0;
    bool has_whole = false;

    for (size_t k = 0; k < tier->n_loads; k++) {
        has_whole = has_whole || tier->loads[k].is_whole;
    }
    if (!has_whole || tier->household_price == NULL) {
        return;
    }
    koppel_text_add(text, ",\n      \"households\": {");
    for (int32_t i = 0; i < kase->n_households; i++) {
        priced_line(text, kase->households[i].id, tier->household_price[i], &n);
    }
    koppel_text_add(text, "%s}", n > 0 ? "\n      " : "");
}

/* Scale and prices of the tiers before; parts without prices on them and with scale 1 are there too. */
static void parts(struct koppel_text *text, const struct koppel_case *kase, const struct koppel_certificate_tier *tier,
                  int32_t t)
{
    koppel_text_add(text, "      \"parts\": [");
    for (size_t p = 0; p < tier->n_parts; p++) {
        koppel_text_add(text, "%s\n        {\"household\": ", p > 0 ? "," : "");
        koppel_json_string(text, kase->households[tier->parts[p].household].id);
        koppel_text_add(text, ", \"scale\": %" PRId64 ", \"held\": [", tier->parts[p].scale);
        for (int32_t s = 0; s < t; s++) {
            koppel_text_add(text, "%s", s > 0 ? ", " : "");
            whole(text, tier->parts[p].held[s]);
        }
        koppel_text_add(text, "]}");
    }
    koppel_text_add(text, "%s],\n", tier->n_parts > 0 ? "\n      " : "");
}

static void decimal(struct koppel_text *text, const char *key, int64_t number, int64_t scale)
{
    char digits[40];

    koppel_text_add(text, "\"%s\": \"%s\"", key, koppel_decimal_format(number, scale, '.', digits, sizeof digits));
}

/* What is claimed of the tier, what the prices prove of it, and what is left to trust. */
static void claims(struct koppel_text *text, const struct koppel_certificate_tier *tier)
{
    const struct koppel_proposal_tier *claim = &tier->claim;
    int64_t sign = claim->maximise ? -1 : 1;

    koppel_text_add(text, "{\"name\": ");
    koppel_json_string(text, claim->name);
    koppel_text_add(text, ", \"sense\": \"%s\", ", claim->maximise ? "maximise" : "minimise");
    decimal(text, "value", sign * claim->cost, claim->scale);
    koppel_text_add(text, ", ");
    if (claim->bound == INT64_MIN) {
        koppel_text_add(text, "\"bound\": null");
    } else {
        decimal(text, "bound", sign * claim->bound, claim->scale);
    }
    koppel_json_proven(text, claim);
    if (!tier->has_prices) {
        koppel_text_add(text, ",\n      \"certified\": null, \"certified_gap\": null, \"not_certified\": null");
        return;
    }
    koppel_text_add(text, ",\n      ");
    decimal(text, "certified", sign * tier->certified, claim->scale);
    koppel_text_add(text, ", ");
    decimal(text, "certified_gap", claim->cost - tier->certified, claim->scale);
    koppel_text_add(text, ", ");
    decimal(text, "not_certified", koppel_certificate_covers(tier) ? 0 : claim->bound - tier->certified, claim->scale);
}

static void prices(struct koppel_text *text, const struct koppel_suitability *fit,
                   const struct koppel_certificate_tier *tier, int32_t t)
{
    koppel_text_add(text, ",\n");
    parts(text, fit->kase, tier, t);
    loads(text, fit, tier);
    units(text, fit->kase, tier);
    households(text, fit->kase, tier);
}

/* The floors that a line goes with, on the loads of the groups, and what all of a group come to. */
static void floors(struct koppel_text *text, const struct koppel_suitability *fit,
                   const struct koppel_fairest_line *line)
{
    const struct koppel_policy *policy = fit->policy;
    int32_t n = 0;

    koppel_text_add(text, ",\n      \"floors\": [");
    for (int32_t rule = 0; rule < policy->n_mix; rule++) {
        int32_t k = policy->mix[rule].floor_of - 1;

        if (k >= 0 && line->floors[k] != KOPPEL_UNKNOWN) {
            koppel_text_add(text,
                            "%s\n        {\"load\": \"mix\", \"rule\": %" PRId32
                            ", \"case\": \"all\", \"floor\": %" PRId32 ", \"all\": %" PRId64 "}",
                            n++ > 0 ? "," : "", rule + 1, line->floors[k], line->all[k]);
        }
    }
    koppel_text_add(text, "%s]", n > 0 ? "\n      " : "");
}

/* The lines of leximin; the key is there when there are any. */
static void fairest(struct koppel_text *text, const struct koppel_suitability *fit,
                    const struct koppel_certificate *certificate)
{
    for (int32_t k = 0; k < certificate->n_fairest; k++) {
        const struct koppel_fairest_line *line = &certificate->fairest[k];

        koppel_text_add(text, "%s\n    {\"group\": ", k > 0 ? "," : ",\n  \"fairest\": [");
        koppel_json_string(text, fit->policy->groups[line->group].name);
        floors(text, fit, line);
        prices(text, fit, &line->tier, koppel_fairest_tier(certificate));
        koppel_text_add(text, "}");
    }
    koppel_text_add(text, certificate->n_fairest > 0 ? "\n  ]" : "");
}

enum koppel_status koppel_certificate_json(const struct koppel_report *report, struct koppel_text *text)
{
    const struct koppel_certificate *certificate = report->certificate;
    const struct koppel_case *kase = report->fit->kase;

    text->is_for_machines = true;
    koppel_text_add(text, "{\n  \"program\": \"koppel\",\n  \"version\": \"%s\",\n  \"policy\": ", KOPPEL_VERSION);
    koppel_json_string(text, report->fit->policy->name);
    koppel_text_add(text, ",\n");
    koppel_json_inputs(text, kase);
    koppel_text_add(text, "  \"tiers\": [");
    for (int32_t t = 0; t < certificate->n_tiers; t++) {
        const struct koppel_certificate_tier *tier = &certificate->tiers[t];

        koppel_text_add(text, "%s\n    ", t > 0 ? "," : "");
        claims(text, tier);
        if (tier->has_prices) {
            prices(text, report->fit, tier, t);
        }
        koppel_text_add(text, "}");
    }
    koppel_text_add(text, "%s]", certificate->n_tiers > 0 ? "\n  " : "");
    fairest(text, report->fit, certificate);
    koppel_text_add(text, "\n}\n");
    return koppel_text_status(text);
}
