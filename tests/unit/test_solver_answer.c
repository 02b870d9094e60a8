// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Unit tests of library/solver_answer: what cbc, HiGHS and glpsol write, as they were seen to write it, and what they
 * should not. */
#include "suite.h"

#include "adapter/solver_answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { N_COLUMNS = 4 };

typedef void (*reader)(const char *solution_file, const char *log_file, struct koppel_answer *answer);

static char folder[] = "/tmp/koppel-solver-answer-XXXXXX";
static bool chosen[N_COLUMNS];

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

/* The answer in these texts; solution NULL: no such file. */
static struct koppel_answer answer_of(reader read, const char *solution, const char *log)
{
    struct koppel_answer answer = {.chosen = chosen, .n_columns = N_COLUMNS};
    char solution_file[64], log_file[64];

    snprintf(solution_file, sizeof solution_file, "%s/solution", folder);
    snprintf(log_file, sizeof log_file, "%s/log", folder);
    unlink(solution_file);
    if (solution != NULL) {
        write_file(solution_file, solution);
    }
    write_file(log_file, log);
    memset(chosen, 0, sizeof chosen);
    read(solution_file, log_file, &answer);
    unlink(solution_file);
    unlink(log_file);
    return answer;
}

static bool is_chosen(bool first, bool second, bool third, bool fourth)
{
    return chosen[0] == first && chosen[1] == second && chosen[2] == third && chosen[3] == fourth;
}

static void test_cbc_tells_an_optimum(void)
{
    struct koppel_answer answer = answer_of(koppel_answer_read_cbc,
                                            "Optimal - objective value -103983000000.00000000\n"
                                            "      1 C0000002                             1               -9.48e+08\n"
                                            "**    3 C0000004                     0.9999999                       0\n"
                                            "      7 C0000008                            12                       0\n",
                                            "Enumerated nodes:               17\n");

    CU_ASSERT_EQUAL(answer.state, KOPPEL_ANSWER_BEST);
    CU_ASSERT_TRUE(is_chosen(false, true, false, true)); /* column 8 is no choice, so its 12 is nobody's business */
    CU_ASSERT_TRUE(answer.has_bound && answer.bound == -103983000000.0);
    CU_ASSERT_EQUAL(answer.n_nodes, 17);
}

static void test_cbc_stopped_in_time_tells_its_lower_bound(void)
{
    struct koppel_answer answer = answer_of(
        koppel_answer_read_cbc, "Stopped on time - objective value 812.00000000\n      0 C0000001      1       0\n",
        "Result - Stopped on time limit\n\nObjective value:                812.00000000\n"
        "Lower bound:                    800.250\nGap:                            0.01\n");

    CU_ASSERT_EQUAL(answer.state, KOPPEL_ANSWER_SO_FAR);
    CU_ASSERT_TRUE(answer.has_bound && answer.bound == 800.25);
    CU_ASSERT_TRUE(is_chosen(true, false, false, false));
}

static void test_cbc_without_a_choice(void)
{
    struct koppel_answer none = answer_of(
        koppel_answer_read_cbc,
        "Stopped on time (no integer solution - continuous used) - objective value 7\n 0 C0000001 0.5 0\n", "");
    struct koppel_answer infeasible =
        answer_of(koppel_answer_read_cbc, "Infeasible - objective value 0.00000000\n** 0 C0000001 0.5 0\n", "");

    CU_ASSERT_EQUAL(none.state, KOPPEL_ANSWER_NOTHING);
    CU_ASSERT_EQUAL(infeasible.state, KOPPEL_ANSWER_INFEASIBLE);
}

static void test_highs_tells_an_optimum(void)
{
    struct koppel_answer answer =
        answer_of(koppel_answer_read_highs,
                  "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective -3\n# Columns 5\n"
                  "C0000001 1\nC0000002 0\nC0000003 1e-07\nC0000004 1\nC0000005 44\n# Rows 0\n",
                  "  Primal bound      -3\n  Dual bound        -3.0004\n  Nodes             5\n");

    CU_ASSERT_EQUAL(answer.state, KOPPEL_ANSWER_BEST);
    CU_ASSERT_TRUE(is_chosen(true, false, false, true));
    CU_ASSERT_TRUE(answer.has_bound && answer.bound == -3.0004);
    CU_ASSERT_EQUAL(answer.n_nodes, 5);
}

static void test_highs_at_its_time_limit(void)
{
    struct koppel_answer found =
        answer_of(koppel_answer_read_highs,
                  "Model status\nTime limit reached\n\n# Primal solution values\nFeasible\nObjective -3\n# Columns 4\n"
                  "C0000001 1\nC0000002 0\nC0000003 0\nC0000004 0\n",
                  "  Dual bound        -inf\n");
    struct koppel_answer none = answer_of(
        koppel_answer_read_highs, "Model status\nTime limit reached\n\n# Primal solution values\nNone\n\n# Dual\n", "");
    struct koppel_answer infeasible =
        answer_of(koppel_answer_read_highs, "Model status\nInfeasible\n\n# Primal solution values\nNone\n", "");

    CU_ASSERT_EQUAL(found.state, KOPPEL_ANSWER_SO_FAR);
    CU_ASSERT_FALSE(found.has_bound); /* minus infinity is none */
    CU_ASSERT_EQUAL(none.state, KOPPEL_ANSWER_NOTHING);
    CU_ASSERT_EQUAL(infeasible.state, KOPPEL_ANSWER_INFEASIBLE);
}

static const char glpsol_optimum[] = "c Problem:    koppel\nc\ns mip 2 4 o -103\ni 1 1\ni 2 0\n"
                                     "j 1 0\nj 2 1\nj 3 0\nj 4 1\ne o f\n";

static void test_glpsol_tells_an_optimum(void)
{
    struct koppel_answer answer = answer_of(koppel_answer_read_glpsol, glpsol_optimum,
                                            "+   967: mip =     not found yet >=              -inf        (1; 0)\n"
                                            "+   975: >>>>>  -1.030000000e+02 >=  -1.045000000e+02   0.0% (2; 0)\n"
                                            "+   975: mip =  -1.030000000e+02 >=     tree is empty   0.0% (0; 3)\n");

    CU_ASSERT_EQUAL(answer.state, KOPPEL_ANSWER_BEST);
    CU_ASSERT_TRUE(is_chosen(false, true, false, true));
    CU_ASSERT_TRUE(answer.has_bound && answer.bound == -103);
}

static void test_glpsol_within_a_gap_tells_the_bound_of_its_tree(void)
{
    struct koppel_answer answer = answer_of(koppel_answer_read_glpsol, glpsol_optimum,
                                            "+   975: >>>>>  -1.030000000e+02 >=  -1.045000000e+02   1.5% (2; 0)\n"
                                            "RELATIVE MIP GAP TOLERANCE REACHED; SEARCH TERMINATED\n");

    CU_ASSERT_TRUE(answer.has_bound && answer.bound == -104.5);
}

static void test_glpsol_without_a_choice(void)
{
    struct koppel_answer none = answer_of(koppel_answer_read_glpsol, "s mip 2 4 u 0\nj 1 0\nj 2 0\nj 3 0\nj 4 0\n", "");
    struct koppel_answer infeasible = answer_of(koppel_answer_read_glpsol, "s bas 2 4 u u 0\nj 1 b 0.5 0\n",
                                                "PROBLEM HAS NO PRIMAL FEASIBLE SOLUTION\n");

    CU_ASSERT_EQUAL(none.state, KOPPEL_ANSWER_NOTHING);
    CU_ASSERT_EQUAL(infeasible.state, KOPPEL_ANSWER_INFEASIBLE);
}

static void test_what_cannot_be_read_is_said(void)
{
    static const struct {
        reader read;
        const char *solution;
        const char *complaint;
    } cases[] = {
        {koppel_answer_read_cbc, NULL, "it wrote no solution file"},
        {koppel_answer_read_cbc, "", "its solution file is empty"},
        {koppel_answer_read_cbc, "objective value\n", "no outcome of cbc"},
        {koppel_answer_read_cbc, "Optimal - objective value 3\n 0 C0000001 2 0\n", "is no choice"},
        {koppel_answer_read_cbc, "Optimal - objective value 3\n 0 C0000001 nan 0\n", "is no choice"},
        {koppel_answer_read_cbc, "Optimal - objective value 3\n 0 C0000001\n", "is no choice"},
        {koppel_answer_read_highs, NULL, "it wrote no solution file"},
        {koppel_answer_read_highs, "", "does not begin with a model status"},
        {koppel_answer_read_highs, "Model status\nOptimal\n# Primal solution values\nFeasible\n# Columns 3\n",
         "too few columns"},
        {koppel_answer_read_highs,
         "Model status\nOptimal\n# Primal solution values\nFeasible\n# Columns 4\nC0000001 1\n", "ends too early"},
        {koppel_answer_read_highs,
         "Model status\nOptimal\n# Primal solution values\nFeasible\n# Columns 4\nC0000001 0.4\n", "is no choice"},
        {koppel_answer_read_glpsol, NULL, "it wrote no solution file"},
        {koppel_answer_read_glpsol, "", "is not complete"},
        {koppel_answer_read_glpsol, "s mip 2 4 o 3\nj 1 1\nj 2 0\n", "is not complete"},
        {koppel_answer_read_glpsol, "j 1 1\nj 2 0\nj 3 0\nj 4 0\n", "is not complete"},
        {koppel_answer_read_glpsol, "s mip 2 4 o 3\nj 1 -1\n", "is no choice"},
    };

    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct koppel_answer answer = answer_of(cases[k].read, cases[k].solution, "");

        CU_ASSERT_EQUAL(answer.state, KOPPEL_ANSWER_UNREADABLE);
        CU_ASSERT_PTR_NOT_NULL(strstr(answer.complaint, cases[k].complaint));
    }
}

static void test_the_last_line_of_a_log_has_a_letter_and_no_control(void)
{
    char line[24];
    char path[64];

    snprintf(path, sizeof path, "%s/log", folder);
    write_file(path, "first\n  no licence \033[1m here\n\n 12 --\n");
    koppel_log_last_line(path, line, sizeof line);
    CU_ASSERT_STRING_EQUAL(line, "no licence ?[1m here");
    write_file(path, "a line that is longer than the room that there is\n");
    koppel_log_last_line(path, line, sizeof line);
    CU_ASSERT_STRING_EQUAL(line, "a line that is longer t");
    unlink(path);
    koppel_log_last_line(path, line, sizeof line);
    CU_ASSERT_STRING_EQUAL(line, "");
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_cbc_tells_an_optimum),
        TEST(test_cbc_stopped_in_time_tells_its_lower_bound),
        TEST(test_cbc_without_a_choice),
        TEST(test_highs_tells_an_optimum),
        TEST(test_highs_at_its_time_limit),
        TEST(test_glpsol_tells_an_optimum),
        TEST(test_glpsol_within_a_gap_tells_the_bound_of_its_tree),
        TEST(test_glpsol_without_a_choice),
        TEST(test_what_cannot_be_read_is_said),
        TEST(test_the_last_line_of_a_log_has_a_letter_and_no_control),
        TEST_END,
    };
    int exit_code = 0;

    if (mkdtemp(folder) == NULL) {
        return suite_skip("no temporary folder can be made");
    }
    exit_code = suite_run("solver_answer", tests);
    rmdir(folder);
    return exit_code;
}
