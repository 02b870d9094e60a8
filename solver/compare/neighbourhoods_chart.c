// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* neighbourhoods_chart.c - neighbourhoods.svg: how full the neighbourhoods are of their fair share, before and after
 * (see comparison_charts.h).
 *
 * The fair share of a neighbourhood is its municipality's permit holders (who live there now, and the policy's share of
 * those to come: verify/shares.h) in proportion to its reference. Neighbourhoods without a reference have none and are
 * left out. A class is a quarter of the fair share wide; the last takes all above.
 */
#include "compare/comparison_charts.h"

#include "base/memory.h"
#include "report/svg.h"
#include "verify/shares.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    WIDTH = 900,
    N_COLUMNS = 3,
    PANEL_WIDTH = 2900,
    PANEL_HEIGHT = 1800,
    LEFT = 300,
    TOP = 950,
    PLOT_WIDTH = 2500,
    PLOT_HEIGHT = 1050,
    N_CLASSES = 9,
    CLASS_PERCENT = 25
};

/* Neighbourhoods of each class; `after` NULL: now. */
static void count_classes(const struct koppel_suitability *fit, const struct koppel_share *shares, const double *after,
                          int32_t counts[N_CLASSES])
{
    for (int c = 0; c < N_CLASSES; c++) {
        counts[c] = 0;
    }
    for (int32_t n = 0; n < fit->kase->n_neighbourhoods; n++) {
        const struct koppel_share *share = &shares[fit->kase->neighbourhoods[n].municipality];
        double persons = after != NULL ? after[n] : fit->kase->neighbourhoods[n].permit_holders;
        double fair = 0.0;

        if (fit->spread_is_open[n] || koppel_spread_reference(fit, n) == 0 || share->reference == 0 ||
            share->total == 0) {
            continue;
        }
        fair = (double)share->total * (double)koppel_spread_reference(fit, n) / (double)share->reference;
        counts[persons >= fair * 2 ? N_CLASSES - 1 : (int)(persons * (100 / CLASS_PERCENT) / fair)]++;
    }
}

static void draw_panel(struct koppel_text *svg, struct koppel_spot corner, const char *name,
                       const int32_t before[N_CLASSES], const int32_t after[N_CLASSES], int32_t most)
{
    int32_t bottom = corner.y + 350 + PLOT_HEIGHT;
    int32_t step = PLOT_WIDTH / N_CLASSES;
    char words[32];

    koppel_svg_words(svg, (struct koppel_spot){corner.x, corner.y + 120}, 13, KOPPEL_ANCHOR_START, name);
    for (int c = 0; c < N_CLASSES; c++) {
        int32_t x = corner.x + step * c;
        int32_t old_height = PLOT_HEIGHT * before[c] / most;
        int32_t new_height = PLOT_HEIGHT * after[c] / most;
        int32_t top = old_height > new_height ? old_height : new_height;

        koppel_svg_box(svg, (struct koppel_spot){x + 20, bottom - old_height}, step / 2 - 30, old_height, "#FFFFFF",
                       "#000000");
        koppel_svg_box(svg, (struct koppel_spot){x + step / 2, bottom - new_height}, step / 2 - 30, new_height,
                       c * CLASS_PERCENT >= 100 ? koppel_colours[KOPPEL_SHAPE_SQUARE]
                                                : koppel_colours[KOPPEL_SHAPE_CIRCLE],
                       "#000000");
        snprintf(words, sizeof words, "%d", (int)after[c]);
        koppel_svg_words(svg, (struct koppel_spot){x + 3 * step / 4 - 15, bottom - top - 30}, 9, KOPPEL_ANCHOR_MIDDLE,
                         words);
        snprintf(words, sizeof words, "%d%s", c * CLASS_PERCENT, c == N_CLASSES - 1 ? "+" : "");
        koppel_svg_words(svg, (struct koppel_spot){x + (c == N_CLASSES - 1 ? 60 : 0), bottom + 130}, 9,
                         KOPPEL_ANCHOR_START, words);
    }
    koppel_svg_line(svg, (struct koppel_spot){corner.x, bottom}, (struct koppel_spot){corner.x + PLOT_WIDTH, bottom},
                    "#000000", 12);
}

static void draw_legend(struct koppel_text *svg)
{
    koppel_svg_box(svg, (struct koppel_spot){LEFT, 480}, 110, 110, "#FFFFFF", "#000000");
    koppel_svg_words(svg, (struct koppel_spot){LEFT + 170, 580}, 12, KOPPEL_ANCHOR_START, _("before the round"));
    koppel_svg_box(svg, (struct koppel_spot){LEFT + 1500, 480}, 110, 110, koppel_colours[KOPPEL_SHAPE_CIRCLE],
                   "#000000");
    koppel_svg_words(svg, (struct koppel_spot){LEFT + 1670, 580}, 12, KOPPEL_ANCHOR_START,
                     _("after: below the fair share"));
    koppel_svg_box(svg, (struct koppel_spot){LEFT + 3900, 480}, 110, 110, koppel_colours[KOPPEL_SHAPE_SQUARE],
                   "#000000");
    koppel_svg_words(svg, (struct koppel_spot){LEFT + 4070, 580}, 12, KOPPEL_ANCHOR_START,
                     _("after: at the fair share or above"));
    koppel_svg_words(
        svg, (struct koppel_spot){LEFT, 800}, 12, KOPPEL_ANCHOR_START,
        _("Across: permit holders as a percentage of the fair share. Upright: neighbourhoods (their number "
          "after the round above the bars)."));
}

void koppel_neighbourhoods_chart(const struct koppel_comparison *comparison, struct koppel_text *svg)
{
    const struct koppel_suitability *fit = &comparison->job.fit;
    struct koppel_share *shares = koppel_shares_new(fit);
    int32_t n_rows = (comparison->n_compared + N_COLUMNS - 1) / N_COLUMNS;
    int32_t before[N_CLASSES];
    int32_t after[N_CLASSES];
    int32_t most = 1;

    if (shares == NULL) {
        svg->failed = true;
        return;
    }
    koppel_svg_begin(svg, WIDTH, (TOP + PANEL_HEIGHT * n_rows) / 10 + 10, _("Neighbourhoods before and after"),
                     _("For every policy, how many neighbourhoods hold what percentage of their fair share of permit "
                       "holders, before and after the round."));
    draw_legend(svg);
    count_classes(fit, shares, NULL, before);
    for (int32_t k = -1; k < comparison->n_compared; k++) {
        if (k < 0 || comparison->compared[k].n_proposals > 0) {
            count_classes(fit, shares, k < 0 ? NULL : comparison->compared[k].after, after);
            for (int c = 0; c < N_CLASSES; c++) {
                most = after[c] > most ? after[c] : most;
            }
        }
    }
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        const struct koppel_compared *compared = &comparison->compared[k];
        struct koppel_spot corner = {LEFT + PANEL_WIDTH * (k % N_COLUMNS), TOP + PANEL_HEIGHT * (k / N_COLUMNS)};

        if (compared->n_proposals > 0) {
            count_classes(fit, shares, compared->after, after);
            draw_panel(svg, corner, compared->name, before, after, most);
        }
    }
    koppel_svg_end(svg);
    free(shares);
}
