// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_person.c - who works in a dossier (see dossier_person.h). */
#include "dossier/dossier_person.h"

#include <stdio.h>
#include <string.h>

unsigned koppel_role_rights(const char *role)
{
    static const struct {
        const char *role;
        unsigned rights;
    } roles[] = {
        {"official", KOPPEL_MAY_READ},
        {"reader", KOPPEL_MAY_READ | KOPPEL_MAY_PEOPLE},
        {"caseworker", KOPPEL_MAY_READ | KOPPEL_MAY_PEOPLE | KOPPEL_MAY_DECIDE | KOPPEL_MAY_IMPORT | KOPPEL_MAY_SOLVE},
        {"decider", KOPPEL_MAY_READ | KOPPEL_MAY_PEOPLE | KOPPEL_MAY_DECIDE | KOPPEL_MAY_EXCEPT | KOPPEL_MAY_IMPORT |
                        KOPPEL_MAY_SOLVE | KOPPEL_MAY_POLICY}};

    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
        if (strcmp(roles[r].role, role) == 0) {
            return roles[r].rights;
        }
    }
    return 0;
}

const char *koppel_right_word(int k)
{
    static const char *const words[KOPPEL_N_RIGHTS] = {"read",   "people", "decide", "except",
                                                       "import", "solve",  "policy"};

    return words[k];
}

static enum koppel_status take_person(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    struct koppel_person *person = data;

    (void)errors;
    snprintf(person->initials, sizeof person->initials, "%s", koppel_row_text(row, 0));
    snprintf(person->role, sizeof person->role, "%s", koppel_row_text(row, 1));
    return KOPPEL_OK;
}

enum koppel_status koppel_person_find(const struct koppel_dossier *dossier, const char *login,
                                      struct koppel_person *person, bool *is_known, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_TEXT(login)};
    enum koppel_status status = KOPPEL_OK;

    *person = (struct koppel_person){0};
    status = koppel_dossier_run(dossier, "SELECT initials, role FROM person WHERE login = ?", values, 1, take_person,
                                person, errors);
    *is_known = person->role[0] != '\0';
    return status;
}

static enum koppel_status check(const struct koppel_dossier *dossier, const char *login,
                                const struct koppel_person *person, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_TEXT(person->initials), KOPPEL_TEXT(login)};
    int64_t n = 0;
    enum koppel_status status = koppel_log_text_check("initials", person->initials, errors);

    if (status == KOPPEL_OK && login[0] == '\0') {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0, "a user has a login, as the proxy names it");
    }
    if (status == KOPPEL_OK && koppel_role_rights(person->role) == 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0,
                                   "a role is one of: reader, caseworker, decider, official");
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_number(dossier, "SELECT count(*) FROM person WHERE initials = ? AND login <> ?", values,
                                       2, 0, &n, errors);
    }
    return status == KOPPEL_OK && n > 0
               ? koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0, "somebody else has these initials: choose others")
               : status;
}

static enum koppel_status write(const struct koppel_dossier *dossier, const struct koppel_person *by, const char *login,
                                const struct koppel_person *person, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_TEXT(login), KOPPEL_TEXT(person->initials), KOPPEL_TEXT(person->role)};
    cJSON *what = cJSON_CreateObject();
    const struct koppel_log_entry entry = {.by = by, .action = "user", .what = what};
    enum koppel_status status = KOPPEL_OK;

    if (cJSON_AddStringToObject(what, "initials", person->initials) == NULL ||
        cJSON_AddStringToObject(what, "role", person->role) == NULL) {
        status = koppel_errors_no_memory(errors, dossier->path);
    }
    if (status == KOPPEL_OK) {
        status = koppel_log_add(dossier, &entry, NULL, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_run(dossier,
                                    "INSERT INTO person (login, initials, role) VALUES (?, ?, ?)"
                                    " ON CONFLICT (login) DO UPDATE SET initials = excluded.initials,"
                                    " role = excluded.role",
                                    values, 3, NULL, NULL, errors);
    }
    cJSON_Delete(what);
    return status;
}

enum koppel_status koppel_person_set(const struct koppel_dossier *dossier, const struct koppel_person *by,
                                     const char *login, const struct koppel_person *person,
                                     struct koppel_errors *errors)
{
    enum koppel_status status = check(dossier, login, person, errors);

    if (status == KOPPEL_OK) {
        status = koppel_dossier_begin(dossier, errors);
    }
    return status == KOPPEL_OK ? koppel_dossier_end(dossier, write(dossier, by, login, person, errors), errors)
                               : status;
}
