// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* forecast_text.c - a forecast as a table and in words (see forecast_text.h). */
#include "forecast/forecast_text.h"

#include "base/language.h"
#include "report/csv_text.h"
#include "report/layout.h"

#include <inttypes.h>
#include <stdio.h>

enum { WEEK = 7 };

void koppel_forecast_table(const struct koppel_forecast_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"class", "week", "mean", "dispersion"};
    struct koppel_csv csv = koppel_csv_begin(text, report->kase);
    char code[KOPPEL_CLASS_CODE];
    char day[11];

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        for (int32_t w = 0; w < report->n_weeks && report->fitted->total[c] > 0; w++) {
            const int32_t week = report->first_day + WEEK * w;

            koppel_date_format(week, day);
            koppel_csv_text(&csv, koppel_class_code(c, code));
            koppel_csv_text(&csv, day);
            koppel_csv_decimal(&csv, koppel_fitted_mean(report->fitted, c, week), 1000);
            koppel_csv_decimal(&csv, report->fitted->dispersion[c], 1000);
            koppel_csv_end(&csv);
        }
    }
}

/* Thousandths with three decimals, at the right of a column. */
static void lay_thousandths(struct koppel_text *text, int width, int64_t thousandths)
{
    char number[32];

    snprintf(number, sizeof number, "%" PRId64 ".%03" PRId64, thousandths / 1000, thousandths % 1000);
    koppel_lay_right(text, width, number);
}

static void print_class(const struct koppel_forecast_report *report, int32_t class_, struct koppel_text *text)
{
    const struct koppel_fitted *fitted = report->fitted;
    char code[KOPPEL_CLASS_CODE];

    koppel_lay_left(text, 26, koppel_class_code(class_, code));
    koppel_lay_number(text, 8, fitted->total[class_]);
    lay_thousandths(text, 12, (2000 * fitted->total[class_] + fitted->n_weeks) / (2 * fitted->n_weeks));
    lay_thousandths(text, 12, fitted->dispersion[class_]);
    koppel_lay_left(text, 2, "");
    koppel_lay_left(text, 20, fitted->dispersion[class_] > 0 ? _("negative binomial") : _("Poisson"));
    koppel_lay_end(text);
}

static void print_test(const struct koppel_back_test *test, struct koppel_text *text)
{
    if (test->n_weeks == 0) {
        koppel_lay_sentence(text,
                            _("There is no back-test: it takes %d weeks, half of them to fit and half to hold out."),
                            2 * KOPPEL_LEAST_WEEKS);
        return;
    }
    koppel_lay_sentence(text,
                        _("Back-test: the last %d weeks held out. Pinball loss a class and week: %d.%03d by what was "
                          "fitted before them, "
                          "%d.%03d by \"as the weeks before\"."),
                        (int)test->n_weeks, (int)(test->fitted / 1000), (int)(test->fitted % 1000),
                        (int)(test->as_before / 1000), (int)(test->as_before % 1000));
    koppel_lay_sentence(text, "%s",
                        test->fitted <= test->as_before ? _("What was fitted was no worse.")
                                                        : _("What was fitted was worse: the weeks before tell more."));
}

void koppel_forecast_print(const struct koppel_forecast_report *report, struct koppel_text *text)
{
    const struct koppel_fitted *fitted = report->fitted;
    char first[KOPPEL_DAY_WORDS];
    char last[KOPPEL_DAY_WORDS];

    koppel_date_words(report->past->weeks[0].first_day, first);
    koppel_date_words(report->past->weeks[report->past->n_weeks - 1].first_day + WEEK - 1, last);
    koppel_lay_sentence(text, _("Fitted to %d weeks of arrivals and releases, %s to %s."), (int)fitted->n_weeks, first,
                        last);
    if (fitted->n_weeks < KOPPEL_ENOUGH_WEEKS) {
        koppel_lay_sentence(
            text, _("That is little: less than half a year. Rare classes may be missing, and the numbers rest on "
                    "few."));
    }
    koppel_lay_sentence(text, "%s",
                        fitted->has_seasons ? _("Quarters of the year are told apart.")
                                            : _("Quarters of the year are not told apart: that takes two years."));
    koppel_text_append(text, "\n", 1);
    koppel_lay_left(text, 26, _("class"));
    koppel_lay_right(text, 8, _("came"));
    koppel_lay_right(text, 12, _("mean a week"));
    koppel_lay_right(text, 12, _("dispersion"));
    koppel_lay_left(text, 2, "");
    koppel_lay_left(text, 20, _("law"));
    koppel_lay_end(text);
    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        if (fitted->total[c] > 0) {
            print_class(report, c, text);
        }
    }
    koppel_text_append(text, "\n", 1);
    print_test(report->test, text);
}
