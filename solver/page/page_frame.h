// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_frame.h - what every page has around it: a head with the policy of the file, and a foot. */
#ifndef KOPPEL_PAGE_PAGE_FRAME_H
#define KOPPEL_PAGE_PAGE_FRAME_H

#include "page/html.h"

enum koppel_frame {
    KOPPEL_FRAME_PAGE,
    KOPPEL_FRAME_LETTER,
    KOPPEL_FRAME_SHEET /* one A4, without any script */
};

/** From the first byte to the link that skips to the content, which is to have the id "main". */
void koppel_frame_begin(struct koppel_text *html, const char *title, enum koppel_frame frame);

/** A framed line such as "Confidential". */
void koppel_frame_secret(struct koppel_text *html, const char *words);

/** An entry of the contents: a link to a part by its id. */
void koppel_frame_link(struct koppel_text *html, const char *part, const char *words);

/** A part with its heading; "</section>" ends it. */
void koppel_frame_section(struct koppel_text *html, const char *id, const char *heading);

/** From behind the content to the last byte. */
void koppel_frame_end(struct koppel_text *html, enum koppel_frame frame);

#endif
