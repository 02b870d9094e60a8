/* page.c - the frame of a page: head, policy, heading, parts, foot (see page.h). */
#include "page/page.h"

#include "io/embedded_file.h"
#include "io/file_bytes.h"
#include "page/page_parts.h"

#include <inttypes.h>
#include <string.h>

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

/* ---- Head and foot ---- */

static const char *title_of(const struct koppel_page *page)
{
    switch (page->reader) {
    case KOPPEL_PAGE_CASEWORKER:
        return _("Proposal: who gets which home");
    case KOPPEL_PAGE_COUNCIL:
        return _("Homes for permit holders: for the council");
    case KOPPEL_PAGE_CORPORATION:
        return _("Homes that are asked of you");
    case KOPPEL_PAGE_HOUSEHOLD:
        return _("About your home");
    }
    return "";
}

static void head(const struct koppel_page *page, struct koppel_text *html)
{
    koppel_html_tags(html, "<!DOCTYPE html>\n<html lang=\"");
    koppel_html_tags(html, koppel_language_code(koppel_language_now()));
    koppel_html_tags(html, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    say_hash(html, &koppel_styles_files[0]);
    koppel_html_tags(html, "; script-src ");
    say_hash(html, &koppel_scripts_files[0]);
    koppel_html_tags(html, "; base-uri 'none'; form-action 'none'\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                           "<meta name=\"referrer\" content=\"no-referrer\">\n"
                           "<meta name=\"color-scheme\" content=\"light dark\">\n");
    koppel_html_element(html, "title", "%s", title_of(page));
    koppel_html_tags(html, "<style>");
    koppel_text_append(html, (const char *)koppel_styles_files[0].bytes, koppel_styles_files[0].n_bytes);
    koppel_html_tags(html, "</style>\n</head>\n");
    koppel_html_tags(html, page->reader == KOPPEL_PAGE_HOUSEHOLD ? "<body class=\"letter\" data-filter=\""
                                                                 : "<body data-filter=\"");
    koppel_html_say(html, "Only rows with");
    koppel_html_tags(html, "\" data-sort=\"");
    koppel_html_say(html, "Sort by");
    koppel_html_tags(html, "\">\n<a class=\"skip\" href=\"#main\">");
    koppel_html_say(html, "To the content");
    koppel_html_tags(html, "</a>\n");
}

/* Where the proposal is for: the only municipality, or how many. */
static void say_where(const struct koppel_case *kase, struct koppel_text *html)
{
    if (kase->n_municipalities == 1) {
        koppel_html_say(html, "%s", koppel_page_place_name(kase, KOPPEL_AREA_MUNICIPALITY, 0));
    } else {
        koppel_html_say(html, "%" PRId32 " municipalities", kase->n_municipalities);
    }
}

static void heading(const struct koppel_page *page, struct koppel_text *html)
{
    const struct koppel_suitability *fit = page->report->fit;
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(fit->period, period);
    koppel_date_words(fit->as_of, day);
    koppel_html_tags(html, "<header>\n");
    koppel_html_element(html, "h1", "%s", title_of(page));
    koppel_html_tags(html, "<p class=\"about\">");
    say_where(fit->kase, html);
    koppel_html_tags(html, " &middot; ");
    koppel_html_say(html, "half-year %s", period);
    koppel_html_tags(html, " &middot; ");
    koppel_html_say(html, "as of %s", day);
    if (page->reader == KOPPEL_PAGE_CASEWORKER || page->reader == KOPPEL_PAGE_COUNCIL) {
        koppel_html_tags(html, " &middot; ");
        koppel_html_say(html, "policy %s", fit->policy->name);
    }
    koppel_html_tags(html, "</p>\n");
    if (page->reader != KOPPEL_PAGE_COUNCIL) {
        koppel_html_tags(html, "<p class=\"secret\">");
        koppel_html_say(html, page->reader == KOPPEL_PAGE_HOUSEHOLD ? _("Confidential")
                                                                    : _("Confidential: it holds keys of households"));
        koppel_html_tags(html, "</p>\n");
    }
    koppel_html_tags(html, "</header>\n");
}

static void foot(const struct koppel_page *page, struct koppel_text *html)
{
    koppel_html_tags(html, "<footer>\n");
    koppel_html_element(html, "p", "Made by Koppel %s.", KOPPEL_VERSION);
    if (page->reader != KOPPEL_PAGE_HOUSEHOLD) {
        koppel_html_element(html, "p", "This file needs no network and sends nothing.");
    }
    koppel_html_tags(html, "</footer>\n<script>");
    koppel_text_append(html, (const char *)koppel_scripts_files[0].bytes, koppel_scripts_files[0].n_bytes);
    koppel_html_tags(html, "</script>\n</body>\n</html>\n");
}

/* ---- For a caseworker ---- */

static void link_to(struct koppel_text *html, const char *part, const char *words)
{
    koppel_html_tags(html, "<li><a href=\"#");
    koppel_html_tags(html, part);
    koppel_html_tags(html, "\">");
    koppel_html_say(html, "%s", words);
    koppel_html_tags(html, "</a></li>\n");
}

static void contents(struct koppel_text *html)
{
    koppel_html_tags(html, "<nav aria-label=\"");
    koppel_html_say(html, "Contents");
    koppel_html_tags(html, "\">\n<ul>\n");
    link_to(html, "offers", _("Who gets which home"));
    link_to(html, "left", _("Who gets no home"));
    link_to(html, "places", _("Neighbourhoods"));
    link_to(html, "needs", _("By need"));
    link_to(html, "certain", _("Certain and assumed"));
    link_to(html, "log", _("Decisions"));
    koppel_html_tags(html, "</ul>\n</nav>\n");
}

static enum koppel_status caseworker(const struct koppel_page *page, struct koppel_text *html)
{
    struct koppel_reasons reasons = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, page->report);

    koppel_page_figures(page, html);
    if (status == KOPPEL_OK) {
        status = koppel_page_offers(page, &reasons, html);
    }
    if (status == KOPPEL_OK) {
        status = koppel_page_left(page, &reasons, html);
    }
    if (status == KOPPEL_OK) {
        status = koppel_page_places(page, html);
    }
    koppel_page_needs(page, html);
    koppel_page_choices(page, html);
    koppel_page_certain(page, html);
    koppel_page_log(page, html);
    koppel_reasons_free(&reasons);
    return status;
}

static enum koppel_status parts(const struct koppel_page *page, struct koppel_text *html)
{
    switch (page->reader) {
    case KOPPEL_PAGE_CASEWORKER:
        return caseworker(page, html);
    case KOPPEL_PAGE_COUNCIL:
        return koppel_page_council(page, html);
    case KOPPEL_PAGE_CORPORATION:
        return koppel_page_corporation(page, html);
    case KOPPEL_PAGE_HOUSEHOLD:
        return koppel_page_letter(page, html);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_page_make(const struct koppel_page *page, struct koppel_text *html)
{
    enum koppel_status status = KOPPEL_OK;

    head(page, html);
    heading(page, html);
    if (page->reader == KOPPEL_PAGE_CASEWORKER) {
        contents(html);
    }
    koppel_html_tags(html, "<main id=\"main\">\n");
    status = parts(page, html);
    koppel_html_tags(html, "</main>\n");
    foot(page, html);
    return status == KOPPEL_OK ? koppel_text_status(html) : status;
}
