/* book_words.c - the words of workbooks, Dutch and English side by side (see book_words.h). */
#include "book/book_words.h"

#include "base/date.h"
#include "io/offers_file.h"

#include <stdio.h>
#include <string.h>

struct words {
    const char *code;
    const char *english;
    const char *dutch;
};

static const struct words list[] = {
    /* names of sheets; those that are read back stand in io/offers_file.c */
    {"sheet_unplaced", "Without a home", "Zonder woning"},
    {"sheet_areas", "Areas", "Buurten"},
    {"sheet_targets", "Target", "Taakstelling"},
    {"sheet_agreements", "Agreements", "Afspraken"},
    {"sheet_needs", "By need", "Naar behoefte"},
    {"sheet_decisions", "Decisions", "Besluiten"},
    {"sheet_explanation", KOPPEL_EXPLANATION_ENGLISH, KOPPEL_EXPLANATION_DUTCH},
    {"day_format", "yyyy\\-mm\\-dd", "dd\\-mm\\-yyyy"},
    {"page", "Page %s of %s", "Pagina %s van %s"},

    /* headings; without a row here a column is called by its name in the tables */
    {"neighbourhood_name", "Neighbourhood", "Buurt"},
    {"municipality_name", "Municipality", "Gemeente"},
    {"corporation_name", "Corporation", "Corporatie"},
    {"persons", "Persons", "Personen"},
    {"rooms", "Rooms", "Kamers"},
    {"rent_eur", "Rent (euro)", "Huur (euro)"},
    {"available_from", "Available from", "Beschikbaar vanaf"},
    {"name", "Name", "Naam"},
    {"why", "Gets no home because", "Zonder woning omdat"},
    {"change", "What would help", "Wat zou helpen"},
    {"reason_code", "Reason code", "Redencode"},
    {"expected_relatives", "Expected relatives", "Nareizigers"},
    {"state", "State", "Stand"},
    {"room_left", "Room left (persons)", "Ruimte (personen)"},
    {"over_by", "Over by (persons)", "Te veel (personen)"},
    {"before", "Live there before", "Woonden er al"},
    {"placed", "Offered now", "Nu aangeboden"},
    {"after", "After this proposal", "Na dit voorstel"},
    {"cap", "At most", "Ten hoogste"},
    {"fair_share", "Even share", "Eerlijk deel"},
    {"reference", "Measured by", "Gemeten naar"},
    {"of_which_kept", "Of which held", "Waarvan vast"},
    {"of_which_excepted", "Of which exceptions", "Waarvan afwijkingen"},
    {"above_cap_before", "Over the limit before", "Al boven de grens"},
    {"corporation_dwellings", "Corporation dwellings", "Corporatiewoningen"},
    {"inhabitants", "Inhabitants", "Inwoners"},
    {"code", "Code", "Code"},
    {"period", "Half-year", "Halfjaar"},
    {"target", "Target (persons)", "Taakstelling (personen)"},
    {"balance", "Balance (persons)", "Saldo (personen)"},
    {"housed_before", "Housed before", "Al gehuisvest"},
    {"to_house", "Still to house", "Nog te huisvesten"},
    {"short", "Short of it", "Nog tekort"},
    {"homes", "Homes", "Woningen"},
    {"linked", "Linked persons", "Gekoppelde personen"},
    {"excusable", "Excusable persons", "Verschoonbare personen"},
    {"min", "At least", "Ten minste"},
    {"max", "At most", "Ten hoogste"},
    {"need", "Need", "Behoefte"},
    {"gets_home", "Gets a home", "Krijgt een woning"},
    {"needs", "What the household needs", "Wat het huishouden nodig heeft"},
    {"answer", "Answer", "Antwoord"},
    {"score", "Fit (0 to 1000)", "Hoe goed het past (0 tot 1000)"},
    {"score_rooms", "Fit: rooms", "Past: kamers"},
    {"score_school", "Fit: school", "Past: school"},
    {"score_gp", "Fit: general practitioner", "Past: huisarts"},
    {"score_transit", "Fit: public transport", "Past: openbaar vervoer"},
    {"score_labour", "Fit: work", "Past: werk"},
    {"score_network", "Fit: network", "Past: netwerk"},
    {"score_region", "Fit: region", "Past: regio"},
    {"score_scores", "Fit: own scores", "Past: eigen punten"},
    {"score_spare", "Fit: nothing scarce spent", "Past: niets schaars gebruikt"},
    {"next_best_cost", "What that would cost", "Wat die zou kosten"},
    {"by_lot", "By lot", "Door het lot"},
    {"decision_against", "Against the rules", "Tegen de regels"},

    /* words in cells */
    {"yes", "yes", "ja"},
    {"no", "no", "nee"},
    {"full", "full", "vol"},
    {"over", "over the limit", "te veel"},
    {"room", "room left", "ruimte"},
    {"met", "as agreed", "zoals afgesproken"},
    {"too_few", "too few", "te weinig"},
    {"too_many", "too many", "te veel"},
    {"target_met", "met", "gehaald"},
    {"target_short", "not met", "niet gehaald"},
    {"need_step_free", "Step-free home", "Woning zonder treden"},
    {"need_large", "Family of 6 or more persons", "Gezin van 6 of meer personen"},
    {"need_single", "Single person", "Alleenstaande"},
    {"need_sharing", "May share a home", "Mag een woning delen"},
    {"need_other", "No special need", "Geen bijzondere behoefte"},
    {"bad_choice", "Choose a word from the list.", "Kies een woord uit de lijst."},
    {"bad_day", "Fill in a date, such as 2026-03-15.", "Vul een datum in, zoals 15-03-2026."},
    {"bad_whole", "Fill in a whole number without letters.", "Vul een heel getal in, zonder letters."},

    {"bad_reference", "Choose a key of the sheet that the note of the heading names.",
     "Kies een sleutel van het blad dat in de opmerking bij de kop staat."},

    /* notes of headings in a case to fill in; some are followed by a range or a list */
    {"note_required", "This must be filled in.", "Dit moet worden ingevuld."},
    {"note_optional", "This may stay empty.", "Dit mag leeg blijven."},
    {"note_all_or_none", "Fill this in for every row, or leave the whole column empty.",
     "Vul dit in elke rij in, of laat de hele kolom leeg."},
    {"note_from_zero", "From 0 on.", "Vanaf 0."},
    {"note_default", "Mostly it is", "Meestal is het"},
    {"note_text", "A text, without names of persons.", "Een tekst, zonder namen van personen."},
    {"note_key", "A key of your own, unique in this sheet, without names of persons.",
     "Een eigen sleutel, uniek op dit blad, zonder namen van personen."},
    {"note_gm", "The code of a municipality: GM and four digits, such as GM0344.",
     "De code van een gemeente: GM en vier cijfers, zoals GM0344."},
    {"note_wk", "The code of a district: WK and six digits.", "De code van een wijk: WK en zes cijfers."},
    {"note_bu", "The code of a neighbourhood: BU and eight digits, such as BU03440111.",
     "De code van een buurt: BU en acht cijfers, zoals BU03440111."},
    {"note_reference", "A key that stands in the first column of the sheet",
     "Een sleutel die in de eerste kolom staat van het blad"},
    {"note_name", "A name, spelt the same way in every row.", "Een naam, in elke rij gelijk geschreven."},
    {"note_whole", "A whole number.", "Een heel getal."},
    {"note_decimal", "A number.", "Een getal."},
    {"note_date", "A date.", "Een datum."},
    {"note_period", "A half-year: 2026-1 or 2026-2.", "Een halfjaar: 2026-1 of 2026-2."},
    {"note_choice", "One of these words:", "Een van deze woorden:"},

    /* the sheet that explains a case to fill in */
    {"new_title", "A case to fill in", "Gegevens om in te vullen"},
    {"new_what",
     "Every sheet is a table, every row one municipality, neighbourhood, corporation, home, household or "
     "target.",
     "Elk blad is een tabel, elke rij een gemeente, buurt, corporatie, woning, huishouden of taakstelling."},
    {"new_required", "Orange headings must be filled in; their note says so, too. Blue ones may stay empty.",
     "Oranje koppen moeten worden ingevuld; de opmerking erbij zegt dat ook. Blauwe mogen leeg blijven."},
    {"new_notes", "Hold the pointer over a heading to read what belongs below it.",
     "Houd de muis boven een kop om te lezen wat eronder hoort."},
    {"new_lists",
     "Where a list drops down, choose from it. Fill in the sheets from left to right: later lists show what "
     "stands in earlier sheets.",
     "Kies uit de lijst waar die uitklapt. Vul de bladen van links naar rechts in: latere lijsten tonen wat op eerdere "
     "bladen staat."},
    {"new_locked",
     "Headings are locked without a password. To add columns of your own (their names begin with x_), take "
     "the protection of the sheet off.",
     "Koppen zijn vergrendeld zonder wachtwoord. Eigen kolommen (met een naam die begint met x_) kunnen erbij als de "
     "beveiliging van het blad eraf gaat."},
    {"new_private", "Never fill in names, nationality, origin, religion, dates of birth or case numbers of persons.",
     "Vul nooit namen, nationaliteit, herkomst, geloof, geboortedata of dossiernummers van personen in."},
    {"new_solve", "Then run: koppel solve THIS-FILE.xlsx -o proposal. Every mistake is told with its sheet and cell.",
     "Daarna: koppel solve DIT-BESTAND.xlsx -o voorstel. Elke fout wordt genoemd met blad en cel."},
    {"new_needed", "Sheets that must be filled in", "Bladen die moeten worden ingevuld"},
    {"new_may_stay_empty", "Sheets that may stay empty", "Bladen die leeg mogen blijven"},

    /* sentences of the sheet that explains; %s is a day, %d a number */
    {"explain_title", "Proposal of %s", "Voorstel van %s"},
    {"explain_what",
     "This workbook proposes which home is offered to which household. A person decides: nothing in it "
     "is an automatic decision.",
     "Deze werkmap stelt voor welke woning aan welk huishouden wordt aangeboden. Een mens beslist: niets hierin is een "
     "automatisch besluit."},
    {"explain_counts", "%d of %d households get a home.", "Huishoudens die een woning krijgen: %d van de %d."},
    {"proof_proven", "It is proven that no other proposal is better by the chosen policy.",
     "Het is bewezen dat geen ander voorstel beter is volgens het gekozen beleid."},
    {"proof_within_gap",
     "It is proven that no other proposal is better by more than the small difference that was "
     "asked for.",
     "Het is bewezen dat geen ander voorstel meer dan het gevraagde kleine verschil beter is."},
    {"proof_feasible", "The proposal keeps to every rule, but it is not proven to be the best: a better one may exist.",
     "Het voorstel houdt zich aan alle regels, maar het is niet bewezen dat het het beste is: misschien kan het "
     "beter."},
    {"explain_edit",
     "On the first sheet the yellow cells can be changed. Another home: write its code in the column "
     "of homes; the other columns of the row stay as they are and are worked out again.",
     "Op het eerste blad mogen de gele cellen worden veranderd. Een andere woning: zet de code ervan in de kolom met "
     "woningen; de rest van de rij blijft staan en wordt opnieuw uitgerekend."},
    {"explain_decide",
     "A decision: choose a word from the list, and fill in reason, date and who decided (a role or "
     "initials, no name). A decision without a reason is not accepted.",
     "Een besluit: kies een woord uit de lijst, en vul reden, datum en wie besliste in (een functie of initialen, geen "
     "naam). Een besluit zonder reden wordt niet aangenomen."},
    {"explain_solve",
     "Then run: koppel solve CASE --earlier proposal.xlsx -o NEW. What was decided is kept, and what "
     "changes is named with its reason.",
     "Daarna: koppel solve GEGEVENS --earlier proposal.xlsx -o NIEUW. Wat besloten is, blijft staan. Wat verandert, "
     "wordt "
     "met de reden genoemd."},
    {"explain_check", "To check what was changed by hand: koppel check CASE proposal.xlsx --edited.",
     "Narekenen wat met de hand is veranderd: koppel check GEGEVENS proposal.xlsx --edited."},
    {"explain_lists", "Every corporation has a sheet of its own, with a column for its answer.",
     "Elke corporatie heeft een eigen blad, met een kolom voor het antwoord."},
    {"explain_many", "There are more than %d corporations: filter the first sheet by corporation for their lists.",
     "Er zijn meer dan %d corporaties: filter het eerste blad op corporatie voor hun lijsten."},
    {"explain_print", "Every sheet prints on A4; of the first sheet the columns up to the decision are printed.",
     "Elk blad past op A4 als u het afdrukt; van het eerste blad worden de kolommen tot en met het besluit afgedrukt."},
    {"explain_private", "It tells about households: keep it as confidential as the tables that it was made from.",
     "Het gaat over huishoudens: behandel het even vertrouwelijk als de tabellen waaruit het is gemaakt."},
};

char *koppel_book_day(enum koppel_language language, int32_t day, char out[KOPPEL_BOOK_HEADING])
{
    char iso[11];

    koppel_date_format(day, iso);
    if (language == KOPPEL_DUTCH && iso[0] != '\0') {
        snprintf(out, KOPPEL_BOOK_HEADING, "%.2s-%.2s-%.4s", iso + 8, iso + 5, iso);
    } else {
        snprintf(out, KOPPEL_BOOK_HEADING, "%s", iso);
    }
    return out;
}

static const char *find(enum koppel_language language, const char *code)
{
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (strcmp(list[i].code, code) == 0) {
            return language == KOPPEL_DUTCH ? list[i].dutch : list[i].english;
        }
    }
    for (size_t i = 0; i < KOPPEL_N_OFFERS_WORDS; i++) {
        if (strcmp(koppel_offers_words[i].code, code) == 0) {
            return language == KOPPEL_DUTCH ? koppel_offers_words[i].dutch : koppel_offers_words[i].english;
        }
    }
    return NULL;
}

const char *koppel_book_words(enum koppel_language language, const char *code)
{
    const char *found = find(language, code);

    return found != NULL ? found : code;
}

/* The first word of a list, or a name, with blanks for underscores and a capital. */
static char *as_title(const char *words, char out[KOPPEL_BOOK_HEADING])
{
    snprintf(out, KOPPEL_BOOK_HEADING, "%.*s", (int)strcspn(words, " ."), words);
    for (char *c = out; *c != '\0'; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    out[0] = out[0] >= 'a' && out[0] <= 'z' ? (char)(out[0] - 'a' + 'A') : out[0];
    return out;
}

/* The Dutch aliases of a column, by its name; NULL when the dictionary has none of that name. */
static const char *find_aliases(const char *column)
{
    for (int table = KOPPEL_N_TABLES - 1; table >= 0; table--) {
        const struct koppel_table_rule *rule = &koppel_tables[table];

        for (int32_t c = 0; c < rule->n_columns; c++) {
            if (strcmp(rule->columns[c].name, column) == 0) {
                return rule->columns[c].aliases;
            }
        }
    }
    return NULL;
}

char *koppel_book_heading(enum koppel_language language, const char *column, char out[KOPPEL_BOOK_HEADING])
{
    const char *found = find(language, column);
    const char *aliases = language == KOPPEL_DUTCH ? find_aliases(column) : NULL;

    if (found != NULL || strncmp(column, "x_", 2) == 0) {
        snprintf(out, KOPPEL_BOOK_HEADING, "%s", found != NULL ? found : column);
        return out;
    }
    return as_title(aliases != NULL ? aliases : column, out);
}

char *koppel_book_column_heading(enum koppel_language language, const struct koppel_column *column,
                                 char out[KOPPEL_BOOK_HEADING])
{
    return as_title(language == KOPPEL_DUTCH ? column->aliases : column->name, out);
}

char *koppel_book_choice(enum koppel_language language, const struct koppel_choice *choice,
                         char out[KOPPEL_BOOK_HEADING])
{
    bool is_dutch = language == KOPPEL_DUTCH && choice->aliases[0] != '\0';

    snprintf(out, KOPPEL_BOOK_HEADING, "%.*s", (int)strcspn(is_dutch ? choice->aliases : choice->value, " "),
             is_dutch ? choice->aliases : choice->value);
    return out;
}

char *koppel_book_table_name(enum koppel_language language, enum koppel_table table, char out[KOPPEL_BOOK_HEADING])
{
    return as_title(language == KOPPEL_DUTCH ? koppel_tables[table].aliases : koppel_tables[table].file, out);
}

const struct koppel_column *koppel_book_column(enum koppel_table table, const char *name)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    int32_t c = 0;

    while (c + 1 < rule->n_columns && strcmp(rule->columns[c].name, name) != 0) {
        c++;
    }
    return &rule->columns[c];
}
