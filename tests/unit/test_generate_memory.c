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

static enum koppel_status make_synthetic(struct koppel_errors *errors)
{
    const struct koppel_synthetic_spec spec = {.n_municipalities = 3,
                                               .n_households = 20,
                                               .n_units = 20,
                                               .n_neighbourhoods = 4,
                                               .link_percent = 50,
                                               .scarcity_percent = 20,
                                               .concentration_percent = 65};
    const struct koppel_draft_about about = {"name", "title", "description"};
    struct koppel_draft draft = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_synthetic_make(&spec, &draft);
    status = koppel_draft_write(&draft, &about, (struct koppel_dialect){0}, folder, false, errors);
    koppel_draft_free(&draft);
    return status;
}

static enum koppel_status make_example(struct koppel_errors *errors)
{
    return koppel_example_write(0, folder, false, errors);
}

static enum koppel_status make_real(struct koppel_errors *errors)
{
    const struct koppel_real_spec spec = {.national = 21200,
                                          .country_inhabitants = 17590672,
                                          .link_percent = 80,
                                          .scarcity_percent = 20,
                                          .concentrated = true};
    const struct koppel_draft_about about = {"name", "title", "description"};
    struct koppel_real_places places = {0};
    struct koppel_draft draft = {0};
    enum koppel_status status = koppel_real_places_read(table, NULL, NULL, &places, errors, NULL);

    status = status == KOPPEL_OK ? koppel_real_case_make(&spec, &places, &draft, errors) : status;
    if (status == KOPPEL_OK) {
        status = koppel_draft_write(&draft, &about, (struct koppel_dialect){0}, folder, false, errors);
    }
    koppel_draft_free(&draft);
    koppel_real_places_free(&places);
    return status;
}

static void fail_each(enum koppel_status (*run)(struct koppel_errors *errors))
{
    long n = 0;

    for (;; n++) {
        struct koppel_errors errors = {0};
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = run(&errors);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_E_OUTPUT);
            koppel_errors_clear(&errors);
            break;
        }
        failing_memory_after(-1);
        /* When only the message of the output error found no room, that error stands. */
        CU_ASSERT_EQUAL(status, errors.n_dropped > 0 && errors.n_items == 0 && status == KOPPEL_E_OUTPUT
                                    ? KOPPEL_E_OUTPUT
                                    : KOPPEL_E_MEMORY);
        koppel_errors_clear(&errors);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n > 20);
}

static void test_a_synthetic_case_survives_every_failed_allocation(void)
{
    fail_each(make_synthetic);
}

static void test_an_example_survives_every_failed_allocation(void)
{
    fail_each(make_example);
}

static void test_real_neighbourhoods_survive_every_failed_allocation(void)
{
    fail_each(make_real);
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
