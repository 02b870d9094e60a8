// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* api_tool.c - holds docs/api.json against itself and against answers of the server, for tests/cli/serve.sh.
 *
 *     api_tool check API               every reference leads somewhere, every example is as its schema says
 *     api_tool list API FOLDER         prints "operationId METHOD PATH STATUS" a line; bodies go to FOLDER/operationId
 *     api_tool answer API ID STATUS FILE   is the answer in FILE as the schema of that answer says?
 *
 * SOURCE  OpenAPI 3.1; of JSON Schema what docs/api.json uses: $ref, oneOf, type, enum, required, properties, items,
 * additionalProperties, minLength, maxLength, minimum, maximum
 */
#include <cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cJSON *api;
static int n_faults;

static void complain(const char *where, const char *what)
{
    printf("%s: %s\n", where, what);
    n_faults++;
}

static cJSON *get(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static cJSON *read_json(const char *path)
{
    FILE *file = fopen(path, "rb");
    static char bytes[1 << 22];
    size_t n = file != NULL ? fread(bytes, 1, sizeof bytes - 1, file) : 0;

    if (file != NULL) {
        fclose(file);
    }
    return cJSON_ParseWithLength(bytes, n);
}

/* What "#/components/..." leads to; the value itself when it is no reference. */
static const cJSON *resolve(const cJSON *value)
{
    const char *path = cJSON_GetStringValue(get(value, "$ref"));
    const cJSON *at = api;
    char part[64];

    if (path == NULL) {
        return value;
    }
    for (path++; at != NULL && *path == '/'; path += strlen(part)) {
        snprintf(part, sizeof part, "%.*s", (int)strcspn(path + 1, "/"), path + 1);
        at = get(at, part);
        path++;
    }
    if (at == NULL) {
        complain(get(value, "$ref")->valuestring, "leads nowhere");
    }
    return at;
}

/* ---- Schemas ---- */

static bool is_of_type(const cJSON *value, const char *type)
{
    return (strcmp(type, "object") == 0 && cJSON_IsObject(value)) ||
           (strcmp(type, "array") == 0 && cJSON_IsArray(value)) ||
           (strcmp(type, "string") == 0 && cJSON_IsString(value)) ||
           (strcmp(type, "null") == 0 && cJSON_IsNull(value)) ||
           (strcmp(type, "boolean") == 0 && cJSON_IsBool(value)) ||
           (strcmp(type, "number") == 0 && cJSON_IsNumber(value)) ||
           (strcmp(type, "integer") == 0 && cJSON_IsNumber(value) &&
            (double)(long long)value->valuedouble == value->valuedouble);
}

static bool has_type(const cJSON *value, const cJSON *type)
{
    const cJSON *one = NULL;
    bool has = cJSON_IsString(type) && is_of_type(value, type->valuestring);

    cJSON_ArrayForEach(one, type)
    {
        has = has || is_of_type(value, one->valuestring);
    }
    return has;
}

static bool is_one_of(const cJSON *value, const cJSON *list)
{
    const cJSON *one = NULL;

    cJSON_ArrayForEach(one, list)
    {
        if (cJSON_Compare(value, one, true)) {
            return true;
        }
    }
    return false;
}

static bool fits(const cJSON *value, const cJSON *schema, const char *where, bool tells);

static bool fits_members(const cJSON *value, const cJSON *schema, const char *where, bool tells)
{
    const cJSON *one = NULL;
    char inner[256];
    bool does = true;

    cJSON_ArrayForEach(one, get(schema, "required"))
    {
        if (get(value, one->valuestring) == NULL) {
            snprintf(inner, sizeof inner, "%s.%s", where, one->valuestring);
            does = false;
            if (tells) {
                complain(inner, "is missing");
            }
        }
    }
    cJSON_ArrayForEach(one, value)
    {
        const cJSON *member = get(get(schema, "properties"), one->string);

        snprintf(inner, sizeof inner, "%s.%s", where, one->string);
        if (member != NULL) {
            does = fits(one, member, inner, tells) && does;
        } else if (get(schema, "properties") != NULL) {
            does = false;
            if (tells) {
                complain(inner, "is in no schema");
            }
        }
    }
    return does;
}

static bool fits_limits(const cJSON *value, const cJSON *schema)
{
    const cJSON *least = get(schema, cJSON_IsString(value) ? "minLength" : "minimum");
    const cJSON *most = get(schema, cJSON_IsString(value) ? "maxLength" : "maximum");
    double size = cJSON_IsString(value) ? (double)strlen(value->valuestring) : value->valuedouble;

    return (!cJSON_IsString(value) && !cJSON_IsNumber(value)) ||
           ((least == NULL || size >= least->valuedouble) && (most == NULL || size <= most->valuedouble));
}

static bool fits(const cJSON *value, const cJSON *given, const char *where, bool tells)
{
    const cJSON *schema = resolve(given);
    const cJSON *one = NULL;
    char inner[256];
    bool does = get(schema, "oneOf") == NULL;
    int row = 0;

    cJSON_ArrayForEach(one, get(schema, "oneOf"))
    {
        does = does || fits(value, one, where, false);
    }
    does = does && (get(schema, "type") == NULL || has_type(value, get(schema, "type")));
    does = does && (get(schema, "enum") == NULL || is_one_of(value, get(schema, "enum")));
    does = does && fits_limits(value, schema);
    if (!does) {
        if (tells) {
            complain(where, "is not as its schema says");
        }
        return false;
    }
    if (cJSON_IsObject(value)) {
        does = fits_members(value, schema, where, tells);
    }
    if (cJSON_IsArray(value) && get(schema, "items") != NULL) {
        cJSON_ArrayForEach(one, value)
        {
            snprintf(inner, sizeof inner, "%s[%d]", where, row++);
            does = fits(one, get(schema, "items"), inner, tells) && does;
        }
    }
    return does;
}

/* ---- Operations ---- */

typedef void operation_reader(const char *path, const char *method, const cJSON *operation, void *data);

static void each_operation(operation_reader *reader, void *data)
{
    const cJSON *path = NULL;
    const cJSON *operation = NULL;

    cJSON_ArrayForEach(path, get(api, "paths"))
    {
        cJSON_ArrayForEach(operation, path)
        {
            reader(path->string, operation->string, operation, data);
        }
    }
}

static void check_content(const cJSON *holder, const char *where)
{
    const cJSON *content = NULL;

    cJSON_ArrayForEach(content, get(holder, "content"))
    {
        const cJSON *example = get(content, "example");

        if (strstr(content->string, "json") != NULL && example == NULL) {
            complain(where, "has no example");
        } else if (strstr(content->string, "json") != NULL) {
            fits(example, get(content, "schema"), where, true);
        }
    }
}

static void check_operation(const char *path, const char *method, const cJSON *operation, void *data)
{
    const cJSON *answer = NULL;
    const cJSON *parameter = NULL;
    char where[256];

    (void)path;
    (void)method;
    (void)data;
    check_content(get(operation, "requestBody"), cJSON_GetStringValue(get(operation, "operationId")));
    cJSON_ArrayForEach(answer, get(operation, "responses"))
    {
        snprintf(where, sizeof where, "%s %s", cJSON_GetStringValue(get(operation, "operationId")), answer->string);
        check_content(resolve(answer), where);
    }
    cJSON_ArrayForEach(parameter, get(operation, "parameters"))
    {
        resolve(parameter);
    }
    if (get(get(operation, "responses"), "401") == NULL) {
        complain(where, "does not say what comes without a session");
    }
}

/* The path with the examples of its parameters. */
static void fill_path(const char *path, const cJSON *operation, char *out, size_t n_out)
{
    size_t n = 0;

    while (*path != '\0' && n + 64 < n_out) {
        const cJSON *parameter = NULL;
        size_t n_name = path[0] == '{' ? strcspn(path, "}") - 1 : 0;

        if (n_name == 0) {
            out[n++] = *path++;
            continue;
        }
        cJSON_ArrayForEach(parameter, get(operation, "parameters"))
        {
            const char *name = cJSON_GetStringValue(get(parameter, "name"));

            if (name != NULL && strncmp(name, path + 1, n_name) == 0 && name[n_name] == '\0') {
                n += (size_t)snprintf(out + n, n_out - n, "%s", cJSON_GetStringValue(get(parameter, "example")));
            }
        }
        path += n_name + 2;
    }
    out[n] = '\0';
}

static void list_operation(const char *path, const char *method, const cJSON *operation, void *data)
{
    const char *id = cJSON_GetStringValue(get(operation, "operationId"));
    const cJSON *body = get(get(get(get(operation, "requestBody"), "content"), "application/json"), "example");
    char filled[256];
    char name[256];
    char *text = NULL;
    FILE *file = NULL;

    fill_path(path, operation, filled, sizeof filled);
    printf("%s %s %s %s\n", id, method, filled, get(operation, "responses")->child->string);
    if (body != NULL) {
        snprintf(name, sizeof name, "%s/%s", (const char *)data, id);
        file = fopen(name, "wb");
        text = cJSON_PrintUnformatted(body);
        fputs(text, file);
        cJSON_free(text);
        fclose(file);
    }
}

/* An answer to look for. */
struct sought {
    const char *id, *status, *file;
    bool is_found;
};

static void check_answer(const char *path, const char *method, const cJSON *operation, void *data)
{
    struct sought *sought = data;
    const cJSON *answer = resolve(get(get(operation, "responses"), sought->status));
    const cJSON *content = get(answer, "content") != NULL ? get(answer, "content")->child : NULL;
    cJSON *value = NULL;

    (void)path;
    (void)method;
    if (strcmp(cJSON_GetStringValue(get(operation, "operationId")), sought->id) == 0 && answer != NULL) {
        sought->is_found = true;
        if (content != NULL && strstr(content->string, "json") != NULL) {
            value = read_json(sought->file);
            if (value == NULL) {
                complain(sought->id, "its answer is no JSON");
            } else {
                fits(value, get(content, "schema"), sought->id, true);
            }
            cJSON_Delete(value);
        }
    }
}

int main(int argc, char **argv)
{
    api = argc > 2 ? read_json(argv[2]) : NULL;
    if (api == NULL) {
        fputs("api_tool: api.json cannot be read\n", stderr);
        return 2;
    }
    if (strcmp(argv[1], "check") == 0) {
        each_operation(check_operation, NULL);
    } else if (strcmp(argv[1], "list") == 0 && argc == 4) {
        each_operation(list_operation, argv[3]);
    } else if (strcmp(argv[1], "answer") == 0 && argc == 6) {
        struct sought sought = {argv[3], argv[4], argv[5], false};

        each_operation(check_answer, &sought);
        if (!sought.is_found) {
            complain(sought.id, "the interface knows no such answer");
        }
    } else {
        return 2;
    }
    cJSON_Delete(api);
    return n_faults == 0 ? 0 : 1;
}
