// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A small integer program in both file formats, to the letter. */
#include "failing_memory.h"
#include "problem/plain_model.h"
#include "suite.h"

#include <string.h>

/* minimise -3 x + 5 over, x + y <= 1, -4 <= 2 x - over <= 7, 0 = 1; y is fixed at 1 and has no cost */
static void make(struct koppel_plain_model *model)
{
    int32_t x = koppel_plain_model_column(model, "x", KOPPEL_COLUMN_BINARY);
    int32_t y = koppel_plain_model_column(model, NULL, KOPPEL_COLUMN_ONE);
    int32_t over = koppel_plain_model_column(model, "over", KOPPEL_COLUMN_AT_LEAST_0);

    koppel_plain_model_put(model, x, 1);
    koppel_plain_model_put(model, y, 1);
    koppel_plain_model_row(model, "one_home", INT64_MIN, 1);
    koppel_plain_model_put(model, x, 2);
    koppel_plain_model_put(model, y, 0);
    koppel_plain_model_put(model, over, -1);
    koppel_plain_model_row(model, NULL, -4, 7);
    koppel_plain_model_row(model, "must", 1, 1);
    if (!model->failed) {
        model->columns[x].cost = -3;
        model->columns[over].cost = INT64_C(9007199254740993); /* 2^53 + 1: no double */
    }
}

static void assert_text(enum koppel_model_format format, const char *wanted)
{
    struct koppel_plain_model model = {0};
    struct koppel_text text = {0};

    make(&model);
    CU_ASSERT_EQUAL(koppel_plain_model_write(&model, format, &text), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(text.bytes, wanted);
    koppel_text_free(&text);
    koppel_plain_model_free(&model);
}

static void test_mps_is_written_column_by_column(void)
{
    assert_text(KOPPEL_MODEL_MPS, "NAME koppel\nROWS\n N cost\n L one_home\n G R0000002\n E must\n"
                                  "COLUMNS\n M1 'MARKER' 'INTORG'\n x cost -3\n x one_home 1\n x R0000002 2\n"
                                  " C0000002 one_home 1\n M2 'MARKER' 'INTEND'\n"
                                  " over cost 9007199254740993\n over R0000002 -1\n"
                                  "RHS\n RHS1 one_home 1\n RHS1 R0000002 -4\n RHS1 must 1\n"
                                  "RANGES\n RNG1 R0000002 11\n"
                                  "BOUNDS\n UP BND1 x 1\n FX BND1 C0000002 1\nENDATA\n");
}

static void test_lp_is_written_row_by_row(void)
{
    assert_text(KOPPEL_MODEL_LP, "Minimize\n cost: - 3 x + 9007199254740993 over\n\n"
                                 "Subject To\n one_home: + 1 x + 1 C0000002 <= 1\n R0000002: + 2 x - 1 over >= -4\n"
                                 " + 2 x - 1 over <= 7\n"
                                 " must: + 0 x = 1\n\n"
                                 "Bounds\n 0 <= x <= 1\n C0000002 = 1\n\nGenerals\n x\n C0000002\n\nEnd\n");
}

static enum koppel_status write_both(void *data, struct koppel_errors *errors)
{
    struct koppel_plain_model model = {0};
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;

    (void)data;
    make(&model);
    status = koppel_plain_model_write(&model, KOPPEL_MODEL_MPS, &text);
    if (status == KOPPEL_OK) {
        status = koppel_plain_model_write(&model, KOPPEL_MODEL_LP, &text);
    }
    koppel_text_free(&text);
    koppel_plain_model_free(&model);
    return status == KOPPEL_OK ? status : koppel_errors_no_memory(errors, NULL);
}

static void test_memory_that_runs_out_is_told(void)
{
    CU_ASSERT_TRUE(failing_memory_each(write_both, NULL, KOPPEL_OK) > 5);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_mps_is_written_column_by_column),
                                              TEST(test_lp_is_written_row_by_row),
                                              TEST(test_memory_that_runs_out_is_told), TEST_END};

    return suite_run("plain_model", tests);
}
