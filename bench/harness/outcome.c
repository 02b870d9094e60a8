// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* outcome.c - what one run of koppel solve told (see outcome.h). */
#include "outcome.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A whole file as a text (free); NULL when it cannot be read. */
static char *file_text(const char *name)
{
    FILE *file = fopen(name, "rb");
    char *text = NULL;
    long n = 0;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (n = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        text = calloc((size_t)n + 1, 1);
        if (text != NULL && fread(text, 1, (size_t)n, file) != (size_t)n) {
            text[0] = '\0';
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return text;
}

static const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsString(value) ? value->valuestring : NULL;
}

static long long number_of(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsNumber(value) ? (long long)value->valuedouble : 0;
}

static void add(char *list, const char *name, const char *value)
{
    size_t n = strlen(list);

    snprintf(list + n, OUTCOME_TEXT - n, "%s%s=%s", n > 0 ? ";" : "", name, value);
}

static void add_sense(struct outcome *outcome, const char *sense)
{
    size_t n = strlen(outcome->senses);

    snprintf(outcome->senses + n, sizeof outcome->senses - n, "%s%s", n > 0 ? ";" : "",
             sense != NULL && strcmp(sense, "maximise") == 0 ? "max" : "min");
}

/* In percent of the value; the decimal texts are compared as they stand: equal text is equal value. */
static double gap_between(const char *value, const char *bound)
{
    double v = strtod(value, NULL);

    return strcmp(value, bound) == 0 ? 0 : 100 * fabs(v - strtod(bound, NULL)) / (fabs(v) > 1 ? fabs(v) : 1);
}

/* @return the widest gap of a tier in percent, HUGE_VAL when one is unknown */
static double read_tiers(const cJSON *json, struct outcome *outcome)
{
    const cJSON *tier = NULL;
    double widest = 0;

    cJSON_ArrayForEach(tier, cJSON_GetObjectItemCaseSensitive(json, "tiers"))
    {
        const char *name = text_of(tier, "name");
        const char *value = text_of(tier, "value");
        const char *bound = text_of(tier, "bound");
        double gap = HUGE_VAL;

        if (name == NULL || value == NULL) {
            continue;
        }
        bound = bound != NULL ? bound : text_of(tier, "said_bound");
        add_sense(outcome, text_of(tier, "sense"));
        add(outcome->value, name, value);
        add(outcome->bound, name, bound != NULL ? bound : "?");
        gap = bound != NULL ? gap_between(value, bound) : HUGE_VAL;
        widest = gap > widest ? gap : widest;
        if (gap > 0 && outcome->tier[0] == '\0') {
            snprintf(outcome->tier, sizeof outcome->tier, "%s", name);
            if (bound != NULL) {
                snprintf(outcome->gap_percent, sizeof outcome->gap_percent, "%.6f", gap);
            }
        }
    }
    if (outcome->value[0] != '\0' && outcome->tier[0] == '\0') {
        snprintf(outcome->gap_percent, sizeof outcome->gap_percent, "0");
    }
    return widest;
}

static void read_json(const cJSON *json, struct outcome *outcome)
{
    const cJSON *counts = cJSON_GetObjectItemCaseSensitive(json, "counts");
    const char *told = text_of(json, "outcome");
    double gap_asked = (double)number_of(json, "gap_asked_ppm") / 1e4;
    bool is_proven = told != NULL && (strcmp(told, "proven") == 0 || strcmp(told, "within_gap") == 0);
    double widest = 0;

    outcome->nodes = number_of(json, "nodes");
    outcome->pairs = number_of(json, "pairs");
    outcome->households = number_of(counts, "households");
    outcome->units = number_of(counts, "units");
    widest = read_tiers(json, outcome);
    snprintf(outcome->status, sizeof outcome->status, "%s",
             is_proven                    ? "proven"
             : widest <= gap_asked + 1e-9 ? "claimed"
                                          : "gap");
}

/* A message for a cell of a table. */
static void take_note(const char *err, struct outcome *outcome)
{
    char *text = file_text(err);
    const char *line = text != NULL ? strstr(text, "error: ") : NULL;

    line = line != NULL ? line + 7 : text != NULL ? text : "";
    snprintf(outcome->note, sizeof outcome->note, "%.*s", (int)strcspn(line, "\r\n"), line);
    for (char *c = outcome->note; *c != '\0'; c++) {
        *c = *c == ',' ? ';' : *c == '"' || (unsigned char)*c < ' ' ? '\'' : *c;
    }
    free(text);
}

void outcome_read(const struct process_result *result, const char *out, const char *err, struct outcome *outcome)
{
    char *text = NULL;
    cJSON *json = NULL;
    const char *status = NULL;

    *outcome = (struct outcome){0};
    if (result->end == PROCESS_DONE && result->code <= 1) {
        text = file_text(out);
        json = text != NULL ? cJSON_Parse(text) : NULL;
    }
    if (json != NULL) {
        read_json(json, outcome);
    } else {
        take_note(err, outcome);
        status = result->end == PROCESS_HUNG              ? "hung"
                 : result->end != PROCESS_DONE            ? "crash"
                 : result->code == 4                      ? "infeasible"
                 : result->code == 5                      ? "none"
                 : strstr(outcome->note, "emory") != NULL ? "memory"
                 : strstr(outcome->note, "signal") != NULL || strstr(outcome->note, "exit status") != NULL ||
                         result->code <= 1
                     ? "crash"
                     : "refused";
        snprintf(outcome->status, sizeof outcome->status, "%s", status);
    }
    cJSON_Delete(json);
    free(text);
}
