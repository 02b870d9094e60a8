// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pages: words are escaped in one place, nothing of a table comes out as a tag, and memory may fail anywhere. */
#include "page/html.h"
#include "page/page.h"
#include "page/page_parts.h"

#include "failing_memory.h"
#include "suite.h"
#include "town_report.h"

#include <string.h>

static void test_words_are_escaped_and_steering_is_tamed(void)
{
    struct koppel_text html = {0};

    koppel_html_element(&html, "p", "%s & %d < 5", "<script>\"it's\"</script>\xE2\x80\xAE", 4);
    town_expect_text(html.bytes, "<p>&lt;script&gt;&quot;it&#39;s&quot;&lt;/script&gt;? &amp; 4 &lt; 5</p>\n");
    koppel_text_free(&html);
}

static void test_tags_stand_as_they_are(void)
{
    struct koppel_text html = {0};

    koppel_html_tags(&html, "<p class=\"a\">100 %s</p>");
    koppel_html_number(&html, KOPPEL_UNKNOWN);
    koppel_html_number(&html, 1200);
    town_expect_text(html.bytes, "<p class=\"a\">100 %s</p><td class=\"n\"></td>\n<td class=\"n\">1,200</td>\n");
    koppel_text_free(&html);
}

static void test_every_reason_and_state_has_words(void)
{
    for (int reason = 0; reason < KOPPEL_N_REASONS; reason++) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_page_reason_words((enum koppel_reason)reason));
    }
    for (int state = 0; state < KOPPEL_N_FULLNESS; state++) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_page_fullness_words((enum koppel_fullness)state));
    }
}

/* A town with two offers, one of them kept, and two households that are left. */
static void fill(struct town *town)
{
    town->unit_of[H2] = U2;
    town->unit_of[H3] = U3;
    town->decisions[0] = town_decision(H2, U2, KOPPEL_KEEP, "<b>kept</b>");
    town->kase.n_decisions = 1;
    town->neighbourhoods[0].lat_micro = 52000000;
    town->neighbourhoods[0].lon_micro = 5000000;
    town->neighbourhoods[0].name = "<i>Quarter</i>";
}

struct asked {
    struct koppel_page page;
    struct koppel_text html;
};

static enum koppel_status make(void *data, struct koppel_errors *errors)
{
    struct asked *asked = data;

    (void)errors;
    koppel_text_free(&asked->html);
    return koppel_page_make(&asked->page, &asked->html);
}

static void test_a_page_survives_every_failed_allocation(void)
{
    static const struct {
        enum koppel_page_reader reader;
        int32_t row;
        const char *part;
    } readers[] = {{KOPPEL_PAGE_CASEWORKER, KOPPEL_NONE, "&lt;b&gt;kept&lt;/b&gt;"},
                   {KOPPEL_PAGE_COUNCIL, KOPPEL_NONE, "fewer than 5"},
                   {KOPPEL_PAGE_CORPORATION, 1, "not possible, because"},
                   {KOPPEL_PAGE_HOUSEHOLD, H2, "recorded a decision"},
                   {KOPPEL_PAGE_HOUSEHOLD, H0, "What would change it"}};
    struct town town = town_new();
    struct town_report made;

    fill(&town);
    town_report_make(&town, &made);
    for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
        struct asked asked = {
            .page = {
                .report = &made.report, .reader = readers[r].reader, .row = readers[r].row, .proof = KOPPEL_PAGE_OPEN}};

        CU_ASSERT(failing_memory_each(make, &asked, KOPPEL_OK) > 10);
        CU_ASSERT_PTR_NOT_NULL_FATAL(asked.html.bytes);
        CU_ASSERT_PTR_NOT_NULL(strstr(asked.html.bytes, readers[r].part));
        CU_ASSERT_PTR_NULL(strstr(asked.html.bytes, "<b>"));
        CU_ASSERT_PTR_NULL(strstr(asked.html.bytes, "<i>Quarter"));
        koppel_text_free(&asked.html);
    }
    town_free(&town);
}

/* Two squares in metres, one of them in two parts. */
static const char map_text[] =
    "{\"type\": \"FeatureCollection\", \"features\": ["
    "{\"properties\": {\"gm_code\": \"GM0001\", \"buurtcode\": \"BU00010001\"}, \"geometry\": {\"type\": "
    "\"MultiPolygon\","
    "\"coordinates\": [[[[0, 0], [900, 0], [900, 900], [0, 0]]], [[[2000, 0], [2900, 0], [2900, 900], [2000, 0]]]]}},"
    "{\"properties\": {\"statcode\": \"BU99990001\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [5, 52]}}]}";

struct map_asked {
    struct koppel_case kase;
    struct koppel_map map;
};

static enum koppel_status read_map(void *data, struct koppel_errors *errors)
{
    struct map_asked *asked = data;

    koppel_map_free(&asked->map);
    return koppel_map_parse(map_text, sizeof map_text - 1, "map.json", &asked->kase, &asked->map, errors);
}

static void test_a_map_survives_every_failed_allocation(void)
{
    struct map_asked asked = {0};
    int32_t found = KOPPEL_NONE;

    CU_ASSERT_EQUAL_FATAL(koppel_index_put(&asked.kase.neighbourhood_index, "BU00010001", 7, &found), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_index_put(&asked.kase.municipality_index, "GM0001", 0, &found), KOPPEL_OK);
    CU_ASSERT(failing_memory_each(read_map, &asked, KOPPEL_OK) >= 3);
    CU_ASSERT_EQUAL_FATAL(asked.map.n_shapes, 1);
    CU_ASSERT_EQUAL(asked.map.shapes[0].area, KOPPEL_AREA_NEIGHBOURHOOD);
    CU_ASSERT_EQUAL(asked.map.shapes[0].place, 7);
    CU_ASSERT_EQUAL(asked.map.shapes[0].n_rings, 2);
    CU_ASSERT_EQUAL(asked.map.n_positions, 8);
    koppel_map_free(&asked.map);
    koppel_case_free(&asked.kase);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_words_are_escaped_and_steering_is_tamed), TEST(test_tags_stand_as_they_are),
        TEST(test_every_reason_and_state_has_words),        TEST(test_a_page_survives_every_failed_allocation),
        TEST(test_a_map_survives_every_failed_allocation),  TEST_END,
    };

    return suite_run("pages", tests);
}
