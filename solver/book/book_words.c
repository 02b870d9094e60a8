// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_words.c - the words of workbooks by their codes (see book_words.h). */
#include "book/book_words.h"

#include "base/date.h"
#include "io/offers_file.h"

#include <stdio.h>
#include <string.h>

struct words {
    const char *code;
    const char *english; /* the catalogue has the Dutch ones */
};

static const struct words list[] = {
    /* names of sheets; those that are read back stand in io/offers_file.c */
    {"sheet_unplaced", N_("Without a home")},
    {"sheet_areas", N_("Areas")},
    {"sheet_targets", N_("Target")},
    {"sheet_agreements", N_("Agreements")},
    {"sheet_needs", N_("By need")},
    {"sheet_decisions", N_("Decisions")},
    {"page", N_("Page %s of %s")},

    /* headings; without a row here a column is called by its name in the tables */
    {"neighbourhood_name", N_("Neighbourhood")},
    {"municipality_name", N_("Municipality")},
    {"corporation_name", N_("Corporation")},
    {"persons", N_("Persons")},
    {"rooms", N_("Rooms")},
    {"rent_eur", N_("Rent (euro)")},
    {"available_from", N_("Available from")},
    {"name", N_("Name")},
    {"why", N_("Gets no home because")},
    {"change", N_("What would help")},
    {"reason_code", N_("Reason code")},
    {"expected_relatives", N_("Expected relatives")},
    {"state", N_("State")},
    {"room_left", N_("Room left (persons)")},
    {"over_by", N_("Over by (persons)")},
    {"before", N_("Live there before")},
    {"placed", N_("Offered now")},
    {"after", N_("After this proposal")},
    {"cap", N_("At most")},
    {"fair_share", N_("Even share")},
    {"reference", N_("Measured by")},
    {"of_which_kept", N_("Of which held")},
    {"of_which_excepted", N_("Of which exceptions")},
    {"above_cap_before", N_("Over the limit before")},
    {"corporation_dwellings", N_("Corporation dwellings")},
    {"inhabitants", N_("Inhabitants")},
    {"code", N_("Code")},
    {"period", N_("Half-year")},
    {"target", N_("Target (persons)")},
    {"balance", N_("Balance (persons)")},
    {"housed_before", N_("Housed before")},
    {"to_house", N_("Still to house")},
    {"short", N_("Short of it")},
    {"homes", N_("Homes")},
    {"linked", N_("Linked persons")},
    {"excusable", N_("Excusable persons")},
    {"min", N_("At least")},
    {"max", N_("At most")},
    {"need", N_("Need")},
    {"gets_home", N_("Gets a home")},
    {"needs", N_("What the household needs")},
    {"answer", N_("Answer")},
    {"score", N_("Fit (0 to 1000)")},
    {"score_rooms", N_("Fit: rooms")},
    {"score_school", N_("Fit: school")},
    {"score_gp", N_("Fit: general practitioner")},
    {"score_transit", N_("Fit: public transport")},
    {"score_labour", N_("Fit: work")},
    {"score_network", N_("Fit: network")},
    {"score_region", N_("Fit: region")},
    {"score_scores", N_("Fit: own scores")},
    {"score_spare", N_("Fit: nothing scarce spent")},
    {"score_reception", N_("Fit: way from the reception place")},
    {"next_best_cost", N_("What that would cost")},
    {"by_lot", N_("By lot")},
    {"decision_against", N_("Against the rules")},

    /* words in cells */
    {"yes", N_("yes")},
    {"no", N_("no")},
    {"full", N_("full")},
    {"over", N_("over the limit")},
    {"room", N_("room left")},
    {"met", N_("as agreed")},
    {"too_few", N_("too few homes")},
    {"too_many", N_("too many homes")},
    {"target_met", N_("met")},
    {"target_short", N_("not met")},
    {"need_step_free", N_("Step-free home")},
    {"need_large", N_("Family of 6 or more persons")},
    {"need_single", N_("Single person")},
    {"need_sharing", N_("Allowed to share a home")},
    {"need_other", N_("No special need")},
    {"bad_choice", N_("Choose a word from the list.")},
    {"bad_day", N_("Fill in a date, such as 2026-03-15.")},
    {"bad_whole", N_("Fill in a whole number without letters.")},

    {"bad_reference", N_("Choose a key of the sheet that the note of the heading names.")},

    /* notes of headings in a case to fill in; some are followed by a range or a list */
    {"note_required", N_("This must be filled in.")},
    {"note_optional", N_("This may stay empty.")},
    {"note_all_or_none", N_("Fill this in for every row, or leave the whole column empty.")},
    {"note_from_zero", N_("From 0 on.")},
    {"note_default", N_("Mostly it is")},
    {"note_text", N_("A text, without names of persons.")},
    {"note_key", N_("A key of your own, unique in this sheet, without names of persons.")},
    {"note_gm", N_("The code of a municipality: GM and four digits, such as GM0344.")},
    {"note_wk", N_("The code of a district: WK and six digits.")},
    {"note_bu", N_("The code of a neighbourhood: BU and eight digits, such as BU03440111.")},
    {"note_reference", N_("A key that stands in the first column of the sheet")},
    {"note_name", N_("A name, spelt the same way in every row.")},
    {"note_whole", N_("A whole number.")},
    {"note_decimal", N_("A number.")},
    {"note_date", N_("A date.")},
    {"note_period", N_("A half-year: 2026-1 or 2026-2.")},
    {"note_choice", N_("One of these words:")},

    /* the sheet that explains a case to fill in */
    {"new_title", N_("A case to fill in")},
    {"new_what",
     N_("Every sheet is a table, every row one municipality, neighbourhood, corporation, home, household or "
        "target.")},
    {"new_required", N_("Orange headings must be filled in; their note says so, too. Blue ones may stay empty.")},
    {"new_notes", N_("Hold the pointer over a heading to read what belongs below it.")},
    {"new_lists",
     N_("Where a list drops down, choose from it. Fill in the sheets from left to right: later lists show what "
        "stands in earlier sheets.")},
    {"new_locked",
     N_("Headings are locked without a password. To add columns of your own (their names begin with x_), take "
        "the protection of the sheet off.")},
    {"new_private",
     N_("Never fill in names, nationality, origin, religion, dates of birth or case numbers of persons.")},
    {"new_solve",
     N_("Then run: koppel solve THIS-FILE.xlsx -o proposal. Every mistake is told with its sheet and cell.")},
    {"new_needed", N_("Sheets that must be filled in")},
    {"new_may_stay_empty", N_("Sheets that may stay empty")},

    /* sentences of the sheet that explains; %s is a day, %d a number */
    {"explain_title", N_("Proposal of %s")},
    {"explain_what",
     N_("This workbook proposes which home is offered to which household. A person decides: nothing in it "
        "is an automatic decision.")},
    {"explain_counts", N_("%d of %d households get a home.")},
    {"proof_proven", N_("It is proven that no other proposal is better by the chosen policy.")},
    {"proof_within_gap", N_("It is proven that no other proposal is better by more than the small difference that was "
                            "asked for.")},
    {"proof_feasible",
     N_("The proposal keeps to every rule, but it is not proven to be the best: a better one may exist.")},
    {"explain_edit",
     N_("On the first sheet the yellow cells can be changed. Another home: write its code in the column "
        "of homes; the other columns of the row stay as they are and are worked out again.")},
    {"explain_decide",
     N_("A decision: choose a word from the list, and fill in reason, date and who decided (a role or "
        "initials, no name). A decision without a reason is not accepted.")},
    {"explain_solve",
     N_("Then run: koppel solve CASE --earlier proposal.xlsx -o NEW. What was decided is kept, and what "
        "changes is named with its reason.")},
    {"explain_check", N_("To check what was changed by hand: koppel check CASE proposal.xlsx --edited.")},
    {"explain_lists", N_("Every corporation has a sheet of its own, with a column for its answer.")},
    {"explain_many", N_("There are more than %d corporations: filter the first sheet by corporation for their lists.")},
    {"explain_print", N_("Every sheet prints on A4; of the first sheet the columns up to the decision are printed.")},
    {"explain_private", N_("It tells about households: keep it as confidential as the tables that it was made from.")},
};

const char *koppel_book_day_format(enum koppel_language language)
{
    return language == KOPPEL_DUTCH ? "dd\\-mm\\-yyyy" : "yyyy\\-mm\\-dd";
}

char *koppel_book_day(enum koppel_language language, int32_t day, char out[KOPPEL_BOOK_HEADING])
{
    char iso[11];

    koppel_date_format(day, iso);
    if (language == KOPPEL_DUTCH && iso[0] != '\0') {
        snprintf(out, KOPPEL_BOOK_HEADING, "%.2s-%.2s-%.4s", iso + 8, iso + 5, iso);
    } else {
        snprintf(out, KOPPEL_BOOK_HEADING, "%s", iso);
    }
    return out;
}

static const char *find(enum koppel_language language, const char *code)
{
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (strcmp(list[i].code, code) == 0) {
            return koppel_translate_to(language, list[i].english);
        }
    }
    for (size_t i = 0; i < KOPPEL_N_OFFERS_WORDS; i++) {
        if (strcmp(koppel_offers_words[i].code, code) == 0) {
            return language == KOPPEL_DUTCH ? koppel_offers_words[i].dutch : koppel_offers_words[i].english;
        }
    }
    return NULL;
}

const char *koppel_book_words(enum koppel_language language, const char *code)
{
    const char *found = find(language, code);

    return found != NULL ? found : code;
}

/* The first word of a list, or a name, with blanks for underscores and a capital. */
static char *as_title(const char *words, char out[KOPPEL_BOOK_HEADING])
{
    snprintf(out, KOPPEL_BOOK_HEADING, "%.*s", (int)strcspn(words, " ."), words);
    for (char *c = out; *c != '\0'; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    out[0] = out[0] >= 'a' && out[0] <= 'z' ? (char)(out[0] - 'a' + 'A') : out[0];
    return out;
}

/* The Dutch aliases of a column, by its name; NULL when the dictionary has none of that name. */
static const char *find_aliases(const char *column)
{
    for (int table = KOPPEL_N_TABLES - 1; table >= 0; table--) {
        const struct koppel_table_rule *rule = &koppel_tables[table];

        for (int32_t c = 0; c < rule->n_columns; c++) {
            if (strcmp(rule->columns[c].name, column) == 0) {
                return rule->columns[c].aliases;
            }
        }
    }
    return NULL;
}

char *koppel_book_heading(enum koppel_language language, const char *column, char out[KOPPEL_BOOK_HEADING])
{
    const char *found = find(language, column);
    const char *aliases = language == KOPPEL_DUTCH ? find_aliases(column) : NULL;

    if (found != NULL || strncmp(column, "x_", 2) == 0) {
        snprintf(out, KOPPEL_BOOK_HEADING, "%s", found != NULL ? found : column);
        return out;
    }
    return as_title(aliases != NULL ? aliases : column, out);
}

char *koppel_book_column_heading(enum koppel_language language, const struct koppel_column *column,
                                 char out[KOPPEL_BOOK_HEADING])
{
    return as_title(language == KOPPEL_DUTCH ? column->aliases : column->name, out);
}

char *koppel_book_choice(enum koppel_language language, const struct koppel_choice *choice,
                         char out[KOPPEL_BOOK_HEADING])
{
    bool is_dutch = language == KOPPEL_DUTCH && choice->aliases[0] != '\0';

    snprintf(out, KOPPEL_BOOK_HEADING, "%.*s", (int)strcspn(is_dutch ? choice->aliases : choice->value, " "),
             is_dutch ? choice->aliases : choice->value);
    return out;
}

char *koppel_book_table_name(enum koppel_language language, enum koppel_table table, char out[KOPPEL_BOOK_HEADING])
{
    return as_title(language == KOPPEL_DUTCH ? koppel_tables[table].aliases : koppel_tables[table].file, out);
}

const struct koppel_column *koppel_book_column(enum koppel_table table, const char *name)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    int32_t c = 0;

    while (c + 1 < rule->n_columns && strcmp(rule->columns[c].name, name) != 0) {
        c++;
    }
    return &rule->columns[c];
}
