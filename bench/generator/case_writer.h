/* case_writer.h - writes an invented case as CSV tables with their datapackage.json. */
#ifndef GENERATOR_CASE_WRITER_H
#define GENERATOR_CASE_WRITER_H

#include "case_tables.h"

/** How the files are written: as plain CSV, as Dutch Excel saves them, with Dutch column names and values. */
struct dialect {
    bool excel; /* ; between fields, decimal comma, CRLF, byte-order mark */
    bool dutch; /* Dutch names, ja and nee, days as 15-03-2026 */
};

/**
 * Writes the tables that have rows and datapackage.json into a folder, which is made if it is missing; files of the
 * same name are replaced. Required tables are written even when they are empty.
 *
 * @param title what datapackage.json says the case is
 * @return 0, or -1 after a message on standard error
 */
int case_write(const struct tables *t, const char *folder, const char *name, const char *title, struct dialect dialect);

#endif
