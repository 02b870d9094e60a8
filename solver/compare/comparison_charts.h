// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* comparison_charts.h - the pictures of a comparison, as SVG. */
#ifndef KOPPEL_COMPARE_COMPARISON_CHARTS_H
#define KOPPEL_COMPARE_COMPARISON_CHARTS_H

#include "base/text.h"
#include "compare/comparison.h"
#include "compare/curve.h"

/** trade-off.svg: the curve of persons beyond the caps against fit, and where every policy stands. */
void koppel_trade_off_chart(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                            struct koppel_text *svg);

/** neighbourhoods.svg: for every policy how full the neighbourhoods are of their fair share, before and after. */
void koppel_neighbourhoods_chart(const struct koppel_comparison *comparison, struct koppel_text *svg);

/** waiting.svg: for every policy the days that households of each size wait. */
void koppel_waiting_chart(const struct koppel_comparison *comparison, struct koppel_text *svg);

#endif
