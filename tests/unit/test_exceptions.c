/* The rules that an exception names: codes and Dutch names, separators, and what is no rule. */
#include "model/exceptions.h"
#include "suite.h"

static uint32_t bits_of(const char *text)
{
    uint32_t bits = 0;

    CU_ASSERT_PTR_NULL(koppel_exceptions_parse(text, &bits));
    return bits;
}

static void test_rules_are_read_in_either_language_and_any_order(void)
{
    uint32_t rooms_and_cap = koppel_rule_bit(KOPPEL_REFUSAL_ROOMS) | koppel_rule_bit(KOPPEL_COUNTED_CAP);

    CU_ASSERT_EQUAL(bits_of("rooms|cap"), rooms_and_cap);
    CU_ASSERT_EQUAL(bits_of("Buurtgrens, kamers"), rooms_and_cap);
    CU_ASSERT_EQUAL(bits_of(" cap + rooms ;cap "), rooms_and_cap);
    CU_ASSERT_EQUAL(bits_of(""), 0);
    CU_ASSERT_EQUAL(bits_of(" | "), 0);
}

static void test_every_rule_has_a_code_that_reads_back(void)
{
    struct koppel_text text = {0};
    uint32_t all = 0;

    for (int rule = KOPPEL_SUITABLE + 1; rule < KOPPEL_N_EXCEPTABLE; rule++) {
        all |= koppel_rule_bit(rule);
        CU_ASSERT_EQUAL(bits_of(koppel_rule_code(rule)), koppel_rule_bit(rule));
        if (rule < KOPPEL_N_REFUSALS) {
            CU_ASSERT_STRING_EQUAL(koppel_rule_code(rule), koppel_refusal_code((enum koppel_refusal)rule));
        }
    }
    koppel_exceptions_say(&text, all);
    CU_ASSERT_EQUAL(bits_of(text.bytes), all);
    koppel_text_free(&text);
}

static void test_first_word_that_is_no_rule_is_told(void)
{
    uint32_t bits = 0;
    const char *text = "rooms|colour|cap";

    CU_ASSERT_PTR_EQUAL(koppel_exceptions_parse(text, &bits), text + 6);
    CU_ASSERT_PTR_NOT_NULL(koppel_exceptions_parse("suitable", &bits));
    CU_ASSERT_PTR_NOT_NULL(koppel_exceptions_parse("room", &bits));
    CU_ASSERT_PTR_NOT_NULL(koppel_exceptions_parse("roomss", &bits));
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_rules_are_read_in_either_language_and_any_order),
                                              TEST(test_every_rule_has_a_code_that_reads_back),
                                              TEST(test_first_word_that_is_no_rule_is_told), TEST_END};

    return suite_run("exceptions", tests);
}
