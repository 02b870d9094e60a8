/* shortage.c - the shortage set of a household (see shortage.h).
 *
 * A household i that some largest matching leaves out reaches, by alternating paths, full units only. Let N be these
 * units and H the households that suit nothing else: the households in N and i are among them, so |H| > places(N). No
 * smaller part of N has that property with i in it: its places would have to be taken by households that suit it alone,
 * and then the paths from i would not have left it.
 *
 * SOURCE  Hall 1935; Dulmage and Mendelsohn 1958.
 */
#include "report/shortage.h"

#include <stdlib.h>

static bool is_caught(const struct koppel_matching *matching, int32_t i, int32_t household)
{
    const struct koppel_openings *openings = matching->openings;

    for (int64_t p = openings->first[i]; p < openings->first[i + 1]; p++) {
        if (matching->parent[openings->units[p]] == KOPPEL_NONE) {
            return false;
        }
    }
    return i == household || openings->first[i] < openings->first[i + 1];
}

enum koppel_status koppel_shortage_in(struct koppel_matching *matching, int32_t household,
                                      struct koppel_shortage *shortage)
{
    const struct koppel_case *kase = matching->fit->kase;

    *shortage = (struct koppel_shortage){0};
    if (!koppel_matching_release(matching, household)) {
        return KOPPEL_OK;
    }
    shortage->households = koppel_new((size_t)kase->n_households, sizeof *shortage->households);
    shortage->units = koppel_new((size_t)kase->n_units, sizeof *shortage->units);
    if (shortage->households == NULL || shortage->units == NULL) {
        koppel_shortage_free(shortage);
        return KOPPEL_E_MEMORY;
    }
    koppel_matching_reach(matching, household);
    for (int32_t j = 0; j < kase->n_units; j++) {
        if (matching->parent[j] != KOPPEL_NONE) {
            shortage->units[shortage->n_units++] = j;
            shortage->n_places += kase->units[j].places;
        }
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (is_caught(matching, i, household)) {
            shortage->households[shortage->n_households++] = i;
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_shortage_find(const struct koppel_suitability *fit, int32_t household,
                                        struct koppel_shortage *shortage)
{
    struct koppel_openings openings = {0};
    struct koppel_matching matching = {0};
    enum koppel_status status = koppel_openings_make(&openings, fit);

    *shortage = (struct koppel_shortage){0};
    if (status == KOPPEL_OK) {
        status = koppel_matching_make(&matching, fit, &openings);
    }
    if (status == KOPPEL_OK) {
        status = koppel_shortage_in(&matching, household, shortage);
    }
    koppel_matching_free(&matching);
    koppel_openings_free(&openings);
    return status;
}

void koppel_shortage_free(struct koppel_shortage *shortage)
{
    free(shortage->households);
    free(shortage->units);
    *shortage = (struct koppel_shortage){0};
}
