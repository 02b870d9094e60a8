// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The texts for the terminal, in the small town. */
#include "failing_memory.h"
#include "report/layout.h"
#include "report/summary.h"
#include "report/wording.h"
#include "suite.h"
#include "town_report.h"

#include <string.h>

static const struct koppel_summary_extent short_text = {.n_offers = KOPPEL_OFFERS_SHOWN};
static const struct koppel_summary_extent long_text = {.verbose = true, .n_offers = KOPPEL_OFFERS_SHOWN};

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
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &short_text, &text), KOPPEL_OK);
    town_expect_text(
        text.bytes,
        "Proposal for towns, half-year 2026-1, policy even-spread, as of 2026-03-02\n"
        "\n"
        "  2 of 4 households get a home: 5 of 7 people. 2 households get no home. 4 of 6 places stay free.\n"
        "  Perhaps it can be better: the homes could fit better, by at most 2.5 points in all.\n"
        "  1 offer was decided by lot (seed 1).\n"
        "\n"
        "Who gets which home\n"
        "  household  people  neighbourhood    corporation  rooms     rent  from        home\n"
        "  H1              4  Quarter, Town 1  Woonplus         4   600.00  now         U1\n"
        "  H3              1  Quarter, Town 2  Thuis            2   600.00  now         U4\n"
        "\n"
        "Who gets no home, and why\n"
        "  H0 (1 person): A home that suits is free: Quarter, 2 rooms, 600.00 euro (U0). Quarter in Town 1\n"
        "    (BU00010001) is full: 10 permit holders live there, and the limit is 10. With this household it\n"
        "    would be 11. The other home that suits is offered to somebody else or held back, too.\n"
        "    What would help: It would fit if the limit of Quarter in Town 1 (BU00010001) were 38 % above the\n"
        "    fair share instead of 25 %. That percentage holds everywhere: solve again, because others may\n"
        "    take the room.\n"
        "  H2 (1 person): A home that suits is free: Quarter, 3 rooms, 600.00 euro (U2). The search ended\n"
        "    before it was sure about this household.\n"
        "    What would help: Run again with more time, or put it in proposal.csv and run `koppel check`.\n"
        "\n"
        "Households by what they need           in all   get a home  get no home\n"
        "  a home for one person                     3            1            2\n"
        "  a home that may be shared                 1            0            1\n"
        "\n"
        "Neighbourhoods (buurten) over their limit, or full\n"
        "  Quarter in Town 1 (BU00010001): 10 of at most 10 people; it is full.\n"
        "\n"
        "Agreements with corporations (prestatieafspraken) that are kept: 0 of 1\n"
        "  Woonplus in Town 1: homes given by this proposal 1, agreed at least 3.\n"
        "\n"
        "Target (taakstelling), in people\n"
        "  All 2 municipalities: 21 to house, 5 get a home, 16 short.\n"
        "  Town 1: 15 to house, 4 get a home, 11 short.\n"
        "  Town 2: 6 to house, 1 get a home, 5 short.\n"
        "\n"
        "Even spread over neighbourhoods (buurten)\n"
        "  The policy allows nowhere more than 25 % above the fair share.\n"
        "  For an even spread over neighbourhoods 52 of every 100 permit holders would have to move; before\n"
        "    this proposal it was 69.\n"
        "  The most permit holders for every 100 corporation homes live in Quarter in Town 2 (BU00020001):\n"
        "    12.0.\n"
        "\n"
        "This is a proposal; a person decides on each offer. `koppel why` explains any household.\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_verbose_summary_adds_every_area_and_household(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &long_text, &text), KOPPEL_OK);
    expect_part(&text,
                "  Quarter in Town 1 (BU00010002)                           0       0       0        21.8      28\n");
    expect_part(&text, "  Town 2 (GM0002)                                             0.0000    0.0000    0.0000\n");
    expect_part(&text,
                "  H0 (1 person): A home that suits is free: Quarter, 2 rooms, 600.00 euro (U0). Quarter in Town");
    expect_part(&text,
                "  6 fit: points of all offers together                  0             0           0  proven best\n");
    expect_part(&text, "\nEngine exact: proven in 0.0 s; 0 combinations of household and home that suit, ");
    koppel_text_free(&text);
    town_free(&town);
}

/* The figures belong to those who ask for them, and words of the mathematics to nobody. */
static void test_short_summary_is_for_a_caseworker(void)
{
    static const char *const unwanted[] = {
        "tier",   "gap",     "bound", " must",     "pairs",   " nodes",           "dissimilarity",
        "Engine", "at best", "left",  "seen from", "persons", "neighbourhood BU", "told"};
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town.unit_of[H1] = U1;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &short_text, &text), KOPPEL_OK);
    for (size_t k = 0; k < sizeof unwanted / sizeof *unwanted; k++) {
        CU_ASSERT_PTR_NULL(strstr(text.bytes, unwanted[k]));
    }
    expect_part(&text, "  It is proven that this proposal is the best possible under the policy.\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_offers_are_shown_as_many_as_asked_for(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_summary_extent extent = {.n_offers = 1};
    struct koppel_text text = {0};

    town.unit_of[H1] = U1;
    town.unit_of[H3] = U4;
    town.units[U1].available_from = TOWN_DAY + 1;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &extent, &text), KOPPEL_OK);
    expect_part(&text, "\nWho gets which home (the first 1 of 2; --offers all shows all)\n"
                       "  household  people  neighbourhood    corporation  rooms     rent  from        home\n"
                       "  H1              4  Quarter, Town 1  Woonplus         4   600.00  2026-03-03  U1\n\n");
    CU_ASSERT_PTR_NULL(strstr(text.bytes, "U4\n"));
    koppel_text_free(&text);
    extent.n_offers = 0;
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &extent, &text), KOPPEL_OK);
    CU_ASSERT_PTR_NULL(strstr(text.bytes, "Who gets which home"));
    koppel_text_free(&text);
    town_free(&town);
}

/* Names longer than a line has room for are cut; keys are not. */
static void test_long_names_stay_within_the_line(void)
{
    static const char name[] = "Sint-Jacobiparochie aan de Oude Leedijk achter de Dijken en de Wadden";
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town.unit_of[H1] = U1;
    town.neighbourhoods[town.units[U1].neighbourhood].name = name;
    town.corporations[town.units[U1].corporation].name = name;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &short_text, &text), KOPPEL_OK);
    for (const char *line = text.bytes; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1) {
        CU_ASSERT(strcspn(line, "\n") <= KOPPEL_COLUMNS);
    }
    expect_part(&text,
                "  H1              4  Sint-Jacobiparochie aan...  Sint-Jacobipar...      4   600.00  now         U1\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_areas_are_full_or_over_their_limit(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town.neighbourhoods[0].permit_holders = 19;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &short_text, &text), KOPPEL_OK);
    expect_part(&text, "\nNeighbourhoods (buurten) over their limit, or full\n"
                       "  Quarter in Town 1 (BU00010001): 19 of at most 12 people, 7 too many.\n");
    expect_part(&text, "  1 area was over its limit before this proposal. Nobody is offered a home there.\n");
    koppel_text_free(&text);
    town_free(&town);
}

static void test_decisions_are_counted_by_kind(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town.decisions[0] = town_decision(H2, U2, KOPPEL_SIGNED, "");
    town.decisions[1] = town_decision(H1, U1, KOPPEL_REFUSED, "");
    town.kase.n_decisions = 2;
    town.unit_of[H2] = U2;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &short_text, &text), KOPPEL_OK);
    expect_part(&text, "\nWhat is decided\n"
                       "     1  signed: the home is held\n"
                       "     1  refused: not offered again\n\n");
    koppel_text_free(&text);
    town_free(&town);
}

/* What is said of a proposal whose goal `tier` could be better by so much. */
static void expect_open(int tier, int64_t by, bool proven, const char *expected)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town.unit_of[H1] = U1;
    town_report_make(&town, &made);
    made.proposal.tiers[tier].bound -= by;
    made.proposal.tiers[tier].proven = proven;
    koppel_proof_text(&text, &made.report);
    town_expect_text(text.bytes, expected);
    koppel_text_free(&text);
    town_free(&town);
}

static void test_what_could_be_better_is_said_in_the_goal_s_own_terms(void)
{
    enum { FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH }; /* goals of the default policy */

    expect_open(FIRST, 3, false, "Perhaps it can be better: at most 3 more people could count for the target.");
    expect_open(FIRST, 1, false, "Perhaps it can be better: at most 1 more person could count for the target.");
    expect_open(SECOND, 300, false, "Perhaps it can be better: at most 300 more points of urgency could get a home.");
    expect_open(THIRD, 2, false, "Perhaps it can be better: the limits of spread could be passed by at most 2 less.");
    expect_open(FOURTH, 2, false, "Perhaps it can be better: at most 2 more homes could follow the agreements.");
    expect_open(FIFTH, 2, false, "Perhaps it can be better: limits and mix rules could be passed by at most 2 less.");
    expect_open(
        SIXTH, KOPPEL_MICRO + 1, true,
        "Perhaps it can be better: the homes could fit better, by at most 1.1 points in all. That is as near to "
        "the best possible as --gap asks.");
    expect_open(FIRST, 0, false, "Perhaps it can be better; by how much is not known.");
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
        "  Linked (gekoppeld) to municipality Town 1 (GM0001) on 2025-11-22; 16 days past its term; urgency\n"
        "    116 points.\n"
        "  Needs a home of 1 to 3 rooms, rent at most 713.02 euro, in municipality Town 1 (GM0001), available\n"
        "    by 2026-05-25; may share.\n"
        "\n"
        "Offered: Quarter, 3 rooms, 600.00 euro (U2) in municipality Town 1 (GM0001), corporation Thuis.\n"
        "  Fit 1000 of 1000 points: rooms 1000 (weight 1), gp 500 (weight 0).\n"
        "\n"
        "Homes that suit: 3 of 5, the best fit first\n"
        "  Quarter, 3 rooms, 600.00 euro (U2): fit 1000, this offer\n"
        "  Quarter, 2 rooms, 600.00 euro (U0): fit 700, has a free place, but held back. Quarter in Town 1\n"
        "    (BU00010001) is full: 10 permit holders live there, and the limit is 10. With this home instead\n"
        "    it would be 12.\n"
        "  Quarter, 2 rooms, 600.00 euro (U3): fit 700, has a free place, but held back. Quarter in Town 1\n"
        "    (BU00010003) is full: 4 permit holders live there, and the limit is 4. With this home instead it\n"
        "    would be 6.\n"
        "\n"
        "Homes that do not suit, by the first rule that refuses them: 2\n"
        "     1  link: in a municipality to which the household is not linked\n"
        "     1  rooms: too few or too many rooms for the household\n"
        "  1 home would suit but for the number of rooms. U1 has 4 rooms, and a household of 1 needs 1.\n"
        "\n"
        "What another choice would change in the whole proposal\n"
        "  Quarter, 3 rooms, 600.00 euro (U2): fit 1 point lower\n"
        "  None of the remaining homes is possible: it is proven that each would break a rule, whatever the\n"
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
    expect_part(&text,
                "\nNo home is offered: a limit of even spread stands in the way (cap).\n  Why: A home that suits ");
    expect_part(
        &text,
        "\n  What would have to change: It would fit if the limit of Quarter in Town 1 (BU00010001) were 38 %\n");
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
    expect_part(&text, "corporation Thuis, kept\n  by a recorded decision.\n");
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
                   "3 more people short of the target");
    other.state = KOPPEL_ALTERNATIVE_NONE;
    expect_effects(&other, "no other home");
}

static void test_changes_name_their_direction(void)
{
    enum { FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH }; /* tiers of the default policy */
    struct town town = town_new();

    expect_change(&town, FIRST, 3, "3 more people short of the target");
    expect_change(&town, FIRST, -1, "1 fewer person short of the target");
    expect_change(&town, SECOND, 300, "urgency 300 points lower");
    expect_change(&town, THIRD, 1, "1 more person over a limit of spread");
    expect_change(&town, FOURTH, -2, "2 fewer homes outside the agreements");
    expect_change(&town, FIFTH, 1, "1 more outside limits and mix rules");
    expect_change(&town, SIXTH, -KOPPEL_MICRO, "fit 1 point higher");
    expect_change(&town, SIXTH, 0, "no difference");
    town_free(&town);
    town = town_new();
    town.policy.spread_measure = KOPPEL_MEASURE_HOMES;
    expect_change(&town, THIRD, -2, "2 fewer homes over a limit of spread");
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
         "known. The search stopped at the time limit, after\n  2.5 seconds; --time-limit allows more.\n"},
        {KOPPEL_END_INTERRUPT, "feasible", "known. The search was interrupted after 2.5 seconds.\n"},
        {KOPPEL_END_OF_ITSELF, "feasible", "  Perhaps it can be better; by how much is not known.\n"},
    };
    struct town town = town_new();
    struct town_report made;

    town_report_make(&town, &made);
    made.facts.seconds = 2.5;
    made.proposal.tiers[0].proven = false;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        struct koppel_text text = {0};

        made.facts.ended_by = ends[k].end;
        made.facts.outcome = ends[k].outcome;
        CU_ASSERT_EQUAL(koppel_report_summary(&made.report, &short_text, &text), KOPPEL_OK);
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
                              : koppel_report_summary(report, &long_text, &text);
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
                                              TEST(test_short_summary_is_for_a_caseworker),
                                              TEST(test_offers_are_shown_as_many_as_asked_for),
                                              TEST(test_long_names_stay_within_the_line),
                                              TEST(test_areas_are_full_or_over_their_limit),
                                              TEST(test_decisions_are_counted_by_kind),
                                              TEST(test_what_could_be_better_is_said_in_the_goal_s_own_terms),
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
