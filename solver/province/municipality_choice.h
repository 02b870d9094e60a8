// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* municipality_choice.h - which municipality a user means: by its code, written in any way, or by its name. */
#ifndef KOPPEL_PROVINCE_MUNICIPALITY_CHOICE_H
#define KOPPEL_PROVINCE_MUNICIPALITY_CHOICE_H

#include "base/error.h"
#include "model/case.h"

/**
 * Understands GM0503, gm0503, 0503, 503 and the name of one municipality (letters A to Z in either case).
 * @return its row, or KOPPEL_NONE with a message: none is called so (with the nearest spelling), or several are
 */
int32_t koppel_municipality_choose(const struct koppel_case *kase, const char *text, struct koppel_errors *errors);

#endif
