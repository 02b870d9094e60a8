// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_text.h - what a simulation found: a table for the terminal, files for a folder. */
#ifndef KOPPEL_SIMULATE_SIMULATION_TEXT_H
#define KOPPEL_SIMULATE_SIMULATION_TEXT_H

#include "report/report.h"
#include "simulate/simulation_results.h"

enum { KOPPEL_N_SIMULATION_DOCUMENTS = 10 };

/** policies.csv, paths.csv, events.csv, events.txt, prices.csv, simulate.json and four pictures. The caller frees each
 * text. */
void koppel_simulation_documents(const struct koppel_simulation *simulation,
                                 struct koppel_document documents[KOPPEL_N_SIMULATION_DOCUMENTS]);

/** The table for the terminal. */
void koppel_simulation_print(const struct koppel_simulation *simulation, struct koppel_text *text);

/** simulate.json. */
void koppel_simulation_json(const struct koppel_simulation *simulation, struct koppel_text *text);

#endif
