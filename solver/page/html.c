// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* html.c - HTML from whole sentences (see html.h). */
#include "page/html.h"

#include "report/layout.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

void koppel_html_tags(struct koppel_text *html, const char *tags)
{
    koppel_text_append(html, tags, strlen(tags));
}

static const char *escaped(char sign)
{
    switch (sign) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Every word of a page passes here. */
void koppel_html_take(struct koppel_text *html, struct koppel_text *words)
{
    size_t n = words->n_bytes > 0 ? koppel_text_tame(words->bytes, words->n_bytes, true) : 0;
    size_t from = 0;

    for (size_t c = 0; c < n; c++) {
        const char *instead = escaped(words->bytes[c]);

        if (instead != NULL) {
            koppel_text_append(html, words->bytes + from, c - from);
            koppel_html_tags(html, instead);
            from = c + 1;
        }
    }
    if (from < n) {
        koppel_text_append(html, words->bytes + from, n - from);
    }
    html->failed = html->failed || words->failed;
    koppel_text_free(words);
}

void koppel_html_say(struct koppel_text *html, const char *format, ...)
{
    struct koppel_text words = {0};
    va_list arguments;

    va_start(arguments, format);
    koppel_text_add_list(&words, format, arguments);
    va_end(arguments);
    koppel_html_take(html, &words);
}

void koppel_html_element(struct koppel_text *html, const char *tag, const char *format, ...)
{
    struct koppel_text words = {0};
    va_list arguments;

    va_start(arguments, format);
    koppel_text_add_list(&words, format, arguments);
    va_end(arguments);
    koppel_html_tags(html, "<");
    koppel_html_tags(html, tag);
    koppel_html_tags(html, ">");
    koppel_html_take(html, &words);
    koppel_html_tags(html, "</");
    koppel_html_tags(html, tag);
    koppel_html_tags(html, ">\n");
}

void koppel_html_number(struct koppel_text *html, int64_t number)
{
    char shown[KOPPEL_THOUSANDS];

    koppel_html_tags(html, "<td class=\"n\">");
    if (number >= 0) {
        koppel_html_say(html, "%s", koppel_lay_thousands(number, shown));
    }
    koppel_html_tags(html, "</td>\n");
}

void koppel_html_balance(struct koppel_text *html, int64_t number, bool signs)
{
    koppel_html_tags(html, "<td class=\"n\">");
    koppel_html_say(html, signs && number > 0 ? "%+" PRId64 : "%" PRId64, number);
    koppel_html_tags(html, "</td>\n");
}

void koppel_html_cell_of(struct koppel_text *html, struct koppel_text *words)
{
    koppel_html_tags(html, "<td>");
    koppel_html_take(html, words);
    koppel_html_tags(html, "</td>\n");
}

void koppel_html_table_begin(struct koppel_text *html, const char *id, const char *caption, const char *const *headings,
                             size_t n)
{
    koppel_html_tags(html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"");
    koppel_html_tags(html, id);
    koppel_html_tags(html, "\">\n<table>\n<caption id=\"");
    koppel_html_tags(html, id);
    koppel_html_tags(html, "\">");
    koppel_html_say(html, "%s", caption);
    koppel_html_tags(html, "</caption>\n<thead>\n<tr>");
    for (size_t c = 0; c < n; c++) {
        const char *heading = _(headings[c]);
        bool is_number = heading[0] == '#';
        bool is_wide = heading[0] == '=';

        koppel_html_tags(html, is_number ? "<th scope=\"col\" class=\"n\">"
                               : is_wide ? "<th scope=\"col\" class=\"say\">"
                                         : "<th scope=\"col\">");
        koppel_html_say(html, "%s", heading + (is_number || is_wide ? 1 : 0));
        koppel_html_tags(html, "</th>");
    }
    koppel_html_tags(html, "</tr>\n</thead>\n<tbody>\n");
}

void koppel_html_table_totals(struct koppel_text *html)
{
    koppel_html_tags(html, "</tbody>\n<tbody class=\"totals\">\n");
}

void koppel_html_table_end(struct koppel_text *html)
{
    koppel_html_tags(html, "</tbody>\n</table>\n</div>\n");
}
