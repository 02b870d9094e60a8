// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* phrases.h - parts of sentences about a case, for violations. */
#ifndef KOPPEL_VERIFY_PHRASES_H
#define KOPPEL_VERIFY_PHRASES_H

#include "verify/verdict.h"

/** Room for a part of a sentence; longer parts are cut. */
enum { KOPPEL_PHRASE = 200 };

/** Adds to the end of violation->text, cut at the field's size between two characters of UTF-8. */
void koppel_phrase_append(struct koppel_violation *violation, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** `one` for n = 1, else `many`. */
const char *koppel_phrase_count(int64_t n, const char *one, const char *many);

/** "person" or "persons". */
const char *koppel_phrase_persons(int64_t n);

/*
 * Each writes into `out` and returns it.
 */

/** "801.50 euro" */
const char *koppel_phrase_euros(int64_t cents, char out[KOPPEL_PHRASE]);

/** "GM0160 (Hardenberg)" */
const char *koppel_phrase_municipality(const struct koppel_case *kase, int32_t m, char out[KOPPEL_PHRASE]);

/** "region East", or "no region" for KOPPEL_NONE */
const char *koppel_phrase_region(const struct koppel_case *kase, int32_t region, char out[KOPPEL_PHRASE]);

/** "neighbourhood BU01600101 (Centre)", "complex X7" */
const char *koppel_phrase_place(const struct koppel_case *kase, enum koppel_area area, int32_t place,
                                char out[KOPPEL_PHRASE]);

/** " on 2026-02-03 (too far from school)": day and reason of a decision (or NULL), as far as recorded. */
const char *koppel_phrase_decision(const struct koppel_decision *decision, char out[KOPPEL_PHRASE]);

#endif
