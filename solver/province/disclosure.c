/* disclosure.c - which counts of a public table must be hidden (see disclosure.h). */
#include "province/disclosure.h"

#include "base/memory.h"

#include <stdlib.h>

/* Larger than any sum of counts, and far from the end of int64_t. */
#define ENDLESS (INT64_C(1) << 40)

struct interval {
    int64_t low;
    int64_t high;
};

struct protection {
    const struct koppel_counts *column;
    enum koppel_cell_state *states;
    int64_t *totals;         /* n_groups + 1: of the groups, then the grand total */
    int32_t *sizes;          /* n_groups: counts of each; everybody knows that the total of none is 0 */
    struct interval *up;     /* n_groups: sum of a group's counts, by the counts alone */
    struct interval *bounds; /* n_counts + n_groups + 1: what a reader can work out */
};

static struct interval plus(struct interval a, struct interval b)
{
    return (struct interval){.low = a.low + b.low, .high = a.high + b.high};
}

static struct interval meet(struct interval a, struct interval b)
{
    return (struct interval){.low = a.low > b.low ? a.low : b.low, .high = a.high < b.high ? a.high : b.high};
}

/* Bounds of a term: the whole less the other terms, where `sum` is over all terms. */
static struct interval rest(struct interval whole, struct interval sum, struct interval term)
{
    return (struct interval){.low = whole.low - (sum.high - term.high), .high = whole.high - (sum.low - term.low)};
}

static int64_t value_of(const struct protection *p, int32_t cell)
{
    return cell < p->column->n_counts ? p->column->counts[cell] : p->totals[cell - p->column->n_counts];
}

/* What a reader knows of a cell from the cell alone. */
static struct interval known(const struct protection *p, int32_t cell)
{
    int64_t value = value_of(p, cell);

    if (p->states[cell] == KOPPEL_CELL_SHOWN) {
        return (struct interval){.low = value, .high = value};
    }
    if (p->states[cell] == KOPPEL_CELL_SMALL) {
        return (struct interval){.low = 0, .high = p->column->threshold - 1};
    }
    return (struct interval){.low = cell < p->column->n_counts ? p->column->threshold : 0, .high = ENDLESS};
}

static void work_out_bounds(struct protection *p)
{
    const struct koppel_counts *column = p->column;
    int32_t grand = column->n_counts + column->n_groups;
    struct interval sum = {0, 0};

    for (int32_t g = 0; g < column->n_groups; g++) {
        p->up[g] = (struct interval){0, 0};
    }
    for (int32_t i = 0; i < column->n_counts; i++) {
        p->up[column->group[i]] = plus(p->up[column->group[i]], known(p, i));
    }
    for (int32_t g = 0; g < column->n_groups; g++) {
        sum = plus(sum, meet(p->up[g], known(p, column->n_counts + g)));
    }
    p->bounds[grand] = meet(sum, known(p, grand));
    for (int32_t g = 0; g < column->n_groups; g++) {
        struct interval term = meet(p->up[g], known(p, column->n_counts + g));

        p->bounds[column->n_counts + g] = meet(term, rest(p->bounds[grand], sum, term));
    }
    for (int32_t i = 0; i < column->n_counts; i++) {
        int32_t g = column->group[i];
        struct interval term = known(p, i);

        p->bounds[i] = meet(term, rest(p->bounds[column->n_counts + g], p->up[g], term));
    }
}

static bool is_protected(const struct protection *p, int32_t cell)
{
    struct interval bounds = p->bounds[cell];
    int64_t widest = p->column->threshold - 1;

    if (p->states[cell] == KOPPEL_CELL_SHOWN) {
        return true;
    }
    if (p->states[cell] == KOPPEL_CELL_SMALL) {
        return bounds.low <= 0 && bounds.high >= widest;
    }
    return bounds.high - bounds.low >= widest;
}

/* The smallest shown cell of first..end that is a count of the group (KOPPEL_NONE: any), or KOPPEL_NONE. */
static int32_t smallest_shown(const struct protection *p, int32_t first, int32_t end, int32_t group)
{
    int32_t found = KOPPEL_NONE;

    for (int32_t cell = first; cell < end; cell++) {
        if (cell >= p->column->n_counts && p->sizes[cell - p->column->n_counts] == 0) {
            continue;
        }
        if (p->states[cell] == KOPPEL_CELL_SHOWN && (group == KOPPEL_NONE || p->column->group[cell] == group) &&
            (found == KOPPEL_NONE || value_of(p, cell) < value_of(p, found))) {
            found = cell;
        }
    }
    return found;
}

/* The cell to hide next for a group whose total is too well known: a count of it when its counts give it away, else
 * another total. */
static int32_t next_for_group(const struct protection *p, int32_t group)
{
    const struct koppel_counts *column = p->column;
    int32_t grand = column->n_counts + column->n_groups;
    int32_t cell = KOPPEL_NONE;

    if (p->up[group].high - p->up[group].low < column->threshold - 1) {
        cell = smallest_shown(p, 0, column->n_counts, group);
    }
    if (cell == KOPPEL_NONE) {
        cell = smallest_shown(p, column->n_counts, grand, KOPPEL_NONE);
    }
    return cell == KOPPEL_NONE && p->states[grand] == KOPPEL_CELL_SHOWN ? grand : cell;
}

static int32_t next_to_hide(const struct protection *p, int32_t cell)
{
    const struct koppel_counts *column = p->column;
    int32_t grand = column->n_counts + column->n_groups;
    int32_t group = 0;
    int32_t other = KOPPEL_NONE;

    if (cell == grand) {
        other = smallest_shown(p, column->n_counts, grand, KOPPEL_NONE);
        return other != KOPPEL_NONE ? other : smallest_shown(p, 0, column->n_counts, KOPPEL_NONE);
    }
    if (cell >= column->n_counts) {
        return next_for_group(p, cell - column->n_counts);
    }
    group = column->group[cell];
    other = smallest_shown(p, 0, column->n_counts, group);
    if (other != KOPPEL_NONE) {
        return other;
    }
    return p->states[column->n_counts + group] == KOPPEL_CELL_SHOWN ? column->n_counts + group
                                                                    : next_for_group(p, group);
}

static int32_t first_unprotected(const struct protection *p)
{
    for (int32_t cell = 0; cell <= p->column->n_counts + p->column->n_groups; cell++) {
        if (!is_protected(p, cell)) {
            return cell;
        }
    }
    return KOPPEL_NONE;
}

static void begin(struct protection *p)
{
    const struct koppel_counts *column = p->column;
    int32_t grand = column->n_counts + column->n_groups;

    for (int32_t i = 0; i < column->n_counts; i++) {
        p->states[i] = column->counts[i] < column->threshold ? KOPPEL_CELL_SMALL : KOPPEL_CELL_SHOWN;
        p->sizes[column->group[i]]++;
        p->totals[column->group[i]] += column->counts[i];
        p->totals[column->n_groups] += column->counts[i];
    }
    for (int32_t cell = column->n_counts; cell <= grand; cell++) {
        p->states[cell] = value_of(p, cell) < column->threshold ? KOPPEL_CELL_WITHHELD : KOPPEL_CELL_SHOWN;
    }
    for (int32_t g = 0; g < column->n_groups; g++) {
        if (p->sizes[g] == 0) {
            p->states[column->n_counts + g] = KOPPEL_CELL_SHOWN;
        }
    }
    if (column->n_counts == 0) {
        p->states[grand] = KOPPEL_CELL_SHOWN;
    }
}

enum koppel_status koppel_disclosure_protect(const struct koppel_counts *column, enum koppel_cell_state *states)
{
    size_t n_groups = (size_t)column->n_groups;
    struct protection p = {.column = column,
                           .states = states,
                           .totals = koppel_new(n_groups + 1, sizeof *p.totals),
                           .sizes = koppel_new(n_groups, sizeof *p.sizes),
                           .up = koppel_new(n_groups, sizeof *p.up),
                           .bounds = koppel_new((size_t)column->n_counts + n_groups + 1, sizeof *p.bounds)};
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (p.totals == NULL || p.sizes == NULL || p.up == NULL || p.bounds == NULL) {
        goto out;
    }
    begin(&p);
    status = KOPPEL_OK;
    for (;;) {
        int32_t cell = KOPPEL_NONE;
        int32_t hide = KOPPEL_NONE;

        work_out_bounds(&p);
        cell = first_unprotected(&p);
        hide = cell != KOPPEL_NONE ? next_to_hide(&p, cell) : KOPPEL_NONE;
        if (hide == KOPPEL_NONE) {
            break;
        }
        states[hide] = KOPPEL_CELL_WITHHELD;
    }
out:
    free(p.totals);
    free(p.sizes);
    free(p.up);
    free(p.bounds);
    return status;
}
