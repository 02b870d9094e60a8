// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every allocation on the way to an invented case fails once: a status comes back, and nothing leaks (sanitizers look).
 */
#include "failing_memory.h"
#include "generate/draft_files.h"
#include "generate/example_cases.h"
#include "generate/real_case.h"
#include "generate/synthetic_case.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No folder can be written below a file, so that every run ends with an output error when memory does not run out. */
static char table[] = "/tmp/koppel-generate-XXXXXX";
static char folder[64];

static enum koppel_status make_synthetic(void *data, struct koppel_errors *errors)
{
    const struct koppel_synthetic_spec spec = {.n_municipalities = 3,
                                               .n_households = 20,
                                               .n_units = 20,
                                               .n_neighbourhoods = 4,
                                               .link_percent = 50,
                                               .scarcity_percent = 20,
                                               .concentration_percent = 65,
                                               .reception = true,
                                               .jobs = true};
    const struct koppel_draft_about about = {"name", "title", "description", false};
    struct koppel_draft draft = {0};
    enum koppel_status status = KOPPEL_OK;

    (void)data;
    koppel_synthetic_make(&spec, &draft);
    status = koppel_draft_write(&draft, &about, (struct koppel_dialect){0}, folder, false, errors);
    koppel_draft_free(&draft);
    return status;
}

static enum koppel_status make_example(void *data, struct koppel_errors *errors)
{
    (void)data;
    return koppel_example_write(0, folder, false, errors);
}

static enum koppel_status make_real(void *data, struct koppel_errors *errors)
{
    const struct koppel_real_spec spec = {.national = 21200,
                                          .country_inhabitants = 17590672,
                                          .link_percent = 80,
                                          .scarcity_percent = 20,
                                          .concentrated = true};
    const struct koppel_draft_about about = {"name", "title", "description", false};
    struct koppel_real_places places = {0};
    struct koppel_draft draft = {0};
    enum koppel_status status = koppel_real_places_read(table, NULL, NULL, &places, errors, NULL);

    (void)data;
    status = status == KOPPEL_OK ? koppel_real_case_make(&spec, &places, &draft, errors) : status;
    if (status == KOPPEL_OK) {
        status = koppel_draft_write(&draft, &about, (struct koppel_dialect){0}, folder, false, errors);
    }
    koppel_draft_free(&draft);
    koppel_real_places_free(&places);
    return status;
}

static void test_a_synthetic_case_survives_every_failed_allocation(void)
{
    CU_ASSERT_TRUE(failing_memory_each(make_synthetic, NULL, KOPPEL_E_OUTPUT) > 20);
}

static void test_an_example_survives_every_failed_allocation(void)
{
    CU_ASSERT_TRUE(failing_memory_each(make_example, NULL, KOPPEL_E_OUTPUT) > 20);
}

static void test_real_neighbourhoods_survive_every_failed_allocation(void)
{
    CU_ASSERT_TRUE(failing_memory_each(make_real, NULL, KOPPEL_E_OUTPUT) > 20);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_a_synthetic_case_survives_every_failed_allocation),
        TEST(test_an_example_survives_every_failed_allocation),
        TEST(test_real_neighbourhoods_survive_every_failed_allocation),
        TEST_END,
    };
    static const char text[] = "buurt_code;gm_naam;buurt_naam;inwoners;woningvoorraad;koopwoning_percentage\n"
                               "BU03070100;Amersfoort;Hof;71000;39600;26.0\n"
                               "BU03070101;Amersfoort;Nieuwstraat;46000;25900;0.0\n";
    int file = mkstemp(table);
    int failed = 1;

    if (file >= 0 && write(file, text, sizeof text - 1) == (ssize_t)(sizeof text - 1)) {
        snprintf(folder, sizeof folder, "%s/case", table);
        failed = suite_run("generate memory", tests);
    }
    close(file);
    unlink(table);
    return failed;
}
