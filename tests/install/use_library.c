// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A user's first program with the installed library, compiled by tests/install/run.sh through pkg-config: solves a
 * case, prints its offers and why others are left, writes the folder, reads it back and checks it. */
#include <koppel.h>
#include <stdio.h>

static void print_offers(struct koppel_study *study)
{
    for (int32_t i = 0; i < koppel_study_n_households(study); i++) {
        struct koppel_offer offer = koppel_study_offer(study, i);
        struct koppel_study_reason reason;

        if (offer.unit != NULL) {
            printf("%s: %s\n", offer.household, offer.unit);
        } else if (koppel_study_reason(study, i, &reason) == KOPPEL_OK) {
            printf("%s: no home (%s)\n", offer.household, reason.code);
        }
    }
    for (int32_t t = 0; t < koppel_study_n_tiers(study); t++) {
        struct koppel_study_tier tier = koppel_study_tier(study, t);

        printf("%s %lld%s\n", tier.name, (long long)(tier.value / tier.scale), tier.proven ? ", proven" : "");
    }
}

static enum koppel_status solve_and_write(const char *case_folder, const char *folder, struct koppel_study **study)
{
    const struct koppel_study_options options = {.size = sizeof options, .time_limit = 60, .seed = 1};
    enum koppel_status status = koppel_study_open(case_folder, &options, study);

    if (status == KOPPEL_OK) {
        status = koppel_study_solve(*study);
    }
    if (status == KOPPEL_OK) {
        print_offers(*study);
        status = koppel_study_write(*study, folder, 0);
    }
    return status;
}

static enum koppel_status read_and_check(const char *case_folder, const char *folder, struct koppel_study **study)
{
    size_t n_violations = 1;
    enum koppel_status status = koppel_study_read(case_folder, folder, NULL, study);

    if (status == KOPPEL_OK && koppel_study_check(*study, 0, &n_violations) != NULL) {
        printf("%zu violations\n", n_violations);
    }
    return status == KOPPEL_OK && n_violations > 0 ? KOPPEL_E_VERIFY : status;
}

static void close_study(struct koppel_study *study)
{
    for (size_t k = 0; k < koppel_study_n_messages(study); k++) {
        fprintf(stderr, "%s\n", koppel_study_message(study, k));
    }
    koppel_study_close(study);
}

int main(int argc, char **argv)
{
    struct koppel_study *solved = NULL;
    struct koppel_study *read = NULL;
    enum koppel_status status = KOPPEL_E_ARGUMENT;

    if (argc == 3) {
        status = solve_and_write(argv[1], argv[2], &solved);
    }
    if (status == KOPPEL_OK) {
        status = read_and_check(argv[1], argv[2], &read);
    }
    close_study(solved);
    close_study(read);
    printf("koppel %s: %s\n", koppel_version(), koppel_status_name(status));
    return status == KOPPEL_OK ? 0 : 1;
}
