// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* identity.h - what this program must not hold: headings and cells that tell who somebody is or where they come from.
 *
 * A heading is split into words (at every sign that is no letter or digit, and between a small letter and a capital),
 * folded to small letters without accents, and held against a list of words and stems, alone and two by two
 * ("Geb.datum", "V-nr", "religieGezin"). A cell is judged by its look alone.
 *
 * SOURCE  GDPR art. 5(1)(c) (no more data than is needed) and art. 9 (special categories); Dutch Implementation Act of
 * the GDPR art. 46 (citizen service number).
 */
#ifndef KOPPEL_IO_IDENTITY_H
#define KOPPEL_IO_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>

/**
 * What a column with this heading would hold ("nationality or origin"), or NULL when nothing is wrong with it.
 * @param about_people  the table is about households: a column of names is that of persons
 */
const char *koppel_identity_of_heading(const char *heading, bool about_people);

/** What a cell looks like that names a person ("a telephone number"), or NULL. */
const char *koppel_identity_of_cell(const char *text);

/** The same, also of a text with the name of a person anywhere in it ("zus Fatima El Amrani"): for cells that are refused
 * anyway. */
const char *koppel_identity_in_text(const char *text);

/** The same of a reason for a decision, where words of health and religion are refused, too: a need of the home
 * ("no stairs", "wheelchair") says enough. */
const char *koppel_identity_of_reason(const char *text);

/** The same of the key of a household, where more is sure: a key without digits is a name, eight digits can be a date of
 * birth. */
const char *koppel_identity_of_key(const char *text);

/** The same of the name of a region, which may look like that of a person ("Ter Apel", "Rijk van Nijmegen"). */
const char *koppel_identity_of_place(const char *text);

/** Codes of countries in front of keys: of one key alone they may be anything (GE-01, COL-3), of a whole column not.
 * Zero-initialise. */
struct koppel_country_prefixes {
    int32_t n_keys, n_prefixed;
    uint64_t seen[2]; /* by the number of the code in its list: of two letters, of three */
};

void koppel_country_prefixes_add(struct koppel_country_prefixes *prefixes, const char *key);

/** Do all keys begin with the code of a country, and with more than one? */
bool koppel_country_prefixes_tell(const struct koppel_country_prefixes *prefixes);

/** A cell between quotes for a message, as koppel_text_quote, or words that do not show it when it tells who somebody is.
 * @return out */
char *koppel_identity_quote(const char *text, char out[80]);

/** The same of a cell that should name a place. @return out */
char *koppel_identity_quote_place(const char *text, char out[80]);

#endif
