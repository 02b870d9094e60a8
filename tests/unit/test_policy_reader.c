// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Policies: every key, every message, and the printed policy reads back as itself. */
#include "io/policy_keys.h"
#include "io/policy_reader.h"
#include "messages.h"
#include "suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_POLICIES = 4 };

static struct koppel_policy policy;
static struct koppel_errors errors;

static enum koppel_status parse(const char *text)
{
    return koppel_policy_parse(text, strlen(text), "p.json", &policy, &errors);
}

static void parse_good(const char *text)
{
    CU_ASSERT_EQUAL(parse(text), KOPPEL_OK);
    messages_assert(&errors, "");
}

static void assert_bad(const char *text, const char *messages)
{
    CU_ASSERT_EQUAL(parse(text), KOPPEL_E_INPUT);
    messages_assert(&errors, messages);
}

/* Prints a policy, reads it, and prints it again. */
static void assert_round_trip(const struct koppel_policy *of)
{
    char *first = NULL;
    char *second = NULL;

    CU_ASSERT_EQUAL_FATAL(koppel_policy_print(of, &first), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_policy_parse(first, strlen(first), "printed", &policy, &errors), KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_EQUAL_FATAL(koppel_policy_print(&policy, &second), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(first, second);
    free(first);
    free(second);
}

static void test_policy_empty_object_is_the_default(void)
{
    struct koppel_policy standard;
    char *expected = NULL;
    char *found = NULL;

    koppel_policy_default(&standard);
    parse_good(" {} \n");
    CU_ASSERT_EQUAL_FATAL(koppel_policy_print(&standard, &expected), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_policy_print(&policy, &found), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(found, expected);
    free(expected);
    free(found);
}

static void test_policy_default_prints_and_reads_back(void)
{
    struct koppel_policy standard;

    koppel_policy_default(&standard);
    assert_round_trip(&standard);
}

static void test_policy_reads_every_key(void)
{
    struct koppel_policy read;

    parse_good(
        "{\"name\":\"ours \\u00e9\",\"as_of\":\"2026-03-15\",\"period\":\"2026-2\","
        "\"persons\":{\"target\":\"expected\",\"rooms\":\"present\",\"rent\":\"expected\",\"spread\":\"present\"},"
        "\"link_scope\":\"region\",\"rooms\":{\"max_spare\":null},\"rent_limit\":false,"
        "\"date\":{\"days_overdue\":7},\"share\":{\"pools_take_families\":true,\"sharers_may_live_alone\":false},"
        "\"target\":{\"enforce\":\"must\"},"
        "\"spread\":{\"rule\":\"absolute\",\"enforce\":\"goal\",\"tolerance_percent\":300,\"reference\":"
        "\"inhabitants\","
        "\"measure\":\"homes\",\"level\":\"district\",\"absolute_max\":4,\"absolute_percent\":12},"
        "\"agreement\":{\"enforce\":\"must\"},"
        "\"mix\":[{\"level\":\"complex\",\"measure\":\"homes\",\"persons_min\":1,\"persons_max\":1,\"min\":null,"
        "\"max\":5,"
        "\"enforce\":\"must\"},{\"min\":2,\"persons_min\":6,\"level\":\"unit\",\"measure\":\"children\",\"enforce\":"
        "\"goal\"}],"
        "\"urgency\":{\"classes\":[{\"name\":\"only\",\"points\":0}],\"points_per_day\":0,\"max_days\":3650},"
        "\"fit\":{\"weights\":{\"rooms\":0,\"school\":1,\"gp\":2,\"transit\":3,\"labour\":4,\"network\":5,\"region\":6,"
        "\"scores\":1000},\"points_per_spare_room\":1000,\"school\":{\"near_m\":1,\"far_m\":2},"
        "\"gp\":{\"near_m\":3,\"far_m\":4},\"transit\":{\"near_m\":5,\"far_m\":6},\"precision\":\"micro_points\"},"
        "\"tiers\":[\"fit\",{\"target\":1000,\"spread\":100},{\"urgency\":2}]}");
    CU_ASSERT_STRING_EQUAL(policy.name, "ours \xC3\xA9");
    CU_ASSERT_EQUAL(policy.as_of, koppel_date_make(2026, 3, 15));
    CU_ASSERT_EQUAL(policy.period, 2026 * 2 + 1);
    CU_ASSERT_EQUAL(policy.target_persons, KOPPEL_PERSONS_EXPECTED);
    CU_ASSERT_EQUAL(policy.rooms_persons, KOPPEL_PERSONS_PRESENT);
    CU_ASSERT_EQUAL(policy.rent_persons, KOPPEL_PERSONS_EXPECTED);
    CU_ASSERT_EQUAL(policy.spread_persons, KOPPEL_PERSONS_PRESENT);
    CU_ASSERT_EQUAL(policy.link_scope, KOPPEL_LINK_REGION);
    CU_ASSERT_EQUAL(policy.max_spare_rooms, KOPPEL_UNKNOWN);
    CU_ASSERT_FALSE(policy.rent_limit);
    CU_ASSERT_EQUAL(policy.days_overdue, 7);
    CU_ASSERT_TRUE(policy.shared_take_families);
    CU_ASSERT_FALSE(policy.sharers_self_contained);
    CU_ASSERT_EQUAL(policy.target_enforce, KOPPEL_MUST);
    CU_ASSERT_EQUAL(policy.spread_rule, KOPPEL_SPREAD_ABSOLUTE);
    CU_ASSERT_EQUAL(policy.spread_enforce, KOPPEL_GOAL);
    CU_ASSERT_EQUAL(policy.spread_tolerance_percent, 300);
    CU_ASSERT_EQUAL(policy.spread_reference, KOPPEL_REFERENCE_INHABITANTS);
    CU_ASSERT_EQUAL(policy.spread_measure, KOPPEL_MEASURE_HOMES);
    CU_ASSERT_EQUAL(policy.spread_level, KOPPEL_AREA_DISTRICT);
    CU_ASSERT_EQUAL(policy.spread_absolute_max, 4);
    CU_ASSERT_EQUAL(policy.spread_absolute_percent, 12);
    CU_ASSERT_EQUAL(policy.agreement, KOPPEL_AGREEMENT_MUST);
    CU_ASSERT_EQUAL_FATAL(policy.n_mix, 2);
    CU_ASSERT_EQUAL(policy.mix[0].persons_max, 1);
    CU_ASSERT_EQUAL(policy.mix[0].min, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(policy.mix[0].max, 5);
    CU_ASSERT_EQUAL(policy.mix[1].level, KOPPEL_AREA_UNIT);
    CU_ASSERT_EQUAL(policy.mix[1].measure, KOPPEL_MEASURE_CHILDREN);
    CU_ASSERT_EQUAL(policy.mix[1].persons_min, 6);
    CU_ASSERT_EQUAL(policy.mix[1].persons_max, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(policy.mix[1].enforce, KOPPEL_GOAL);
    CU_ASSERT_EQUAL(policy.n_urgency, 1);
    CU_ASSERT_STRING_EQUAL(policy.urgency[0].name, "only");
    CU_ASSERT_EQUAL(policy.urgency_points_per_day, 0);
    CU_ASSERT_EQUAL(policy.urgency_max_days, 3650);
    for (int i = 0; i < KOPPEL_FIT_SCORES; i++) {
        CU_ASSERT_EQUAL(policy.fit_weight[i], i);
    }
    CU_ASSERT_EQUAL(policy.fit_weight[KOPPEL_FIT_SCORES], 1000);
    CU_ASSERT_EQUAL(policy.fit_points_per_spare_room, 1000);
    CU_ASSERT_EQUAL(policy.school.near_m, 1);
    CU_ASSERT_EQUAL(policy.gp.far_m, 4);
    CU_ASSERT_EQUAL(policy.transit.far_m, 6);
    CU_ASSERT_FALSE(policy.fit_whole_points);
    CU_ASSERT_EQUAL_FATAL(policy.n_tiers, 3);
    CU_ASSERT_EQUAL(policy.tiers[0].weight[KOPPEL_OBJECTIVE_FIT], 1);
    CU_ASSERT_EQUAL(policy.tiers[1].weight[KOPPEL_OBJECTIVE_TARGET], 1000);
    CU_ASSERT_EQUAL(policy.tiers[1].weight[KOPPEL_OBJECTIVE_SPREAD], 100);
    CU_ASSERT_EQUAL(policy.tiers[2].weight[KOPPEL_OBJECTIVE_URGENCY], 2);
    read = policy;
    assert_round_trip(&read);
}

/* The values at the ends of every range are read, those beyond are refused. */
static void test_policy_ranges_hold_at_both_ends(void)
{
    for (int32_t i = 0; i < koppel_n_policy_keys; i++) {
        const struct koppel_policy_key *key = &koppel_policy_keys[i];
        const int64_t beyond[] = {(int64_t)key->min - 1, (int64_t)key->max + 1};
        char section[40];
        char text[160];
        char message[240];
        const char *point = strchr(key->section, '.');

        if (key->form != KOPPEL_KEY_WHOLE) {
            continue;
        }
        CU_ASSERT_TRUE(key->section[0] != '\0');
        for (int k = 0; k < 2; k++) {
            snprintf(section, sizeof section, "%s", key->section);
            if (point != NULL) {
                section[point - key->section] = '\0';
                snprintf(text, sizeof text, "{\"%s\":{\"%s\":{\"%s\":%lld}}}", section, point + 1, key->key,
                         (long long)beyond[k]);
            } else {
                snprintf(text, sizeof text, "{\"%s\":{\"%s\":%lld}}", section, key->key, (long long)beyond[k]);
            }
            snprintf(message, sizeof message, "p.json: $.%s.%s: %lld is not a whole number %d..%d\n", key->section,
                     key->key, (long long)beyond[k], (int)key->min, (int)key->max);
            assert_bad(text, message);
        }
    }
}

static void test_policy_refuses_wrong_values(void)
{
    assert_bad("{\"spread\":{\"tolerance_percent\":400}}",
               "p.json: $.spread.tolerance_percent: 400 is not a whole number 0..300\n");
    assert_bad("{\"spread\":{\"tolerance_percent\":\"25\"}}",
               "p.json: $.spread.tolerance_percent: \"25\" is not a whole number 0..300\n");
    assert_bad("{\"spread\":{\"tolerance_percent\":25.5}}",
               "p.json: $.spread.tolerance_percent: 25.5 is not a whole number 0..300\n");
    assert_bad("{\"spread\":{\"tolerance_percent\":1e999}}",
               "p.json: $.spread.tolerance_percent: the number is too large\n");
    assert_bad("{\"spread\":{\"tolerance_percent\":null}}",
               "p.json: $.spread.tolerance_percent: null is not a whole number 0..300\n");
    assert_bad("{\"spread\":{\"rule\":\"caps\",\"level\":\"unit\"}}",
               "p.json: $.spread.rule: \"caps\" is not \"cap\", \"band\", \"even\", \"absolute\" or \"none\"\n"
               "p.json: $.spread.level: \"unit\" is not \"neighbourhood\", \"district\" or \"complex\"\n");
    assert_bad("{\"rent_limit\":\"yes\",\"as_of\":\"2026-13-01\",\"period\":\"2026\",\"name\":\"\"}",
               "p.json: $.rent_limit: \"yes\" is not true or false\n"
               "p.json: $.as_of: \"2026-13-01\" is not a date such as \"2026-03-15\", or null\n"
               "p.json: $.period: \"2026\" is not a half-year such as \"2026-1\", or null\n"
               "p.json: $.name: \"\" is not a name of 1..63 bytes on one line\n");
    assert_bad("{\"spread\":[],\"mix\":{},\"tiers\":\"fit\",\"persons\":1}",
               "p.json: $.spread: a list is not an object { ... }\n"
               "p.json: $.mix: an object is not a list\n"
               "p.json: $.tiers: \"fit\" is not a list\n"
               "p.json: $.persons: 1 is not an object { ... }\n");
    assert_bad("[]", "p.json: $: a list is not an object { ... }\n");
}

static void test_policy_refuses_unknown_and_repeated_keys(void)
{
    assert_bad("{\"sprad\":{}}", "p.json: $: the key \"sprad\" is not known (did you mean \"spread\"?)\n");
    assert_bad("{\"Name\":\"x\"}", "p.json: $: the key \"Name\" is not known (did you mean \"name\"?)\n");
    assert_bad("{\"spread\":{\"tolerance\":25},\"fit\":{\"weigths\":{}},\"urgency\":{\"clases\":[]}}",
               "p.json: $.spread: the key \"tolerance\" is not known\n"
               "p.json: $.fit: the key \"weigths\" is not known (did you mean \"weights\"?)\n"
               "p.json: $.urgency: the key \"clases\" is not known (did you mean \"classes\"?)\n");
    assert_bad("{\"name\":\"a\",\"name\":\"b\"}", "p.json: $.name: the key stands twice: delete one\n");
    assert_bad("{\"spread\":{\"rule\":\"cap\",\"\\u0072ule\":\"even\"}}",
               "p.json: $.spread.rule: the key stands twice: delete one\n");
}

static void test_policy_refuses_wrong_lists(void)
{
    assert_bad("{\"mix\":[{},{\"min\":3,\"max\":2},{\"max\":1,\"persons_min\":3,\"persons_max\":2},{\"max\":-1},{"
               "\"maxx\":1},3]}",
               "p.json: $.mix[0]: a mix rule needs \"min\" or \"max\"\n"
               "p.json: $.mix[1]: min 3 is more than max 2\n"
               "p.json: $.mix[2]: persons_min 3 is more than persons_max 2\n"
               "p.json: $.mix[3].max: -1 is not a whole number 0..1000000\n"
               "p.json: $.mix[4]: the key \"maxx\" is not known (did you mean \"max\"?)\n"
               "p.json: $.mix[5]: 3 is not an object { ... }\n");
    assert_bad(
        "{\"urgency\":{\"classes\":[{\"name\":\"a\",\"points\":1},{\"name\":\"a\",\"points\":2},{\"name\":\"b\"},"
        "{\"points\":-1,\"name\":\"c\\n\"}]}}",
        "p.json: $.urgency.classes[1]: the class \"a\" stands twice\n"
        "p.json: $.urgency.classes[2]: the key \"points\" is missing\n"
        "p.json: $.urgency.classes[3].points: -1 is not a whole number 0..1000000\n"
        "p.json: $.urgency.classes[3].name: \"c \" is not a name of 1..31 bytes on one line\n");
    assert_bad("{\"urgency\":{\"classes\":[]}}",
               "p.json: $.urgency.classes: a list of 0 elements where 1..32 are allowed\n");
    assert_bad("{\"tiers\":[\"target\",{\"target\":2,\"fit\":0},{},\"house\",5]}",
               "p.json: $.tiers[1].target: \"target\" stands in the tiers already\n"
               "p.json: $.tiers[1].fit: 0 is not a whole number 1..1000000\n"
               "p.json: $.tiers[2]: an object is not the name of an objective, or an object of weights\n"
               "p.json: $.tiers[3]: \"house\" is not \"target\", \"urgency\", \"spread\", \"agreement\", \"mix\", "
               "\"groups\", \"access\", \"fit\" or \"stay\"\n"
               "p.json: $.tiers[4]: 5 is not the name of an objective, or an object of weights\n");
    assert_bad("{\"tiers\":[]}", "p.json: $.tiers: a list of 0 elements where 1..9 are allowed\n");
}

static void test_policy_reads_and_prints_groups(void)
{
    struct koppel_policy back;
    char *json = NULL;
    static const char text[] =
        "{\"groups\":[{\"name\":\"large\",\"persons_min\":6,\"size_by\":\"rooms\",\"rule\":\"leximin\"},"
        "{\"name\":\"ground floor\",\"persons_max\":2,\"step_free\":\"yes\",\"single\":\"no\",\"urgency\":\"urgent\","
        "\"column\":\"x_dog\",\"is\":\"yes\",\"value\":\"persons\",\"reference\":\"own_share\","
        "\"delta_thousandths\":125}],\"tiers\":[\"target\",\"groups\"]}";

    CU_ASSERT_EQUAL_FATAL(koppel_policy_parse(text, strlen(text), "p.json", &policy, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(policy.n_groups, 2);
    CU_ASSERT_EQUAL(policy.groups[0].rule, KOPPEL_GROUP_LEXIMIN);
    CU_ASSERT_EQUAL(policy.groups[0].size_by, KOPPEL_SIZE_ROOMS);
    CU_ASSERT_EQUAL(policy.groups[0].step_free, KOPPEL_ANY);
    CU_ASSERT_EQUAL(policy.groups[1].persons_max, 2);
    CU_ASSERT_EQUAL(policy.groups[1].step_free, KOPPEL_ONLY);
    CU_ASSERT_EQUAL(policy.groups[1].single, KOPPEL_NOT);
    CU_ASSERT_STRING_EQUAL(policy.groups[1].urgency, "urgent");
    CU_ASSERT_STRING_EQUAL(policy.groups[1].column, "x_dog");
    CU_ASSERT_STRING_EQUAL(policy.groups[1].is, "yes");
    CU_ASSERT_EQUAL(policy.groups[1].value, KOPPEL_MEASURE_PERSONS);
    CU_ASSERT_EQUAL(policy.groups[1].reference, KOPPEL_FLOOR_OWN_SHARE);
    CU_ASSERT_EQUAL(policy.groups[1].delta, 125);
    CU_ASSERT_EQUAL(policy.groups[1].enforce, KOPPEL_MUST);
    CU_ASSERT_EQUAL(policy.groups[1].least, KOPPEL_UNKNOWN);
    policy.groups[1].least = 3;
    koppel_policy_set_floors(&policy); /* a mix rule that is told with its group */
    CU_ASSERT_EQUAL(policy.n_mix, 1);
    CU_ASSERT_EQUAL_FATAL(koppel_policy_print(&policy, &json), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_policy_parse(json, strlen(json), "p.json", &back, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(back.n_mix, 0);
    CU_ASSERT_EQUAL(back.groups[1].least, 3);
    CU_ASSERT_EQUAL(memcmp(&back.groups[0], &policy.groups[0], sizeof *back.groups), 0);
    koppel_policy_forget_floors(&back);
    CU_ASSERT_EQUAL(back.groups[1].least, KOPPEL_UNKNOWN);
    free(json);
}

static void test_policy_refuses_groups_without_a_meaning(void)
{
    assert_bad("{\"groups\":[{\"least\":1},{\"name\":\"a\",\"leest\":1},{\"name\":\"a\"},{\"name\":\"b\",\"least\":1,"
               "\"persons_min\":3,\"persons_max\":2}]}",
               "p.json: $.groups[0]: the key \"name\" is missing\n"
               "p.json: $.groups[1]: the key \"leest\" is not known (did you mean \"least\"?)\n"
               "p.json: $.groups[2]: a floor needs \"least\", or a reference: \"random\", \"own_share\" or "
               "\"first_come\"\n"
               "p.json: $.groups[2]: the group \"a\" stands twice\n"
               "p.json: $.groups[3]: persons_min 3 is more than persons_max 2\n");
    assert_bad("{\"groups\":[{\"name\":\"a\",\"least\":1,\"column\":\"x_religion\",\"is\":\"x\"},"
               "{\"name\":\"b\",\"least\":1,\"column\":\"dog\",\"is\":\"x\"},"
               "{\"name\":\"c\",\"least\":1,\"column\":\"x_dog\"}]}",
               "p.json: $.groups[0]: no rule may look at religion or conviction; delete the group\n"
               "p.json: $.groups[1]: column: groups are made by columns of your own, whose names begin with x_\n"
               "p.json: $.groups[2]: \"column\" and \"is\" go together: households with that text in it\n");
    assert_bad(
        "{\"groups\":[{\"name\":\"a\",\"rule\":\"leximin\"},{\"name\":\"b\",\"least\":1,\"enforce\":\"goal\"}],"
        "\"tiers\":[\"target\",{\"groups\":1,\"fit\":1}]}",
        "p.json: $.groups: floors that are goals and \"leximin\" are one place in the order: use one of them, or "
        "floors that are musts\n"
        "p.json: $.tiers: \"leximin\" is no sum: give \"groups\" a tier of its own\n");
}

static void test_policy_refuses_combinations_without_a_meaning(void)
{
    assert_bad("{\"spread\":{\"rule\":\"absolute\"}}",
               "p.json: $.spread: the rule \"absolute\" needs absolute_max or absolute_percent\n");
    assert_bad("{\"spread\":{\"absolute_max\":3}}", "p.json: $.spread: absolute_max and absolute_percent belong to the "
                                                    "rule \"absolute\", the rule here is \"cap\"\n");
    assert_bad("{\"spread\":{\"rule\":\"even\"}}",
               "p.json: $.spread.enforce: the rule \"even\" is as even as can be and cannot be "
               "\"must\": write \"goal\", or use \"cap\"\n");
    assert_bad("{\"spread\":{\"level\":\"complex\",\"reference\":\"inhabitants\"}}",
               "p.json: $.spread.reference: the inhabitants of a complex are not known: with the level \"complex\" use "
               "\"corporation_dwellings\"\n");
    assert_bad("{\"fit\":{\"school\":{\"near_m\":5000}}}",
               "p.json: $.fit.school: near_m 5000 is not less than far_m 5000\n");
    assert_bad("{\"fit\":{\"weights\":{\"rooms\":0,\"school\":0,\"gp\":0,\"transit\":0,\"labour\":0,\"network\":0,"
               "\"region\":0,"
               "\"scores\":0,\"spare\":0,\"reception\":0}}}",
               "p.json: $.fit.weights: all weights are 0: give at least one component a weight\n");
    parse_good("{\"spread\":{\"rule\":\"even\",\"enforce\":\"goal\",\"measure\":\"homes\"}}");
}

static void test_policy_syntax_errors_have_line_and_column(void)
{
    assert_bad("{\n  \"name\": \"x\",\n}\n",
               "p.json:3:1: not correct JSON: the comma before this bracket has nothing after it: delete the comma\n");
    assert_bad("{\"tiers\":[\"fit\",]}",
               "p.json:1:17: not correct JSON: the comma before this bracket has nothing after it: delete the comma\n");
    assert_bad("{\"name\":\"x\"}\n{}", "p.json:2:1: not correct JSON: there is text after the end\n");
    assert_bad("{\"name\":\"x\" \"period\":null}", "p.json:1:13: not correct JSON: a , or } is expected here\n");
    assert_bad("{\"name\":\"x", "p.json:1:11: not correct JSON: the text ends too early\n");
    assert_bad("{\"name\" \"x\"}", "p.json:1:9: not correct JSON: a : is expected after the key\n");
    assert_bad("{name:\"x\"}", "p.json:1:2: not correct JSON: a key between double quotes is expected here\n");
    assert_bad("{\"rent_limit\":True}",
               "p.json:1:15: not correct JSON: this is no value: texts stand between double quotes\n");
    assert_bad("{\"date\":{\"days_overdue\":007}}",
               "p.json:1:25: not correct JSON: a number must begin with a digit, and not with an extra 0\n");
    assert_bad("{\"date\":{\"days_overdue\":7.}}",
               "p.json:1:25: not correct JSON: a number needs digits after its decimal point\n");
    assert_bad("{\"name\":\"a\nb\"}",
               "p.json:1:11: not correct JSON: a text between double quotes must end on its line\n");
    assert_bad(
        "{\"name\":\"a\\u0000\"}",
        "p.json:1:11: not correct JSON: \\u must be followed by four hexadecimal digits of a character (not 0000)\n");
    assert_bad("{\"name\":\"\\x\"}", "p.json:1:10: not correct JSON: a backslash in a text must be followed by one of "
                                     "\" \\ / b f n r t, or u and four digits\n");
    assert_bad("", "p.json:1:1: not correct JSON: the text ends too early\n");
    assert_bad("{\"name\":\"\xE9\"}", "p.json: the text is not UTF-8: save it as UTF-8\n");
    assert_bad("{\"name\":\"\xC3\xA9\xE9\"}", "p.json:1:11: the text is UTF-8 for a part only (byte 0xe9): save it "
                                              "again as UTF-8 (in Excel: \"CSV UTF-8\")\n");
    assert_bad("{\"name\":\"\x01\"}", "p.json:1:10: a control character (0x01) in the text: is this a text file?\n");
}

static void test_policy_refuses_what_is_nested_too_deep(void)
{
    char text[2 * 100 + 1];

    memset(text, '[', 100);
    memset(text + 100, ']', 100);
    text[200] = '\0';
    assert_bad(text, "p.json:1:33: not correct JSON: objects and lists are nested too deep\n");
}

static void test_policy_files_that_are_not_there(void)
{
    CU_ASSERT_EQUAL(koppel_policy_read("/nonexistent.json", &policy, &errors), KOPPEL_E_MISSING);
    messages_assert(&errors, "/nonexistent.json: cannot read the file: No such file or directory\n");
    CU_ASSERT_EQUAL(koppel_policy_read("data", &policy, &errors), KOPPEL_E_MISSING);
    messages_assert(&errors, "data: this is a folder, not a file\n");
}

/* Every policy that comes with the program is read, and prints back. Runs in the root folder of the source. */
static void test_policy_reads_the_example_policies(void)
{
    DIR *folder = opendir("data/policies");
    struct dirent *entry = NULL;
    int n = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    while ((entry = readdir(folder)) != NULL) {
        size_t length = strlen(entry->d_name);
        char path[512];

        if (length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0) {
            struct koppel_policy read;

            snprintf(path, sizeof path, "data/policies/%s", entry->d_name);
            CU_ASSERT_EQUAL(koppel_policy_read(path, &read, &errors), KOPPEL_OK);
            messages_assert(&errors, "");
            CU_ASSERT_EQUAL(strncmp(read.name, entry->d_name, length - 5), 0);
            assert_round_trip(&read);
            n++;
        }
    }
    closedir(folder);
    CU_ASSERT_TRUE(n >= N_POLICIES);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_policy_empty_object_is_the_default),
        TEST(test_policy_default_prints_and_reads_back),
        TEST(test_policy_reads_every_key),
        TEST(test_policy_ranges_hold_at_both_ends),
        TEST(test_policy_refuses_wrong_values),
        TEST(test_policy_refuses_unknown_and_repeated_keys),
        TEST(test_policy_refuses_wrong_lists),
        TEST(test_policy_reads_and_prints_groups),
        TEST(test_policy_refuses_groups_without_a_meaning),
        TEST(test_policy_refuses_combinations_without_a_meaning),
        TEST(test_policy_syntax_errors_have_line_and_column),
        TEST(test_policy_refuses_what_is_nested_too_deep),
        TEST(test_policy_files_that_are_not_there),
        TEST(test_policy_reads_the_example_policies),
        TEST_END,
    };
    return suite_run("policy reader", tests);
}
