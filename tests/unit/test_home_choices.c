// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Homes as choices for a household: those that suit first, the best fit first; memory may fail. */
#include "report/home_choices.h"

#include "failing_memory.h"
#include "suite.h"
#include "town_report.h"

#include <cJSON.h>
#include <string.h>

struct asked {
    struct town_report made;
    int32_t household;
    struct koppel_text text;
};

static enum koppel_status make(void *data, struct koppel_errors *errors)
{
    struct asked *asked = data;

    (void)errors;
    koppel_text_free(&asked->text);
    return koppel_home_choices_json(asked->made.report.fit, asked->made.report.proposal, asked->household, "",
                                    &asked->text);
}

static void test_every_home_is_a_choice_once_in_order(void)
{
    struct town town = town_new();
    struct asked asked = {.household = H0};
    const cJSON *one = NULL;
    cJSON *list = NULL;
    double before = 1001;
    bool is_refused = false;

    town.unit_of[H2] = U2;
    town_report_make(&town, &asked.made);
    CU_ASSERT(failing_memory_each(make, &asked, KOPPEL_OK) > 1);
    list = cJSON_Parse(asked.text.bytes);
    CU_ASSERT_EQUAL(cJSON_GetArraySize(list), asked.made.report.fit->kase->n_units);
    cJSON_ArrayForEach(one, list)
    {
        const cJSON *score = cJSON_GetObjectItemCaseSensitive(one, "score");
        const cJSON *households = cJSON_GetObjectItemCaseSensitive(one, "households");
        const char *home = cJSON_GetObjectItemCaseSensitive(one, "home")->valuestring;
        bool is_offered = strcmp(home, asked.made.report.fit->kase->units[U2].id) == 0;

        CU_ASSERT_EQUAL(cJSON_GetArraySize(households), is_offered ? 1 : 0);
        CU_ASSERT_EQUAL(cJSON_IsNull(score), !cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(one, "rule")));
        CU_ASSERT(!is_refused || cJSON_IsNull(score)); /* those that suit come first */
        is_refused = cJSON_IsNull(score);
        CU_ASSERT(is_refused || score->valuedouble <= before);
        before = is_refused ? before : score->valuedouble;
    }
    cJSON_Delete(list);
    koppel_text_free(&asked.text);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_every_home_is_a_choice_once_in_order), TEST_END};

    return suite_run("homes to choose from", tests);
}
