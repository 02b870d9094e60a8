/* table_notes.h - what a user should know of the tables before a case is solved: what they lack and where they disagree,
 * and what is made of it. */
#ifndef KOPPEL_SOLVE_TABLE_NOTES_H
#define KOPPEL_SOLVE_TABLE_NOTES_H

#include "base/error.h"
#include "formulate/formulation.h"

/**
 * Notes neighbourhoods whose corporation dwellings are not known, homes on offer where there are none by the table, and
 * households with scores for some of their suitable homes only.
 * @param notes  may be NULL
 * Time O(neighbourhoods + units + pairs of households with scores, each O(log scores)).
 */
void koppel_tables_note(const struct koppel_formulation *formulation, struct koppel_errors *notes);

#endif
