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

void koppel_proposal_free(struct koppel_proposal *proposal)
{
    free(proposal->unit_of);
    *proposal = (struct koppel_proposal){0};
}
