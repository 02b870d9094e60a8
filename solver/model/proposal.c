/* proposal.c - who is offered what (see proposal.h). */
#include "model/proposal.h"

#include <stdlib.h>

void koppel_proposal_free(struct koppel_proposal *proposal)
{
    free(proposal->unit_of);
    *proposal = (struct koppel_proposal){0};
}
