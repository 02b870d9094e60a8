// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_overview.c - what the official of a province sees: figures, municipalities, ladder, explanations (see
 * province_parts.h). */
#include "base/memory.h"
#include "page/province_parts.h"
#include "report/layout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Words ---- */

const char *koppel_province_rung_words(const struct koppel_ladder *ladder, int32_t rung)
{
    return rung == 0                               ? _("none")
           : koppel_language_now() == KOPPEL_DUTCH ? ladder->rungs[rung - 1].dutch
                                                   : ladder->rungs[rung - 1].name;
}

void koppel_province_say_rung(struct koppel_text *text, const struct koppel_supervised *row)
{
    koppel_text_add(text, row->rung.is_at_least ? _("at least %" PRId32) : "%" PRId32, row->rung.rung);
}

/* ---- Figures ---- */

static void figure(struct koppel_text *html, const char *name, int64_t n, struct koppel_text *below)
{
    char shown[KOPPEL_THOUSANDS];

    koppel_html_tags(html, "<div>\n");
    koppel_html_element(html, "dt", "%s", name);
    koppel_html_tags(html, "<dd class=\"big\">");
    koppel_html_say(html, "%s", koppel_lay_thousands(n, shown));
    koppel_html_tags(html, "</dd>\n<dd>");
    koppel_html_take(html, below);
    koppel_html_tags(html, "</dd>\n</div>\n");
}

static int64_t count_on_ladder(const struct koppel_province *province)
{
    int64_t n = 0;

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        n += province->rows[m].has_target && province->rows[m].rung.rung > 0 ? 1 : 0;
    }
    return n;
}

void koppel_province_figures(const struct koppel_province *province, struct koppel_text *html)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, KOPPEL_NONE);
    struct koppel_text below = {0};
    char shown[KOPPEL_THOUSANDS];

    koppel_frame_section(html, "figures", _("In five figures"));
    koppel_html_tags(html, "<dl class=\"figures\">\n");
    koppel_text_add(&below, "of %" PRId32 " municipalities; %" PRId32 " slightly behind, %" PRId32 " far behind",
                    sums.n_municipalities, sums.n_schedule[KOPPEL_SLIGHTLY_BEHIND], sums.n_schedule[KOPPEL_FAR_BEHIND]);
    figure(html, _("Municipalities on schedule"), sums.n_schedule[KOPPEL_ON_SCHEDULE], &below);
    koppel_text_add(&below, "of %s to house: target, lead and arrears together",
                    koppel_lay_thousands(sums.corrected, shown));
    figure(html, _("People housed"), sums.housed, &below);
    koppel_text_add(&below, "%" PRId64 " of them excusable: too few people were linked, or it was agreed",
                    sums.excusable);
    figure(html, _("People still to house"), sums.shortfall, &below);
    koppel_text_add(&below, "people, once the half-year has ended");
    figure(html, _("Whose housing may be enforced"), sums.enforceable, &below);
    koppel_text_add(&below, "of %" PRId32 " municipalities", sums.n_municipalities);
    figure(html, _("On a rung of the ladder"), count_on_ladder(province), &below);
    koppel_html_tags(html, "</dl>\n</section>\n");
}

/* ---- Municipalities ---- */

static void name_cell(const struct koppel_province *province, int32_t m, struct koppel_text *html)
{
    const struct koppel_municipality *municipality = &province->kase->municipalities[m];

    koppel_html_tags(html, "<th scope=\"row\"><a href=\"#m");
    koppel_html_say(html, "%" PRId32, m);
    koppel_html_tags(html, "\">");
    koppel_html_say(html, "%s", municipality->name);
    koppel_html_tags(html, "</a>");
    if (province->n_provinces > 1) {
        koppel_html_tags(html, "<br><small>");
        koppel_html_say(html, "%s", province->names[province->rows[m].province]);
        koppel_html_tags(html, "</small>");
    }
    koppel_html_tags(html, "</th>\n");
}

static void municipality_row(const struct koppel_province *province, int32_t m, int32_t number,
                             struct koppel_text *html)
{
    const struct koppel_supervised *row = &province->rows[m];
    struct koppel_text words = {0};

    koppel_html_tags(html, "<tr>\n");
    koppel_html_number(html, number);
    name_cell(province, m, html);
    koppel_html_balance(html, row->now.corrected, false);
    koppel_html_number(html, row->now.due);
    koppel_html_number(html, row->now.housed);
    koppel_html_element(html, "td", "%s", _(koppel_schedule_name(row->now.schedule)));
    koppel_html_number(html, row->now.behind);
    koppel_html_balance(html, row->now.balance_after, true);
    koppel_html_number(html, row->now.excusable);
    koppel_html_tags(html, "<td class=\"n\">");
    koppel_province_say_rung(&words, row);
    koppel_html_take(html, &words);
    koppel_html_tags(html, "</td>\n");
    if (province->has_promises) {
        koppel_html_number(html, row->then.housed);
        koppel_html_element(html, "td", "%s", _(koppel_schedule_name(row->then.schedule)));
    }
    koppel_html_tags(html, "<td class=\"code\">");
    koppel_html_say(html, "%s", province->kase->municipalities[m].id);
    koppel_html_tags(html, "</td>\n</tr>\n");
}

static void municipality_table(const struct koppel_province *province, struct koppel_text *html)
{
    static const char *const headings[] = {
        N_("#No."),    N_("Municipality"),     N_("#To house"),  N_("#Due by now"), N_("#Housed"), N_("Schedule"),
        N_("#Behind"), N_("#Lead or arrears"), N_("#Excusable"), N_("#Rung"),       N_("Code")};
    static const char *const headings_then[] = {N_("#No."),
                                                N_("Municipality"),
                                                N_("#To house"),
                                                N_("#Due by now"),
                                                N_("#Housed"),
                                                N_("Schedule"),
                                                N_("#Behind"),
                                                N_("#Lead or arrears"),
                                                N_("#Excusable"),
                                                N_("#Rung"),
                                                N_("#Housed with the proposals"),
                                                N_("Schedule then"),
                                                N_("Code")};
    int32_t number = 0;

    koppel_html_table_begin(
        html, "rows-table", _("People, by municipality; to house is the target with lead and arrears"),
        province->has_promises ? headings_then : headings,
        province->has_promises ? sizeof headings_then / sizeof *headings_then : sizeof headings / sizeof *headings);
    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        if (province->rows[m].has_target) {
            municipality_row(province, m, ++number, html);
        }
    }
    koppel_html_table_end(html);
}

enum koppel_status koppel_province_rows(const struct koppel_province_page *page, struct koppel_text *html)
{
    const struct koppel_province *province = page->province;
    size_t n = (size_t)province->kase->n_municipalities + 1;
    int *schedule = koppel_new(n, sizeof *schedule);
    int32_t *numbers = koppel_new(n, sizeof *numbers);
    enum koppel_status status = schedule != NULL && numbers != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
    int32_t number = 0;

    koppel_frame_section(html, "rows", _("Municipalities"));
    for (int32_t m = 0; status == KOPPEL_OK && m < province->kase->n_municipalities; m++) {
        schedule[m] = province->rows[m].has_target ? (int)province->rows[m].now.schedule : KOPPEL_NO_SCHEDULE;
        numbers[m] = province->rows[m].has_target ? ++number : 0;
    }
    if (status == KOPPEL_OK) {
        status = koppel_province_picture(page, schedule, numbers, _("no target"), html);
    }
    municipality_table(province, html);
    koppel_html_tags(html, "</section>\n");
    free(schedule);
    free(numbers);
    return status;
}

/* ---- Ladder ---- */

static int64_t count_on_rung(const struct koppel_province *province, int32_t ladder, int32_t rung)
{
    int64_t n = 0;

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        const struct koppel_supervised *row = &province->rows[m];

        n += row->has_target && row->ladder == ladder && row->rung.rung == rung ? 1 : 0;
    }
    return n;
}

static bool is_used(const struct koppel_province *province, int32_t ladder)
{
    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        if (province->rows[m].has_target && province->rows[m].ladder == ladder) {
            return true;
        }
    }
    return false;
}

static void ladder_table(const struct koppel_province *province, int32_t l, struct koppel_text *html)
{
    static const char *const headings[] = {N_("#Rung"), N_("Name"), N_("=Reached after"), N_("#Municipalities on it")};
    const struct koppel_ladder *ladder = &province->rules->ladders[l];
    char id[32] = "ladder-";
    char digits[16];
    struct koppel_text caption = {0};

    strcat(id, koppel_decimal_format(l, 1, '.', digits, sizeof digits));
    koppel_text_add(&caption, "The ladder \"%s\"", ladder->name);
    koppel_html_table_begin(html, id, caption.failed ? "" : caption.bytes, headings,
                            sizeof headings / sizeof *headings);
    for (int32_t r = 0; r <= ladder->n_rungs; r++) {
        char conditions[KOPPEL_RUNG_CONDITIONS] = "";

        koppel_html_tags(html, "<tr>\n");
        koppel_html_number(html, r);
        koppel_html_element(html, "td", "%s", koppel_province_rung_words(ladder, r));
        koppel_html_element(html, "td", "%s",
                            r > 0 ? koppel_rung_conditions(&ladder->rungs[r - 1], conditions) : conditions);
        koppel_html_number(html, count_on_rung(province, l, r));
        koppel_html_tags(html, "</tr>\n");
    }
    koppel_html_table_end(html);
    koppel_html_element(html, "p", "Source of the ladder (%s): %s", koppel_rule_mark_words(ladder->mark),
                        koppel_ladder_source_words(ladder));
    html->failed = html->failed || caption.failed;
    koppel_text_free(&caption);
}

void koppel_province_ladders(const struct koppel_province *province, struct koppel_text *html)
{
    koppel_frame_section(html, "ladder", _("Intervention ladder"));
    koppel_html_element(html, "p",
                        "A rung is where the rule puts a municipality, or where the province decided it stands. \"At "
                        "least\" stands where half-years before the tables may have been missed as well.");
    for (int32_t l = 0; l < province->rules->n_ladders; l++) {
        if (is_used(province, l)) {
            ladder_table(province, l, html);
        }
    }
    koppel_html_tags(html, "</section>\n");
}

/* ---- Explanations ---- */

/* An explanation on its way into tables, one for each heading. */
struct explained {
    struct koppel_text *html;
    bool is_open; /* a table */
};

static void close_table(struct explained *explained)
{
    if (explained->is_open) {
        koppel_html_tags(explained->html, "</tbody>\n</table>\n</div>\n");
        explained->is_open = false;
    }
}

static void take_heading(void *to, const char *words)
{
    struct explained *explained = to;

    close_table(explained);
    koppel_html_tags(explained->html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    koppel_html_say(explained->html, "%s", words);
    koppel_html_tags(explained->html, "\">\n<table class=\"sums\">\n<caption>");
    koppel_html_say(explained->html, "%s", words);
    koppel_html_tags(explained->html, "</caption>\n<tbody>\n");
    explained->is_open = true;
}

static void take_row(void *to, const char *what, const char *shown, const char *words)
{
    struct explained *explained = to;
    bool is_part = what[0] == ' ';

    koppel_html_tags(explained->html, is_part ? "<tr>\n<th scope=\"row\" class=\"part\">" : "<tr>\n<th scope=\"row\">");
    koppel_html_say(explained->html, "%s", what + strspn(what, " "));
    koppel_html_tags(explained->html, "</th>\n<td class=\"n\">");
    koppel_html_say(explained->html, "%s", shown);
    koppel_html_tags(explained->html, "</td>\n");
    koppel_html_element(explained->html, "td", "%s", words);
    koppel_html_tags(explained->html, "</tr>\n");
}

static void take_note(void *to, const char *words)
{
    struct explained *explained = to;

    close_table(explained);
    koppel_html_element(explained->html, "p", "%s", words);
}

void koppel_province_explanation(const struct koppel_province_page *page, int32_t municipality,
                                 struct koppel_text *html)
{
    struct explained explained = {.html = html};
    const struct koppel_explanation takes = {&explained, take_heading, take_row, take_note,
                                             page->reader == KOPPEL_PROVINCE_OFFICIAL};

    koppel_supervision_explain_to(page->province, page->targets, municipality, &takes);
    close_table(&explained);
}

void koppel_province_explanations(const struct koppel_province_page *page, struct koppel_text *html)
{
    const struct koppel_province *province = page->province;

    koppel_frame_section(html, "explained", _("Where the numbers come from"));
    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        if (province->rows[m].has_target) {
            koppel_html_tags(html, "<details id=\"m");
            koppel_html_say(html, "%" PRId32, m);
            koppel_html_tags(html, "\">\n<summary>");
            koppel_html_say(html, "%s (%s)", province->kase->municipalities[m].name,
                            province->kase->municipalities[m].id);
            koppel_html_tags(html, "</summary>\n");
            koppel_province_explanation(page, m, html);
            koppel_html_tags(html, "</details>\n");
        }
    }
    koppel_html_tags(html, "</section>\n");
}
