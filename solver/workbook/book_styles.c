// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_styles.c - how the cells of a new workbook look (see book_writing.h). */
#include "workbook/book_writing.h"

enum font { PLAIN, BOLD, LARGE };
/* Fills 0 and 1 are fixed by the format. */
enum fill { NONE = 0, BLUE = 2, ORANGE, GREEN, RED, YELLOW };
enum { GENERAL = 0, TWO_PLACES = 4, AS_TEXT = 49, DAY = 164 };

static const struct {
    int number;
    enum font font;
    enum fill fill;
    bool is_open;
    bool is_framed;
} looks[KOPPEL_N_STYLES] = {
    [KOPPEL_STYLE_TEXT] = {GENERAL, PLAIN, NONE, false, true},
    [KOPPEL_STYLE_KEY] = {AS_TEXT, PLAIN, NONE, false, true},
    [KOPPEL_STYLE_NUMBER] = {GENERAL, PLAIN, NONE, false, true},
    [KOPPEL_STYLE_AMOUNT] = {TWO_PLACES, PLAIN, NONE, false, true},
    [KOPPEL_STYLE_DAY] = {DAY, PLAIN, NONE, false, true},
    [KOPPEL_STYLE_HEADING] = {GENERAL, BOLD, BLUE, false, true},
    [KOPPEL_STYLE_REQUIRED] = {GENERAL, BOLD, ORANGE, false, true},
    [KOPPEL_STYLE_TITLE] = {GENERAL, LARGE, NONE, false, false},
    [KOPPEL_STYLE_GOOD] = {GENERAL, PLAIN, GREEN, false, true},
    [KOPPEL_STYLE_BAD] = {GENERAL, BOLD, RED, false, true},
    [KOPPEL_STYLE_INPUT_KEY] = {AS_TEXT, PLAIN, NONE, true, false},
    [KOPPEL_STYLE_INPUT_NUMBER] = {GENERAL, PLAIN, NONE, true, false},
    [KOPPEL_STYLE_INPUT_AMOUNT] = {TWO_PLACES, PLAIN, NONE, true, false},
    [KOPPEL_STYLE_INPUT_DAY] = {DAY, PLAIN, NONE, true, false},
    [KOPPEL_STYLE_ASKED_KEY] = {AS_TEXT, PLAIN, YELLOW, true, true},
    [KOPPEL_STYLE_ASKED_DAY] = {DAY, PLAIN, YELLOW, true, true},
};

static bool is_number(int style)
{
    return style == KOPPEL_STYLE_NUMBER || style == KOPPEL_STYLE_AMOUNT || style == KOPPEL_STYLE_DAY ||
           style == KOPPEL_STYLE_ASKED_DAY;
}

static void add_fills(struct koppel_text *xml)
{
    static const char *const colours[] = {"FFD9E5F2", "FFF9D9B0", "FFDDEFD9", "FFF6D5D0", "FFFFF8D6"};
    const size_t n = sizeof colours / sizeof *colours;

    koppel_text_add(xml,
                    "<fills count=\"%zu\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
                    "patternType=\"gray125\"/></fill>",
                    n + 2);
    for (size_t i = 0; i < n; i++) {
        koppel_text_add(xml, "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"%s\"/></patternFill></fill>",
                        colours[i]);
    }
    koppel_text_add(xml, "</fills>");
}

static void add_borders(struct koppel_text *xml)
{
    static const char *const sides[] = {"left", "right", "top", "bottom"};

    koppel_text_add(xml, "<borders count=\"2\"><border/><border>");
    for (size_t s = 0; s < sizeof sides / sizeof *sides; s++) {
        koppel_text_add(xml, "<%s style=\"thin\"><color rgb=\"FFB0B0B0\"/></%s>", sides[s], sides[s]);
    }
    koppel_text_add(xml, "</border></borders>");
}

void koppel_book_styles(struct koppel_text *xml, const char *day_format)
{
    koppel_text_add(xml,
                    KOPPEL_XML_HEAD
                    "<styleSheet xmlns=\"" KOPPEL_MAIN_SPACE "\"><numFmts count=\"1\"><numFmt numFmtId=\"%d\" "
                    "formatCode=\"%s\"/></numFmts><fonts count=\"3\"><font><sz val=\"10\"/><name "
                    "val=\"Arial\"/></font><font><b/><sz val=\"10\"/><name val=\"Arial\"/></font><font><b/><sz "
                    "val=\"14\"/><name val=\"Arial\"/></font></fonts>",
                    DAY, day_format);
    add_fills(xml);
    add_borders(xml);
    koppel_text_add(xml, "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"%d\"><xf/>",
                    (int)KOPPEL_N_STYLES + 1);
    for (int s = 0; s < KOPPEL_N_STYLES; s++) {
        koppel_text_add(xml,
                        "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"%d\" borderId=\"%d\" applyNumberFormat=\"1\" "
                        "applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\" "
                        "applyProtection=\"1\"><alignment vertical=\"top\"%s%s/><protection locked=\"%d\"/></xf>",
                        looks[s].number, (int)looks[s].font, (int)looks[s].fill, looks[s].is_framed,
                        looks[s].font == LARGE ? "" : " wrapText=\"1\"",
                        looks[s].is_framed && !is_number(s) ? " horizontal=\"left\" indent=\"1\"" : "",
                        !looks[s].is_open);
    }
    koppel_text_add(xml, "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
                         "builtinId=\"0\"/></cellStyles></styleSheet>");
}
