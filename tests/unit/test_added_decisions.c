// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Decisions and homes of a changed workbook are read, and every allocation on the way may fail. */
#include "book/case_book.h"
#include "case_files.h"
#include "failing_memory.h"
#include "folders.h"
#include "io/added_decisions.h"
#include "io/case_reader.h"
#include "io/earlier_reader.h"
#include "io/offers_file.h"
#include "suite.h"
#include "workbook/book_writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** A folder with a proposal whose workbook a person changed. */
struct changed {
    char folder[FOLDERS_PATH];
    struct case_files files;
    char household[64], unit[64], other[64];
};

static void write_file(const char *folder, const char *name, const char *bytes, size_t n_bytes)
{
    char path[FOLDERS_PATH + 64];
    FILE *stream = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    stream = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    CU_ASSERT_EQUAL_FATAL(fwrite(bytes, 1, n_bytes, stream), n_bytes);
    fclose(stream);
}

/* The workbook offers the household another home than proposal.csv and summary.json, and has a decision on it. */
static void write_book(const struct changed *changed, const char *decision, const char *reason)
{
    struct koppel_book_writer book = {0};
    struct koppel_new_sheet sheet = {.name = "Voorstel", .has_headings = true};
    const char *const headings[] = {"Huishouden", "Woning", "Buurt", "Besluit", "Reden", "Besloten op"};
    const char *const cells[] = {changed->household, changed->other, "Centrum", decision, reason, ""};
    struct koppel_text bytes = {0};

    koppel_new_sheet_row(&sheet);
    for (int c = 0; c < 6; c++) {
        koppel_new_sheet_text(&sheet, KOPPEL_STYLE_HEADING, headings[c]);
    }
    koppel_new_sheet_row(&sheet);
    for (int c = 0; c < 6; c++) {
        koppel_new_sheet_text(&sheet, KOPPEL_STYLE_KEY, cells[c]);
    }
    koppel_book_writer_add(&book, &sheet);
    CU_ASSERT_EQUAL_FATAL(koppel_book_writer_finish(&book, &bytes), KOPPEL_OK);
    write_file(changed->folder, "proposal.xlsx", bytes.bytes, bytes.n_bytes);
    koppel_text_free(&bytes);
}

static void changed_make(struct changed *changed)
{
    struct koppel_case kase = {0};
    char text[400];

    *changed = (struct changed){.files = {.n_files = 0}};
    folders_make(changed->folder);
    case_files_good(&changed->files);
    case_files_remove(&changed->files, "decisions.csv");
    CU_ASSERT_EQUAL_FATAL(case_files_read(&changed->files, &kase, NULL, NULL), KOPPEL_OK);
    snprintf(changed->household, sizeof changed->household, "%s", kase.households[0].id);
    snprintf(changed->unit, sizeof changed->unit, "%s", kase.units[0].id);
    snprintf(changed->other, sizeof changed->other, "%s", kase.units[1].id);
    koppel_case_free(&kase);
    snprintf(text, sizeof text, "household,unit\n%s,%s\n", changed->household, changed->unit);
    write_file(changed->folder, "proposal.csv", text, strlen(text));
    snprintf(text, sizeof text, "{\"offers\": {\"%s\": \"%s\"}}", changed->household, changed->unit);
    write_file(changed->folder, "summary.json", text, strlen(text));
    write_book(changed, "behouden", "Werk dichtbij");
}

/* Reads the earlier proposal and its decisions into a case. */
static enum koppel_status read_all(const struct changed *changed, struct koppel_case *kase,
                                   struct koppel_errors *errors, struct koppel_errors *notes)
{
    enum koppel_status status = koppel_earlier_read(changed->folder, kase, errors, notes);

    return status == KOPPEL_OK ? koppel_added_decisions_read(changed->folder, true, kase, errors, notes) : status;
}

static void test_homes_and_decisions_of_a_workbook_count(void)
{
    struct changed changed;
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};

    changed_make(&changed);
    CU_ASSERT_EQUAL_FATAL(case_files_read(&changed.files, &kase, &errors, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(read_all(&changed, &kase, &errors, &notes), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(kase.n_earlier, 1);
    CU_ASSERT_STRING_EQUAL(kase.earlier[0].unit_id, changed.other);
    CU_ASSERT_EQUAL_FATAL(kase.n_decisions, 1);
    CU_ASSERT_EQUAL(kase.decisions[0].kind, KOPPEL_KEEP);
    CU_ASSERT_STRING_EQUAL(kase.decisions[0].reason, "Werk dichtbij");
    CU_ASSERT_EQUAL(kase.decisions[0].decided_on, koppel_case_last_day(&kase));
    CU_ASSERT_STRING_EQUAL(kase.decisions[0].added_from, "proposal.xlsx, sheet Voorstel");
    CU_ASSERT_EQUAL(notes.n_items, 3); /* which table counts, how many decisions, their day */
    /* read once more it is known */
    CU_ASSERT_EQUAL(koppel_added_decisions_read(changed.folder, true, &kase, &errors, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(kase.n_decisions, 1);
    koppel_case_free(&kase);
    koppel_errors_clear(&notes);
    folders_remove(changed.folder);
}

static void test_a_decision_without_a_reason_names_its_cell(void)
{
    struct changed changed;
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};

    changed_make(&changed);
    write_book(&changed, "behouden", "");
    CU_ASSERT_EQUAL_FATAL(case_files_read(&changed.files, &kase, &errors, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_added_decisions_read(changed.folder, true, &kase, &errors, NULL), KOPPEL_E_INPUT);
    CU_ASSERT_EQUAL(kase.n_decisions, 0);
    CU_ASSERT_EQUAL_FATAL(errors.n_items, 1);
    CU_ASSERT_STRING_EQUAL(errors.items[0].file, "proposal.xlsx, sheet Voorstel");
    CU_ASSERT_EQUAL(errors.items[0].line, 2);
    CU_ASSERT_EQUAL(errors.items[0].column, 5);
    koppel_errors_clear(&errors);
    koppel_case_free(&kase);
    folders_remove(changed.folder);
}

static enum koppel_status read_with_little_memory(void *data, struct koppel_errors *errors)
{
    const struct changed *changed = data;
    struct koppel_case kase = {0};
    enum koppel_status status = case_files_read(&changed->files, &kase, errors, NULL);

    status = status == KOPPEL_OK ? read_all(changed, &kase, errors, NULL) : status;
    koppel_case_free(&kase);
    return status;
}

static void test_every_allocation_of_the_readers_may_fail(void)
{
    struct changed changed;

    changed_make(&changed);
    CU_ASSERT(failing_memory_each(read_with_little_memory, &changed, KOPPEL_OK) > 100);
    folders_remove(changed.folder);
}

static enum koppel_status make_case(void *data, struct koppel_errors *errors)
{
    struct koppel_text bytes = {0};
    enum koppel_status status = koppel_case_book_make(KOPPEL_DUTCH, data, &bytes, errors);

    CU_ASSERT(status == KOPPEL_OK || bytes.bytes == NULL);
    koppel_text_free(&bytes);
    return status;
}

static void test_every_allocation_of_a_case_to_fill_in_may_fail(void)
{
    CU_ASSERT(failing_memory_each(make_case, NULL, KOPPEL_OK) > 100);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_homes_and_decisions_of_a_workbook_count),
                                              TEST(test_a_decision_without_a_reason_names_its_cell),
                                              TEST(test_every_allocation_of_the_readers_may_fail),
                                              TEST(test_every_allocation_of_a_case_to_fill_in_may_fail), TEST_END};

    return suite_run("added_decisions", tests);
}
