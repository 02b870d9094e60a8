/* case_reader.c - reads all tables of a case: finding the files (see case_reader.h). */
#include "io/case_reader.h"

#include "base/path.h"
#include "io/case_reading.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void add_message(struct koppel_errors *list, enum koppel_status code, const char *file, long line,
                        const char *format, va_list arguments)
{
    char text[640];

    vsnprintf(text, sizeof text, format, arguments);
    koppel_errors_add(list, code, file, line, 0, "%s", text);
}

void koppel_reading_refuse(struct koppel_case_reading *reading, enum koppel_table table, long line, const char *format,
                           ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_message(reading->errors, KOPPEL_E_INPUT, reading->tables[table].file, line, format, arguments);
    va_end(arguments);
    reading->tables[table].is_faulty = true;
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_INPUT : reading->status;
}

void koppel_reading_withhold(struct koppel_case_reading *reading, enum koppel_table table, long line,
                             const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_message(reading->errors, KOPPEL_E_REFUSED, reading->tables[table].file, line, format, arguments);
    va_end(arguments);
    reading->tables[table].is_faulty = true;
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_REFUSED : reading->status;
}

void koppel_reading_note(struct koppel_case_reading *reading, enum koppel_table table, long line, const char *format,
                         ...)
{
    va_list arguments;

    if (reading->tables[table].is_faulty) {
        return;
    }
    va_start(arguments, format);
    add_message(reading->notes, KOPPEL_OK, reading->tables[table].file, line, format, arguments);
    va_end(arguments);
}

void koppel_reading_no_memory(struct koppel_case_reading *reading)
{
    if (reading->status != KOPPEL_E_MEMORY) {
        reading->status = koppel_errors_no_memory(reading->errors, NULL);
    }
}

/* The file of a table by its name or a Dutch one; two of them are an error. */
static const struct koppel_case_file *find_file(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    const struct koppel_case_file *found = NULL;

    for (size_t i = 0; i < reading->n_files; i++) {
        const struct koppel_case_file *file = &reading->files[i];

        if (strcmp(file->name, rule->file) != 0 && !koppel_words_contain(rule->aliases, file->name)) {
            continue;
        }
        if (found != NULL) {
            koppel_reading_refuse(reading, table, 0, "the folder also has %s, which is the same table: delete one",
                                  file->name);
            continue;
        }
        found = file;
        snprintf(reading->tables[table].file, sizeof reading->tables[table].file, "%s", file->name);
    }
    return found;
}

static enum koppel_status read_csv(struct koppel_case_reading *reading, const struct koppel_case_file *file)
{
    enum koppel_status status = KOPPEL_OK;
    char *path = NULL;

    if (file->bytes != NULL) {
        return koppel_csv_table_parse(file->bytes, file->n_bytes, file->name, &reading->csv, reading->errors);
    }
    path = koppel_path_join(reading->folder, file->name);
    if (path == NULL) {
        koppel_reading_no_memory(reading);
        return KOPPEL_E_MEMORY;
    }
    status = koppel_csv_table_read(path, file->name, &reading->csv, reading->errors);
    free(path);
    return status;
}

static void keep_input(struct koppel_case_reading *reading, enum koppel_table table,
                       const struct koppel_case_file *file)
{
    struct koppel_case *kase = reading->kase;
    struct koppel_input *input = &kase->inputs[kase->n_inputs];

    input->file = koppel_pool_copy(&kase->pool, file->name, strlen(file->name));
    if (input->file == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    input->table = koppel_tables[table].file;
    input->n_bytes = reading->csv.n_bytes;
    memcpy(input->sha256, reading->csv.sha256, sizeof input->sha256);
    kase->n_inputs++;
}

static void check_row_count(struct koppel_case_reading *reading, enum koppel_table table)
{
    if (reading->csv.n_rows > 0 || reading->csv.incomplete) {
        return;
    }
    if (koppel_tables[table].needs_rows) {
        koppel_reading_refuse(reading, table, 0, "the table has a header but no rows");
    } else if (table == KOPPEL_TABLE_UNITS || table == KOPPEL_TABLE_HOUSEHOLDS) {
        koppel_reading_note(reading, table, 0, "the table has no rows: there is nothing to allocate");
    }
}

/* Puts the messages from `first` on in the order of their lines: column checks find theirs first, then row by row. */
static void sort_messages(struct koppel_errors *errors, size_t first)
{
    for (size_t i = first + 1; errors != NULL && i < errors->n_items; i++) {
        struct koppel_error moved = errors->items[i];
        size_t at = i;

        for (; at > first && strcmp(errors->items[at - 1].file, moved.file) == 0 &&
               errors->items[at - 1].line > moved.line;
             at--) {
            errors->items[at] = errors->items[at - 1];
        }
        errors->items[at] = moved;
    }
}

/* A file that a spreadsheet program keeps for itself. */
static bool is_spreadsheet(const char *name)
{
    const char *ending = strrchr(name, '.');

    return ending != NULL && koppel_words_contain(".xlsx .xls .xlsm .ods", ending);
}

/* The tables that only an allocation needs. */
static bool is_about_homes(enum koppel_table table)
{
    return table == KOPPEL_TABLE_NEIGHBOURHOODS || table == KOPPEL_TABLE_CORPORATIONS || table == KOPPEL_TABLE_UNITS ||
           table == KOPPEL_TABLE_HOUSEHOLDS;
}

static bool folder_has(const struct koppel_case_reading *reading, const struct koppel_table_rule *rule)
{
    for (size_t i = 0; i < reading->n_files; i++) {
        if (strcmp(reading->files[i].name, rule->file) == 0 ||
            koppel_words_contain(rule->aliases, reading->files[i].name)) {
            return true;
        }
    }
    return false;
}

static bool table_is_needed(const struct koppel_case_reading *reading, enum koppel_table table)
{
    if (reading->scope == KOPPEL_CASE_ALLOCATION || table == KOPPEL_TABLE_MUNICIPALITIES) {
        return koppel_tables[table].required;
    }
    for (int other = 0; is_about_homes(table) && other < KOPPEL_N_TABLES; other++) {
        if (is_about_homes((enum koppel_table)other) && folder_has(reading, &koppel_tables[other])) {
            return true;
        }
    }
    return false;
}

/* Is this the workbook of a table, such as woningen.xlsx? */
static bool is_spreadsheet_of(const char *name, const struct koppel_table_rule *rule)
{
    const char *ending = strrchr(name, '.');
    char table[64];

    if (!is_spreadsheet(name) || ending - name > 50) {
        return false;
    }
    snprintf(table, sizeof table, "%.*s.csv", (int)(ending - name), name);
    return strcmp(table, rule->file) == 0 || koppel_words_contain(rule->aliases, table);
}

/* A table that is not there: because it was not saved as CSV, or because nobody made it. */
static void refuse_missing(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    char names[KOPPEL_WORDS_LIST];

    for (size_t i = 0; i < reading->n_files; i++) {
        const char *name = reading->files[i].name;

        if (is_spreadsheet_of(name, rule)) {
            koppel_errors_add(reading->errors, KOPPEL_E_MISSING, name, 0, 0,
                              "a spreadsheet cannot be read: save it as CSV, under the name %.*s.csv",
                              (int)(strrchr(name, '.') - name), name);
            reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_MISSING : reading->status;
            return;
        }
    }
    if (table_is_needed(reading, table)) {
        koppel_errors_add(reading->errors, KOPPEL_E_MISSING, rule->file, 0, 0,
                          "the table is missing in the folder (Dutch name: %s)",
                          koppel_words_list(rule->aliases, " or ", names));
        reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_MISSING : reading->status;
    }
}

static void read_table(struct koppel_case_reading *reading, enum koppel_table table)
{
    size_t n_messages = reading->errors != NULL ? reading->errors->n_items : 0;
    const struct koppel_case_file *file = find_file(reading, table);
    enum koppel_status status = KOPPEL_OK;

    if (file == NULL) {
        refuse_missing(reading, table);
        return;
    }
    status = read_csv(reading, file);
    reading->tables[table].is_faulty = status != KOPPEL_OK;
    reading->status = reading->status == KOPPEL_OK ? status : reading->status;
    if (reading->csv.n_columns > 0 && status != KOPPEL_E_MEMORY) {
        keep_input(reading, table, file);
        if (reading->csv.was_cp1252) {
            koppel_reading_note(reading, table, 0, "the text is not UTF-8 and was read as CP1252 (Windows)");
        }
        check_row_count(reading, table);
        reading->table = table;
        koppel_reading_rows(reading, table);
        koppel_reading_links(reading, table);
    }
    koppel_csv_table_free(&reading->csv);
    sort_messages(reading->errors, n_messages);
}

/* A file that looks like a misspelt table would be missed silently: it is an error. Others are noted. `stems` holds the
 * names of all tables without their ending. */
static void check_other_file(struct koppel_case_reading *reading, const struct koppel_index *stems, const char *name)
{
    size_t n = strlen(name) > 4 ? strlen(name) - 4 : 0;
    const char *stem = koppel_pool_copy(&reading->keys, name, n);
    const char *nearest = NULL;

    if (stem == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    if (koppel_index_get(stems, stem) != KOPPEL_NONE) {
        return;
    }
    nearest = koppel_index_nearest(stems, stem);
    if (nearest == NULL) {
        koppel_errors_add(reading->notes, KOPPEL_OK, name, 0, 0,
                          "this is not the name of a table: the file is not read");
        return;
    }
    koppel_errors_add(
        reading->errors, KOPPEL_E_INPUT, name, 0, 0,
        "this is not the name of a table (did you mean \"%s.csv\"?): rename the file, or take it out of the folder",
        nearest);
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_INPUT : reading->status;
}

/* Adds the file names in a list, without their ending, to an index. */
static enum koppel_status add_stems(struct koppel_case_reading *reading, struct koppel_index *stems, const char *names)
{
    int32_t found = 0;

    for (; *names != '\0'; names += strspn(names, " ")) {
        size_t n = strcspn(names, " ");
        const char *stem = koppel_pool_copy(&reading->keys, names, n - 4);

        if (stem == NULL || koppel_index_put(stems, stem, 0, &found) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        names += n;
    }
    return KOPPEL_OK;
}

static void check_other_files(struct koppel_case_reading *reading)
{
    struct koppel_index stems = {0};
    enum koppel_status status = KOPPEL_OK;

    for (int table = 0; table < KOPPEL_N_TABLES && status == KOPPEL_OK; table++) {
        status = add_stems(reading, &stems, koppel_tables[table].file);
        if (status == KOPPEL_OK) {
            status = add_stems(reading, &stems, koppel_tables[table].aliases);
        }
    }
    if (status != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
    }
    for (size_t i = 0; i < reading->n_files && status == KOPPEL_OK; i++) {
        if (!is_spreadsheet(reading->files[i].name)) {
            check_other_file(reading, &stems, reading->files[i].name);
        }
    }
    koppel_index_free(&stems);
}

static enum koppel_status read_files(const char *folder, enum koppel_case_scope scope,
                                     const struct koppel_case_file *files, size_t n_files, struct koppel_case *kase,
                                     struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_case_reading reading = {.kase = kase,
                                          .errors = errors,
                                          .notes = notes,
                                          .folder = folder,
                                          .scope = scope,
                                          .files = files,
                                          .n_files = n_files};

    *kase = (struct koppel_case){.separator = ',', .decimal_point = '.'};
    kase->folder = koppel_pool_copy(&kase->pool, folder, strlen(folder));
    kase->inputs = koppel_new(KOPPEL_N_TABLES, sizeof *kase->inputs);
    if (kase->folder == NULL || kase->inputs == NULL) {
        koppel_reading_no_memory(&reading);
        return reading.status;
    }
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        snprintf(reading.tables[table].file, sizeof reading.tables[table].file, "%s", koppel_tables[table].file);
    }
    for (int table = 0; table < KOPPEL_N_TABLES && reading.status != KOPPEL_E_MEMORY; table++) {
        read_table(&reading, (enum koppel_table)table);
    }
    koppel_reading_spellings(&reading);
    check_other_files(&reading);
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        free(reading.tables[table].lines);
        koppel_index_free(&reading.tables[table].composite);
        if (table == KOPPEL_TABLE_CORPORATIONS || table == KOPPEL_TABLE_SCORES || table == KOPPEL_TABLE_AREAS ||
            table == KOPPEL_TABLE_LIMITS || table == KOPPEL_TABLE_DECISIONS) {
            free(reading.tables[table].rows);
        }
    }
    koppel_names_free(&reading.complex_names);
    koppel_pool_free(&reading.keys);
    return reading.status;
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct koppel_case_file *)a)->name, ((const struct koppel_case_file *)b)->name);
}

/* The names of the CSV files and spreadsheets in a folder, sorted. */
static enum koppel_status list_folder(const char *folder, struct koppel_pool *pool, struct koppel_case_file **files,
                                      size_t *n_files, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    size_t capacity = 0;
    struct dirent *entry = NULL;
    DIR *stream = opendir(folder);

    if (stream == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0, "cannot open the case folder: %s",
                                 strerror(errno));
    }
    while (status == KOPPEL_OK && (entry = readdir(stream)) != NULL) {
        size_t n = strlen(entry->d_name);
        const char *name = NULL;

        if (entry->d_name[0] == '.' ||
            !((n > 4 && strcmp(entry->d_name + n - 4, ".csv") == 0) || is_spreadsheet(entry->d_name))) {
            continue;
        }
        name = koppel_pool_copy(pool, entry->d_name, n);
        if (name == NULL || koppel_grow((void **)files, &capacity, *n_files + 1, sizeof **files) != KOPPEL_OK) {
            status = koppel_errors_no_memory(errors, folder);
            break;
        }
        (*files)[(*n_files)++] = (struct koppel_case_file){.name = name};
    }
    closedir(stream);
    if (*n_files > 0) {
        qsort(*files, *n_files, sizeof **files, compare_files);
    }
    return status;
}

/* A folder that koppel solve wrote: a proposal without the municipalities of a case. */
static bool is_proposal(const struct koppel_case_file *files, size_t n_files)
{
    const struct koppel_table_rule *rule = &koppel_tables[KOPPEL_TABLE_MUNICIPALITIES];
    bool has_proposal = false;

    for (size_t i = 0; i < n_files; i++) {
        has_proposal = has_proposal || strcmp(files[i].name, "proposal.csv") == 0;
        if (strcmp(files[i].name, rule->file) == 0 || koppel_words_contain(rule->aliases, files[i].name)) {
            return false;
        }
    }
    return has_proposal;
}

enum koppel_status koppel_case_read(const char *folder, struct koppel_case *kase, struct koppel_errors *errors,
                                    struct koppel_errors *notes)
{
    return koppel_case_read_scope(folder, KOPPEL_CASE_ALLOCATION, kase, errors, notes);
}

enum koppel_status koppel_case_read_scope(const char *folder, enum koppel_case_scope scope, struct koppel_case *kase,
                                          struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_case_file *files = NULL;
    struct koppel_pool pool = {0};
    size_t n_files = 0;
    enum koppel_status status = KOPPEL_OK;

    *kase = (struct koppel_case){0};
    status = list_folder(folder, &pool, &files, &n_files, errors);
    if (status == KOPPEL_OK && is_proposal(files, n_files)) {
        status =
            koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0,
                              "this is the folder of a proposal, not of a case: name the folder with the tables that "
                              "it was made from");
    }
    if (status == KOPPEL_OK) {
        status = read_files(folder, scope, files, n_files, kase, errors, notes);
    }
    free(files);
    koppel_pool_free(&pool);
    return status;
}

enum koppel_status koppel_case_read_files(const char *folder, enum koppel_case_scope scope,
                                          const struct koppel_case_file *files, size_t n_files,
                                          struct koppel_case *kase, struct koppel_errors *errors,
                                          struct koppel_errors *notes)
{
    return files == NULL ? koppel_case_read_scope(folder, scope, kase, errors, notes)
                         : read_files(folder, scope, files, n_files, kase, errors, notes);
}
