// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The twelve provinces, in whatever way tables write them. */
#include "model/province_names.h"
#include "suite.h"

static void test_spellings_of_a_province_are_one_name(void)
{
    static const char *const south[] = {"Zuid-Holland",
                                        "zuid holland",
                                        "ZUID_HOLLAND",
                                        " Zuid-Holland\302\240",
                                        "PV28",
                                        "28",
                                        "Provincie Zuid-Holland",
                                        "Zuid\342\200\221Holland",
                                        "South Holland",
                                        "Zuid-Holland (PV)",
                                        "Zuidholland",
                                        "Z.-Holland"};

    for (size_t k = 0; k < sizeof south / sizeof *south; k++) {
        const char *name = koppel_province_name(south[k]);

        CU_ASSERT_PTR_NOT_NULL_FATAL(name);
        CU_ASSERT_STRING_EQUAL(name, "Zuid-Holland");
    }
    CU_ASSERT_STRING_EQUAL(koppel_province_name("Friesland"), "Fryslân");
    CU_ASSERT_STRING_EQUAL(koppel_province_name("FRYSL\303\202N"), "Fryslân");
    CU_ASSERT_STRING_EQUAL(koppel_province_name("Brabant"), "Noord-Brabant");
}

static void test_other_texts_are_none_of_the_twelve(void)
{
    static const char *const others[] = {
        "", " ", "P", "Oostland", "Holland", "Zuid", "PV32", "Groningen Drenthe", "provincie"};

    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        CU_ASSERT_PTR_NULL(koppel_province_name(others[k]));
    }
}

static void test_other_provinces_are_the_same_but_for_blanks_and_capitals(void)
{
    CU_ASSERT_TRUE(koppel_province_is_same("Oost-land", "oost LAND"));
    CU_ASSERT_FALSE(koppel_province_is_same("Oostland", "Westland"));
    CU_ASSERT_TRUE(koppel_province_is_same("Friesland", "PV21"));
    CU_ASSERT_FALSE(koppel_province_is_same("Oostland", "Drenthe"));
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_spellings_of_a_province_are_one_name),
        TEST(test_other_texts_are_none_of_the_twelve),
        TEST(test_other_provinces_are_the_same_but_for_blanks_and_capitals),
        TEST_END,
    };
    return suite_run("province names", tests);
}
