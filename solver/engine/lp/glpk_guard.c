// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* glpk_guard.c - errors of GLPK (see glpk_guard.h). */
#include "engine/lp/glpk_guard.h"

#include <limits.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

struct guard {
    jmp_buf back;
    volatile bool is_memory; /* the last message of GLPK was about memory */
};

/* GLPK prints what is wrong before it calls the error hook; the text alone tells lack of memory from misuse. */
static int read_message(void *info, const char *text)
{
    struct guard *guard = info;

    if (strstr(text, "alloc") != NULL || strstr(text, "memory") != NULL) {
        guard->is_memory = true;
    }
    return 1;
}

static void jump_back(void *info)
{
    struct guard *guard = info;

    longjmp(guard->back, 1);
}

enum koppel_status koppel_guard_run(enum koppel_status (*body)(void *data), void *data, bool *lost)
{
    struct guard guard = {.is_memory = false};
    enum koppel_status status = KOPPEL_E_INTERNAL;

    *lost = false;
    /* 0: made, 1: was there already, 2: no memory. */
    if (glp_init_env() > 1) {
        *lost = true;
        return KOPPEL_E_MEMORY;
    }
    if (setjmp(guard.back) != 0) {
        glp_free_env();
        *lost = true;
        return guard.is_memory ? KOPPEL_E_MEMORY : KOPPEL_E_ENGINE;
    }
    glp_term_hook(read_message, &guard);
    glp_error_hook(jump_back, &guard);
    glp_term_out(GLP_OFF);
    status = body(data);
    glp_term_out(GLP_ON);
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
    return status;
}

/* Degenerate vertices can make GLPK's simplex go round for ever; what ends at all takes a few pivots a row and column. */
static int most_pivots(glp_prob *lp)
{
    enum { FREE_PIVOTS = 10000, PIVOTS_EACH = 50 };
    int64_t most = FREE_PIVOTS + (int64_t)PIVOTS_EACH * (glp_get_num_rows(lp) + glp_get_num_cols(lp));

    return most < INT_MAX ? (int)most : INT_MAX;
}

/* One run of the simplex. *is_limited: by the caller or by the work that is left, so that it need not have gone round */
static int run_simplex(glp_prob *lp, int most_iterations, const struct koppel_deadline *deadline, glp_smcp *control,
                       bool *is_limited)
{
    int64_t size = (int64_t)glp_get_num_rows(lp) + glp_get_num_cols(lp);
    int most = most_iterations > 0 ? most_iterations : most_pivots(lp);
    int left = koppel_deadline_times_left(deadline, size);
    int before = glp_get_it_cnt(lp), code = 0;

    control->tm_lim = koppel_deadline_left_ms(deadline);
    control->it_lim = most < left ? most : left;
    code = glp_simplex(lp, control);
    koppel_deadline_spend(deadline, (glp_get_it_cnt(lp) - before + 1) * size);
    *is_limited = most_iterations > 0 || left < most;
    return code;
}

int koppel_guard_simplex(glp_prob *lp, int most_iterations, const struct koppel_deadline *deadline, glp_smcp *control)
{
    bool is_limited = false;
    int code = run_simplex(lp, most_iterations, deadline, control, &is_limited);

    if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND || code == GLP_EFAIL ||
        (code == GLP_EITLIM && !is_limited)) {
        glp_adv_basis(lp, 0);
        control->meth = GLP_PRIMAL;
        control->r_test = GLP_RT_HAR;
        code = run_simplex(lp, most_iterations, deadline, control, &is_limited);
    }
    return code;
}

void koppel_guard_end(void)
{
    glp_free_env();
}
