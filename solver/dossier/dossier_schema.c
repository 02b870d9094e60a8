// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_schema.c - the tables of a dossier (see dossier_schema.h). */
#include "dossier/dossier_schema.h"

/* Nothing that was recorded changes or goes. */
#define NEVER(table)                                                                                                   \
    "CREATE TRIGGER " table "_is_not_changed BEFORE UPDATE ON " table                                                  \
    " BEGIN SELECT RAISE(ABORT, 'a dossier is only ever added to'); END",                                              \
        "CREATE TRIGGER " table "_is_not_deleted BEFORE DELETE ON " table                                              \
        " BEGIN SELECT RAISE(ABORT, 'a dossier is only ever added to'); END"

static const char *const first[] = {
    "CREATE TABLE content (sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), bytes BLOB NOT NULL) STRICT",
    "CREATE TABLE person (login TEXT PRIMARY KEY, initials TEXT NOT NULL UNIQUE, role TEXT NOT NULL"
    " CHECK (role IN ('reader', 'caseworker', 'decider', 'official'))) STRICT",
    "CREATE TABLE log (number INTEGER PRIMARY KEY, at TEXT NOT NULL, initials TEXT NOT NULL, role TEXT NOT NULL,"
    " action TEXT NOT NULL CHECK (action IN ('create', 'user', 'import', 'policy', 'decision', 'proposal')),"
    " what TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TRIGGER log_is_a_chain BEFORE INSERT ON log"
    " WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM log)"
    " OR NEW.previous IS NOT coalesce((SELECT hash FROM log ORDER BY number DESC LIMIT 1), '')"
    " BEGIN SELECT RAISE(ABORT, 'a row of the log follows the one before'); END",
    "CREATE TABLE version (version INTEGER PRIMARY KEY, log INTEGER NOT NULL UNIQUE REFERENCES log (number),"
    " name TEXT NOT NULL) STRICT",
    "CREATE TABLE version_file (version INTEGER NOT NULL REFERENCES version (version), name TEXT NOT NULL,"
    " sha256 TEXT NOT NULL REFERENCES content (sha256), PRIMARY KEY (version, name)) STRICT",
    "CREATE TABLE proposal (proposal INTEGER PRIMARY KEY, log INTEGER NOT NULL UNIQUE REFERENCES log (number),"
    " version INTEGER NOT NULL REFERENCES version (version), policy TEXT NOT NULL REFERENCES content (sha256),"
    " replaces INTEGER REFERENCES proposal (proposal), proof TEXT NOT NULL CHECK (proof IN ('best', 'open'))) STRICT",
    "CREATE TABLE proposal_file (proposal INTEGER NOT NULL REFERENCES proposal (proposal), name TEXT NOT NULL,"
    " sha256 TEXT NOT NULL REFERENCES content (sha256), PRIMARY KEY (proposal, name)) STRICT",
    NEVER("content"),
    NEVER("log"),
    NEVER("version"),
    NEVER("version_file"),
    NEVER("proposal"),
    NEVER("proposal_file"),
    NULL};

static const char *const second[] = {
    "CREATE TABLE shown (proposal INTEGER NOT NULL REFERENCES proposal (proposal), language TEXT NOT NULL,"
    " program TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (proposal, language)) STRICT",
    NULL};

const char *const *const koppel_schema_steps[KOPPEL_DOSSIER_SCHEMA] = {first, second};
