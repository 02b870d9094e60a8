// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proposal.c - who is offered what (see proposal.h). */
#include "model/proposal.h"

#include <stdlib.h>
#include <string.h>

const struct koppel_proposal_tier *koppel_claim_find(const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                                     const char *name)
{
    for (int32_t c = 0; c < n_claimed; c++) {
        if (strcmp(claimed[c].name, name) == 0) {
            return &claimed[c];
        }
    }
    return NULL;
}

int32_t koppel_offer_deleted(const struct koppel_proposal *proposal, int32_t household)
{
    const struct koppel_hand_edit *edit = proposal->edits != NULL ? &proposal->edits[household] : NULL;

    return edit != NULL && edit->is_edited && proposal->unit_of[household] == KOPPEL_NONE ? edit->before : KOPPEL_NONE;
}

bool koppel_lot_decided(const struct koppel_proposal *proposal, int32_t household)
{
    return proposal->ties.by_lot != NULL && proposal->ties.by_lot[household] != 0 &&
           (proposal->edits == NULL || !proposal->edits[household].is_edited);
}

void koppel_proposal_free(struct koppel_proposal *proposal)
{
    free(proposal->unit_of);
    free(proposal->edits);
    free(proposal->ties.by_lot);
    *proposal = (struct koppel_proposal){0};
}
