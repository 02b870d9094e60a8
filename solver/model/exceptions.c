// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* exceptions.c - the rules that a person may overrule for one pair (see exceptions.h). */
#include "model/exceptions.h"

#include <string.h>

static const char separators[] = " ,;|+";

/* Code and Dutch name, by enum koppel_refusal and enum koppel_counted. Nothing is named by "suitable". */
static const char *const names[KOPPEL_N_EXCEPTABLE][2] = {
    {"", ""},
    {"link", "koppeling"},
    {"tie", "binding"},
    {"rooms", "kamers"},
    {"rent", "huur"},
    {"step_free", "nultreden"},
    {"label", "leeftijdslabel"},
    {"date", "datum"},
    {"share", "delen"},
    {"area", "uitgesloten"},
    {"refused", "geweigerd"},
    {"forbidden", "verboden"},
    {"cap", "buurtgrens"},
    {"limit", "grens"},
    {"agreement", "afspraak"},
    {"mix", "menging"},
};

uint32_t koppel_rule_bit(int rule)
{
    return UINT32_C(1) << rule;
}

const char *koppel_rule_code(int rule)
{
    return names[rule][0];
}

/* Are the n letters of `text` the word, capitals or not? */
static bool is_word(const char *text, size_t n, const char *word)
{
    for (size_t k = 0; k < n; k++) {
        char letter = text[k] >= 'A' && text[k] <= 'Z' ? (char)(text[k] - 'A' + 'a') : text[k];

        if (letter != word[k]) {
            return false;
        }
    }
    return word[n] == '\0';
}

const char *koppel_exceptions_parse(const char *text, uint32_t *bits)
{
    *bits = 0;
    for (text += strspn(text, separators); *text != '\0'; text += strspn(text, separators)) {
        size_t n = strcspn(text, separators);
        int rule = KOPPEL_SUITABLE + 1;

        while (rule < KOPPEL_N_EXCEPTABLE && !is_word(text, n, names[rule][0]) && !is_word(text, n, names[rule][1])) {
            rule++;
        }
        if (rule == KOPPEL_N_EXCEPTABLE) {
            return text;
        }
        *bits |= koppel_rule_bit(rule);
        text += n;
    }
    return NULL;
}

void koppel_exceptions_say(struct koppel_text *text, uint32_t bits)
{
    const bool is_dutch = koppel_language_now() == KOPPEL_DUTCH;
    const char *between = "";

    for (int rule = KOPPEL_SUITABLE + 1; rule < KOPPEL_N_EXCEPTABLE; rule++) {
        if ((bits & koppel_rule_bit(rule)) != 0) {
            koppel_text_add(text, "%s%s", between, names[rule][is_dutch && !text->is_for_machines]);
            between = ", ";
        }
    }
}

void koppel_exceptions_list(struct koppel_text *text)
{
    for (int rule = KOPPEL_SUITABLE + 1; rule < KOPPEL_N_EXCEPTABLE; rule++) {
        koppel_text_add(text, "%s%s",
                        rule == KOPPEL_SUITABLE + 1       ? ""
                        : rule + 1 == KOPPEL_N_EXCEPTABLE ? _(" or ")
                                                          : ", ",
                        names[rule][koppel_language_now() == KOPPEL_DUTCH]);
    }
}
