// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* access_table.c - how far people live from what they use (see access_table.h). */
#include "report/access_table.h"

#include "base/memory.h"
#include "report/layout.h"
#include "report/summary_json.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- Figures ---- */

static struct koppel_distance_figures figures_of(struct koppel_distance *distances, int32_t n)
{
    struct koppel_distance_figures figures = {0};

    koppel_distances_sort(distances, n);
    for (int32_t k = 0; k < n; k++) {
        figures.persons += distances[k].persons;
    }
    figures.mean_m = koppel_distances_mean(distances, n);
    figures.median_m = koppel_distances_within(distances, n, 1, 2);
    figures.within_m = koppel_distances_within(distances, n, 9, 10);
    return figures;
}

/* The offer of a household that uses the service; the distance joins those of the others. @return how many there are */
static int32_t add_offer(const struct koppel_suitability *fit, int32_t i, int32_t unit, int32_t service,
                         struct koppel_distance *distances, int32_t n, struct koppel_access_figures *figures)
{
    const struct koppel_case *kase = fit->kase;
    int32_t row = kase->units[unit].neighbourhood;
    int64_t persons = fit->needs[i].persons_target;
    int32_t metres = fit->access.metres[(size_t)service * (size_t)kase->n_neighbourhoods + (size_t)row];
    int32_t median =
        fit->access
            .median[(size_t)service * (size_t)kase->n_municipalities + (size_t)kase->neighbourhoods[row].municipality];

    if (metres == KOPPEL_UNKNOWN) {
        figures->unknown += persons;
        return n;
    }
    if (median != KOPPEL_UNKNOWN && metres > median) {
        figures->beyond += persons;
        figures->beyond_m += persons * (metres - median);
    }
    distances[n] = (struct koppel_distance){metres, persons};
    return n + 1;
}

enum koppel_status koppel_access_figures_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                              int32_t municipality, int32_t service,
                                              struct koppel_access_figures *figures)
{
    const struct koppel_case *kase = fit->kase;
    int32_t most = kase->n_neighbourhoods > kase->n_households ? kase->n_neighbourhoods : kase->n_households;
    struct koppel_distance *distances = koppel_new((size_t)most, sizeof *distances);
    int32_t n = 0;

    *figures = (struct koppel_access_figures){0};
    if (distances == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t row = 0; row < kase->n_neighbourhoods; row++) {
        int32_t metres = fit->access.metres[(size_t)service * (size_t)kase->n_neighbourhoods + (size_t)row];

        if (metres != KOPPEL_UNKNOWN &&
            (municipality == KOPPEL_NONE || kase->neighbourhoods[row].municipality == municipality)) {
            distances[n++] = (struct koppel_distance){metres, kase->neighbourhoods[row].inhabitants};
        }
    }
    figures->residents = figures_of(distances, n);
    n = 0;
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE && koppel_uses_service(&kase->households[i], service) &&
            (municipality == KOPPEL_NONE || koppel_unit_municipality(kase, unit_of[i]) == municipality)) {
            n = add_offer(fit, i, unit_of[i], service, distances, n, figures);
        }
    }
    figures->offered = figures_of(distances, n);
    free(distances);
    return KOPPEL_OK;
}

/* ---- Words ---- */

const char *koppel_service_words(const struct koppel_suitability *fit, int32_t service)
{
    static const char *const words[KOPPEL_N_SERVICES] = {N_("primary school (families)"), N_("general practitioner"),
                                                         N_("public transport")};

    return service < KOPPEL_N_SERVICES ? _(words[service]) : koppel_access_column(&fit->access, fit->kase, service);
}

static void km_cell(struct koppel_text *text, int width, int32_t metres)
{
    if (metres == KOPPEL_UNKNOWN) {
        koppel_lay_right(text, width, "-");
    } else {
        koppel_lay_tenths(text, width, (metres + 50) / 100);
    }
}

static void head(struct koppel_text *text)
{
    koppel_text_add(text, "\nHow far people live from what they use, in km\n");
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 26, "");
    koppel_lay_right(text, 22, _("offered a home"));
    koppel_lay_right(text, 22, _("all inhabitants"));
    koppel_lay_right(text, 22, _("further than half of"));
    koppel_lay_end(text);
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 26, "");
    koppel_lay_right(text, 10, _("mean"));
    koppel_lay_right(text, 12, _("9 in 10"));
    koppel_lay_right(text, 10, _("mean"));
    koppel_lay_right(text, 12, _("9 in 10"));
    koppel_lay_right(text, 22, _("the inhabitants"));
    koppel_lay_end(text);
}

static void service_line(struct koppel_text *text, const struct koppel_suitability *fit, int32_t service,
                         const struct koppel_access_figures *figures)
{
    struct koppel_text share = {0};

    koppel_text_add(text, "  ");
    koppel_lay_left(text, 26, koppel_service_words(fit, service));
    km_cell(text, 10, figures->offered.mean_m);
    km_cell(text, 12, figures->offered.within_m);
    km_cell(text, 10, figures->residents.mean_m);
    km_cell(text, 12, figures->residents.within_m);
    koppel_text_add(&share, "%" PRId64 " of %" PRId64 " people", figures->beyond, figures->offered.persons);
    koppel_lay_right(text, 22, share.bytes != NULL ? share.bytes : "");
    text->failed = text->failed || share.failed;
    koppel_text_free(&share);
    koppel_lay_end(text);
}

enum koppel_status koppel_access_text(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_suitability *fit = report->fit;
    enum koppel_status status = KOPPEL_OK;
    bool has_head = false;

    for (int32_t k = 0; k < fit->access.n_services && status == KOPPEL_OK; k++) {
        struct koppel_access_figures figures;

        status = koppel_access_figures_make(fit, report->proposal->unit_of, KOPPEL_NONE, k, &figures);
        if (status == KOPPEL_OK && figures.residents.persons > 0) {
            if (!has_head) {
                head(text);
            }
            has_head = true;
            service_line(text, fit, k, &figures);
        }
    }
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}

void koppel_say_access(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    const struct koppel_case *kase = fit->kase;
    int32_t row = kase->units[unit].neighbourhood;
    int32_t municipality = kase->neighbourhoods[row].municipality;
    const char *between = "";

    for (int32_t k = 0; k < fit->access.n_services; k++) {
        int32_t metres = fit->access.metres[(size_t)k * (size_t)kase->n_neighbourhoods + (size_t)row];
        int32_t median = fit->access.median[(size_t)k * (size_t)kase->n_municipalities + (size_t)municipality];
        char numbers[2][32];

        if (metres == KOPPEL_UNKNOWN || median == KOPPEL_UNKNOWN ||
            !koppel_uses_service(&kase->households[household], k)) {
            continue;
        }
        if (between[0] == '\0') {
            koppel_text_add(text, "Distance in km, and within which half of the inhabitants of %s live: ",
                            koppel_municipality_name(kase, municipality));
        }
        koppel_text_add(text, "%s%s %s (%s)", between, koppel_service_words(fit, k),
                        koppel_decimal_format(metres, 1000, koppel_language_decimal(), numbers[0], sizeof numbers[0]),
                        koppel_decimal_format(median, 1000, koppel_language_decimal(), numbers[1], sizeof numbers[1]));
        between = ", ";
    }
    if (between[0] != '\0') {
        koppel_text_add(text, ".");
    }
}

/* ---- JSON ---- */

static void json_metres(struct koppel_text *text, const char *name, int32_t metres)
{
    if (metres == KOPPEL_UNKNOWN) {
        koppel_text_add(text, ", \"%s\": null", name);
    } else {
        koppel_text_add(text, ", \"%s\": %" PRId32, name, metres);
    }
}

static void json_distances(struct koppel_text *text, const char *name, const struct koppel_distance_figures *figures)
{
    koppel_text_add(text, "\"%s\": {\"persons\": %" PRId64, name, figures->persons);
    json_metres(text, "mean_m", figures->mean_m);
    json_metres(text, "median_m", figures->median_m);
    json_metres(text, "nine_in_ten_within_m", figures->within_m);
    koppel_text_add(text, "}");
}

static enum koppel_status json_services(struct koppel_text *text, const struct koppel_report *report,
                                        int32_t municipality, const char *indent)
{
    const struct koppel_suitability *fit = report->fit;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text, "{\"municipality\": ");
    koppel_json_string(text, municipality != KOPPEL_NONE ? fit->kase->municipalities[municipality].id : NULL);
    koppel_text_add(text, ",\n%s \"services\": {", indent);
    for (int32_t k = 0; k < fit->access.n_services && status == KOPPEL_OK; k++) {
        struct koppel_access_figures figures;

        status = koppel_access_figures_make(fit, report->proposal->unit_of, municipality, k, &figures);
        if (status == KOPPEL_OK) {
            koppel_text_add(text, "%s\n%s   ", k > 0 ? "," : "", indent);
            koppel_json_string(text, koppel_access_column(&fit->access, fit->kase, k));
            koppel_text_add(text, ": {");
            json_distances(text, "offered", &figures.offered);
            koppel_text_add(text, ", ");
            json_distances(text, "inhabitants", &figures.residents);
            koppel_text_add(text,
                            ", \"unknown_persons\": %" PRId64 ", \"beyond_median_persons\": %" PRId64
                            ", \"beyond_median_person_m\": %" PRId64 "}",
                            figures.unknown, figures.beyond, figures.beyond_m);
        }
    }
    koppel_text_add(text, "}}");
    return status;
}

enum koppel_status koppel_access_json(struct koppel_text *text, const struct koppel_report *report)
{
    int32_t n_municipalities = report->fit->kase->n_municipalities;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text, "  \"access\": {\n    \"all\": ");
    status = json_services(text, report, KOPPEL_NONE, "      ");
    koppel_text_add(text, ",\n    \"municipalities\": [");
    for (int32_t m = 0; m < n_municipalities && status == KOPPEL_OK; m++) {
        koppel_text_add(text, "%s\n      ", m > 0 ? "," : "");
        status = json_services(text, report, m, "      ");
    }
    koppel_text_add(text, "%s]\n  }\n", n_municipalities > 0 ? "\n    " : "");
    return status;
}
