// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pages of a province: memory may fail anywhere. Runs in the root folder of the source. */
#include "failing_memory.h"
#include "io/case_reader.h"
#include "page/province_page.h"
#include "province/supervision_reader.h"
#include "suite.h"

#include <string.h>

static struct koppel_case kase;
static struct koppel_supervision_rules rules;
static struct koppel_province province;
static struct koppel_target_table targets;

struct asked {
    struct koppel_province_page page;
    struct koppel_text html;
};

static enum koppel_status make(void *data, struct koppel_errors *errors)
{
    struct asked *asked = data;

    (void)errors;
    koppel_text_free(&asked->html);
    return koppel_province_page_make(&asked->page, &asked->html);
}

static void test_a_page_survives_every_failed_allocation(void)
{
    static const char *const parts[KOPPEL_N_PROVINCE_READERS] = {
        [KOPPEL_PROVINCE_OFFICIAL] = "Municipalities on schedule",
        [KOPPEL_PROVINCE_PUBLIC] = "no small count can be worked out",
        [KOPPEL_PROVINCE_MUNICIPALITY] = "To the mayor and aldermen of"};

    for (int reader = 0; reader < KOPPEL_N_PROVINCE_READERS; reader++) {
        struct asked asked = {.page = {.province = &province,
                                       .targets = &targets,
                                       .reader = (enum koppel_province_reader)reader,
                                       .municipality = 0}};

        CU_ASSERT(failing_memory_each(make, &asked, KOPPEL_OK) > 10);
        CU_ASSERT_PTR_NOT_NULL_FATAL(asked.html.bytes);
        CU_ASSERT_PTR_NOT_NULL(strstr(asked.html.bytes, parts[reader]));
        koppel_text_free(&asked.html);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_a_page_survives_every_failed_allocation), TEST_END};
    const struct koppel_supervision_files files = {.rules_folder = NULL};
    struct koppel_target_question question = {.national = 400, .inhabitants = KOPPEL_UNKNOWN};
    struct koppel_errors errors = {0};
    int failed = 1;

    koppel_period_parse("2026-1", &question.period);
    koppel_date_parse("2026-07-01", &question.day);
    if (koppel_case_read("data/region-east", &(struct koppel_case_request){.scope = KOPPEL_CASE_SUPERVISION}, &kase,
                         &errors, NULL) == KOPPEL_OK &&
        koppel_supervision_read(&files, question.period, question.day, &rules, &errors) == KOPPEL_OK &&
        koppel_province_make(&kase, &rules, question.period, question.day, NULL, &province) == KOPPEL_OK &&
        koppel_target_table_make(&kase, &rules.dates, &question, &targets) == KOPPEL_OK) {
        failed = suite_run("pages of a province", tests);
    }
    koppel_target_table_free(&targets);
    koppel_province_free(&province);
    koppel_errors_clear(&errors);
    koppel_case_free(&kase);
    return failed;
}
