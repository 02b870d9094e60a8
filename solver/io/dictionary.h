// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dictionary.h - the tables and columns of a case as data: names, Dutch aliases, forms, ranges, defaults.
 *
 * data/README.md is the same dictionary for people; a test compares the two.
 */
#ifndef KOPPEL_IO_DICTIONARY_H
#define KOPPEL_IO_DICTIONARY_H

#include "model/case.h"

/** In reading order: a table refers to earlier tables only. */
enum koppel_table {
    KOPPEL_TABLE_MUNICIPALITIES,
    KOPPEL_TABLE_NEIGHBOURHOODS,
    KOPPEL_TABLE_CORPORATIONS,
    KOPPEL_TABLE_UNITS,
    KOPPEL_TABLE_RECEPTION,
    KOPPEL_TABLE_JOBS,
    KOPPEL_TABLE_HOUSEHOLDS,
    KOPPEL_TABLE_TARGETS,
    KOPPEL_TABLE_SCORES,
    KOPPEL_TABLE_AREAS,
    KOPPEL_TABLE_LIMITS,
    KOPPEL_TABLE_BORDERS,
    KOPPEL_TABLE_DECISIONS,
    KOPPEL_TABLE_ARRIVALS,
    KOPPEL_TABLE_RELEASES,
    KOPPEL_TABLE_FORECAST,
    KOPPEL_TABLE_CHANCES,
    KOPPEL_TABLE_INHABITANTS, /* the rest is for supervision by a province */
    KOPPEL_TABLE_NATIONAL,
    KOPPEL_TABLE_SWAPS,
    KOPPEL_TABLE_BOUNDARY_CHANGES,
    KOPPEL_TABLE_INTERVENTIONS,
    KOPPEL_N_TABLES
};

enum koppel_cell_form {
    KOPPEL_CELL_TEXT,
    KOPPEL_CELL_KEY,       /* a key of its own table */
    KOPPEL_CELL_REFERENCE, /* a key of the table `refers`, stored as its row */
    KOPPEL_CELL_NAME,      /* a name of the list `names`, added when new, stored as its row */
    KOPPEL_CELL_WHOLE,     /* a whole number min .. max */
    KOPPEL_CELL_DECIMAL,   /* a decimal number with at most `places` places, stored as a whole number times 10^places */
    KOPPEL_CELL_DATE,
    KOPPEL_CELL_PERIOD,
    KOPPEL_CELL_CHOICE /* one of `choices`, stored as its number */
};

/** Codes of Statistics Netherlands: two letters, the four digits of the municipality, and for districts and
 * neighbourhoods two or four further digits or capitals (Amsterdam has letters since 2022). */
enum koppel_code { KOPPEL_CODE_NONE, KOPPEL_CODE_GM, KOPPEL_CODE_WK, KOPPEL_CODE_BU };

/** Type of the member that a cell is stored in. */
enum koppel_cell_type { KOPPEL_IN_INT32, KOPPEL_IN_INT64, KOPPEL_IN_BOOL, KOPPEL_IN_TEXT };

/** A word that a column knows. The row with value NULL closes the list. */
struct koppel_choice {
    const char *value;
    const char *aliases; /* separated by spaces */
    int32_t number;
};

struct koppel_column {
    const char *name;
    const char *aliases; /* Dutch names, separated by spaces */
    const char *hints;   /* what others call it: advice for a person, never read; NULL: none */
    enum koppel_cell_form form;
    enum koppel_code code;               /* of a key, reference or name */
    enum koppel_table refers;            /* of a reference */
    size_t names;                        /* of a name: offset of its list in struct koppel_case */
    const struct koppel_choice *choices; /* of a choice; of a name: words with aliases, KOPPEL_NONE for the default */
    int64_t min, max;                    /* as stored */
    int places;                          /* decimal places kept */
    const char *units;                   /* words that may stand beside the number, separated by spaces; NULL: none */
    bool more_places;                    /* further places are allowed and cut off */
    bool required;                       /* the column must be there */
    bool may_be_empty;                   /* a cell may be empty */
    bool empty_is_default;               /* an empty cell can only mean the default, also beside cells that say it */
    bool may_be_gone;                    /* a reference to a row that is not there is KOPPEL_GONE, and no error */
    bool is_list;                        /* texts with bars between them, each added to `names` */
    bool names_area;                     /* a text that names a row of one of several tables */
    bool in_key;                         /* the columns in_key together are unique */
    int64_t otherwise;                   /* stored when the column or the cell is not there; texts: "" */
    enum koppel_cell_type type;
    size_t offset; /* in the table's row */
};

struct koppel_table_rule {
    const char *file;
    const char *aliases; /* Dutch file names, separated by spaces */
    bool required;
    bool needs_rows;
    bool about_households; /* names are those of persons, and nothing of them may stand in x_ columns */
    const struct koppel_column *columns;
    int32_t n_columns;
    size_t row_size;
    /* of a rule made by a map of columns (column_map.h) */
    const char *left_out; /* folded headings that are passed over, separated by spaces; NULL: none */
    int32_t first_row;    /* where the names of the columns stand; 0: it is found */
};

/** Rows of tables whose model has another shape. */
struct koppel_corporation_row {
    const char *id;
    const char *name;
    int32_t municipality;
    int32_t min_homes, max_homes;
};

struct koppel_score_row {
    int32_t household;
    const char *place;
    int64_t billionths;
};

struct koppel_area_row {
    const char *group;
    const char *area;
};

struct koppel_limit_row {
    const char *area;
    const char *measure;
    int64_t min, max;
    int32_t enforce;
    const char *where;
};

struct koppel_decision_row {
    int32_t household, unit;
    const char *area, *rules, *reason, *decided_by;
    int32_t kind, justified;
    int32_t decided_on, until;
};

struct koppel_forecast_row {
    const char *class_;
    int32_t week;
    int64_t mean_thousandths, dispersion_thousandths;
};

struct koppel_chance_row {
    const char *of;
    int32_t refusal_permille, late_permille, late_days, growth_permille, growth_persons, growth_days;
};

/** A reference to a row that is not in its table any more, where that may be. */
#define KOPPEL_GONE (-2)

enum { KOPPEL_MAX_TABLE_COLUMNS = 24 };

/** The tables, by enum koppel_table. */
extern const struct koppel_table_rule koppel_tables[KOPPEL_N_TABLES];

/** Words that are no words of the dictionary and can mean only one of them. The row with value NULL closes the list. */
struct koppel_other_words {
    const char *words; /* in small letters, separated by spaces */
    const char *value;
};

extern const struct koppel_other_words koppel_other_words[];

/** What limits.csv can count, besides an x_ column of households. */
extern const struct koppel_choice koppel_measure_choices[];

/** What chances.csv can speak of, besides classes and keys: enum koppel_chance_of. */
extern const struct koppel_choice koppel_chance_choices[];

/** True when `word` is one of the words of a list separated by spaces. */
bool koppel_words_contain(const char *words, const char *word);

enum { KOPPEL_WORDS_LIST = 160 };

/** Writes a list separated by spaces with another separator, such as " or ". @return out */
char *koppel_words_list(const char *words, const char *separator, char out[KOPPEL_WORDS_LIST]);

#endif
