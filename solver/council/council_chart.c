// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council_chart.c - council.svg: for every choice, how many people get a home and how many are above a limit (see
 * council.h). */
#include "council/council_parts.h"

#include "report/svg.h"

enum {
    WIDTH = 900,
    TOP = 780,
    ROW = 260,
    BAR = 150,
    NAMES = 2650, /* the names of the choices end here, */
    LEFT = 2750,  /* the first bars begin, */
    MIDDLE = 6000,
    RIGHT = 8600
};

static int64_t shown(const struct koppel_council_choice *choice, int measure)
{
    const struct koppel_council_cell *cell = &choice->cells[measure];

    return choice->has_proposal && cell->state == KOPPEL_CELL_SHOWN ? cell->value : 0;
}

static int64_t longest(const struct koppel_council *council, int measure)
{
    int64_t most = 1;

    for (int32_t k = 0; k < council->n_choices; k++) {
        int64_t value = shown(&council->choices[k], measure);

        most = value > most ? value : most;
    }
    return most;
}

/* A bar with its number behind it; what is not shown has no bar. */
static void draw_bar(struct koppel_text *svg, const struct koppel_council_choice *choice, int measure, int64_t most,
                     const int32_t ends[2], int32_t y, const char *colour)
{
    int32_t width = (int32_t)(shown(choice, measure) * (ends[1] - ends[0]) / most);
    struct koppel_text words = {0};

    if (!choice->has_proposal) {
        return;
    }
    if (width > 0) {
        koppel_svg_box(svg, (struct koppel_spot){ends[0], y}, width, BAR, colour, colour);
    }
    koppel_council_say_cell(&choice->cells[measure], 1, &words);
    koppel_svg_words(svg, (struct koppel_spot){ends[0] + width + 60, y + 120}, 13, KOPPEL_ANCHOR_START,
                     words.bytes != NULL ? words.bytes : "");
    svg->failed = svg->failed || words.failed;
    koppel_text_free(&words);
}

void koppel_council_chart(const struct koppel_council *council, struct koppel_text *svg)
{
    const int32_t home[] = {LEFT, MIDDLE - 600}, over[] = {MIDDLE, RIGHT - 300};
    int64_t most_home = longest(council, KOPPEL_COUNCIL_HOUSED), most_over = longest(council, KOPPEL_COUNCIL_OVER);

    koppel_svg_begin(svg, WIDTH, (TOP + ROW * council->n_choices) / 10 + 10, _("What each choice does"),
                     _("For every choice, how many people get a home, and how many people get one in a neighbourhood "
                       "that is above its limit. The table has the same numbers."));
    koppel_svg_words(svg, (struct koppel_spot){LEFT, TOP - 120}, 13, KOPPEL_ANCHOR_START, _("people who get a home"));
    koppel_svg_words(svg, (struct koppel_spot){MIDDLE, TOP - 120}, 13, KOPPEL_ANCHOR_START,
                     _("people above the limit of a neighbourhood"));
    for (int32_t k = 0; k < council->n_choices; k++) {
        const struct koppel_council_choice *choice = &council->choices[k];
        int32_t y = TOP + ROW * k;
        struct koppel_text words = {0};

        koppel_council_say_choice(council, choice, &words);
        koppel_svg_words(svg, (struct koppel_spot){NAMES, y + 120}, 13, KOPPEL_ANCHOR_END,
                         words.bytes != NULL ? words.bytes : "");
        svg->failed = svg->failed || words.failed;
        koppel_text_free(&words);
        draw_bar(svg, choice, KOPPEL_COUNCIL_HOUSED, most_home, home, y, koppel_colours[KOPPEL_SHAPE_CIRCLE]);
        draw_bar(svg, choice, KOPPEL_COUNCIL_OVER, most_over, over, y, koppel_colours[KOPPEL_SHAPE_SQUARE]);
    }
    koppel_svg_end(svg);
}
