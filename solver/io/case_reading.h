// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_reading.h - what the files that read a case share: case_place.c and case_reader.c (files), case_rows.c (rows),
 * case_links.c, case_areas.c, case_decisions.c, case_events.c and supervision_links.c (what hangs together). Not for other files. */
#ifndef KOPPEL_IO_CASE_READING_H
#define KOPPEL_IO_CASE_READING_H

#include "base/error.h"
#include "io/case_reader.h"
#include "io/case_sheets.h"
#include "io/cell_findings.h"
#include "io/column_map.h"
#include "io/csv_table.h"
#include "io/dictionary.h"
#include "io/other_keys.h"
#include "io/table_forms.h"
#include "io/table_header.h"

#include <stdarg.h>

/** Where the tables of a case are: files of a folder, or one workbook. */
struct koppel_case_place {
    const char *name; /* what the case calls itself */
    const char *folder;
    const struct koppel_case_file *files; /* n_files */
    size_t n_files;
    bool is_one_book;
    struct koppel_case_file *owned; /* the files, when they were looked up */
    struct koppel_pool pool;
};

/** Looks up the files of the case at a path. The caller frees the place, also after an error. */
enum koppel_status koppel_case_place_find(const char *path, bool strict, struct koppel_case_place *place,
                                          struct koppel_errors *errors);
void koppel_case_place_free(struct koppel_case_place *place);

/** The table that a CSV file holds by its name; KOPPEL_N_TABLES for none. Unless strict, letters of either case, blanks for
 * underscores, and the endings .csv.txt, .txt and .tsv are understood. */
enum koppel_table koppel_table_of_file(const char *name, bool strict);

/** Whether a file is one of a spreadsheet program, also of a kind that cannot be read. */
bool koppel_is_spreadsheet_name(const char *name);

/** What is known of a table that was read. */
struct koppel_table_state {
    char file[KOPPEL_PLACE_FILE]; /* as it is called in the folder, or the sheet of a workbook */
    bool complete;                /* every row is in its index: a key that is not there does not exist */
    long header_line;
    bool is_faulty; /* something in it was refused: what follows from its rows may not be so */
    int32_t n_rows;
    long *lines; /* n_rows */
    void *rows;  /* n_rows rows of the dictionary's row; owned by the case when the model has the same rows */
    struct koppel_index composite;       /* keys of several columns */
    struct koppel_other_keys other_keys; /* of its rows; made when the first one is looked up */
    bool has_other_keys;
    /* while the tables are read, then they are put together; readings tell what was read in a special way */
    struct koppel_errors errors, notes, readings;
};

struct koppel_case_reading {
    struct koppel_case *kase;
    struct koppel_errors *errors;
    struct koppel_errors *notes;
    const char *folder;
    enum koppel_case_scope scope;
    bool strict;
    bool lets_lapse; /* decisions about what the tables do not have are passed over, also when half of it is there */
    struct koppel_tidy_table *tidy;        /* NULL: not asked for */
    const struct koppel_column_maps *maps; /* what the tables call their columns; NULL: as the dictionary does */
    const struct koppel_case_file *files;
    size_t n_files;
    struct koppel_case_sheets sheets; /* those in workbooks */
    enum koppel_status status;        /* of the first error */
    int n_hints;                      /* "did you mean" answers given: each costs a walk over all keys */
    struct koppel_table_state tables[KOPPEL_N_TABLES];
    struct koppel_names complex_names; /* as they were read, when corporations share some */
    struct koppel_pool keys;           /* composite keys */
    struct koppel_csv_table csv;       /* the table that is being read */
    struct koppel_table_header header;
    bool is_hidden
        [KOPPEL_MAX_TABLE_COLUMNS]; /* columns of the table that are refused as a whole: their cells are not read */
    int8_t judged[KOPPEL_MAX_TABLE_COLUMNS];   /* columns whose cells must agree: 0 not looked yet, 1 they do, -1 not */
    int8_t has_bits[KOPPEL_MAX_TABLE_COLUMNS]; /* the same: columns whose cells are 0, empty, and 1 or -1 */
    struct koppel_cell_findings findings;
    enum koppel_table table;
    long cell_column;     /* in its sheet, of the cell that is refused next; 0: none, or no sheet */
    int32_t n_job_fields; /* names of fields that jobs.csv has: the first ones */
    size_t labour_capacity, field_capacity, renamed_capacity, readings_capacity;
};

/** Adds an error about a line of a table (0: the whole table); the text is as for printf. */
void koppel_reading_refuse(struct koppel_case_reading *reading, enum koppel_table table, long line, const char *format,
                           ...) __attribute__((format(printf, 4, 5)));

/** The same for what this program must not hold (KOPPEL_E_REFUSED); the text never quotes a cell. */
void koppel_reading_withhold(struct koppel_case_reading *reading, enum koppel_table table, long line,
                             const char *format, ...) __attribute__((format(printf, 4, 5)));

/** Adds a note, the same way; none to a table in which something was refused. */
void koppel_reading_note(struct koppel_case_reading *reading, enum koppel_table table, long line, const char *format,
                         ...) __attribute__((format(printf, 4, 5)));

/** Notes that memory ran out. */
void koppel_reading_no_memory(struct koppel_case_reading *reading);

/** A cell that is being read. */
struct koppel_reading_cell {
    const struct koppel_column *column;
    const char *text;
    int32_t row;
    int32_t position;
};

enum { KOPPEL_MOST_HINTS = 20 };

/** ` (did you mean "..."?)` for a key that is not in an index, or "". @return out */
char *koppel_reading_hint(struct koppel_case_reading *reading, const struct koppel_index *index, const char *key,
                          char out[160]);

/** The same by the name of a row: ` (did you mean "Stichting Noord" (SN)?)`, for a reference. @return out */
char *koppel_reading_hint_name(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell,
                               char out[160]);

/** How the table that is being read calls a column of the dictionary. */
const char *koppel_reading_column(const struct koppel_case_reading *reading, const char *column);

/** The index of the keys of a table, or NULL for a table without a key that others name. */
struct koppel_index *koppel_reading_index(struct koppel_case *kase, enum koppel_table table);

/** Refuses a cell; `why` is a phrase behind its column's name. Unless strict, told with the others of its kind at the
 * end of the table. */
void koppel_reading_refuse_cell(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell,
                                enum koppel_cell_refusal refusal, const char *why);

/** Puts the only text that a cell can mean in its place, when its own means nothing; noted at the end of the table.
 * @param sign  decimal sign of the table; 0: no number has one
 * @return whether there is one */
bool koppel_reading_understand(struct koppel_case_reading *reading, struct koppel_reading_cell *cell, char sign);

/** The same of an urgency class of the default policy, an age label or an age group in other words. Any word may be one of
 * another policy or of other rules. */
bool koppel_reading_understand_name(struct koppel_case_reading *reading, struct koppel_reading_cell *cell);

/** Puts a decimal point in the place of a decimal comma, in a table whose cells are separated by commas. */
void koppel_reading_use_points(struct koppel_case_reading *reading, struct koppel_reading_cell *cell);

/** Puts a | in the place of each comma and semicolon between names, which have none. */
void koppel_reading_use_bars(struct koppel_case_reading *reading, struct koppel_reading_cell *cell);

/** The same of a key that is not in the table that its column refers to: also a name, or a code and a name together. */
bool koppel_reading_understand_key(struct koppel_case_reading *reading, struct koppel_reading_cell *cell);

/** The same of a cell that may name a municipality, a neighbourhood or a home, when one row alone can be meant. */
bool koppel_reading_understand_area(struct koppel_case_reading *reading, struct koppel_reading_cell *cell);

/** What such a cell could mean when it is not one row alone: `"Noord" can mean BU00970001 and BU00970002`, or that its
 * code and its name are those of two rows. @return false when neither is so */
bool koppel_reading_doubt_key(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell,
                              char why[KOPPEL_CELL_WHY]);

/** The same of an empty cell in a column with a default, whose default stands nowhere in the column. */
bool koppel_reading_understand_empty(struct koppel_case_reading *reading, struct koppel_reading_cell *cell);

/** Takes blanks that do not show off the ends of all cells of the column at a position. */
void koppel_reading_trim_column(struct koppel_case_reading *reading, int32_t position);

/** Tells what was found in the cells of the table. */
void koppel_reading_tell_cells(struct koppel_case_reading *reading);

/** Writes the table as it was understood, for koppel tidy. */
void koppel_reading_tidy(struct koppel_case_reading *reading, enum koppel_table table);

/** Refuses household keys and x_ cells that tell who somebody is, and notes such free text; before rows are read. */
void koppel_reading_privacy(struct koppel_case_reading *reading, enum koppel_table table);

/** Refuses columns of dates in which a date has the month first, and notes dates that may have; before rows are read. */
void koppel_reading_date_columns(struct koppel_case_reading *reading, enum koppel_table table);

/** Takes rows off that are no rows of the table, before rows are read: one below the header that explains it and one at
 * the end that has nothing but sums, each with a note; refuses rows with one cell alone, once. */
void koppel_reading_look_at_rows(struct koppel_case_reading *reading, enum koppel_table table);

/** Notes columns whose cells look merged downwards: only the first of them is filled in. */
void koppel_reading_note_merged(struct koppel_case_reading *reading, enum koppel_table table);

/** Reads the rows of reading->csv into reading->tables[table].rows, with keys, references and x_ columns. */
void koppel_reading_rows(struct koppel_case_reading *reading, enum koppel_table table);

/** After the rows of a table: gives them to the case, and checks what several columns or tables say together. */
void koppel_reading_links(struct koppel_case_reading *reading, enum koppel_table table);

/** The same for scores.csv, areas.csv, limits.csv and decisions.csv, whose cells name rows of several tables. */
void koppel_reading_scores(struct koppel_case_reading *reading);
void koppel_reading_areas(struct koppel_case_reading *reading);
void koppel_reading_limits(struct koppel_case_reading *reading);
void koppel_reading_decisions(struct koppel_case_reading *reading);

/** The same for forecast.csv and chances.csv, whose cells name classes, or rows of several tables. */
void koppel_reading_forecast(struct koppel_case_reading *reading);
void koppel_reading_chances(struct koppel_case_reading *reading);

/** Makes one complex of each corporation and name: where corporations share a name, its id becomes `corporation/name`.
 * After units were linked; `lines` are those of the units. */
void koppel_reading_complexes(struct koppel_case_reading *reading, const long *lines);

/** Gives a unit that was read later the complex of its corporation, where corporations share the name. */
void koppel_reading_complex(struct koppel_case_reading *reading, struct koppel_unit *unit);

/** Refuses the name of a complex that several corporations have. @return false when it is none */
bool koppel_reading_refuse_shared_complex(struct koppel_case_reading *reading, const char *key, const char *column,
                                          long line);

/** Notes names that are the same but for capitals and blanks, when all tables were read: they are different names. */
void koppel_reading_spellings(struct koppel_case_reading *reading);

/** Is b the same as a but for capitals and blanks, and not a itself? */
bool koppel_reading_is_spelt_alike(const char *a, const char *b);

/** The same for the tables of supervision, inhabitants.csv to interventions.csv. */
void koppel_reading_supervision(struct koppel_case_reading *reading, enum koppel_table table);

#endif
