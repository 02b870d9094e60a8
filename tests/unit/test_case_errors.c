// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Bad cases: each with exactly the message that a caseworker needs, and all errors of all tables at once. */
#include "case_files.h"
#include "messages.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/** One table of the good case replaced, and the messages that follow. */
struct bad_table {
    const char *name;
    const char *text;
    const char *messages;
};

/* Reads the good case with one table replaced; the tables that refer to it are taken out where they would complain too.
 */
static void assert_bad(const struct bad_table *bad)
{
    static const char *const optional[] = {"scores.csv", "limits.csv", "decisions.csv"};
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    case_files_good(&files);
    for (size_t i = 0; i < sizeof optional / sizeof *optional; i++) {
        if (strcmp(bad->name, "households.csv") == 0 || strcmp(bad->name, "units.csv") == 0) {
            case_files_remove(&files, optional[i]);
        }
    }
    case_files_set(&files, bad->name, bad->text);
    CU_ASSERT_NOT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    messages_assert(&errors, bad->messages);
    koppel_case_free(&kase);
}

static void assert_all_bad(const struct bad_table *rows, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++) {
        assert_bad(&rows[i]);
    }
}

#define ASSERT_ALL_BAD(rows) assert_all_bad(rows, sizeof(rows) / sizeof *(rows))
#define HOUSEHOLDS "household,adults,children\n"
#define UNITS "unit,neighbourhood,corporation,rooms,rent_eur\n"

static void test_case_refuses_cells_of_the_wrong_form(void)
{
    static const struct bad_table rows[] = {
        {"households.csv", HOUSEHOLDS "H1,tweee,0\n",
         "households.csv:2: column adults: \"tweee\" is not a whole number 1..20\n"},
        {"households.csv", HOUSEHOLDS "H1,1000000000,0\nH2,0,0\nH3,-1,21\n",
         "households.csv:2: column adults: it looks like a number of ten digits, as V-numbers are, which this program "
         "must not hold: write what the column is for\n"
         "households.csv:3: column adults: \"0\" is not a whole number 1..20\n"
         "households.csv:4: column adults: \"-1\" is not a whole number 1..20\n"
         "households.csv:4: column children: \"21\" is not a whole number 0..20\n"},
        {"households.csv", HOUSEHOLDS "H1,1.0,\"1 000\"\nH2,1e0,99999999999999999999\n",
         "households.csv:2: column adults: \"1.0\" is not a whole number 1..20\n"
         "households.csv:2: column children: \"1 000\" is not a whole number 0..20\n"
         "households.csv:3: column adults: \"1e0\" is not a whole number 1..20\n"
         "households.csv:3: column children: \"99999999999999999999\" is not a whole number 0..20\n"},
        {"households.csv", HOUSEHOLDS ",1,0\nH2,,0\n",
         "households.csv:2: column household: the cell is empty: fill it in\n"
         "households.csv:3: column adults: the cell is empty: fill it in\n"},
        {"huishoudens.csv", "huishouden;volwassenen;kinderen\nH1;veel;0\n",
         "households.csv: the folder also has huishoudens.csv, which is the same table: delete one\n"},
        {"households.csv",
         "household,adults,children,car,tie_reason,may_share,linked_on\nH1,1,0,perhaps,love,,1/13/2026\n",
         "households.csv:2: column linked_on: 1 date has the month first, as \"1/13/2026\" has: write every date of "
         "this column as 2026-03-15\n"
         "households.csv:2: column tie_reason: \"love\" is not family (familie), work (werk), study (studie) or care "
         "(zorg)\n"
         "households.csv:2: column may_share: the cell is empty: fill it in, or leave out the whole column for its "
         "default\n"
         "households.csv:2: column car: \"perhaps\" is not yes (ja) or no (nee)\n"},
        {"households.csv",
         "household,adults,children,linked_on\nH1,1,0,2026-02-30\nH2,1,0,1926-02-03\nH3,1,0,onbekend\n",
         "households.csv:2: column linked_on: \"2026-02-30\" is not a date in 2000..2100: write it as 2026-03-15 or "
         "15-3-2026\n"
         "households.csv:3: column linked_on: it looks like a date of birth, which this program must not hold: write "
         "what the column is for\n"
         "households.csv:4: column linked_on: \"onbekend\" is not a date in 2000..2100: leave the cell empty when it "
         "is unknown\n"},
        {"targets.csv",
         "municipality,period,published_on,target_persons\nGM0001,2026-3,2025-10-01,3\nGM0001,jan-26,2025-10-01,3\n",
         "targets.csv:2: column period: \"2026-3\" is not a half-year such as 2026-1 or 2026-2\n"
         "targets.csv:3: column period: \"jan-26\" is not a half-year such as 2026-1 or 2026-2\n"},
        {"households.csv", "household,adults,children,labour_regions\nH1,1,0,A||B\nH2,1,0,|\n",
         "households.csv:2: column labour_regions: a name is missing before or after a |\n"
         "households.csv:3: column labour_regions: a name is missing before or after a |\n"},
    };

    ASSERT_ALL_BAD(rows);
}

static void test_case_refuses_rents_and_rooms_without_a_meaning(void)
{
    static const struct bad_table rows[] = {
        {"units.csv",
         "unit;neighbourhood;corporation;rooms;rent_eur\nU1;BU00010001;C1;0;1.234,56\nU2;BU00010001;C1;51;abc\n",
         "units.csv:2: column rooms: \"0\" is not a whole number 1..50\n"
         "units.csv:2: column rent_eur: \"1.234,56\" is not a decimal number 0..9999.99 with at most 2 decimal places: "
         "write 1234,56\n"
         "units.csv:3: column rooms: \"51\" is not a whole number 1..50\n"
         "units.csv:3: column rent_eur: \"abc\" is not a decimal number 0..9999.99 with at most 2 decimal places\n"},
        {"units.csv", UNITS "U1,BU00010001,C1,3,\"1.234,56\"\nU2,BU00010001,C1,3,\"650,50\"\n",
         "units.csv:2: column rent_eur: \"1.234,56\" is not a decimal number 0..9999.99 with at most 2 decimal places: "
         "write "
         "1234.56\n"
         "units.csv:3: column rent_eur: \"650,50\" is not a decimal number 0..9999.99 with at most 2 decimal places: "
         "write "
         "650.50\n"},
        {"units.csv", UNITS "U1,BU00010001,C1,3,10000\nU2,BU00010001,C1,3,-1\nU3,BU00010001,C1,3,650.505\n",
         "units.csv:2: column rent_eur: \"10000\" is not a decimal number 0..9999.99 with at most 2 decimal places\n"
         "units.csv:3: column rent_eur: \"-1\" is not a decimal number 0..9999.99 with at most 2 decimal places\n"
         "units.csv:4: column rent_eur: \"650.505\" is not a decimal number 0..9999.99 with at most 2 decimal "
         "places\n"},
        /* one table, one decimal sign: 1.234 after 650,50 would be a thousand to its writer */
        {"units.csv",
         "unit;neighbourhood;corporation;rooms;rent_eur\nU1;BU00010001;C1;3;650,50\nU2;BU00010001;C1;3;1.23\n",
         "units.csv:3: column rent_eur: \"1.23\" has a decimal point, the other numbers of this table a comma: write "
         "1,23\n"},
        {"scores.csv", "household,place,score\nH1,U1,100000001\nH1,U2,0.0000000001\nH2,U1,1e3\n",
         "scores.csv:2: column score: \"100000001\" is not a decimal number -100000000..100000000 with at most 9 "
         "decimal "
         "places\n"
         "scores.csv:3: column score: \"0.0000000001\" is not a decimal number -100000000..100000000 with at most 9 "
         "decimal places\n"
         "scores.csv:4: column score: \"1e3\" is not a decimal number -100000000..100000000 with at most 9 decimal "
         "places\n"},
    };

    ASSERT_ALL_BAD(rows);
}

static void test_case_refuses_columns(void)
{
    static const struct bad_table rows[] = {
        {"households.csv", "household,adlts,children\nH1,1,0\n",
         "households.csv:1: column \"adlts\" is not known (did you mean \"adults\"?): correct its name or "
         "delete it\n"
         "households.csv:1: column \"adults\" is missing (Dutch: volwassenen or aantal_volwassenen)\n"},
        {"households.csv",
         "household,adults,children,BSN,Land van herkomst,x_nationality,naam,V-nummer\nH1,1,0,1,2,3,4,5\n",
         "households.csv:1: column \"BSN\" is refused: for people's privacy this program must not hold a personal "
         "number; "
         "delete the column\n"
         "households.csv:1: column \"Land van herkomst\" is refused: for people's privacy this program must not hold "
         "nationality or origin; delete the column\n"
         "households.csv:1: column \"x_nationality\" is refused: for people's privacy this program must not hold "
         "nationality "
         "or origin; delete the column\n"
         "households.csv:1: column \"naam\" is refused: for people's privacy this program must not hold the name of a "
         "person; "
         "delete the column\n"
         "households.csv:1: column \"V-nummer\" is refused: for people's privacy this program must not hold a personal "
         "number; "
         "delete the column\n"},
        {"households.csv", "household,adults,volwassenen,children,,x_a,x_a\nH1,1,1,0,,1,2\n",
         "households.csv:1: columns 2 and 3 both stand for \"adults\": delete one\n"
         "households.csv:1: column 5 has no name: delete it, or the separator at the end of every line\n"
         "households.csv:1: column \"x_a\" stands twice\n"},
        {"households.csv", HOUSEHOLDS "123456782,1,0\n111222333,1,0\n999999990,2,1\n",
         "households.csv:2: column household: 3 keys look like a citizen service number (BSN), which this program must "
         "not hold: give every household a key of its own that tells nothing, such as H001\n"},
    };

    ASSERT_ALL_BAD(rows);
}

static void test_case_refuses_keys(void)
{
    static const struct bad_table rows[] = {
        {"households.csv", HOUSEHOLDS "H1,1,0\nH2,1,0\nH1,2,0\n",
         "households.csv:4: column household: \"H1\" stands on line 2 already: delete one of the two rows, or give one "
         "another key\n"},
        {"households.csv", "household,adults,children,municipality\nH1,1,0,GM0003\nH2,1,0,0001\n",
         "households.csv:2: column municipality: \"GM0003\" is not in municipalities.csv (did you mean \"GM0001\"?)\n"
         "households.csv:3: column municipality: \"0001\" is not a code such as GM0363: write GM0001\n"},
        {"units.csv", UNITS "U1,BU00010009,C1,3,650\nU2,BU0001001,C9,3,650\n",
         "units.csv:2: column neighbourhood: \"BU00010009\" is not in neighbourhoods.csv (did you mean "
         "\"BU00010001\"?)\n"
         "units.csv:3: column neighbourhood: \"BU0001001\" is not a code such as BU03630001 or BU0363AA01\n"
         "units.csv:3: column corporation: \"C9\" is not in corporations.csv\n"},
        {"neighbourhoods.csv",
         "neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders,district\n"
         "BU00010001,GM0002,Centre,600,100,10,WK000201\nBU00020001,GM0002,Village,500,40,5,WK0002\n",
         "neighbourhoods.csv:2: column municipality: by its code BU00010001 lies in GM0001, not in GM0002\n"
         "neighbourhoods.csv:2: column district: WK000201 is a district of another municipality than BU00010001\n"
         "neighbourhoods.csv:3: column district: \"WK0002\" is not a code such as WK036301 or WK0363AA\n"
         "limits.csv:5: column area: \"WK000101\" is no unit, neighbourhood, district, municipality, complex or group "
         "of "
         "this case "
         "(did you mean \"WK000201\"?)\n"},
        {"targets.csv",
         "municipality,period,published_on,target_persons\nGM0001,2026-1,2025-10-01,3\nGM0001,2026-1,01-10-2025,4\n",
         "targets.csv:3: columns municipality, period, published_on: \"GM0001, 2026-1, 01-10-2025\" stands on line 2 "
         "already: delete one of the two rows\n"},
        {"corporations.csv",
         "corporation,name,municipality,min_homes,max_homes\nC1,One,GM0001,3,2\nC1,Uno,GM0002,,\nC2,Two,,,\nC2,Two,,1,"
         "\n",
         "corporations.csv:2: column min_homes: 3 is more than max_homes 2\n"
         "corporations.csv:3: column name: \"Uno\" is another name than the corporation has in an earlier row; write "
         "the same name\n"
         "corporations.csv:5: columns corporation, municipality: \"C2, \" stands on line 4 already: delete one of the "
         "two rows\n"},
        {"decisions.csv",
         "household,unit,area,decision,rule,reason,decided_on,until\nH1,,,forbid,,x,2026-01-01,\n"
         "H1,U1,GM0001,forbid,,y,2026-01-02,\nH2,U9,,maybe,,z,2026-01-03,\nH2,U9,,signed,,z,2026-01-03,\n"
         "H9,U1,,accepted,,z,2026-01-03,\nH1,,GM0001,except,rooms,z,2026-01-03,\nH1,U1,,except,,z,2026-01-03,\n"
         "H1,U1,,except,rooms|colour,z,2026-01-03,\nH1,U1,,forbid,,z,2026-01-03,soon\n",
         "decisions.csv:2: columns unit and area are both empty: fill in one\n"
         "decisions.csv:3: columns unit and area are both filled in: a decision is about one of them\n"
         "decisions.csv:4: column decision: \"maybe\" is not offered (aangeboden), accepted (geaccepteerd), signed "
         "(getekend), keep (behouden), refused (geweigerd), forbid (verboden), except (afwijken) or withdrawn "
         "(ingetrokken)\n"
         "decisions.csv:5: column unit: the household is in households.csv, but this home is not in units.csv: add the "
         "home, take out the household if it is housed, or add a row withdrawn\n"
         "decisions.csv:6: column household: this household is not in households.csv, but the home is in units.csv: "
         "add "
         "the household, take out the home if it is let, or add a row withdrawn\n"
         "decisions.csv:7: column area: except is about one home: fill in column unit; an area goes with forbid, "
         "refused "
         "and withdrawn\n"
         "decisions.csv:8: column rule: an exception names the rules that it overrules: link, tie, rooms, rent, "
         "step_free, label, date, share, area, refused, forbidden, cap, limit, agreement or mix\n"
         "decisions.csv:9: column rule: \"colour\" is not link, tie, rooms, rent, step_free, label, date, share, area, "
         "refused, forbidden, cap, limit, agreement or mix; several are separated by |\n"
         "decisions.csv:10: column until: \"soon\" is not a date in 2000..2100: write it as 2026-03-15 or "
         "15-3-2026\n"},
        {"households.csv", "household,adults,children,tie_reason\nH1,1,0,work\n",
         "households.csv:2: column tie_reason: there is a reason but no municipality in column tie\n"},
    };

    ASSERT_ALL_BAD(rows);
}

static void test_case_refuses_scores_and_limits(void)
{
    static const struct bad_table rows[] = {
        {"scores.csv", "household,place,score\nH1,U10,5\nH1,BU00020001,1\nH1,BU00020001,2\n",
         "scores.csv:2: column place: \"U10\" is no unit, neighbourhood or municipality of this case (did you mean "
         "\"U1\"?)\n"
         "scores.csv:4: columns household, place: \"H1, BU00020001\" stands on line 3 already: delete one of the two "
         "rows\n"},
        {"limits.csv",
         "area,measure,min,max,enforce,where\nX9,homes,,2,must,\nU1,person,1,,goal,\nU1,x_bed,1,,goal,\nU1,homes,3,2,"
         "must,\n"
         "U1,homes,,,must,\nU1,homes,,1,must,x_type\nU1,homes,,1,must,x_typ=C\nU1,x_type,,1,must,\nU1,homes,a,,must,\n"
         "X1,homes,,1,must,\n",
         "limits.csv:2: column area: \"X9\" is no unit, neighbourhood, district, municipality, complex or group of "
         "this "
         "case\n"
         "limits.csv:3: column measure: \"person\" is not persons, homes, adults, children or an x_ column of "
         "households\n"
         "limits.csv:4: column measure: \"x_bed\" is no column of households.csv\n"
         "limits.csv:5: column min: 3 is more than max 2\n"
         "limits.csv:6: columns min and max are both empty: fill in one\n"
         "limits.csv:7: column where: \"x_type\" is not an x_ column of households or reception, =, and a value, such "
         "as x_type=C\n"
         "limits.csv:8: column where: the column before = in \"x_typ=C\" is no x_ column of households.csv\n"
         "limits.csv:10: column min: \"a\" is not a whole number from 0 on\n"
         "households.csv:2: column x_type: \"C\" is not a whole number 0..1000000, and limits.csv counts this column\n"
         "households.csv:3: column x_type: \"D\" is not a whole number 0..1000000, and limits.csv counts this column\n"
         "households.csv:4: column x_type: \"C\" is not a whole number 0..1000000, and limits.csv counts this "
         "column\n"
         "limits.csv:11: column area: several corporations have a complex \"X1\": write \"C1/X1\" or \"C2/X1\", or "
         "make a group of them in areas.csv\n"},
        {"units.csv", UNITS "GM0001,BU00010001,C1,3,650\n", NULL},
    };

    assert_all_bad(rows, 2);
    {
        struct case_files files;
        struct koppel_case kase;
        struct koppel_errors errors = {0};

        case_files_good(&files);
        case_files_remove(&files, "scores.csv");
        case_files_remove(&files, "decisions.csv");
        case_files_set(&files, "units.csv", rows[2].text);
        case_files_set(&files, "limits.csv", "area,measure,min,max,enforce\nGM0001,homes,,2,must\n");
        CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_E_INPUT);
        messages_assert(&errors,
                        "limits.csv:2: column area: \"GM0001\" is a unit and a municipality: give one another key\n");
        koppel_case_free(&kase);
    }
}

static void test_case_refuses_tables_that_are_no_tables(void)
{
    static const struct bad_table rows[] = {
        {"municipalities.csv", "",
         "municipalities.csv: the file is empty: the header line with the names of the columns is missing\n"},
        {"municipalities.csv", "municipality,name,province,inhabitants\n",
         "municipalities.csv: the table has a header but no rows\n"},
        {"targets.csv", "municipality,period,published_on,target_persons\n",
         "targets.csv: the table has a header but no rows\n"},
        {"targets.csv", "\n\n",
         "targets.csv: the file is empty: the header line with the names of the columns is missing\n"},
        {"households.csv", HOUSEHOLDS "H1,1,0\nH2,1,\"0\nH3,1,0\n",
         "households.csv:3: the quoted text in column \"children\" of the row that begins here never ends: the file is "
         "cut off, "
         "or a double quote is missing\n"},
        {"households.csv", HOUSEHOLDS "H1,1,0\nH2,1\nH3,1,0,0\n,,\nH4,x,0\n",
         "households.csv:3: this row has 2 fields, the header has 3: an empty cell keeps its separator; add what is "
         "missing\n"
         "households.csv:4: this row has 4 fields, the header has 3: a text or number with a comma in it must stand "
         "between "
         "double quotes\n"
         "households.csv:5: all cells of this row are empty: delete the row\n"
         "households.csv:6: column adults: \"x\" is not a whole number 1..20\n"},
    };

    ASSERT_ALL_BAD(rows);
}

static void test_case_lists_the_errors_of_all_tables_at_once(void)
{
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    case_files_good(&files);
    case_files_remove(&files, "targets.csv");
    case_files_remove(&files, "scores.csv");
    case_files_remove(&files, "decisions.csv");
    case_files_set(&files, "units.csv", UNITS "U1,BU00010001,C1,0,650\n");
    case_files_set(&files, "limit.csv", "area\n");
    case_files_set(&files, "households.csv", HOUSEHOLDS "H1,1,-1\n");
    case_files_remove(&files, "limits.csv");
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_E_MISSING);
    messages_assert(
        &errors,
        "targets.csv: the table is missing in the folder (Dutch name: taakstellingen.csv or taakstelling.csv)\n"
        "units.csv:2: column rooms: \"0\" is not a whole number 1..50\n"
        "households.csv:2: column children: \"-1\" is not a whole number 0..20\n"
        "limit.csv: this is not the name of a table (did you mean \"limits.csv\"?): rename the file, or "
        "take it out of the folder\n");
    koppel_case_free(&kase);
}

/* A table that is damaged is not asked for keys: its own errors come first, without a flood from the tables after it.
 */
static void test_case_does_not_blame_keys_on_a_damaged_table(void)
{
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    case_files_good(&files);
    case_files_remove(&files, "municipalities.csv");
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_E_MISSING);
    messages_assert(&errors, "municipalities.csv: the table is missing in the folder (Dutch name: gemeenten.csv)\n");
    koppel_case_free(&kase);
    case_files_good(&files);
    case_files_set(&files, "households.csv", HOUSEHOLDS "H1,1,0,\n");
    case_files_remove(&files, "limits.csv");
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_E_INPUT);
    messages_assert(&errors,
                    "households.csv:2: this row has 4 fields, the header has 3: a text or number with a comma in it "
                    "must stand between double quotes\n");
    koppel_case_free(&kase);
}

static void test_case_lists_messages_up_to_the_limit(void)
{
    enum { N_ROWS = 250 };
    static char text[N_ROWS * 24 + 64] = HOUSEHOLDS;
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    for (int i = 0; i < N_ROWS; i++) {
        snprintf(text + strlen(text), 24, "H%d,0,0\n", i);
    }
    case_files_good(&files);
    case_files_set(&files, "households.csv", text);
    case_files_remove(&files, "scores.csv");
    case_files_remove(&files, "limits.csv");
    case_files_remove(&files, "decisions.csv");
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_E_INPUT);
    CU_ASSERT_TRUE(errors.n_items <= KOPPEL_ERRORS_LIMIT);
    CU_ASSERT_EQUAL(errors.n_dropped, 0);
    CU_ASSERT_STRING_EQUAL(errors.items[errors.n_items - 1].text, "172 more errors in this table");
    koppel_errors_clear(&errors);
    koppel_case_free(&kase);
}

static void assert_folder_refused(const char *folder, const char *part)
{
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    CU_ASSERT_EQUAL(koppel_case_read(folder, &(struct koppel_case_request){0}, &kase, &errors, NULL), KOPPEL_E_MISSING);
    messages_assert_part(&errors, part);
    koppel_errors_clear(&errors);
    koppel_case_free(&kase);
}

static void test_case_refuses_folders_and_files_that_cannot_be_read(void)
{
    char folder[] = "/tmp/koppel-case-XXXXXX";
    char path[64];

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    assert_folder_refused("/nonexistent/case",
                          "/nonexistent/case: cannot open the case folder: No such file or directory\n");
    assert_folder_refused(
        "Makefile", "Makefile: this is one file: name the folder with the tables of the case, or a workbook (.xlsx)\n");
    assert_folder_refused(folder, "households.csv: the table is missing in the folder");
    snprintf(path, sizeof path, "%s/municipalities.csv", folder);
    CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
    assert_folder_refused(folder, "municipalities.csv: this is a folder, not a file\n");
    CU_ASSERT_EQUAL(rmdir(path), 0);
    CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
    assert_folder_refused(folder, "municipalities.csv: this is a device or a pipe, not a file\n");
    CU_ASSERT_EQUAL(unlink(path), 0);
    CU_ASSERT_EQUAL(symlink("nowhere", path), 0);
    assert_folder_refused(folder, "municipalities.csv: cannot read the file: No such file or directory\n");
    CU_ASSERT_EQUAL(unlink(path), 0);
    if (geteuid() != 0) { /* root may read everything */
        FILE *file = fopen(path, "w");

        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        fclose(file);
        CU_ASSERT_EQUAL(chmod(path, 0), 0);
        assert_folder_refused(folder, "municipalities.csv: cannot read the file: Permission denied\n");
        CU_ASSERT_EQUAL(unlink(path), 0);
    }
    CU_ASSERT_EQUAL(rmdir(folder), 0);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_case_refuses_cells_of_the_wrong_form),
        TEST(test_case_refuses_rents_and_rooms_without_a_meaning),
        TEST(test_case_refuses_columns),
        TEST(test_case_refuses_keys),
        TEST(test_case_refuses_scores_and_limits),
        TEST(test_case_refuses_tables_that_are_no_tables),
        TEST(test_case_lists_the_errors_of_all_tables_at_once),
        TEST(test_case_does_not_blame_keys_on_a_damaged_table),
        TEST(test_case_lists_messages_up_to_the_limit),
        TEST(test_case_refuses_folders_and_files_that_cannot_be_read),
        TEST_END,
    };
    return suite_run("case errors", tests);
}
