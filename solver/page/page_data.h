// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_data.h - a proposal as data: what the page for a caseworker tells, as one JSON text for programs and screens. */
#ifndef KOPPEL_PAGE_PAGE_DATA_H
#define KOPPEL_PAGE_PAGE_DATA_H

#include "page/page.h"

/**
 * Appends a JSON object: proposal (figures, goals, municipalities, corporations), households, homes, neighbourhoods,
 * decisions of the tables. docs/api.json describes each as an answer of koppel serve. Keys and codes are the same in
 * every language, sentences are in that of the run.
 * @param page  its reader does not matter: every key is told
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time as koppel_reasons_make, and O(households * units)
 */
enum koppel_status koppel_page_data(const struct koppel_page *page, struct koppel_text *json);

#endif
