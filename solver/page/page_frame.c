// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_frame.c - head and foot of a page (see page_frame.h). */
#include "page/page_frame.h"

#include "io/embedded_file.h"
#include "io/file_bytes.h"

/* ---- The policy of the file ---- */

static unsigned int hex_digit(char digit)
{
    return (unsigned int)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* 'sha256-...': the hash of a style or script in Base64. SOURCE RFC 4648 section 4; Content Security Policy 3, 2.3.1 */
static void say_hash(struct koppel_text *html, const struct koppel_embedded_file *file)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    enum { N_BYTES = 32 };
    char hex[65];
    char encoded[45];
    size_t n = 0;

    koppel_sha256((const char *)file->bytes, file->n_bytes, hex);
    for (size_t b = 0; b < N_BYTES; b += 3) {
        unsigned int bits = 0;

        for (size_t k = b; k < b + 3; k++) {
            bits = bits << 8 | (k < N_BYTES ? hex_digit(hex[2 * k]) << 4 | hex_digit(hex[2 * k + 1]) : 0);
        }
        for (int s = 18; s >= 0; s -= 6) {
            encoded[n++] = signs[bits >> s & 63];
        }
    }
    encoded[43] = '='; /* 32 bytes leave the last sign over */
    encoded[44] = '\0';
    koppel_html_tags(html, "'sha256-");
    koppel_html_tags(html, encoded);
    koppel_html_tags(html, "'");
}

/* ---- Head, parts and foot ---- */

void koppel_frame_begin(struct koppel_text *html, const char *title, enum koppel_frame frame)
{
    static const char *const bodies[] = {[KOPPEL_FRAME_PAGE] = "<body",
                                         [KOPPEL_FRAME_LETTER] = "<body class=\"letter\"",
                                         [KOPPEL_FRAME_SHEET] = "<body class=\"sheet\""};

    koppel_html_tags(html, "<!DOCTYPE html>\n<html lang=\"");
    koppel_html_tags(html, koppel_language_code(koppel_language_now()));
    koppel_html_tags(html, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    say_hash(html, &koppel_styles_files[0]);
    if (frame != KOPPEL_FRAME_SHEET) {
        koppel_html_tags(html, "; script-src ");
        say_hash(html, &koppel_scripts_files[0]);
    }
    koppel_html_tags(html, "; base-uri 'none'; form-action 'none'\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                           "<meta name=\"referrer\" content=\"no-referrer\">\n"
                           "<meta name=\"color-scheme\" content=\"light dark\">\n");
    koppel_html_element(html, "title", "%s", title);
    koppel_html_tags(html, "<style>");
    koppel_text_append(html, (const char *)koppel_styles_files[0].bytes, koppel_styles_files[0].n_bytes);
    koppel_html_tags(html, "</style>\n</head>\n");
    koppel_html_tags(html, bodies[frame]);
    if (frame != KOPPEL_FRAME_SHEET) { /* words of the script */
        koppel_html_tags(html, " data-filter=\"");
        koppel_html_say(html, "Only rows with");
        koppel_html_tags(html, "\" data-sort=\"");
        koppel_html_say(html, "Sort by");
        koppel_html_tags(html, "\"");
    }
    koppel_html_tags(html, ">\n<a class=\"skip\" href=\"#main\">");
    koppel_html_say(html, "To the content");
    koppel_html_tags(html, "</a>\n");
}

void koppel_frame_secret(struct koppel_text *html, const char *words)
{
    koppel_html_tags(html, "<p class=\"secret\">");
    koppel_html_say(html, "%s", words);
    koppel_html_tags(html, "</p>\n");
}

void koppel_frame_link(struct koppel_text *html, const char *part, const char *words)
{
    koppel_html_tags(html, "<li><a href=\"#");
    koppel_html_tags(html, part);
    koppel_html_tags(html, "\">");
    koppel_html_say(html, "%s", words);
    koppel_html_tags(html, "</a></li>\n");
}

void koppel_frame_section(struct koppel_text *html, const char *id, const char *heading)
{
    koppel_html_tags(html, "<section aria-labelledby=\"");
    koppel_html_tags(html, id);
    koppel_html_tags(html, "\">\n<h2 id=\"");
    koppel_html_tags(html, id);
    koppel_html_tags(html, "\">");
    koppel_html_say(html, "%s", heading);
    koppel_html_tags(html, "</h2>\n");
}

void koppel_frame_end(struct koppel_text *html, enum koppel_frame frame)
{
    koppel_html_tags(html, "<footer>\n");
    koppel_html_element(html, "p", "Made by Koppel %s.", KOPPEL_VERSION);
    if (frame == KOPPEL_FRAME_PAGE) {
        koppel_html_element(html, "p", "This file needs no network and sends nothing.");
    }
    koppel_html_tags(html, "</footer>\n");
    if (frame != KOPPEL_FRAME_SHEET) {
        koppel_html_tags(html, "<script>");
        koppel_text_append(html, (const char *)koppel_scripts_files[0].bytes, koppel_scripts_files[0].n_bytes);
        koppel_html_tags(html, "</script>\n");
    }
    koppel_html_tags(html, "</body>\n</html>\n");
}
