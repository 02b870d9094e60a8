/* The texts for the terminal, in the small town. */
#include "failing_memory.h"
#include "report/layout.h"
#include "report/wording.h"
#include "suite.h"
#include "town_report.h"

#include <string.h>

static void expect_part(const struct koppel_text *text, const char *part)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(text->bytes);
    CU_ASSERT_PTR_NOT_NULL(strstr(text->bytes, part));
    if (strstr(text->bytes, part) == NULL) {
        town_expect_text(text->bytes, part);
    }
}

static void test_summary_of_the_small_town(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town.kase.folder = "towns";
    town.agreements[0] = (struct koppel_agreement){0, 0, 3, 4, 2};
    town.kase.n_agreements = 1;
    town.unit_of[H1] = U1;
    town.unit_of[H3] = U4;
    town_report_make(&town, &made);
    made.proposal.tiers[5].bound -= 25 * KOPPEL_MICRO / 10;
    made.proposal.tiers[5].proven = false;
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &(struct koppel_summary_extent){false, KOPPEL_OFFERS_SHOWN}, &text), KOPPEL_OK);
    town_expect_text(
        text.bytes,
        "Proposal for towns, half-year 2026-1, policy even-spread, seen from 2026-03-02\n"
        "\n"
        "  2 of 4 households are offered a home: 5 of 7 persons. 2 households are left. 4 of 6 places stay\n"
        "  free.\n"
        "  1 offer was decided by lot (seed 1).\n"
        "\n"
        "Target (taakstelling), in persons               to house    placed     short\n"
        "  Town 1                                              15         4        11\n"
        "  Town 2                                               6         1         5\n"
        "  all 2 municipalities                                21         5        16\n"
        "\n"
        "What the policy asks, most important first          value       at best         gap\n"
        "  1 target: persons short of the target                16            16           0  proven best\n"
        "  2 urgency: points of those with an offer            200           200           0  proven best\n"
        "  3 spread: beyond the spread rule                      0             0           0  proven best\n"
        "  4 agreement: homes outside the agreements             2             2           0  proven best\n"
        "  5 mix: outside limits and mix rules                   0             0           0  proven best\n"
        "  6 fit: points of all offers together               1700        1702.5         2.5  not proven\n"
        "\n"
        "Even spread over neighbourhoods (buurten): cap at 25 % above the fair share, must\n"
        "                                                              before     after   at best\n"
        "  dissimilarity, 0 is even (neighbourhoods)                   0.6897    0.5217    0.4777\n"
        "  highest share: permit holders for 100 corporation homes       10.0      12.0\n"
        "  52 of every 100 permit holders would have to move for an even spread (69 before). The highest\n"
        "  share is in neighbourhood BU00020001 (Quarter).\n"
        "  Full: neighbourhood BU00010001 (Quarter) 10.\n"
        "\n"
        "Left without an offer\n"
        "     1  held back by the spread cap\n"
        "     1  a home is free, but the search ended before it was sure\n"
        "  By need: 2 of 3 single persons, 1 of 1 who may share a home.\n"
        "\n"
        "Agreements with corporations (prestatieafspraken): 0 of 1 within their numbers\n"
        "  Woonplus in municipality GM0001 (Town 1): 1 home, agreed are at least 3\n"
        "\n"
        "This is a proposal; a person decides on each offer. `koppel why` explains any household.\n"
        "Engine exact: proven in 0.0 s; 0 suitable pairs, 0 nodes, 2 parts.\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_verbose_summary_adds_every_area_and_household(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &(struct koppel_summary_extent){true, KOPPEL_OFFERS_SHOWN}, &text), KOPPEL_OK);
    expect_part(&text,
                "  neighbourhood BU00010002 (Quarter)                       0       0       0        21.8      28\n");
    expect_part(&text, "  municipality GM0002 (Town 2)                                0.0000    0.0000    0.0000\n");
    expect_part(
        &text, "    H0: U0 (2 rooms, 600.00 euro, Quarter) suits and has a free place, but neighbourhood BU00010001\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_why_of_a_household_with_an_offer(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};
    struct koppel_alternative others[2] = {{.state = KOPPEL_ALTERNATIVE_EXACT, .unit = U2},
                                           {.state = KOPPEL_ALTERNATIVE_NONE, .unit = KOPPEL_NONE}};

    town.households[H2].expected_relatives = 1;
    town.households[H2].linked_on = TOWN_DAY - 100;
    town.policy.rooms_persons = KOPPEL_PERSONS_PRESENT;
    town.unit_of[H2] = U2;
    town_report_make(&town, &made);
    others[0].cost[5] = KOPPEL_MICRO;
    CU_ASSERT_EQUAL(koppel_report_household(&made.report, H2, others, 2, &text), KOPPEL_OK);
    town_expect_text(
        text.bytes,
        "Household H2: 1 adult, 1 relative expected (nareizigers)\n"
        "  Linked (gekoppeld) to municipality GM0001 (Town 1) on 2025-11-22; 16 days past its term; urgency\n"
        "    116 points.\n"
        "  Needs a home of 1 to 3 rooms, rent at most 713.02 euro, in municipality GM0001 (Town 1), available\n"
        "    by 2026-05-25; may share.\n"
        "\n"
        "Offered: U2 (3 rooms, 600.00 euro, Quarter) in municipality GM0001 (Town 1), corporation C1.\n"
        "  Fit 1000 of 1000 points: rooms 1000 (weight 1), gp 500 (weight 0).\n"
        "\n"
        "Homes that suit: 3 of 5, the best fit first\n"
        "  U2 (3 rooms, 600.00 euro, Quarter): fit 1000, this offer\n"
        "  U0 (2 rooms, 600.00 euro, Quarter): fit 700, has a free place, but neighbourhood BU00010001\n"
        "    (Quarter) may receive nobody under the spread cap: it has 10 permit holders already; with this\n"
        "    home instead it would be 12\n"
        "  U3 (2 rooms, 600.00 euro, Quarter): fit 700, has a free place, but neighbourhood BU00010003\n"
        "    (Quarter) may receive nobody under the spread cap: it has 4 permit holders already; with this\n"
        "    home instead it would be 6\n"
        "\n"
        "Homes that do not suit, by the first rule that refuses them: 2\n"
        "     1  link: in a municipality to which the household is not linked\n"
        "     1  rooms: too few or too many rooms for the household\n"
        "  1 home would suit but for the number of rooms: U1 has 4 rooms and the household of 1 person needs\n"
        "    1.\n"
        "\n"
        "What another choice would change in the whole proposal\n"
        "  U2 (3 rooms, 600.00 euro, Quarter): fit 1 point lower\n"
        "  None of the remaining homes is possible: it is proven that each would break a must, whatever the\n"
        "    other households get\n"
        "\n"
        "This is a proposal; a person decides on each offer.\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_why_of_a_household_without_an_offer(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_household(&made.report, H0, NULL, 0, &text), KOPPEL_OK);
    expect_part(&text, "\nNo home is offered: held back by the spread cap (cap).\n  Why: U0 (2 rooms, ");
    expect_part(
        &text, "\n  What would have to change: With everything else unchanged it would fit with a tolerance of 38 %\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_why_of_a_household_that_a_decision_keeps(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};
    struct koppel_alternative other = {.state = KOPPEL_ALTERNATIVE_NONE, .unit = KOPPEL_NONE};

    town.decisions[0] = town_decision(H2, U2, KOPPEL_KEEP, "");
    town.kase.n_decisions = 1;
    town.unit_of[H2] = U2;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_household(&made.report, H2, &other, 1, &text), KOPPEL_OK);
    expect_part(&text, "corporation C1, kept by\n  a recorded decision.\n");
    expect_part(&text, ": fit 700, has a free place\n");
    expect_part(&text, "\nA recorded decision keeps this offer, so no other choice is possible.\n");
    CU_ASSERT_PTR_NULL(strstr(text.bytes, "What another choice"));
    koppel_text_free(&text);
    town_free(&town);
}

/* What an alternative changes that costs so much in one tier (in the problem's whole numbers). */
static void expect_change(struct town *town, int tier, int64_t cost, const char *expected)
{
    struct town_report made;
    struct koppel_text text = {0};
    struct koppel_alternative other = {.state = KOPPEL_ALTERNATIVE_EXACT, .unit = U0};

    town_report_make(town, &made);
    other.cost[tier] = cost;
    koppel_say_change(&text, &made.report, &other);
    town_expect_text(text.bytes, expected);
    koppel_text_free(&text);
}

static void expect_effects(const struct koppel_alternative *other, const char *expected)
{
    struct town town = town_new();
    struct koppel_text text = {0};
    struct town_report made;

    town_report_make(&town, &made);
    koppel_say_change(&text, &made.report, other);
    town_expect_text(text.bytes, expected);
    koppel_text_free(&text);
    town_free(&town);
}

static void test_changes_name_persons_first(void)
{
    struct koppel_alternative other = {.state = KOPPEL_ALTERNATIVE_EXACT, .unit = U0};

    other.others[KOPPEL_EFFECT_MOVES] = (struct koppel_affected){1, {H1}};
    expect_effects(&other, "H1 would move; no difference in value");
    other.others[KOPPEL_EFFECT_LOSES] = (struct koppel_affected){2, {H0, H2}};
    other.others[KOPPEL_EFFECT_MOVES] = (struct koppel_affected){5, {H1, H2, H3}};
    other.cost[0] = 3;
    expect_effects(&other,
                   "2 households would lose their home (H0, H2); 5 households would move (H1, H2, H3 and 2 more); "
                   "3 more persons short of the target");
    other.state = KOPPEL_ALTERNATIVE_NONE;
    expect_effects(&other, "none");
}

static void test_changes_name_their_direction(void)
{
    enum { FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH }; /* tiers of the default policy */
    struct town town = town_new();

    expect_change(&town, FIRST, 3, "3 more persons short of the target");
    expect_change(&town, FIRST, -1, "1 fewer person short of the target");
    expect_change(&town, SECOND, 300, "urgency 300 points lower");
    expect_change(&town, THIRD, 1, "1 more person beyond the spread rule");
    expect_change(&town, FOURTH, -2, "2 fewer homes outside the agreements");
    expect_change(&town, FIFTH, 1, "1 more outside limits and mix rules");
    expect_change(&town, SIXTH, -KOPPEL_MICRO, "fit 1 point higher");
    expect_change(&town, SIXTH, 0, "no difference");
    town_free(&town);
    town = town_new();
    town.policy.spread_measure = KOPPEL_MEASURE_HOMES;
    expect_change(&town, THIRD, -2, "2 fewer homes beyond the spread rule");
    town_free(&town);
    town = town_new();
    town.policy.spread_rule = KOPPEL_SPREAD_EVEN;
    expect_change(&town, THIRD, 250, "0.25 further from an even spread");
    town_free(&town);
    town = town_new();
    town.policy.tiers[FIRST].weight[KOPPEL_OBJECTIVE_URGENCY] = 2;
    expect_change(&town, FIRST, 3 * KOPPEL_MICRO, "target+urgency 3 worse");
    town_free(&town);
}

static void test_summary_says_what_ended_the_run(void)
{
    static const struct {
        enum koppel_run_end end;
        const char *outcome;
        const char *expected;
    } ends[] = {
        {KOPPEL_END_TIME_LIMIT, "feasible",
         "Engine exact: not proven, stopped at the time limit after 2.5 s (raise --time-limit). 0 suitable\npairs, "},
        {KOPPEL_END_INTERRUPT, "feasible", "Engine exact: not proven, interrupted after 2.5 s. 0 suitable pairs, "},
        {KOPPEL_END_OF_ITSELF, "feasible", "Engine exact: not proven in 2.5 s; 0 suitable pairs, "},
        {KOPPEL_END_OF_ITSELF, "proven", "Engine exact: proven in 2.5 s; 0 suitable pairs, "},
    };
    struct town town = town_new();
    struct town_report made;

    town_report_make(&town, &made);
    made.facts.seconds = 2.5;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        struct koppel_text text = {0};

        made.facts.ended_by = ends[k].end;
        made.facts.outcome = ends[k].outcome;
        CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &(struct koppel_summary_extent){false, KOPPEL_OFFERS_SHOWN}, &text), KOPPEL_OK);
        expect_part(&text, ends[k].expected);
        koppel_text_free(&text);
    }
    town_free(&town);
}

static void test_points_are_rounded_for_people(void)
{
    struct koppel_text text = {0};

    koppel_say_points(&text, INT64_C(844444444));
    koppel_text_add(&text, " ");
    koppel_say_points(&text, INT64_C(844950000));
    koppel_text_add(&text, " ");
    koppel_say_points(&text, 1000 * KOPPEL_MICRO);
    koppel_text_add(&text, " ");
    koppel_say_points(&text, -INT64_C(40000));
    town_expect_text(text.bytes, "844.4 845 1000 0");
    koppel_text_free(&text);
}

static void test_verdict_text_without_and_with_violations(void)
{
    struct town town = town_new();
    struct koppel_text text = {0};

    town_check(&town);
    CU_ASSERT_EQUAL(koppel_report_verdict(&town.fit, &town.verdict, &text), KOPPEL_OK);
    expect_part(&text, "Nothing is wrong: every rule that must be met is met.\n");
    koppel_text_free(&text);
    town.unit_of[H0] = U0;
    town.unit_of[H3] = U1;
    town_check(&town);
    CU_ASSERT_EQUAL(koppel_report_verdict(&town.fit, &town.verdict, &text), KOPPEL_OK);
    expect_part(&text, "2 violations were found:\n\nHomes that do not suit\n  - household H3 is offered unit U1");
    expect_part(&text, "\n\nRules that must be met\n  - neighbourhood BU00010001 (Quarter) would hold 11 permit ");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_lines_are_laid_out_by_characters(void)
{
    struct koppel_text text = {0};

    koppel_lay_left(&text, 6, "\xC3\xA9\xC3\xA9n");
    koppel_lay_left(&text, 6, "\xC3\xA9\xC3\xA9n\xC3\xA9\xC3\xA9n!");
    koppel_lay_right(&text, 3, "1234");
    koppel_lay_right(&text, 3, "\xE2\x82\xAC");
    CU_ASSERT_STRING_EQUAL(text.bytes, "\xC3\xA9\xC3\xA9n   \xC3\xA9\xC3\xA9n...1234  \xE2\x82\xAC");
    koppel_text_free(&text);
    koppel_lay_words(&text, 96, 2, "abc de  f");
    CU_ASSERT_STRING_EQUAL(text.bytes, "abc\n  de  f\n");
    koppel_text_free(&text);
}

static void check_failures(const struct koppel_report *report, bool of_household)
{
    long n = 0;

    for (;; n++) {
        struct koppel_text text = {0};
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = of_household ? koppel_report_household(report, H0, report->next_best, 1, &text)
                              : koppel_report_summary(report, &(struct koppel_summary_extent){true, KOPPEL_OFFERS_SHOWN}, &text);
        koppel_text_free(&text);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
    CU_ASSERT(n > 20 && n < 1000);
}

static void test_every_allocation_may_fail(void)
{
    struct town town = town_new();
    struct town_report made;

    town.agreements[0] = (struct koppel_agreement){0, 0, 3, 4, 2};
    town.kase.n_agreements = 1;
    town.unit_of[H1] = U1;
    town_report_make(&town, &made);
    check_failures(&made.report, false);
    check_failures(&made.report, true);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_summary_of_the_small_town),
                                              TEST(test_verbose_summary_adds_every_area_and_household),
                                              TEST(test_why_of_a_household_with_an_offer),
                                              TEST(test_why_of_a_household_without_an_offer),
                                              TEST(test_why_of_a_household_that_a_decision_keeps),
                                              TEST(test_changes_name_persons_first),
                                              TEST(test_changes_name_their_direction),
                                              TEST(test_summary_says_what_ended_the_run),
                                              TEST(test_points_are_rounded_for_people),
                                              TEST(test_verdict_text_without_and_with_violations),
                                              TEST(test_lines_are_laid_out_by_characters),
                                              TEST(test_every_allocation_may_fail),
                                              TEST_END};

    return suite_run("summaries", tests);
}
