/* A user's first program with the installed library, compiled by tests/install/run.sh through pkg-config: solves a
 * case, prints its offers, writes the folder. */
#include <koppel.h>
#include <stdio.h>

static void print_offers(const struct koppel_study *study)
{
    for (int32_t i = 0; i < koppel_study_n_households(study); i++) {
        struct koppel_offer offer = koppel_study_offer(study, i);

        printf("%s: %s\n", offer.household, offer.unit != NULL ? offer.unit : "no home");
    }
    for (int32_t t = 0; t < koppel_study_n_tiers(study); t++) {
        struct koppel_study_tier tier = koppel_study_tier(study, t);

        printf("%s %lld%s\n", tier.name, (long long)(tier.value / tier.scale), tier.proven ? ", proven" : "");
    }
}

int main(int argc, char **argv)
{
    struct koppel_study *study = NULL;
    enum koppel_status status = KOPPEL_E_ARGUMENT;

    if (argc == 3) {
        status = koppel_study_open(argv[1], NULL, &study);
    }
    if (status == KOPPEL_OK) {
        status = koppel_study_solve(study);
    }
    if (status == KOPPEL_OK) {
        print_offers(study);
        status = koppel_study_write(study, argv[2], 0);
    }
    for (size_t k = 0; study != NULL && k < koppel_study_n_messages(study); k++) {
        fprintf(stderr, "%s\n", koppel_study_message(study, k));
    }
    printf("koppel %s: %s\n", KOPPEL_VERSION, koppel_status_name(status));
    koppel_study_close(study);
    return status == KOPPEL_OK ? 0 : 1;
}
