// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The language of a run: what is looked up, what is not, and whose it is. */
#include "base/language.h"
#include "base/text.h"
#include "base/workers.h"
#include "suite.h"

#include <string.h>

static void test_sentences(void)
{
    CU_ASSERT_EQUAL(koppel_language_now(), KOPPEL_ENGLISH);
    CU_ASSERT_STRING_EQUAL(_("memory ran out"), "memory ran out");
    CU_ASSERT_EQUAL(koppel_language_use(KOPPEL_DUTCH), KOPPEL_ENGLISH);
    CU_ASSERT_STRING_EQUAL(_("memory ran out"), "het geheugen is vol");
    CU_ASSERT_STRING_EQUAL(koppel_translate("no such sentence"), "no such sentence");
    CU_ASSERT_STRING_EQUAL(koppel_plural("household", "households", 1), "huishouden");
    CU_ASSERT_STRING_EQUAL(koppel_plural("household", "households", 2), "huishoudens");
    CU_ASSERT_EQUAL(koppel_language_use(KOPPEL_ENGLISH), KOPPEL_DUTCH);
}

/* Each is found among the many that share its slot, and none is empty. */
static void test_whole_catalogue(void)
{
    size_t n_found = 0;

    CU_ASSERT_TRUE(koppel_n_dutch_sentences > 100);
    koppel_language_use(KOPPEL_DUTCH);
    for (size_t k = 0; k < koppel_n_dutch_sentences; k++) {
        const struct koppel_translation *row = &koppel_dutch_sentences[k];

        n_found += strcmp(koppel_translate(row->english), row->translated) == 0 && row->translated[0] != '\0';
    }
    CU_ASSERT_EQUAL(n_found, koppel_n_dutch_sentences);
    koppel_language_use(KOPPEL_ENGLISH);
}

static void test_machines_read_what_is_written(void)
{
    struct koppel_text people = {0};
    struct koppel_text machines = {.is_for_machines = true};

    koppel_language_use(KOPPEL_DUTCH);
    koppel_text_add(&people, "memory ran out");
    koppel_text_add(&machines, "memory ran out");
    koppel_language_use(KOPPEL_ENGLISH);
    CU_ASSERT_STRING_EQUAL(people.bytes, "het geheugen is vol");
    CU_ASSERT_STRING_EQUAL(machines.bytes, "memory ran out");
    koppel_text_free(&people);
    koppel_text_free(&machines);
}

static void test_guess(void)
{
    koppel_language_guess(KOPPEL_ENGLISH);
    koppel_language_met(KOPPEL_DUTCH);
    CU_ASSERT_EQUAL(koppel_language_now(), KOPPEL_DUTCH);
    koppel_language_met(KOPPEL_ENGLISH); /* it is known by now */
    CU_ASSERT_EQUAL(koppel_language_now(), KOPPEL_DUTCH);
    koppel_language_use(KOPPEL_ENGLISH);
    koppel_language_met(KOPPEL_DUTCH); /* it was asked for */
    CU_ASSERT_EQUAL(koppel_language_now(), KOPPEL_ENGLISH);
}

static void test_names(void)
{
    static const char *const dutch[] = {"nl", "nl_NL", "nl_BE.UTF-8", "nl.UTF-8", "nl@euro"};
    static const char *const neither[] = {"", "C", "POSIX", "n", "nlx", "de_DE.UTF-8", "nederlands"};
    enum koppel_language language = KOPPEL_ENGLISH;

    for (size_t k = 0; k < sizeof dutch / sizeof *dutch; k++) {
        language = KOPPEL_ENGLISH;
        CU_ASSERT_TRUE(koppel_language_find(dutch[k], &language));
        CU_ASSERT_EQUAL(language, KOPPEL_DUTCH);
    }
    for (size_t k = 0; k < sizeof neither / sizeof *neither; k++) {
        CU_ASSERT_FALSE(koppel_language_find(neither[k], &language));
    }
    CU_ASSERT_STRING_EQUAL(koppel_language_code(KOPPEL_ENGLISH), "en");
    CU_ASSERT_STRING_EQUAL(koppel_language_code(KOPPEL_DUTCH), "nl");
}

enum { N_ITEMS = 8 };

static enum koppel_status note_language(void *data, int32_t worker, int32_t item)
{
    enum koppel_language *seen = data;

    (void)worker;
    seen[item] = koppel_language_now();
    return KOPPEL_OK;
}

/* A worker speaks as the thread that waits for it. */
static void test_workers(void)
{
    enum koppel_language seen[N_ITEMS] = {KOPPEL_ENGLISH};
    const struct koppel_workers workers = {.n_items = N_ITEMS, .n_threads = 3, .data = seen, .work = note_language};

    koppel_language_use(KOPPEL_DUTCH);
    CU_ASSERT_EQUAL(koppel_workers_run(&workers), KOPPEL_OK);
    koppel_language_use(KOPPEL_ENGLISH);
    for (int k = 0; k < N_ITEMS; k++) {
        CU_ASSERT_EQUAL(seen[k], KOPPEL_DUTCH);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_sentences),
        TEST(test_whole_catalogue),
        TEST(test_machines_read_what_is_written),
        TEST(test_guess),
        TEST(test_names),
        TEST(test_workers),
        TEST_END,
    };

    return suite_run("language", tests);
}
