// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* access_table.h - how far people who are offered a home live from what they use, against all inhabitants.
 *
 * SOURCE  docs/model.md section 31
 */
#ifndef KOPPEL_REPORT_ACCESS_TABLE_H
#define KOPPEL_REPORT_ACCESS_TABLE_H

#include "report/report.h"

/** Distances of some persons. */
struct koppel_distance_figures {
    int64_t persons; /* whose distance is known */
    int32_t mean_m;  /* KOPPEL_UNKNOWN over nobody, as the others */
    int32_t median_m;
    int32_t within_m; /* nine of every ten live within so far */
};

/** One service. */
struct koppel_access_figures {
    struct koppel_distance_figures offered;   /* persons who are offered a home and use the service */
    struct koppel_distance_figures residents; /* all inhabitants */
    int64_t unknown;                          /* persons offered a home, of which the distance is not known */
    int64_t beyond;                           /* persons offered a home further than the median of its municipality */
    int64_t beyond_m;                         /* metres that these live further, times persons */
};

/**
 * Of one municipality (in which the offered homes stand) or of the whole case (KOPPEL_NONE).
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(households + neighbourhoods log)
 */
enum koppel_status koppel_access_figures_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                              int32_t municipality, int32_t service,
                                              struct koppel_access_figures *figures);

/** What people call a service: "primary school", or the x_ column. */
const char *koppel_service_words(const struct koppel_suitability *fit, int32_t service);

/** A table for the terminal; nothing where the case has no distances. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_access_text(struct koppel_text *text, const struct koppel_report *report);

/** The key "access" of summary.json. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_access_json(struct koppel_text *text, const struct koppel_report *report);

/** How far it is from an offered home to a service and for half of the inhabitants; nothing where that is not known. */
void koppel_say_access(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household, int32_t unit);

#endif
