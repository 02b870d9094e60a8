// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solver_answer.c - reads what cbc, HiGHS and glpsol wrote (see solver_answer.h). */
#include "adapter/solver_answer.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 4096 };

/* Further from 0 and 1 than this, a value is not whole. */
static const double tolerance = 1e-4;

static void complain(struct koppel_answer *answer, const char *what, const char *line)
{
    answer->state = KOPPEL_ANSWER_UNREADABLE;
    snprintf(answer->complaint, sizeof answer->complaint, "%s%s%.60s%s", what, line != NULL ? ": \"" : "",
             line != NULL ? line : "", line != NULL ? "\"" : "");
    for (char *c = answer->complaint; *c != '\0'; c++) {
        *c = isprint((unsigned char)*c) ? *c : '?';
    }
}

/* One line without its end; false at the end of the file. What is behind LINE_BYTES is passed over: no line that means
 * something is so long, and a program that fails may write anything. */
static bool next_line(FILE *file, char line[LINE_BYTES])
{
    size_t n = 0;

    if (fgets(line, LINE_BYTES, file) == NULL) {
        return false;
    }
    n = strlen(line);
    if (n == LINE_BYTES - 1 && line[n - 1] != '\n') {
        int c = getc(file);

        while (c != '\n' && c != EOF) {
            c = getc(file);
        }
    }
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r')) {
        line[--n] = '\0';
    }
    return true;
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* Takes the value of column `column` (from 1). */
static bool take_value(struct koppel_answer *answer, long long column, double value)
{
    if (column < 1 || column > answer->n_columns) {
        return true;
    }
    if (!(fabs(value) <= tolerance || fabs(value - 1) <= tolerance)) {
        return false;
    }
    answer->chosen[column - 1] = value > 0.5;
    return true;
}

/* "C0000012" is column 12. 0: another name */
static long long column_of(const char *name)
{
    char *end = NULL;
    long long column = 0;

    if (name[0] != 'C' || !isdigit((unsigned char)name[1])) {
        return 0;
    }
    column = strtoll(name + 1, &end, 10);
    return *end == '\0' ? column : 0;
}

/* The number behind `label` in a line that begins so (blanks before it do not count). */
static bool number_after(const char *line, const char *label, double *number)
{
    char *end = NULL;

    line += strspn(line, " ");
    if (!begins(line, label)) {
        return false;
    }
    *number = strtod(line + strlen(label), &end);
    return end != line + strlen(label) && isfinite(*number);
}

/* Looks for a bound and a number of nodes in a log, the last of each. */
static void read_log(const char *log_file, const char *bound_label, const char *nodes_label,
                     struct koppel_answer *answer)
{
    FILE *file = fopen(log_file, "r");
    char line[LINE_BYTES];
    double number = 0;

    while (file != NULL && next_line(file, line)) {
        if (number_after(line, bound_label, &number)) {
            answer->has_bound = true;
            answer->bound = number;
        } else if (number_after(line, nodes_label, &number) && number >= 0 && number < 9e15) {
            answer->n_nodes = (int64_t)number;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* ---- cbc: "Optimal - objective value 5.0", then "[**] index name value reduced-cost" of what is not 0 ---- */

static bool read_cbc_column(const char *line, struct koppel_answer *answer)
{
    char name[32];
    double value = 0;
    int n_read = 0;

    line += strspn(line, " *");
    n_read = sscanf(line, "%*d %31s %lf", name, &value);
    return n_read == 2 && take_value(answer, column_of(name), value);
}

static void read_cbc_head(const char *line, struct koppel_answer *answer)
{
    const char *value = strstr(line, "objective value");

    if (value == NULL) {
        complain(answer, "its first line is no outcome of cbc", line);
    } else if (strstr(line, "nfeasible") != NULL) {
        answer->state = KOPPEL_ANSWER_INFEASIBLE;
    } else if (strstr(line, "no integer solution") != NULL) {
        answer->state = KOPPEL_ANSWER_NOTHING;
    } else if (begins(line, "Optimal")) {
        answer->state = KOPPEL_ANSWER_BEST;
    } else if (begins(line, "Stopped")) {
        answer->state = KOPPEL_ANSWER_SO_FAR;
    } else {
        complain(answer, "its first line is no outcome of cbc", line);
    }
    if (answer->state == KOPPEL_ANSWER_BEST && !answer->has_bound) { /* the log tells a bound only when a gap is left */
        answer->has_bound = number_after(value, "objective value", &answer->bound);
    }
}

void koppel_answer_read_cbc(const char *solution_file, const char *log_file, struct koppel_answer *answer)
{
    FILE *file = fopen(solution_file, "r");
    char line[LINE_BYTES];

    if (file == NULL) {
        complain(answer, "it wrote no solution file", NULL);
        return;
    }
    read_log(log_file, "Lower bound:", "Enumerated nodes:", answer);
    if (next_line(file, line)) {
        read_cbc_head(line, answer);
    } else {
        complain(answer, "its solution file is empty", NULL);
    }
    while ((answer->state == KOPPEL_ANSWER_BEST || answer->state == KOPPEL_ANSWER_SO_FAR) && next_line(file, line)) {
        if (!read_cbc_column(line, answer)) {
            complain(answer, "a line of its solution file is no choice", line);
        }
    }
    fclose(file);
}

/* ---- HiGHS ----
 * "Model status", the status, "# Primal solution values", "Feasible", ..., "# Columns n", "name value" */

static enum koppel_answer_state highs_state(const char *status, bool has_choice)
{
    if (begins(status, "Infeasible")) {
        return KOPPEL_ANSWER_INFEASIBLE;
    }
    if (!has_choice) {
        return KOPPEL_ANSWER_NOTHING;
    }
    return strcmp(status, "Optimal") == 0 ? KOPPEL_ANSWER_BEST : KOPPEL_ANSWER_SO_FAR;
}

static void read_highs_columns(FILE *file, char line[LINE_BYTES], struct koppel_answer *answer)
{
    long long n_columns = -1;

    while (n_columns < 0 && next_line(file, line)) {
        sscanf(line, "# Columns %lld", &n_columns);
    }
    if (n_columns < answer->n_columns) {
        complain(answer, "its solution file has too few columns", NULL);
        return;
    }
    for (long long k = 0; k < n_columns; k++) {
        char name[32];
        double value = 0;

        if (!next_line(file, line)) {
            complain(answer, "its solution file ends too early", NULL);
            return;
        }
        if (sscanf(line, "%31s %lf", name, &value) != 2 || !take_value(answer, column_of(name), value)) {
            complain(answer, "a line of its solution file is no choice", line);
            return;
        }
    }
}

void koppel_answer_read_highs(const char *solution_file, const char *log_file, struct koppel_answer *answer)
{
    FILE *file = fopen(solution_file, "r");
    char line[LINE_BYTES] = "";
    char status[64] = "";
    bool has_choice = false;

    if (file == NULL) {
        complain(answer, "it wrote no solution file", NULL);
        return;
    }
    read_log(log_file, "Dual bound", "Nodes", answer);
    if (!next_line(file, line) || strcmp(line, "Model status") != 0 || !next_line(file, line)) {
        complain(answer, "its solution file does not begin with a model status", line);
        goto out;
    }
    snprintf(status, sizeof status, "%.63s", line);
    while (next_line(file, line) && !begins(line, "# Primal solution values")) {
    }
    has_choice = next_line(file, line) && strcmp(line, "Feasible") == 0;
    answer->state = highs_state(status, has_choice);
    if (answer->state == KOPPEL_ANSWER_BEST || answer->state == KOPPEL_ANSWER_SO_FAR) {
        read_highs_columns(file, line, answer);
    }
out:
    fclose(file);
}

/* ---- glpsol --write: "s mip rows columns status objective", "j column value" ---- */

/* "+  975: mip =  12 >=  11  0.0%": the second number is its bound. */
static void read_glpsol_log(const char *log_file, struct koppel_answer *answer, bool *says_infeasible)
{
    FILE *file = fopen(log_file, "r");
    char line[LINE_BYTES];

    *says_infeasible = false;
    while (file != NULL && next_line(file, line)) {
        const char *bound = begins(line, "+") ? strstr(line, ">=") : NULL;

        if (strstr(line, "HAS NO PRIMAL FEASIBLE SOLUTION") != NULL ||
            strstr(line, "HAS NO INTEGER FEASIBLE SOLUTION") != NULL) {
            *says_infeasible = true;
        }
        if (bound != NULL) { /* "tree is empty" instead of a number: nothing is left below what was found */
            answer->has_bound = number_after(bound, ">=", &answer->bound);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

static enum koppel_answer_state glpsol_state(char status)
{
    return status == 'o'   ? KOPPEL_ANSWER_BEST
           : status == 'f' ? KOPPEL_ANSWER_SO_FAR
           : status == 'n' ? KOPPEL_ANSWER_INFEASIBLE
                           : KOPPEL_ANSWER_NOTHING;
}

void koppel_answer_read_glpsol(const char *solution_file, const char *log_file, struct koppel_answer *answer)
{
    FILE *file = fopen(solution_file, "r");
    char line[LINE_BYTES];
    bool says_infeasible = false;
    bool has_status = false;
    long long n_values = 0;
    double objective = 0;

    read_glpsol_log(log_file, answer, &says_infeasible);
    if (file == NULL) {
        complain(answer, "it wrote no solution file", NULL);
        return;
    }
    answer->state = KOPPEL_ANSWER_NOTHING;
    if (says_infeasible) { /* then it writes no values, or those of a relaxation */
        answer->state = KOPPEL_ANSWER_INFEASIBLE;
        fclose(file);
        return;
    }
    while (answer->state != KOPPEL_ANSWER_UNREADABLE && next_line(file, line)) {
        long long column = 0;
        double value = 0;
        char status = 0;

        if (sscanf(line, "s mip %*d %*d %c %lf", &status, &objective) == 2) {
            has_status = true;
            answer->state = glpsol_state(status);
        } else if (begins(line, "j ")) {
            if (sscanf(line, "j %lld %lf", &column, &value) != 2 || !take_value(answer, column, value)) {
                complain(answer, "a line of its solution file is no choice", line);
            }
            n_values++;
        }
    }
    if (answer->state != KOPPEL_ANSWER_UNREADABLE && (!has_status || n_values < answer->n_columns)) {
        complain(answer, "its solution file is not complete", NULL);
    }
    if (answer->state == KOPPEL_ANSWER_BEST && !answer->has_bound) {
        answer->has_bound = true;
        answer->bound = objective;
    }
    fclose(file);
}

void koppel_log_last_line(const char *log_file, char *line, size_t n_line)
{
    FILE *file = fopen(log_file, "r");
    char row[LINE_BYTES];

    line[0] = '\0';
    while (file != NULL && next_line(file, row)) {
        bool has_letter = false;

        for (const char *c = row; *c != '\0'; c++) {
            has_letter = has_letter || isalpha((unsigned char)*c);
        }
        if (has_letter) {
            snprintf(line, n_line, "%s", row + strspn(row, " \t"));
        }
    }
    for (char *c = line; *c != '\0'; c++) {
        *c = isprint((unsigned char)*c) ? *c : '?';
    }
    if (file != NULL) {
        fclose(file);
    }
}
