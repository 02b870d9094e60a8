/* spread_text.h - the part of the summary on even spread: before and after, and what it means. */
#ifndef KOPPEL_REPORT_SPREAD_TEXT_H
#define KOPPEL_REPORT_SPREAD_TEXT_H

#include "report/tally.h"

/** Appends the part; `verbose` adds every area. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_spread_text(const struct koppel_report *report, const struct koppel_tally *tally,
                                      bool verbose, struct koppel_text *text);

#endif
