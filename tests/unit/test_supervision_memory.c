// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every allocation on the way from a case and proposals to the tables of a province fails once: a status comes back,
 * and nothing leaks (sanitizers look). Runs in the root folder of the source. */
#include "failing_memory.h"
#include "io/case_reader.h"
#include "province/carry.h"
#include "province/gathered.h"
#include "province/supervision_reader.h"
#include "province/supervision_text.h"
#include "province/target_text.h"
#include "suite.h"

static struct koppel_case kase;
static struct koppel_supervision_rules rules;
static int32_t period;
static int32_t day;

/* What koppel supervise does after it has read the case. */
static enum koppel_status supervise(void *data, struct koppel_errors *errors)
{
    static const char *const folders[] = {"docs/half-year/city"};
    struct koppel_gathered gathered = {0};
    struct koppel_province province = {0};
    struct koppel_sheet sheet = {0};
    struct koppel_sheet public_sheet = {0};
    const struct koppel_target_question question = {
        .period = period, .day = day, .national = 400, .inhabitants = KOPPEL_UNKNOWN};
    struct koppel_target_table targets = {0};
    struct koppel_text text = {0};
    enum koppel_status status = koppel_gathered_make(&kase, period, folders, 1, &gathered, errors, NULL);

    (void)data;
    if (status == KOPPEL_OK) {
        status = koppel_province_make(&kase, &rules, period, day, gathered.by_municipality, &province);
    }
    status = status == KOPPEL_OK ? koppel_supervision_sheet(&province, &sheet) : status;
    status = status == KOPPEL_OK ? koppel_public_sheet(&province, NULL, &public_sheet) : status;
    status = status == KOPPEL_OK ? koppel_target_table_make(&kase, &rules.dates, &question, &targets) : status;
    status = status == KOPPEL_OK ? koppel_supervision_print(&province, ',', &text) : status;
    if (status == KOPPEL_OK) {
        koppel_supervision_json(&province, &sheet, &text);
        koppel_supervision_explain(&province, &targets, 0, &text);
        koppel_public_print(&province, &public_sheet, false, '.', &text);
        status = koppel_text_status(&text);
    }
    koppel_text_free(&text);
    koppel_target_table_free(&targets);
    koppel_sheet_free(&public_sheet);
    koppel_sheet_free(&sheet);
    koppel_province_free(&province);
    koppel_gathered_free(&gathered);
    return status;
}

/* What koppel targets and koppel balance do. */
static enum koppel_status carry_over(void *data, struct koppel_errors *errors)
{
    const struct koppel_target_question question = {
        .period = period + 1, .day = day, .national = 420, .inhabitants = KOPPEL_UNKNOWN};
    struct koppel_province province = {0};
    struct koppel_target_table next = {0};
    struct koppel_carry carry = {0};
    struct koppel_sheet sheet = {0};
    struct koppel_sheet targets = {0};
    struct koppel_text text = {0};
    enum koppel_status status = koppel_province_make(&kase, &rules, period, day, NULL, &province);

    (void)data;
    status = status == KOPPEL_OK ? koppel_target_table_make(&kase, &rules.dates, &question, &next) : status;
    status = status == KOPPEL_OK ? koppel_target_sheet(&next, &targets) : status;
    status = status == KOPPEL_OK ? koppel_carry_make(&province, &next, &carry, errors) : status;
    status = status == KOPPEL_OK ? koppel_carry_sheet(&carry, &sheet) : status;
    status = status == KOPPEL_OK ? koppel_carry_table(&carry, "data/region-east", &text, errors) : status;
    if (status == KOPPEL_OK) {
        koppel_target_print(&next, &targets, '.', &text);
        koppel_target_json(&next, &targets, &text);
        koppel_carry_print(&carry, &next, &sheet, &text);
        koppel_carry_json(&carry, &sheet, &text);
        status = koppel_text_status(&text);
    }
    koppel_text_free(&text);
    koppel_sheet_free(&targets);
    koppel_sheet_free(&sheet);
    koppel_carry_free(&carry);
    koppel_target_table_free(&next);
    koppel_province_free(&province);
    return status;
}

static void test_supervision_survives_every_failed_allocation(void)
{
    CU_ASSERT_TRUE(failing_memory_each(supervise, NULL, KOPPEL_OK) > 20);
}

static void test_carrying_over_survives_every_failed_allocation(void)
{
    CU_ASSERT_TRUE(failing_memory_each(carry_over, NULL, KOPPEL_OK) > 20);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_supervision_survives_every_failed_allocation),
        TEST(test_carrying_over_survives_every_failed_allocation),
        TEST_END,
    };
    const struct koppel_supervision_files files = {.rules_folder = NULL};
    struct koppel_errors errors = {0};
    int failed = 1;

    koppel_period_parse("2026-1", &period);
    koppel_date_parse("2026-07-01", &day);
    if (koppel_case_read("data/region-east", &(struct koppel_case_request){.scope = KOPPEL_CASE_SUPERVISION}, &kase,
                         &errors, NULL) == KOPPEL_OK &&
        koppel_supervision_read(&files, period, day, &rules, &errors) == KOPPEL_OK) {
        failed = suite_run("supervision memory", tests);
    }
    koppel_errors_clear(&errors);
    koppel_case_free(&kase);
    return failed;
}
