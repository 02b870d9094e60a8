// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_offers.c - who gets which home, as a table for the terminal (see summary.h): what a person knows a home by comes
 * before its code. */
#include "report/summary.h"

#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    GAP = 2,
    KEY_MOST = 16,
    PEOPLE_WIDTH = 6,
    ROOMS_WIDTH = 5,
    RENT_WIDTH = 7,
    DAY_WIDTH = 10,
    N_COLUMNS = 8,
    /* for the household, its neighbourhood, corporation and home, people and rooms */
    ROOM_FOR_NAMES = KOPPEL_COLUMNS - N_COLUMNS * GAP - RENT_WIDTH - DAY_WIDTH
};

/* How many characters each column of texts has. */
struct widths {
    int household, neighbourhood, corporation, home, people, rooms;
};

/* "Centrum", or "Centrum, Almelo" where there are several municipalities. */
static void say_neighbourhood(struct koppel_text *text, const struct koppel_case *kase, int32_t unit)
{
    int32_t neighbourhood = kase->units[unit].neighbourhood;

    koppel_text_add(text, "%s", koppel_neighbourhood_name(kase, neighbourhood));
    if (kase->n_municipalities > 1) {
        koppel_text_add(text, ", %s", koppel_municipality_name(kase, kase->neighbourhoods[neighbourhood].municipality));
    }
}

static int at_least(int width, const char *words)
{
    int n = koppel_lay_width(words);

    return n > width ? n : width;
}

static int at_most(int width, int most)
{
    return width < most ? width : most;
}

/* The widths that the first n_shown rows ask for, as far as a line has room. */
static struct widths widths_of(const struct koppel_report *report, int64_t n_shown, struct koppel_text *draft)
{
    const struct koppel_case *kase = report->fit->kase;
    struct widths widths = {koppel_lay_width(_("household")),    koppel_lay_width(_("neighbourhood")),
                            koppel_lay_width(_("corporation")),  koppel_lay_width(_("home")),
                            at_least(PEOPLE_WIDTH, _("people")), at_least(ROOMS_WIDTH, _("rooms"))};
    int room = 0;

    for (int32_t i = 0; i < kase->n_households && n_shown > 0; i++) {
        int32_t unit = report->proposal->unit_of[i];

        if (unit == KOPPEL_NONE) {
            continue;
        }
        n_shown--;
        draft->n_bytes = 0;
        say_neighbourhood(draft, kase, unit);
        widths.household = at_least(widths.household, kase->households[i].id);
        widths.neighbourhood = at_least(widths.neighbourhood, draft->bytes != NULL ? draft->bytes : "");
        widths.corporation = at_least(widths.corporation, koppel_corporation_name(kase, kase->units[unit].corporation));
        widths.home = at_least(widths.home, kase->units[unit].id);
    }
    widths.household = at_most(widths.household, KEY_MOST);
    widths.home = at_most(widths.home, KEY_MOST);
    room = ROOM_FOR_NAMES - widths.household - widths.home - widths.people - widths.rooms;
    if (widths.neighbourhood + widths.corporation > room) {
        widths.corporation = at_most(widths.corporation, room - at_most(widths.neighbourhood, room / 2 + room / 8));
        widths.neighbourhood = room - widths.corporation;
    }
    return widths;
}

static void left_cell(struct koppel_text *text, int width, const char *words)
{
    koppel_text_add(text, "%*s", GAP, "");
    koppel_lay_left(text, width, words);
}

static void right_cell(struct koppel_text *text, int width, const char *words)
{
    koppel_text_add(text, "%*s", GAP, "");
    koppel_lay_right(text, width, words);
}

static void headings(struct koppel_text *text, const struct widths *widths)
{
    left_cell(text, widths->household, _("household"));
    right_cell(text, widths->people, _("people"));
    left_cell(text, widths->neighbourhood, _("neighbourhood"));
    left_cell(text, widths->corporation, _("corporation"));
    right_cell(text, widths->rooms, _("rooms"));
    right_cell(text, RENT_WIDTH, _("rent"));
    left_cell(text, DAY_WIDTH, _("from"));
    koppel_text_add(text, "%*s%s\n", GAP, "", _("home"));
}

static void row(struct koppel_text *text, const struct koppel_report *report, const struct widths *widths,
                int32_t household)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t unit = report->proposal->unit_of[household];
    const struct koppel_unit *home = &kase->units[unit];
    struct koppel_text draft = {0};
    char number[40];
    char day[11];

    left_cell(text, widths->household, kase->households[household].id);
    koppel_text_add(text, "%*s", GAP, "");
    koppel_lay_number(text, widths->people, report->fit->needs[household].persons_target);
    say_neighbourhood(&draft, kase, unit);
    left_cell(text, widths->neighbourhood, draft.bytes != NULL ? draft.bytes : "");
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
    left_cell(text, widths->corporation, koppel_corporation_name(kase, home->corporation));
    koppel_text_add(text, "%*s", GAP, "");
    koppel_lay_number(text, widths->rooms, home->rooms);
    snprintf(number, sizeof number, "%" PRId64 "%c%02" PRId64, home->rent_cents / 100, koppel_language_decimal(),
             home->rent_cents % 100);
    right_cell(text, RENT_WIDTH, number);
    if (home->available_from != KOPPEL_NO_DATE) {
        koppel_date_format(home->available_from, day);
    }
    left_cell(text, DAY_WIDTH, home->available_from != KOPPEL_NO_DATE ? day : _("now"));
    koppel_text_add(text, "%*s", GAP, "");
    koppel_lay_left(text, widths->home, home->id);
    koppel_lay_end(text);
}

enum koppel_status koppel_offers_text(struct koppel_text *text, const struct koppel_report *report, int64_t n_most)
{
    int64_t n_offers = report->verdict->n_placed_households;
    int64_t n_shown = n_most < n_offers ? n_most : n_offers;
    struct koppel_text draft = {0};
    struct widths widths = widths_of(report, n_shown, &draft);
    bool failed = draft.failed;

    koppel_text_free(&draft);
    if (n_shown == 0) {
        return failed ? KOPPEL_E_MEMORY : KOPPEL_OK;
    }
    if (n_shown == n_offers) {
        koppel_text_add(text, "\nWho gets which home\n");
    } else {
        koppel_text_add(text, "\nWho gets which home (the first %" PRId64 " of %" PRId64 "; --offers all shows all)\n",
                        n_shown, n_offers);
    }
    headings(text, &widths);
    for (int32_t i = 0; i < report->fit->kase->n_households && n_shown > 0; i++) {
        if (report->proposal->unit_of[i] != KOPPEL_NONE) {
            row(text, report, &widths, i);
            n_shown--;
        }
    }
    return failed ? KOPPEL_E_MEMORY : koppel_text_status(text);
}
