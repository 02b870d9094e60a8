// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every allocation of the readers fails once: a status comes back, nothing leaks (sanitizers look), nothing crashes.
 *
 * This program is linked with --wrap for malloc, calloc and realloc (Makefile), so that every call in our own code
 * passes here, and cJSON is given the same functions. libcsv gets our realloc from csv_table.c.
 */
#include "case_files.h"
#include "io/column_map.h"
#include "io/map_draft.h"
#include "io/policy_reader.h"
#include "io/proposal_reader.h"
#include "io/rules_reader.h"
#include "suite.h"
#include "workbook_maker.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *items, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *items, size_t size);

static long n_left = -1; /* allocations that still succeed; negative: all do */
static bool stays;       /* all further ones fail too */
static bool has_failed;

static bool fails_now(void)
{
    if (n_left < 0 || n_left > 0) {
        n_left -= n_left > 0;
        return false;
    }
    n_left = stays ? 0 : -1;
    has_failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails_now() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *items, size_t size)
{
    return fails_now() ? NULL : __real_realloc(items, size);
}

/* Runs `read` with its first, second, ... allocation failed, until one run needs no more. `without` is its status when
 * none fails. */
static void fail_each_time(enum koppel_status (*read)(struct koppel_errors *errors), enum koppel_status without)
{
    long n = 0;

    for (;; n++) {
        struct koppel_errors errors = {0};
        enum koppel_status status = KOPPEL_OK;

        has_failed = false;
        n_left = n;
        status = read(&errors);
        n_left = -1;
        koppel_errors_clear(&errors);
        if (!has_failed) {
            CU_ASSERT_EQUAL(status, without);
            break;
        }
        /* one failure may do no harm: libcsv asks again for less, a note is counted as dropped; bad input stays bad */
        CU_ASSERT_TRUE(status == KOPPEL_E_MEMORY || (without != KOPPEL_OK && status != KOPPEL_OK) ||
                       (status == without && !stays));
    }
    CU_ASSERT_TRUE(n > 3);
}

static void fail_each(enum koppel_status (*read)(struct koppel_errors *errors), enum koppel_status without)
{
    stays = false;
    fail_each_time(read, without);
    stays = true;
    fail_each_time(read, without);
}

static enum koppel_status read_case_of(const struct case_files *files, struct koppel_errors *errors)
{
    struct koppel_case kase;
    struct koppel_errors notes = {0};
    enum koppel_status status = case_files_read(files, &kase, errors, &notes);

    koppel_case_free(&kase);
    koppel_errors_clear(&notes);
    return status;
}

static enum koppel_status read_good_case(struct koppel_errors *errors)
{
    struct case_files files;

    case_files_good(&files);
    case_files_set(&files, "municipalities.csv",
                   "municipality;name;province;inhabitants\nGM0001;Andr\xE9;Utrecht;1000\nGM0002;Beta;Utrecht;500\n");
    case_files_set(&files, "notes.csv", "a,b\n");
    case_files_set(&files, "forecast.csv", "class,week,mean\nhousehold-2,2026-04-06,1\n");
    case_files_set(&files, "chances.csv", "of,refusal_percent\nH1,5\nhomes,1\n");
    return read_case_of(&files, errors);
}

static enum koppel_status read_bad_case(struct koppel_errors *errors)
{
    struct case_files files;

    case_files_good(&files);
    case_files_set(&files, "units.csv",
                   "unit,neighborhood,corporation,rooms,rent_eur\nU1,BU00010009,C9,0,abc\nU1,,,,\n1\n");
    case_files_set(&files, "households.csv", "household,adults,children,bsn\nH1,1,\"0,5\n");
    case_files_set(&files, "limit.csv", "a,b\n");
    return read_case_of(&files, errors);
}

/* Everything that is read by its only meaning, so that every allocation of it fails once. */
static enum koppel_status read_messy_case(struct koppel_errors *errors)
{
    static const char utf16[] = "\xFF\xFEg\0r\0o\0u\0p\0,\0a\0r\0e\0a\0\n\0C\0,\0\x32\0\n";
    struct koppel_tidy_table tidy[KOPPEL_N_TABLES] = {0};
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors notes = {0};
    struct koppel_case_request request = {.tidy = tidy};
    enum koppel_status status = KOPPEL_OK;

    case_files_good(&files);
    case_files_set(&files, "units.csv",
                   "Homes;;;;;\nunit;neighbourhood;corporation;rooms;rent_eur;places;;\n1\xC2\xA0;10001;corporation "
                   "one;3 kamers;\xE2\x82\xAC 612,35;;;\n;;;;;;\n2;Edge;C1;2,0;1.012,35;4;;\nTotaal;;;;;;;\n");
    case_files_set(&files, "decisions.csv",
                   "household\tunit\tdecision\treason\tdecided_on\nh1\t001\tkeep\tx\t1-feb-26\n");
    case_files_remove(&files, "limits.csv");
    case_files_remove(&files, "scores.csv");
    case_files_set(&files, "areas.csv", "");
    files.files[files.n_files - 1].bytes = utf16;
    files.files[files.n_files - 1].n_bytes = sizeof utf16;
    request.files = files.files;
    request.n_files = files.n_files;
    status = koppel_case_read("case", &request, &kase, errors, &notes);
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        koppel_text_free(&tidy[table].text);
    }
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    return status;
}

static enum koppel_status read_maps(struct koppel_errors *errors)
{
    static const char text[] =
        "{\"households\": {\"file\": \"a.csv\", \"sheet\": \"B\", \"first_row\": 3, \"columns\": "
        "{\"Gemeente\": \"household\", \"Rest\": null}}}";
    struct koppel_column_maps maps = {0};
    enum koppel_status status = koppel_column_maps_parse(text, strlen(text), "columns.json", &maps, errors);

    koppel_column_maps_free(&maps);
    return status;
}

static enum koppel_status read_folder(struct koppel_errors *errors)
{
    struct koppel_case kase;
    enum koppel_status status =
        koppel_case_read("data/municipality-d", &(struct koppel_case_request){0}, &kase, errors, NULL);

    koppel_case_free(&kase);
    return status;
}

static const char good_policy[] =
    "{\"name\":\"x\",\"mix\":[{\"max\":1}],\"tiers\":[\"target\",{\"fit\":2,\"urgency\":1}]}";

static enum koppel_status read_good_policy(struct koppel_errors *errors)
{
    struct koppel_policy policy;

    return koppel_policy_parse(good_policy, strlen(good_policy), "p", &policy, errors);
}

static enum koppel_status read_bad_policy(struct koppel_errors *errors)
{
    static const char text[] =
        "{\"nam\":\"x\",\"spread\":{\"rule\":\"caps\",\"level\":3},\"tiers\":[\"target\",\"target\"]}";
    struct koppel_policy policy;

    return koppel_policy_parse(text, strlen(text), "p", &policy, errors);
}

static enum koppel_status print_policy(struct koppel_errors *errors)
{
    struct koppel_policy policy;
    enum koppel_status status = KOPPEL_OK;
    char *json = NULL;

    (void)errors;
    koppel_policy_default(&policy);
    policy.mix[policy.n_mix++] = (struct koppel_mix_rule){.max = 3, .min = KOPPEL_UNKNOWN};
    policy.tiers[0].weight[KOPPEL_OBJECTIVE_FIT] = 7;
    status = koppel_policy_print(&policy, &json);
    CU_ASSERT_EQUAL(status == KOPPEL_OK, json != NULL);
    free(json);
    return status;
}

static enum koppel_status read_rules(struct koppel_errors *errors)
{
    struct koppel_rules rules;

    return koppel_rules_read("data/rules", koppel_date_make(2026, 1, 1), true, &rules, errors);
}

static struct koppel_case town;

static enum koppel_status read_proposal(struct koppel_errors *errors)
{
    static const char text[] = "household,unit\nH1,U1\nH2,U2\n";
    struct koppel_proposal proposal;
    enum koppel_status status = koppel_proposal_parse(text, strlen(text), "proposal.csv", &town, &proposal, errors);

    koppel_proposal_free(&proposal);
    return status;
}

static enum koppel_status read_claims(struct koppel_errors *errors)
{
    static const char text[] =
        "{\"policy\":{},\"tiers\":[{\"name\":\"fit\",\"sense\":\"maximise\",\"value\":\"1.5\",\"bound\":"
        "null,\"proven\":false}]}";
    struct koppel_proposal proposal = {0};

    return koppel_claims_parse(text, strlen(text), "summary.json", &proposal, errors);
}

/* A file is drafted from disk, and from nowhere else: this one came with the program. */
static enum koppel_status draft_map(struct koppel_errors *errors)
{
    struct koppel_errors notes = {0};
    struct koppel_text json = {0};
    enum koppel_status status = koppel_map_draft_make("data/municipality-d/households.csv", &json, errors, &notes);

    koppel_text_free(&json);
    koppel_errors_clear(&notes);
    return status;
}

static void test_reader_of_good_cases_survives_failed_allocations(void)
{
    fail_each(read_good_case, KOPPEL_OK);
    fail_each(read_folder, KOPPEL_OK);
}

static void test_reader_of_bad_cases_survives_failed_allocations(void)
{
    fail_each(read_bad_case, KOPPEL_E_INPUT);
    fail_each(read_messy_case, KOPPEL_OK);
    fail_each(read_maps, KOPPEL_OK);
    fail_each(draft_map, KOPPEL_OK);
}

static struct workbook_maker maker;

/* A case with one workbook, and the targets of it as cells of their own. */
static enum koppel_status read_workbook(struct koppel_errors *errors)
{
    struct case_files files;

    case_files_good(&files);
    case_files_remove(&files, "municipalities.csv");
    files.files[files.n_files++] =
        (struct koppel_case_file){.name = "book.xlsx", .bytes = maker.bytes, .n_bytes = maker.n_bytes};
    return read_case_of(&files, errors);
}

/* Municipalities as shared strings, with a title and a sheet that is no table. */
static void make_workbook(const char *inhabitants, const char *other_sheet)
{
    struct koppel_text rows = {0};

    koppel_text_add(&rows,
                    "<row><c t=\"inlineStr\"><is><t>Gemeenten</t></is></c></row><row><c t=\"s\"><v>0</v></c><c t=\"s\">"
                    "<v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row><row><c s=\"5\"><v>1</v></c>"
                    "<c t=\"str\"><v>A</v></c><c t=\"s\"><v>4</v></c>%s</row><row hidden=\"1\"><c s=\"5\"><v>2</v></c>"
                    "<c t=\"str\"><v>B</v></c><c t=\"s\"><v>4</v></c><c><v>500</v></c></row>",
                    inhabitants);
    maker_strings(&maker,
                  "<si><t>gemeente</t></si><si><t>naam</t></si><si><t>provincie</t></si><si><r><t>inwo</t></r><r>"
                  "<t>ners</t></r></si><si><t>Utrecht</t></si>");
    maker_styles(&maker);
    maker_sheet(&maker, "Gemeenten", rows.bytes, "");
    maker_sheet(&maker, other_sheet, "", "");
    maker_finish(&maker, "");
    koppel_text_free(&rows);
}

static void test_reader_of_workbooks_survives_failed_allocations(void)
{
    make_workbook("<c><v>1000</v></c>", "Uitleg");
    fail_each(read_workbook, KOPPEL_OK);
    maker_free(&maker);
    make_workbook("<c t=\"e\"><v>#N/A</v></c>", "Gemeente");
    fail_each(read_workbook, KOPPEL_E_INPUT);
    maker_free(&maker);
}

static void test_reader_of_policies_survives_failed_allocations(void)
{
    fail_each(read_good_policy, KOPPEL_OK);
    fail_each(read_bad_policy, KOPPEL_E_INPUT);
    fail_each(print_policy, KOPPEL_OK);
}

static void test_reader_of_rules_survives_failed_allocations(void)
{
    fail_each(read_rules, KOPPEL_OK);
}

static void test_reader_of_proposals_survives_failed_allocations(void)
{
    struct case_files files;
    struct koppel_errors errors = {0};

    case_files_good(&files);
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &town, &errors, NULL), KOPPEL_OK);
    fail_each(read_proposal, KOPPEL_OK);
    fail_each(read_claims, KOPPEL_OK);
    koppel_case_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_reader_of_good_cases_survives_failed_allocations),
        TEST(test_reader_of_bad_cases_survives_failed_allocations),
        TEST(test_reader_of_workbooks_survives_failed_allocations),
        TEST(test_reader_of_policies_survives_failed_allocations),
        TEST(test_reader_of_rules_survives_failed_allocations),
        TEST(test_reader_of_proposals_survives_failed_allocations),
        TEST_END,
    };
    static cJSON_Hooks hooks = {.malloc_fn = __wrap_malloc, .free_fn = free};

    cJSON_InitHooks(&hooks);
    return suite_run("reader memory", tests);
}
