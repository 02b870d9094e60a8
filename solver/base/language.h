// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* language.h - the language in which people are told something: sentences are looked up in a catalogue that is part of
 * the library (po/).
 *
 * A language belongs to a run: each thread has its own, which the calls of koppel.h set as their handle wants it and
 * workers take over from the thread that starts them. What machines read is never looked up (base/text.h).
 *
 * English sentences are the keys of the catalogue. Functions that take the format of a sentence look it up themselves;
 * whole sentences and words that are arguments are marked: _("...") where they are used, N_("...") where they only stand.
 */
#ifndef KOPPEL_BASE_LANGUAGE_H
#define KOPPEL_BASE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum koppel_language { KOPPEL_ENGLISH, KOPPEL_DUTCH, KOPPEL_N_LANGUAGES };

/** The language of this thread; English when none was set. */
enum koppel_language koppel_language_now(void);

/** Sets it for good. @return the one before */
enum koppel_language koppel_language_use(enum koppel_language language);

/** Sets it until it is known in which language the tables of the case are. */
void koppel_language_guess(enum koppel_language language);

/** The headings of a table are in this language: it is used if the present one is only a guess. */
void koppel_language_met(enum koppel_language language);

/** The decimal sign of numbers in sentences; tables have that of the case. */
char koppel_language_decimal(void);

/** "en", "nl": in summary.json and --lang. Never NULL. */
const char *koppel_language_code(enum koppel_language language);

/** By its code, or the name of a locale that begins with it ("nl_NL.UTF-8"). @return false: none of ours */
bool koppel_language_find(const char *name, enum koppel_language *language);

/** A sentence in the language of this thread; itself where the catalogue has none. As a format it takes the same
 * arguments: `make language` checks that. */
const char *koppel_translate(const char *english) __attribute__((format_arg(1)));

/** The same in a language that is named. */
const char *koppel_translate_to(enum koppel_language language, const char *english) __attribute__((format_arg(2)));

/** `one` for n = 1, else `many`, translated. */
const char *koppel_plural(const char *one, const char *many, int64_t n) __attribute__((format_arg(1), format_arg(2)));

#define _(english) koppel_translate(english)
#define N_(english) english

/** A sentence of a catalogue; made from po/ at build time. */
struct koppel_translation {
    const char *english;
    const char *translated;
};

enum { KOPPEL_CATALOGUE_SLOTS = 16384 }; /* a power of two, more than twice the sentences */

extern const struct koppel_translation koppel_dutch_sentences[];
extern const size_t koppel_n_dutch_sentences;

#endif
