/* small_counts.h - one column of counts whose total stands elsewhere on the page, without a small count that anybody
 * could work out.
 *
 * The rules are those of one public table (province/disclosure.h). Here the total is shown whatever happens, so counts
 * are withheld one after another, in the order of the rows, until those rules would show the total as well. Where even
 * all of them are not enough, there is no table.
 */
#ifndef KOPPEL_PAGE_SMALL_COUNTS_H
#define KOPPEL_PAGE_SMALL_COUNTS_H

#include "province/disclosure.h"

/**
 * @param counts  n counts, none negative
 * @param[out] states  n + 1: of each count, and of the total
 * @param[out] is_told  whether the column may be shown, beside its total
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 *
 * Time O(n * n) at worst.
 */
enum koppel_status koppel_small_counts_protect(const int64_t *counts, int32_t n, enum koppel_cell_state *states,
                                               bool *is_told);

#endif
