// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the journal of a simulation, and its settings as lines of their own, which a hash keeps the fuzzer from reaching
 * within the journal: what can be read can be told. */
#include "fuzzing.h"
#include "simulate/simulation_journal.h"
#include "simulate/simulation_text.h"

#include <string.h>

static void tell(const struct koppel_simulation *simulation)
{
    struct koppel_document documents[KOPPEL_N_SIMULATION_DOCUMENTS];
    struct koppel_text text = {0};

    koppel_simulation_documents(simulation, documents);
    koppel_simulation_print(simulation, &text);
    koppel_documents_free(documents, KOPPEL_N_SIMULATION_DOCUMENTS);
    koppel_text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    char *lines = strndup((const char *)bytes, n_bytes);
    struct koppel_simulation_settings settings;
    struct koppel_simulation simulation = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;
    size_t n_read = 0;

    MUST(lines != NULL);
    status = koppel_simulation_settings_read(&settings, lines, "lines", &errors);
    must_explain(status, &errors);
    if (status == KOPPEL_OK && settings.number[KOPPEL_SETTING_PATHS] < 100 &&
        koppel_simulation_start(&simulation, &settings) == KOPPEL_OK) {
        tell(&simulation);
    }
    koppel_simulation_free(&simulation);
    status = koppel_journal_read((const char *)bytes, n_bytes, "journal", &settings, NULL, &n_read, &errors);
    must_explain(status, &errors);
    if (status == KOPPEL_OK && settings.number[KOPPEL_SETTING_PATHS] < 100 &&
        koppel_simulation_start(&simulation, &settings) == KOPPEL_OK) {
        status = koppel_journal_read((const char *)bytes, n_bytes, "journal", &settings, &simulation, &n_read, &errors);
        must_explain(status, &errors);
        MUST(n_read <= n_bytes);
        tell(&simulation);
    }
    koppel_simulation_free(&simulation);
    free(lines);
    return 0;
}
