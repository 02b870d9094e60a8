/* need_text.h - by need: how many households asked for a home of a kind, and how many were left. */
#ifndef KOPPEL_REPORT_NEED_TEXT_H
#define KOPPEL_REPORT_NEED_TEXT_H

#include "report/report.h"

/** "By need: 2 of 4 who need a step-free home, 3 of 19 single persons." of those who are left; needs that nobody has are
 * left out. */
void koppel_need_text(struct koppel_text *text, const struct koppel_report *report);

#endif
