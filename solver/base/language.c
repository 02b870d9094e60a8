// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* language.c - sentences in the language of the run (see language.h). */
#include "base/language.h"

#include <pthread.h>
#include <string.h>

static _Thread_local enum koppel_language language_now;
static _Thread_local bool is_guess;

/* Where each sentence stands in koppel_dutch_sentences, by its hash: number + 1, 0 for none. Made once, then only read. */
static uint16_t slots[KOPPEL_CATALOGUE_SLOTS];
static pthread_once_t slots_once = PTHREAD_ONCE_INIT;

enum koppel_language koppel_language_now(void)
{
    return language_now;
}

enum koppel_language koppel_language_use(enum koppel_language language)
{
    enum koppel_language before = language_now;

    language_now = language;
    is_guess = false;
    return before;
}

void koppel_language_guess(enum koppel_language language)
{
    koppel_language_use(language);
    is_guess = true;
}

void koppel_language_met(enum koppel_language language)
{
    if (is_guess) {
        koppel_language_use(language);
    }
}

char koppel_language_decimal(void)
{
    return language_now == KOPPEL_DUTCH ? ',' : '.';
}

const char *koppel_language_code(enum koppel_language language)
{
    return language == KOPPEL_DUTCH ? "nl" : "en";
}

bool koppel_language_find(const char *name, enum koppel_language *language)
{
    for (int k = 0; k < KOPPEL_N_LANGUAGES; k++) {
        const char *code = koppel_language_code((enum koppel_language)k);
        size_t n = strlen(code);

        if (strncmp(name, code, n) == 0 && strchr("_.@", name[n]) != NULL) { /* or its ending zero */
            *language = (enum koppel_language)k;
            return true;
        }
    }
    return false;
}

/* SOURCE  FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261U;

    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619U;
    }
    return hash;
}

static uint32_t slot_of(const char *english)
{
    uint32_t slot = hash_of(english) % KOPPEL_CATALOGUE_SLOTS;

    while (slots[slot] != 0 && strcmp(koppel_dutch_sentences[slots[slot] - 1].english, english) != 0) {
        slot = (slot + 1) % KOPPEL_CATALOGUE_SLOTS;
    }
    return slot;
}

static void fill_slots(void)
{
    for (size_t k = 0; k < koppel_n_dutch_sentences; k++) {
        slots[slot_of(koppel_dutch_sentences[k].english)] = (uint16_t)(k + 1);
    }
}

const char *koppel_translate_to(enum koppel_language language, const char *english)
{
    uint32_t slot = 0;

    if (language == KOPPEL_ENGLISH) {
        return english;
    }
    pthread_once(&slots_once, fill_slots);
    slot = slot_of(english);
    return slots[slot] != 0 ? koppel_dutch_sentences[slots[slot] - 1].translated : english;
}

const char *koppel_translate(const char *english)
{
    return koppel_translate_to(language_now, english);
}

const char *koppel_plural(const char *one, const char *many, int64_t n)
{
    return n == 1 ? koppel_translate(one) : koppel_translate(many);
}
