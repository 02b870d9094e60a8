// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_charts.h - the pictures of a simulation, as SVG. */
#ifndef KOPPEL_SIMULATE_SIMULATION_CHARTS_H
#define KOPPEL_SIMULATE_SIMULATION_CHARTS_H

#include "simulate/simulation_results.h"

/** hindsight.svg: per cent of hindsight in each goal that is to be large, with twice the standard error. */
void koppel_hindsight_chart(const struct koppel_simulation *simulation, struct koppel_text *svg);

/** waiting.svg: days that households of each size wait. */
void koppel_waits_chart(const struct koppel_simulation *simulation, struct koppel_text *svg);

/** backlog.svg, spread.svg: households that wait and the index of dissimilarity, month by month. */
void koppel_backlog_chart(const struct koppel_simulation *simulation, struct koppel_text *svg);
void koppel_spread_chart(const struct koppel_simulation *simulation, struct koppel_text *svg);

#endif
