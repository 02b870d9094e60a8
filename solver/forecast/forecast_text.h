// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* forecast_text.h - a forecast as forecast.csv, in words and as a picture. */
#ifndef KOPPEL_FORECAST_FORECAST_TEXT_H
#define KOPPEL_FORECAST_FORECAST_TEXT_H

#include "base/text.h"
#include "forecast/fitted.h"

/** What is told; all borrowed. */
struct koppel_forecast_report {
    const struct koppel_case *kase; /* how tables are written */
    const struct koppel_past *past;
    const struct koppel_fitted *fitted;
    const struct koppel_back_test *test;
    int32_t first_day; /* of the first week that is forecast */
    int32_t n_weeks;
};

/** forecast.csv: a row for every class that came and every week. */
void koppel_forecast_table(const struct koppel_forecast_report *report, struct koppel_text *text);

/** What was fitted, to how much, and what it would have been worth. */
void koppel_forecast_print(const struct koppel_forecast_report *report, struct koppel_text *text);

/** Households and homes by week: those that came, and the weeks ahead with bands (SVG). */
void koppel_forecast_chart(const struct koppel_forecast_report *report, struct koppel_text *svg);

#endif
