/* policy_table.c - solves cases under several policies with the program koppel and prints a Markdown table: tiers,
 * spread before and after, seconds, and the price of spread (persons and fit lost against the first policy named). */
#include <cjson/cJSON.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_BYTES = 1 << 24, COMMAND_BYTES = 2048 };

/* What the table shows of one solve. */
struct result {
    int exit_code;
    double seconds;
    double placed, left, short_of_target;
    double fit;
    double before, after, least;
    char tiers[512];
};

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Runs a command and returns its standard output as JSON, or NULL. */
static cJSON *run_json(const char *command, int *exit_code)
{
    FILE *pipe = popen(command, "r");
    char *bytes = malloc(MOST_BYTES);
    cJSON *json = NULL;
    size_t n = 0;

    if (pipe != NULL && bytes != NULL) {
        n = fread(bytes, 1, MOST_BYTES - 1, pipe);
        bytes[n] = '\0';
        json = cJSON_Parse(bytes);
    }
    *exit_code = pipe != NULL ? pclose(pipe) >> 8 : -1;
    free(bytes);
    return json;
}

static double number(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsString(value) ? strtod(value->valuestring, NULL) : cJSON_IsNumber(value) ? value->valuedouble : 0;
}

/* "target 6, urgency 4921, ..."; a tier that is not proven carries its gap. */
static void read_tiers(const cJSON *json, struct result *result)
{
    const cJSON *tier = NULL;
    size_t n = 0;

    result->tiers[0] = '\0';
    cJSON_ArrayForEach(tier, cJSON_GetObjectItemCaseSensitive(json, "tiers"))
    {
        const cJSON *name = cJSON_GetObjectItemCaseSensitive(tier, "name");
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(tier, "value");
        const cJSON *gap = cJSON_GetObjectItemCaseSensitive(tier, "gap");

        if (!cJSON_IsString(name) || !cJSON_IsString(value) || n + 64 > sizeof result->tiers) {
            continue;
        }
        n += (size_t)snprintf(result->tiers + n, sizeof result->tiers - n, "%s%s %s", n > 0 ? ", " : "",
                              name->valuestring, value->valuestring);
        if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(tier, "proven"))) {
            n += (size_t)snprintf(result->tiers + n, sizeof result->tiers - n, " (gap %s)",
                                  cJSON_IsString(gap) ? gap->valuestring : "unknown");
        }
        if (strcmp(name->valuestring, "fit") == 0) {
            result->fit = strtod(value->valuestring, NULL);
        }
    }
}

static struct result solve(const char *program, const char *folder, const char *policy, const char *more)
{
    char command[COMMAND_BYTES];
    struct result result = {0};
    double begin = seconds_now();
    const cJSON *counts = NULL;
    const cJSON *spread = NULL;
    cJSON *json = NULL;

    snprintf(command, sizeof command, "'%s' solve '%s' --policy '%s' %s --json 2>/dev/null", program, folder, policy,
             more);
    json = run_json(command, &result.exit_code);
    result.seconds = seconds_now() - begin;
    counts = cJSON_GetObjectItemCaseSensitive(json, "counts");
    spread = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(json, "spread"), "all");
    result.placed = number(counts, "placed_persons");
    result.left = number(counts, "left_persons");
    result.short_of_target = number(counts, "target_persons_short");
    result.before = number(cJSON_GetObjectItemCaseSensitive(spread, "before"), "dissimilarity");
    result.after = number(cJSON_GetObjectItemCaseSensitive(spread, "after"), "dissimilarity");
    result.least = number(cJSON_GetObjectItemCaseSensitive(spread, "after"), "dissimilarity_reachable");
    read_tiers(json, &result);
    cJSON_Delete(json);
    return result;
}

/* The last name of a path, without ".json". */
static const char *short_name(const char *path, char *out, size_t n_out)
{
    const char *slash = strrchr(path, '/');
    char *end = NULL;

    snprintf(out, n_out, "%s", slash != NULL ? slash + 1 : path);
    end = strstr(out, ".json");
    if (end != NULL) {
        *end = '\0';
    }
    return out;
}

static int usage(void)
{
    fputs("Usage: policy_table PROGRAM CASE[,CASE...] POLICY[,POLICY...] [OPTIONS OF koppel solve]\n"
          "The price of spread is measured against the first policy.\n",
          stderr);
    return 2;
}

/* The rows of one case; policies is a list that strtok_r may cut. */
static int print_case(const char *program, const char *folder, char *policies, const char *more)
{
    struct result first = {0};
    char *rest = NULL;
    int worst = 0;

    for (char *policy = strtok_r(policies, ",", &rest); policy != NULL; policy = strtok_r(NULL, ",", &rest)) {
        struct result result = solve(program, folder, policy, more);
        char case_name[128];
        char policy_name[128];

        if (policy == policies) {
            first = result;
        }
        printf("| %s | %s | %.0f | %.0f | %.0f | %s | %.4f | %.4f | %.4f | %.0f | %.0f | %.2f |\n",
               short_name(folder, case_name, sizeof case_name), short_name(policy, policy_name, sizeof policy_name),
               result.placed, result.left, result.short_of_target, result.tiers, result.before, result.after,
               result.least, first.placed - result.placed, first.fit - result.fit, result.seconds);
        fflush(stdout);
        worst = result.exit_code > worst ? result.exit_code : worst;
    }
    return worst;
}

int main(int argc, char **argv)
{
    char more[COMMAND_BYTES / 2] = "";
    char *rest = NULL;
    int worst = 0;

    if (argc < 4) {
        return usage();
    }
    for (int a = 4; a < argc; a++) {
        size_t n = strlen(more);

        snprintf(more + n, sizeof more - n, "%s ", argv[a]);
    }
    printf("| case | policy | persons housed | left | short of target | tiers | D before | D after | least D within "
           "reach | persons "
           "lost to spread | fit lost to spread | seconds |\n|---|---|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|\n");
    for (char *folder = strtok_r(argv[2], ",", &rest); folder != NULL; folder = strtok_r(NULL, ",", &rest)) {
        char *policies = strdup(argv[3]);
        int code = policies != NULL ? print_case(argv[1], folder, policies, more) : 70;

        worst = code > worst ? code : worst;
        free(policies);
    }
    return worst;
}
