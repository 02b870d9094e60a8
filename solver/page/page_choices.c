// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_choices.c - what other policies would do, in persons (see page_parts.h). */
#include "page/page_parts.h"
#include "page/small_counts.h"

#include <math.h>
#include <string.h>

/* What is shown of a choice, from its means. */
struct figure {
    const char *key;
    bool is_of_people_left; /* those without a home: beside the people housed they tell too much of few households */
};

static const struct figure figures[] = {{"persons_housed", false}, {"persons_left", true}, {"over_cap", false}};

static const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsString(value) ? value->valuestring : "";
}

/* A mean as people read it: whole, or with one decimal where lots are drawn. */
static void number_cell(struct koppel_text *html, const cJSON *number, bool hides_small)
{
    double value = cJSON_IsNumber(number) ? number->valuedouble : 0;
    struct koppel_text words = {0};

    koppel_html_tags(html, "<td class=\"n\">");
    if (!cJSON_IsNumber(number)) {
        koppel_html_say(html, "none");
    } else if (hides_small && value < KOPPEL_SMALL_COUNT) {
        koppel_html_say(html, "fewer than %d", KOPPEL_SMALL_COUNT);
    } else {
        koppel_text_add(&words, floor(value) == value ? "%.0f" : "%.1f", value);
        if (words.bytes != NULL && strchr(words.bytes, '.') != NULL) {
            *strchr(words.bytes, '.') = koppel_language_decimal();
        }
        koppel_html_take(html, &words);
    }
    koppel_html_tags(html, "</td>\n");
}

static void choice_row(struct koppel_text *html, const cJSON *policy, bool is_public)
{
    const cJSON *mean = cJSON_GetObjectItemCaseSensitive(policy, "mean");

    koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
    koppel_html_say(html, "%s", text_of(policy, "policy"));
    koppel_html_tags(html, "<br><small>");
    koppel_html_say(html, "%s", _(text_of(policy, "about"))); /* in comparison.json it is English */
    koppel_html_tags(html, "</small></th>\n");
    for (size_t f = 0; f < sizeof figures / sizeof *figures; f++) {
        if (!is_public || !figures[f].is_of_people_left) {
            number_cell(html, cJSON_GetObjectItemCaseSensitive(mean, figures[f].key), is_public);
        }
    }
    koppel_html_tags(html, "</tr>\n");
}

void koppel_page_choices(const struct koppel_page *page, struct koppel_text *html)
{
    static const char *const headings[] = {N_("=Choice"), N_("#People housed"), N_("#People without a home"),
                                           N_("#People over a limit")};
    static const char *const public_headings[] = {N_("=Choice"), N_("#People housed"), N_("#People over a limit")};
    bool is_public = page->reader == KOPPEL_PAGE_COUNCIL;
    const cJSON *policies = NULL;

    if (page->choices == NULL) {
        return;
    }
    policies = cJSON_GetObjectItemCaseSensitive(page->choices->root, "policies");
    koppel_html_tags(html, "<section aria-labelledby=\"choices\">\n<h2 id=\"choices\">");
    koppel_html_say(html, "Other choices, and their price in people");
    koppel_html_tags(html, "</h2>\n");
    koppel_html_table_begin(html, "choices-table", _("The same tables under other policies, measured alike"),
                            is_public ? public_headings : headings, is_public ? 3 : 4);
    for (const cJSON *policy = policies->child; policy != NULL; policy = policy->next) {
        choice_row(html, policy, is_public);
    }
    koppel_html_table_end(html);
    koppel_html_tags(html, "</section>\n");
}
