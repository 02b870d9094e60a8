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

/**
 * What a column with this heading would hold ("nationality or origin"), or NULL when nothing is wrong with it.
 * @param about_people  the table is about households: a column of names is that of persons
 */
const char *koppel_identity_of_heading(const char *heading, bool about_people);

/** What a cell looks like that names a person ("a telephone number"), or NULL. */
const char *koppel_identity_of_cell(const char *text);

#endif
