// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_public.c - the supervision of a province for the public (see province_parts.h).
 *
 * Every cell is one of the table that koppel supervise --public writes; the picture shows the schedule of that table.
 */
#include "base/memory.h"
#include "page/province_parts.h"
#include "report/layout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct koppel_sheet_cell *cell_of(const struct koppel_sheet *sheet, int32_t row, int column)
{
    return &sheet->cells[(size_t)row * (size_t)sheet->n_columns + (size_t)column];
}

/* "<5" and "x" are the only texts among counts. */
static void count_cell(struct koppel_text *html, const struct koppel_sheet_cell *cell)
{
    char shown[KOPPEL_THOUSANDS];

    koppel_html_tags(html, "<td class=\"n\">");
    if (cell->text == NULL) {
        koppel_html_say(html, "%s", koppel_lay_thousands(cell->number, shown));
    } else if (strcmp(cell->text, "x") == 0) {
        koppel_html_say(html, "not shown");
    } else {
        koppel_html_say(html, "fewer than %d", KOPPEL_SMALL_COUNT);
    }
    koppel_html_tags(html, "</td>\n");
}

/* The class of schedule that a row shows. */
static int schedule_of(const struct koppel_sheet_cell *cell)
{
    for (int class = KOPPEL_ON_SCHEDULE; cell->text != NULL && class <= KOPPEL_FAR_BEHIND; class ++) {
        if (strcmp(cell->text, koppel_schedule_name((enum koppel_schedule) class)) == 0) {
            return class;
        }
    }
    return KOPPEL_NO_SCHEDULE;
}

static void begin_row(const struct koppel_sheet *sheet, int32_t row, int32_t number, const char *name,
                      struct koppel_text *html)
{
    koppel_html_tags(html, "<tr>\n");
    koppel_html_number(html, number);
    koppel_html_tags(html, "<th scope=\"row\">");
    koppel_html_say(html, "%s", name);
    koppel_html_tags(html, "</th>\n");
    koppel_html_number(html, cell_of(sheet, row, KOPPEL_PUBLIC_INHABITANTS)->number);
    count_cell(html, cell_of(sheet, row, KOPPEL_PUBLIC_TARGET_PERSONS));
    count_cell(html, cell_of(sheet, row, KOPPEL_PUBLIC_HOUSED_PERSONS));
}

static void municipality_row(const struct koppel_sheet *sheet, int32_t row, int32_t number, struct koppel_text *html)
{
    int schedule = schedule_of(cell_of(sheet, row, KOPPEL_PUBLIC_SCHEDULE));

    begin_row(sheet, row, number, cell_of(sheet, row, KOPPEL_PUBLIC_NAME)->text, html);
    koppel_html_element(html, "td", "%s",
                        schedule != KOPPEL_NO_SCHEDULE ? _(koppel_schedule_name((enum koppel_schedule)schedule))
                                                       : _("not shown"));
    koppel_html_tags(html, "<td class=\"code\">");
    koppel_html_say(html, "%s", cell_of(sheet, row, KOPPEL_PUBLIC_CODE)->text);
    koppel_html_tags(html, "</td>\n</tr>\n");
}

/* Of provinces where there are several, and of all. */
static void total_rows(const struct koppel_sheet *sheet, struct koppel_text *html)
{
    int32_t n_provinces = 0;

    for (int32_t row = 0; row < sheet->n_rows; row++) {
        n_provinces += sheet->kinds[row] == KOPPEL_SHEET_SUBTOTAL ? 1 : 0;
    }
    for (int32_t row = 0; row < sheet->n_rows; row++) {
        bool is_total = sheet->kinds[row] == KOPPEL_SHEET_TOTAL;

        if (is_total || (sheet->kinds[row] == KOPPEL_SHEET_SUBTOTAL && n_provinces > 1)) {
            begin_row(sheet, row, KOPPEL_UNKNOWN,
                      is_total ? _("In all") : cell_of(sheet, row, KOPPEL_PUBLIC_NAME)->text, html);
            koppel_html_tags(html, "<td></td>\n<td></td>\n</tr>\n");
        }
    }
}

static void sheet_table(const struct koppel_sheet *sheet, struct koppel_text *html)
{
    static const char *const headings[] = {N_("#No."),    N_("Municipality"), N_("#Inhabitants"), N_("#Target"),
                                           N_("#Housed"), N_("Schedule"),     N_("Code")};
    int32_t number = 0;

    koppel_html_table_begin(html, "public-table", _("People who hold a permit: to be housed, and housed"), headings,
                            sizeof headings / sizeof *headings);
    for (int32_t row = 0; row < sheet->n_rows; row++) {
        if (sheet->kinds[row] == KOPPEL_SHEET_ROW) {
            municipality_row(sheet, row, ++number, html);
        }
    }
    koppel_html_table_totals(html);
    total_rows(sheet, html);
    koppel_html_table_end(html);
}

static enum koppel_status picture(const struct koppel_province_page *page, const struct koppel_sheet *sheet,
                                  struct koppel_text *html)
{
    const struct koppel_case *kase = page->province->kase;
    int *schedule = koppel_new((size_t)kase->n_municipalities + 1, sizeof *schedule);
    int32_t *numbers = koppel_new((size_t)kase->n_municipalities + 1, sizeof *numbers);
    enum koppel_status status = schedule != NULL && numbers != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
    int32_t number = 0;

    for (int32_t row = 0; status == KOPPEL_OK && row < sheet->n_rows; row++) {
        if (sheet->kinds[row] == KOPPEL_SHEET_ROW) {
            int32_t m = koppel_index_get(&kase->municipality_index, cell_of(sheet, row, KOPPEL_PUBLIC_CODE)->text);

            schedule[m] = schedule_of(cell_of(sheet, row, KOPPEL_PUBLIC_SCHEDULE));
            numbers[m] = ++number;
        }
    }
    if (status == KOPPEL_OK) {
        status = koppel_province_picture(page, schedule, numbers, _("not shown"), html);
    }
    free(schedule);
    free(numbers);
    return status;
}

enum koppel_status koppel_province_public(const struct koppel_province_page *page, struct koppel_text *html)
{
    struct koppel_sheet sheet = {0};
    enum koppel_status status = koppel_public_sheet(page->province, page->published, &sheet);

    koppel_frame_section(html, "rows", _("Municipalities"));
    if (status == KOPPEL_OK) {
        status = picture(page, &sheet, html);
    }
    if (status == KOPPEL_OK) {
        sheet_table(&sheet, html);
    }
    koppel_html_element(html, "p",
                        "Numbers of people below %d are not shown, and neither are others from which these could be "
                        "worked out. The schedule is that of the target of this half-year alone, without lead or "
                        "arrears from before.",
                        KOPPEL_SMALL_COUNT);
    koppel_html_element(html, "p", "%s", koppel_public_protection(page->published != NULL));
    koppel_html_element(html, "p",
                        "What is not protected: a target. It is no count of people, and follows from the inhabitants "
                        "and the number for all by law, also where it is not shown. Nor a count of which other "
                        "sources tell, or one that was corrected downwards, from who knows by how much.");
    koppel_html_tags(html, "</section>\n");
    koppel_sheet_free(&sheet);
    return status;
}
