// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The public interface koppel.h: what a program that uses the library sees. */
#include "folders.h"
#include "suite.h"

#include "koppel.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct koppel_study *open_case(const char *folder, const struct koppel_study_options *options,
                                      enum koppel_status expected)
{
    struct koppel_study *study = NULL;

    CU_ASSERT_EQUAL(koppel_study_open(folder, options, &study), expected);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
}

static void test_study_proves_an_example_case(void)
{
    struct koppel_study *study = open_case("data/municipality-b", NULL, KOPPEL_OK);
    int32_t n_offers = 0;

    CU_ASSERT_EQUAL(koppel_study_outcome(study), KOPPEL_NO_ANSWER);
    CU_ASSERT_EQUAL(koppel_study_n_tiers(study), 0);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_outcome(study), KOPPEL_PROVEN);
    for (int32_t i = 0; i < koppel_study_n_households(study); i++) {
        struct koppel_offer offer = koppel_study_offer(study, i);

        CU_ASSERT_PTR_NOT_NULL(offer.household);
        CU_ASSERT(offer.unit != NULL || offer.score_micro_points == 0);
        n_offers += offer.unit != NULL ? 1 : 0;
    }
    CU_ASSERT_EQUAL(n_offers, 8);
    for (int32_t t = 0; t < koppel_study_n_tiers(study); t++) {
        struct koppel_study_tier tier = koppel_study_tier(study, t);

        CU_ASSERT(tier.proven && tier.bound_is_known);
        CU_ASSERT_EQUAL(tier.value, tier.bound);
    }
    koppel_study_close(study);
}

static void test_study_gives_values_as_a_user_reads_them(void)
{
    struct koppel_study *study = open_case("data/municipality-b", NULL, KOPPEL_OK);
    struct koppel_study_tier fit;

    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    fit = koppel_study_tier(study, koppel_study_n_tiers(study) - 1);
    CU_ASSERT_STRING_EQUAL(fit.name, "fit");
    CU_ASSERT_EQUAL(fit.maximise, 1);
    CU_ASSERT_EQUAL(fit.value / fit.scale, 6860);
    CU_ASSERT_STRING_EQUAL(koppel_study_tier(study, -1).name, "");
    CU_ASSERT_PTR_NULL(koppel_study_offer(study, 1000).household);
    koppel_study_close(study);
}

static void test_study_tells_what_is_wrong_and_stays_closed(void)
{
    struct koppel_study *study = open_case("data/no-such-case", NULL, KOPPEL_E_MISSING);

    CU_ASSERT(koppel_study_n_messages(study) > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(study, 0), "KOPPEL_E_MISSING"));
    CU_ASSERT_EQUAL(koppel_study_n_households(study), 0);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_study_write(study, "never-written", 0), KOPPEL_E_ARGUMENT);
    CU_ASSERT_NOT_EQUAL(access("never-written", F_OK), 0);
    koppel_study_close(study);
    koppel_study_close(NULL);
}

static void test_study_refuses_an_engine_that_is_not_there(void)
{
    const struct koppel_study_options options = {.size = sizeof options, .engine = "oracle-of-delphi"};
    struct koppel_study *study = open_case("data/municipality-b", &options, KOPPEL_E_ARGUMENT);

    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(study, 0), "no engine"));
    koppel_study_close(study);
}

static void test_study_writes_a_folder_once(void)
{
    char parent[FOLDERS_PATH];
    char output[FOLDERS_PATH + 8];
    struct koppel_study *study = open_case("data/municipality-d", NULL, KOPPEL_OK);
    struct stat found;

    snprintf(output, sizeof output, "%s/out", folders_make(parent));
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_write(study, output, 0), KOPPEL_OK);
    CU_ASSERT_EQUAL(stat(output, &found), 0);
    CU_ASSERT_EQUAL(koppel_study_write(study, output, 0), KOPPEL_E_EXISTS);
    CU_ASSERT_EQUAL(koppel_study_write(study, output, 1), KOPPEL_OK);
    koppel_study_close(study);
    {
        static const char *const names[] = {"proposal.xlsx",      "proposal.csv",     "unplaced.csv",
                                            "neighbourhoods.csv", "targets.csv",      "agreements.csv",
                                            "summary.json",       "certificate.json", "datapackage.json"};
        char path[2 * FOLDERS_PATH];

        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            snprintf(path, sizeof path, "%s/%s", output, names[k]);
            CU_ASSERT_EQUAL(unlink(path), 0);
        }
    }
    CU_ASSERT_EQUAL(rmdir(output), 0); /* nothing else was written */
    folders_remove(parent);
}

static void test_study_solves_again_from_an_earlier_proposal(void)
{
    char folder[] = "/tmp/koppel-study-XXXXXX";
    char path[64];
    struct koppel_study *first = open_case("data/municipality-b", NULL, KOPPEL_OK);
    struct koppel_study_options options = {.size = sizeof options, .earlier = path, .stay_close = "most"};
    struct koppel_study *again = NULL;
    FILE *file = NULL;
    bool has_stay = false;

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/earlier.csv", folder);
    file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(koppel_study_solve(first), KOPPEL_OK);
    fputs("household,unit\nH0001,gone\n", file);
    for (int32_t i = 1; i < koppel_study_n_households(first); i++) {
        struct koppel_offer offer = koppel_study_offer(first, i);

        CU_ASSERT_PTR_NULL(offer.earlier_unit);
        fprintf(file, "%s,%s\n", offer.household, offer.unit != NULL ? offer.unit : "");
    }
    CU_ASSERT_EQUAL(fclose(file), 0);
    again = open_case("data/municipality-b", &options, KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_solve(again), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(koppel_study_offer(again, 0).earlier_unit, "gone");
    for (int32_t i = 1; i < koppel_study_n_households(again); i++) {
        struct koppel_offer offer = koppel_study_offer(again, i);

        CU_ASSERT_EQUAL(offer.unit == NULL, offer.earlier_unit == NULL);
        CU_ASSERT(offer.unit == NULL || strcmp(offer.unit, offer.earlier_unit) == 0);
    }
    for (int32_t t = 0; t < koppel_study_n_tiers(again); t++) {
        has_stay = has_stay || strcmp(koppel_study_tier(again, t).name, "stay") == 0;
    }
    CU_ASSERT_TRUE(has_stay);
    koppel_study_close(again);
    options.stay_close = "as much as you like";
    koppel_study_close(open_case("data/municipality-b", &options, KOPPEL_E_ARGUMENT));
    koppel_study_close(first);
    CU_ASSERT_EQUAL(unlink(path), 0);
    CU_ASSERT_EQUAL(rmdir(folder), 0);
}

static void test_study_solves_again_to_the_same_offers(void)
{
    struct koppel_study *study = open_case("data/municipality-a", NULL, KOPPEL_OK);
    const char *units[64] = {NULL};
    int32_t n = koppel_study_n_households(study);

    CU_ASSERT_FATAL(n <= 64);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    for (int32_t i = 0; i < n; i++) {
        units[i] = koppel_study_offer(study, i).unit;
    }
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    for (int32_t i = 0; i < n; i++) {
        CU_ASSERT_PTR_EQUAL(koppel_study_offer(study, i).unit, units[i]);
    }
    koppel_study_close(study);
}

/* The cell of a row of a written table, by the text that begins the row; commas inside quotes are not looked for. */
static bool table_has(const char *table, const char *household, const char *code)
{
    char begin[64];
    const char *row = NULL;
    const char *end = NULL;
    const char *found = NULL;

    snprintf(begin, sizeof begin, "\n%s,", household);
    row = strstr(table, begin);
    end = row != NULL ? strchr(row + 1, '\n') : NULL;
    snprintf(begin, sizeof begin, ",%s,", code);
    found = row != NULL ? strstr(row, begin) : NULL;
    return found != NULL && end != NULL && found < end;
}

static void test_study_says_why_households_are_left(void)
{
    struct koppel_study *study = open_case("data/municipality-b", NULL, KOPPEL_OK);
    struct koppel_study_reason reason = {.code = "before"};
    int32_t n_left = 0;

    CU_ASSERT_EQUAL(koppel_study_reason(study, 0, &reason), KOPPEL_E_ARGUMENT); /* no proposal yet */
    CU_ASSERT_PTR_NULL(reason.code);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_reason(study, -1, &reason), KOPPEL_E_ARGUMENT);
    for (int32_t i = 0; i < koppel_study_n_households(study); i++) {
        struct koppel_offer offer = koppel_study_offer(study, i);

        CU_ASSERT_EQUAL(koppel_study_reason(study, i, &reason), KOPPEL_OK);
        CU_ASSERT_EQUAL(reason.code == NULL, offer.unit != NULL);
        if (reason.code != NULL) {
            CU_ASSERT(table_has(koppel_study_document(study, "unplaced.csv"), offer.household, reason.code));
            CU_ASSERT(strlen(reason.explanation) > 0);
            CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_document(study, "unplaced.csv"), reason.change));
            n_left++;
        }
    }
    CU_ASSERT(n_left > 0);
    koppel_study_close(study);
}

static void test_study_counts_and_measures(void)
{
    struct koppel_study *study = open_case("data/municipality-b", NULL, KOPPEL_OK);
    struct koppel_study_counts counts = koppel_study_counts(study);
    struct koppel_study_indices before = {0};
    struct koppel_study_indices after = {0};

    CU_ASSERT_EQUAL(counts.households, 0);
    CU_ASSERT_EQUAL(koppel_study_indices(study, NULL, &before, &after), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    counts = koppel_study_counts(study);
    CU_ASSERT_EQUAL(counts.households, koppel_study_n_households(study));
    CU_ASSERT_EQUAL(counts.placed_households, 8);
    CU_ASSERT_EQUAL(counts.free_places, counts.places - counts.placed_households);
    CU_ASSERT(counts.placed_persons <= counts.persons && counts.persons_short <= counts.persons_to_house);
    CU_ASSERT_EQUAL(koppel_study_indices(study, NULL, &before, &after), KOPPEL_OK);
    CU_ASSERT_EQUAL(after.persons, before.persons + counts.placed_persons);
    CU_ASSERT(after.dissimilarity >= after.reachable && after.reachable >= after.least);
    CU_ASSERT_PTR_NOT_NULL(after.highest_area);
    CU_ASSERT_EQUAL(koppel_study_indices(study, "GM9002", &before, &before), KOPPEL_OK);
    CU_ASSERT_EQUAL(before.persons, after.persons); /* its only municipality */
    CU_ASSERT_EQUAL(koppel_study_indices(study, "GM0000", &before, &after), KOPPEL_E_ARGUMENT);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(study, 0), "GM0000"));
    koppel_study_close(study);
}

static void test_study_gives_the_files_that_it_writes(void)
{
    static const char *const names[] = {"proposal.csv",   "unplaced.csv", "neighbourhoods.csv", "targets.csv",
                                        "agreements.csv", "summary.json", "certificate.json"};
    struct koppel_study *study = open_case("data/municipality-d", NULL, KOPPEL_OK);
    char parent[FOLDERS_PATH];
    char folder[FOLDERS_PATH + 8];

    snprintf(folder, sizeof folder, "%s/out", folders_make(parent));
    CU_ASSERT_PTR_NULL(koppel_study_json(study));
    CU_ASSERT_PTR_NULL(koppel_study_summary(study));
    CU_ASSERT_PTR_NULL(koppel_study_document(study, "proposal.csv"));
    CU_ASSERT_EQUAL(koppel_study_explain(study), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_write(study, folder, 0), KOPPEL_OK);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        size_t n = 0;
        char *written = folders_read(folder, names[k], &n);

        CU_ASSERT_STRING_EQUAL(koppel_study_document(study, names[k]), written);
        if (strcmp(names[k], "summary.json") == 0) {
            CU_ASSERT_STRING_EQUAL(koppel_study_json(study), written);
        }
        free(written);
    }
    CU_ASSERT_PTR_NULL(koppel_study_document(study, "changes.csv")); /* there is no earlier proposal */
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(study, 0), "changes.csv"));
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_summary(study), "proven"));
    koppel_study_close(study);
    folders_remove(parent);
}

static void test_study_that_is_quick_has_no_certificate(void)
{
    const struct koppel_study_options options = {.size = sizeof options, .quick = 1};
    struct koppel_study *study = open_case("data/municipality-d", &options, KOPPEL_OK);

    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_explain(study), KOPPEL_OK);
    CU_ASSERT_PTR_NULL(koppel_study_document(study, "certificate.json"));
    CU_ASSERT_PTR_NOT_NULL(koppel_study_document(study, "proposal.csv"));
    koppel_study_close(study);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_study_proves_an_example_case),
                                              TEST(test_study_gives_values_as_a_user_reads_them),
                                              TEST(test_study_tells_what_is_wrong_and_stays_closed),
                                              TEST(test_study_refuses_an_engine_that_is_not_there),
                                              TEST(test_study_writes_a_folder_once),
                                              TEST(test_study_solves_again_to_the_same_offers),
                                              TEST(test_study_solves_again_from_an_earlier_proposal),
                                              TEST(test_study_says_why_households_are_left),
                                              TEST(test_study_counts_and_measures),
                                              TEST(test_study_gives_the_files_that_it_writes),
                                              TEST(test_study_that_is_quick_has_no_certificate),
                                              TEST_END};

    return suite_run("study", tests);
}
