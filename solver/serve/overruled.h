// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* overruled.h - what overrules a rule, or takes that back, needs a decider: in tables that are imported, and when a
 * decision is withdrawn.
 */
#ifndef KOPPEL_SERVE_OVERRULED_H
#define KOPPEL_SERVE_OVERRULED_H

#include "serve/request.h"

/**
 * May the user import these tables? Without the right to overrule a rule not when they bring in, change or leave out a
 * decision that overrules one, beside the decisions of the newest version and of the log, or hold a home against one.
 * @param tables  all files of the new version, which were read as a case already
 * @param name    what the case is called
 * @return false: answered, with the rows that need a decider
 */
bool koppel_import_may(const struct koppel_request *request, struct koppel_answer *answer,
                       const struct koppel_dossier_files *tables, const char *name);

/**
 * May the user take back what was decided about a pair? Without the right to overrule a rule not when that overrules one.
 * @param household,unit  keys
 * @return false: answered
 */
bool koppel_withdrawal_may(const struct koppel_request *request, struct koppel_answer *answer, const char *household,
                           const char *unit);

#endif
