// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* exceptions.h - the rules that a person may overrule for one pair, as bits of a word.
 *
 * Bit r stands for the rule of suitability r (enum koppel_refusal), the bits behind them for what is counted. An
 * excepted rule of suitability does not refuse the pair; an excepted count leaves the pair out of its most.
 *
 * SOURCE  docs/model.md section 23
 */
#ifndef KOPPEL_MODEL_EXCEPTIONS_H
#define KOPPEL_MODEL_EXCEPTIONS_H

#include "base/text.h"
#include "model/suitability.h"

/** What is counted and can be overruled. */
enum koppel_counted {
    KOPPEL_COUNTED_CAP = KOPPEL_N_REFUSALS, /* even spread */
    KOPPEL_COUNTED_LIMIT,
    KOPPEL_COUNTED_AGREEMENT,
    KOPPEL_COUNTED_MIX,
    KOPPEL_N_EXCEPTABLE
};

/** The bit of a value of enum koppel_refusal or enum koppel_counted. */
uint32_t koppel_rule_bit(int rule);

/** Code of such a value: "rooms", "cap", ... */
const char *koppel_rule_code(int rule);

/**
 * Reads rules from a text: codes or their Dutch names, separated by |, a comma, a semicolon, a plus sign or blanks.
 * @param[out] bits  of the rules; 0 for a text without any
 * @return NULL, or where the first word begins that is no rule
 */
const char *koppel_exceptions_parse(const char *text, uint32_t *bits);

/** Adds "rooms, cap": the codes of the bits, in their order. */
void koppel_exceptions_say(struct koppel_text *text, uint32_t bits);

/** All codes, for messages: "link, tie, ... or mix". */
void koppel_exceptions_list(struct koppel_text *text);

#endif
