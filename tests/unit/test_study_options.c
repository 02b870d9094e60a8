// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Options of the public interface koppel.h: sizes of structs, policy and tables from memory, days, progress and stop. */
#include "folders.h"
#include "suite.h"

#include "koppel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_TABLES = 8 };

static const char *const table_names[N_TABLES] = {"municipalities.csv", "neighbourhoods.csv", "corporations.csv",
                                                  "units.csv",          "households.csv",     "targets.csv",
                                                  "limits.csv",         "decisions.csv"};

static struct koppel_study *open_case(const char *folder, const struct koppel_study_options *options,
                                      enum koppel_status expected)
{
    struct koppel_study *study = NULL;
    enum koppel_status status = koppel_study_open(folder, options, &study);

    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    if (status != expected) {
        fprintf(stderr, "%s\n", koppel_study_message(study, 0));
    }
    CU_ASSERT_EQUAL(status, expected);
    return study;
}

static void assert_refused(const struct koppel_study_options *options, const char *because)
{
    struct koppel_study *study = open_case("data/municipality-d", options, KOPPEL_E_ARGUMENT);

    if (strstr(koppel_study_message(study, 0), because) == NULL) {
        fprintf(stderr, "expected \"%s\" in \"%s\"\n", because, koppel_study_message(study, 0));
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(study, 0), because));
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_E_ARGUMENT);
    koppel_study_close(study);
}

static void test_options_without_their_size_are_refused(void)
{
    struct koppel_study_options options = {.policy_json = "{}"};

    assert_refused(&options, "sizeof (struct koppel_study_options)");
    options.size = sizeof options - 1; /* ends within a field */
    assert_refused(&options, "sizeof (struct koppel_study_options)");
}

static void test_options_of_an_older_header_are_taken(void)
{
    struct koppel_study_options options = {.size = offsetof(struct koppel_study_options, as_of), .as_of = "never"};

    koppel_study_close(open_case("data/municipality-d", &options, KOPPEL_OK)); /* as_of was not there yet */
    options.size = sizeof options;
    assert_refused(&options, "as_of takes a date");
}

static void test_options_of_a_newer_header_are_taken_when_they_choose_nothing_new(void)
{
    struct {
        struct koppel_study_options known;
        const char *added;
    } options = {.known = {.size = sizeof options}};

    koppel_study_close(open_case("data/municipality-d", &options.known, KOPPEL_OK));
    options.added = "a choice";
    assert_refused(&options.known, "does not know all fields");
}

static void test_options_out_of_range_are_refused(void)
{
    const struct koppel_case_file nameless = {.bytes = "a,b\n", .n_bytes = 4};
    const struct koppel_study_options base = {.size = sizeof base};
    struct koppel_study_options options = base;

    options.gap_ppm = -1;
    assert_refused(&options, "gap_ppm");
    options = base;
    options.time_limit = -1;
    assert_refused(&options, "time_limit");
    options = base;
    options.n_threads = 1000;
    assert_refused(&options, "n_threads");
    options = base;
    options.policy_json = "{}";
    options.policy_file = "data/policies/strict.json";
    assert_refused(&options, "not both");
    options = base;
    options.n_tables = 1;
    assert_refused(&options, "n_tables without tables");
    options.tables = &nameless;
    assert_refused(&options, "has no name");
    koppel_study_close(open_case(NULL, &base, KOPPEL_E_ARGUMENT));
}

static void test_policy_from_memory_is_that_of_the_file(void)
{
    size_t n = 0;
    char *json = folders_read("data/policies", "housing-first.json", &n);
    struct koppel_study_options options = {.size = sizeof options, .policy_json = json, .quick = 1};
    struct koppel_study *from_memory = open_case("data/municipality-d", &options, KOPPEL_OK);
    struct koppel_study *from_file = NULL;

    options.policy_json = NULL;
    options.policy_file = "data/policies/housing-first.json";
    from_file = open_case("data/municipality-d", &options, KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_solve(from_memory), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_solve(from_file), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(koppel_study_json(from_memory), koppel_study_json(from_file));
    koppel_study_close(from_memory);
    koppel_study_close(from_file);
    options.policy_file = NULL;
    options.policy_json = "{\"targets\": {}}";
    from_memory = open_case("data/municipality-d", &options, KOPPEL_E_INPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(from_memory, 0), "policy: $"));
    koppel_study_close(from_memory);
    free(json);
}

static void test_tables_from_memory_are_those_of_the_folder(void)
{
    struct koppel_case_file tables[N_TABLES];
    struct koppel_study_options options = {.size = sizeof options, .tables = tables, .n_tables = N_TABLES};
    struct koppel_study *from_memory = NULL;
    struct koppel_study *from_folder = open_case("data/municipality-d", NULL, KOPPEL_OK);

    for (int k = 0; k < N_TABLES; k++) {
        tables[k].name = table_names[k];
        tables[k].bytes = folders_read("data/municipality-d", table_names[k], &tables[k].n_bytes);
    }
    from_memory = open_case("municipality-d", &options, KOPPEL_OK);
    for (int k = 0; k < N_TABLES; k++) { /* they are read during the call only */
        free((void *)(uintptr_t)tables[k].bytes);
    }
    CU_ASSERT_EQUAL(koppel_study_solve(from_memory), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_solve(from_folder), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(koppel_study_json(from_memory), koppel_study_json(from_folder));
    CU_ASSERT_STRING_EQUAL(koppel_study_document(from_memory, "proposal.csv"),
                           koppel_study_document(from_folder, "proposal.csv"));
    koppel_study_close(from_memory);
    koppel_study_close(from_folder);
    options.n_tables = 0;
    koppel_study_close(open_case(NULL, &options, KOPPEL_E_MISSING));
}

static void test_day_of_the_run_is_chosen(void)
{
    const struct koppel_study_options options = {.size = sizeof options, .as_of = "2026-06-30", .quick = 1};
    struct koppel_study *study = open_case("data/municipality-d", &options, KOPPEL_OK);

    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_json(study), "\"as_of\": \"2026-06-30\""));
    koppel_study_close(study);
}

/* What progress was told. */
struct told {
    int n[KOPPEL_STAGE_CURVE + 1]; /* calls by stage */
    int n_values;
    int answer;
};

static int note_progress(void *data, const struct koppel_progress *progress)
{
    struct told *told = data;

    CU_ASSERT(progress->stage >= KOPPEL_STAGE_SOLVE && progress->stage <= KOPPEL_STAGE_CURVE);
    CU_ASSERT(progress->step >= 0 && progress->step < progress->n_steps);
    CU_ASSERT(progress->scale > 0);
    CU_ASSERT_PTR_NOT_NULL(progress->name);
    told->n[progress->stage]++;
    told->n_values += progress->value_is_known != 0;
    return told->answer;
}

static void test_progress_is_told_of_solving_and_explaining(void)
{
    struct told told = {.answer = 0};
    const struct koppel_study_options options = {
        .size = sizeof options, .progress = note_progress, .progress_data = &told};
    struct koppel_study *study = open_case("data/municipality-b", &options, KOPPEL_OK);

    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT(told.n[KOPPEL_STAGE_SOLVE] > 0 && told.n_values > 0);
    CU_ASSERT_EQUAL(told.n[KOPPEL_STAGE_CERTIFICATE], 0);
    CU_ASSERT_EQUAL(koppel_study_explain(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(told.n[KOPPEL_STAGE_CERTIFICATE], 1);
    CU_ASSERT_EQUAL(told.n[KOPPEL_STAGE_NEXT_BEST], koppel_study_n_households(study));
    CU_ASSERT_EQUAL(koppel_study_explain(study), KOPPEL_OK); /* once is enough */
    CU_ASSERT_EQUAL(told.n[KOPPEL_STAGE_CERTIFICATE], 1);
    koppel_study_close(study);
}

static void test_progress_stops_a_solve(void)
{
    struct told told = {.answer = 1};
    const struct koppel_study_options options = {
        .size = sizeof options, .engine = "exact", .progress = note_progress, .progress_data = &told};
    struct koppel_study *study = open_case("data/region-east", &options, KOPPEL_OK);

    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(koppel_study_outcome(study), KOPPEL_PROVEN);
    koppel_study_close(study);
}

static struct koppel_study *study_to_stop;

static int stop_study(void *data, const struct koppel_progress *progress)
{
    (void)data;
    (void)progress;
    koppel_study_stop(study_to_stop);
    return 0;
}

static void test_stop_ends_a_solve_and_what_would_explain_it(void)
{
    const struct koppel_study_options options = {.size = sizeof options, .engine = "exact", .progress = stop_study};
    struct koppel_study *study = open_case("data/region-east", &options, KOPPEL_OK);

    study_to_stop = study;
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(koppel_study_outcome(study), KOPPEL_PROVEN);
    if (koppel_study_outcome(study) == KOPPEL_FEASIBLE) {
        CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_json(study), "\"ended_by\": \"interrupt\""));
        CU_ASSERT_PTR_NOT_NULL(koppel_study_document(study, "proposal.csv"));
    }
    koppel_study_close(study);
}

/* Two studies in two languages side by side: each call speaks as its handle wants it. */
static void test_language_belongs_to_a_study(void)
{
    struct koppel_study_options options = {.size = sizeof options, .quick = 1, .language = "nl"};
    struct koppel_study *dutch = open_case("data/municipality-d", &options, KOPPEL_OK);
    struct koppel_study *english = NULL;

    options.language = NULL;
    english = open_case("data/municipality-d", &options, KOPPEL_OK); /* though its headings are Dutch */
    CU_ASSERT_EQUAL(koppel_study_solve(dutch), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_solve(english), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_summary(dutch), "Taakstelling, in personen"));
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_summary(english), "Target (taakstelling), in people"));
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_json(dutch), "\"language\": \"nl\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_json(english), "\"language\": \"en\""));
    CU_ASSERT_STRING_EQUAL(koppel_study_document(dutch, "neighbourhoods.csv"),
                           koppel_study_document(english, "neighbourhoods.csv"));
    CU_ASSERT_PTR_NULL(koppel_study_document(dutch, "no such file"));
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(dutch, 0), "het voorstel heeft geen bestand"));
    koppel_study_close(dutch);
    koppel_study_close(english);
    options.language = "de";
    assert_refused(&options, "language takes en or nl");
}

static void test_library_tells_its_version(void)
{
    CU_ASSERT_STRING_EQUAL(koppel_version(), KOPPEL_VERSION);
    CU_ASSERT_STRING_EQUAL(koppel_status_name(KOPPEL_E_EXISTS), "KOPPEL_E_EXISTS");
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_options_without_their_size_are_refused),
        TEST(test_options_of_an_older_header_are_taken),
        TEST(test_options_of_a_newer_header_are_taken_when_they_choose_nothing_new),
        TEST(test_options_out_of_range_are_refused),
        TEST(test_policy_from_memory_is_that_of_the_file),
        TEST(test_tables_from_memory_are_those_of_the_folder),
        TEST(test_day_of_the_run_is_chosen),
        TEST(test_progress_is_told_of_solving_and_explaining),
        TEST(test_progress_stops_a_solve),
        TEST(test_stop_ends_a_solve_and_what_would_explain_it),
        TEST(test_language_belongs_to_a_study),
        TEST(test_library_tells_its_version),
        TEST_END};

    return suite_run("study options", tests);
}
