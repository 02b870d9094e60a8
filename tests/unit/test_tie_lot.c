// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lots of pairs: SipHash-2-4 as its authors print it, and the lots that docs/model.md prints. */
#include "base/siphash.h"
#include "model/tie_lot.h"
#include "suite.h"

/* The key 00 01 .. 0f, and the first n bytes of 00 01 02 ... */
static uint64_t hash_of_first(size_t n)
{
    struct koppel_siphash hash = koppel_siphash_begin(UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908));
    unsigned char bytes[16];

    for (unsigned char k = 0; k < sizeof bytes; k++) {
        bytes[k] = k;
    }
    koppel_siphash_add(&hash, bytes, n);
    return koppel_siphash_end(&hash);
}

/* Appendix A of the paper has the vector of 15 bytes; the others are those of the authors' program. */
static void test_hashes_are_those_of_the_paper(void)
{
    CU_ASSERT_EQUAL(hash_of_first(15), UINT64_C(0xa129ca6149be45e5));
    CU_ASSERT_EQUAL(hash_of_first(0), UINT64_C(0x726fdb47dd0e0e31));
    CU_ASSERT_EQUAL(hash_of_first(1), UINT64_C(0x74f839c593dc67fd));
    CU_ASSERT_EQUAL(hash_of_first(8), UINT64_C(0x93f5f5799a932462));
}

static void test_hash_is_the_same_in_pieces(void)
{
    struct koppel_siphash whole = koppel_siphash_begin(1, 2), pieces = koppel_siphash_begin(1, 2);

    koppel_siphash_add(&whole, "woning 14, huishouden 3", 23);
    koppel_siphash_add(&pieces, "woning", 6);
    koppel_siphash_add(&pieces, " 14, huisho", 11);
    koppel_siphash_add(&pieces, "", 0);
    koppel_siphash_add(&pieces, "uden 3", 6);
    CU_ASSERT_EQUAL(koppel_siphash_end(&whole), koppel_siphash_end(&pieces));
}

static void test_lots_are_those_of_the_documents(void)
{
    CU_ASSERT_EQUAL(koppel_pair_lot(1, "H0001", "U000001"), INT64_C(1052109805183));
    CU_ASSERT_EQUAL(koppel_pair_lot(1, "H0002", "U000001"), INT64_C(841292366963));
    CU_ASSERT_EQUAL(koppel_pair_lot(2, "H0001", "U000001"), INT64_C(253934923671));
}

/* Keys run together in one text are told apart all the same. */
static void test_lot_tells_where_one_key_ends(void)
{
    CU_ASSERT_NOT_EQUAL(koppel_pair_lot(1, "H1", "2U"), koppel_pair_lot(1, "H12", "U"));
    CU_ASSERT_NOT_EQUAL(koppel_household_order(1, "H1"), koppel_unit_order(1, "H1"));
    CU_ASSERT_NOT_EQUAL(koppel_household_order(1, "H1"), koppel_household_order(2, "H1"));
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_hashes_are_those_of_the_paper),
        TEST(test_hash_is_the_same_in_pieces),
        TEST(test_lots_are_those_of_the_documents),
        TEST(test_lot_tells_where_one_key_ends),
        TEST_END,
    };

    return suite_run("tie lot", tests);
}
