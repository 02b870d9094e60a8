// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* identity.c - headings and cells that tell who somebody is (see identity.h). */
#include "io/identity.h"

#include "base/language.h"
#include "io/text_encoding.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_WORDS = 16, WORD_BYTES = 40, BSN_DIGITS = 9 };

/* ---- Headings ---- */

/* What is refused. A stem is the beginning of a word. */
struct group {
    const char *what;
    const char *words; /* separated by spaces */
    const char *stems;
    bool about_people; /* only in tables about households */
};

static const struct group groups[] = {
    {N_("the name of a person"),
     "name names naam namen fam familie contact initials bewoner bewoners huurder hoofdhuurder aanvrager referent "
     "gezinshoofd klant klanten client clienten partner partners persoon person kind1 kind2",
     "contactpers", true},
    {N_("the name of a person"), "surname fullname voorletters initialen roepnaam tussenvoegsel",
     "voorna achtern familiena firstname lastname surname", false},
    {N_("a personal number"),
     "sofi vnumber ind coa anr anummer gba idnr idnummer idnumber caseno zaak zaaknr dossier dossiernr",
     "bsn vnr vnumm burgerserv citizenserv citizennum sofinum paspoort passport legitimat identite identity documentn "
     "zaaknum "
     "casenum "
     "dossiernum "
     "zorgn vreemdeling alien cliëntn clientn klantn relatienum indn persoonsn",
     false},
    {N_("nationality or origin"),
     "land landen landcode country countries volk stam clan tribe afkomst nat natio coo asielland achtergrond "
     "background roots",
     "nationalit herkomst origin citizenship staatsburg migratie vluchtland geboortela geboortepl gebpl cultu "
     "bevolkingsgr minderhe huidskl",
     false},
    {N_("language"), "taal talen dialect spreekt tolk tongue voertaal thuistaal moedertaal",
     "taal language moedert interpreter", false},
    {N_("a residence status"), "residence residency permit vergunning", "verblijf vreemdelingenst asiel immigra", true},
    {N_("ethnicity"), "ras race races", "etni ethni", false},
    {N_("religion or conviction"), "kerk church moslim christen overtuiging halal",
     "religi godsd geloof levensb levenso muslim christ kerkel gebeds politiek politic", false},
    {N_("a date of birth"), "geb gbd dob geboren born verjaardag", "geboort gebdat birth", false},
    {N_("an age in years (age_group is enough)"), "leeftijd leeftijden leeft lft age ages", "", true},
    {N_("sexual orientation or sex"), "sex sexe sekse mv geaardheid man vrouw lhbt lhbti lhbtiq",
     "geslacht gender seksue sexual geaard", false},
    {N_("health"), "health illness zwanger ggz invalide",
     "diagnos medisch medical ziekte gezondh beperking handicap disab psych trauma", false},
    {N_("how to reach somebody"),
     "tel telnr gsm mail email mobiel mobile phone straat huisnr street postal whatsapp facebook",
     "telef telep phone mobielnum emaila mailad adres address straatn huisnum postcode postalc woonpl woonad", false},
    {N_("money or papers of a person"), "iban rekening foto photo pasfoto", "bankreken bankacc rekeningn pasfoto",
     false},
};

/* The same of the words of a cell, where only what is sure counts. */
static const struct group cell_groups[] = {
    {N_("nationality or origin"),
     "turk turken turks turkse turkije turkish turkey iran iraans iraanse iranian irak iraaks iraakse iraq iraqi jemen "
     "yemen koerd koerden kurd kurds libie libisch libische libya libyan rusland russisch russische russian congo "
     "congolees congolese ghana ghanees ghanese guinee guinees guinese china chinees chinese georgie georgisch "
     "georgische armenie armeens armeense uganda ugandan oeganda oegandees oegandese burundi burundees burundese",
     "syri eritre afgha somali soedan sudan ethiop jemeni yemeni palestij palestin koerdi kurdi oekrai ukrain marokk "
     "morocc nigeria pakist azerbe azerba libane egypt algerij algeria venezo venezu colombi kameroen cameroon "
     "bangladesh statenlo statel",
     true},
    {N_("religion or conviction"), "islam moslim moslims moslima christen christenen christian jood joods jewish hindu",
     "islami muslim jezidi yezidi hindoe", true},
};

/* And of a reason that somebody writes: what the home must have may be told (a wheelchair, no stairs), an illness not. */
static const struct group reason_groups[] = {
    {N_("health"),
     "hiv aids tbc copd ptss ptsd adhd ggz kanker cancer astma asthma reuma zwanger zwangere zwangerschap pregnant "
     "pregnancy depressie depressief depressieve depression depressed",
     "diagnos psychi psycho schizo autis epilep diabet dement alzheim parkins hepatit tubercul kankerp chemoth "
     "dialys trauma verslaafd verslaving addict",
     true},
    {N_("religion or conviction"),
     "moskee moskeeen mosque synagoge synagogue ramadan koran quran bijbel bible sikh sikhs bahai",
     "katholie catholic protestant boeddhis buddhis soennie sjiiet sunni alevi ahmadi gelovig religi", true},
};

static bool list_has(const char *list, const char *word, bool is_stem)
{
    for (size_t n = 0; *list != '\0'; list += n + strspn(list + n, " ")) {
        n = strcspn(list, " ");
        if (strncmp(list, word, n) == 0 && (is_stem || word[n] == '\0')) {
            return true;
        }
    }
    return false;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the next folded word; what does not fit is left out. @return where the text goes on, or NULL: no more words */
static const char *next_word(const char *text, char word[WORD_BYTES])
{
    size_t length = 0;
    bool was_small = false;

    for (; *text != '\0'; text++) {
        char c = *text;
        char letter = koppel_text_plain_letter((unsigned char)c, (unsigned char)text[1]);
        bool is_wide = letter != 0;

        if (is_capital(c)) {
            letter = (char)(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || is_digit(c)) {
            letter = c;
        }
        if (length > 0 && (letter == 0 || (was_small && is_capital(c)))) {
            break;
        }
        if (letter != 0 && length + 1 < WORD_BYTES) {
            word[length++] = letter;
        }
        text += is_wide;
        was_small = c >= 'a' && c <= 'z';
    }
    word[length] = '\0';
    return length > 0 ? text : NULL;
}

/* Splits a heading into folded words; further ones are left out. @return how many */
static int split(const char *heading, char words[MOST_WORDS][WORD_BYTES])
{
    int n = 0;

    while (n < MOST_WORDS && (heading = next_word(heading, words[n])) != NULL) {
        n++;
    }
    return n;
}

static const char *find_group(const struct group *list, size_t n, const char *word, bool about_people)
{
    for (size_t g = 0; g < n; g++) {
        if ((about_people || !list[g].about_people) &&
            (list_has(list[g].words, word, false) || list_has(list[g].stems, word, true))) {
            return _(list[g].what);
        }
    }
    return NULL;
}

/* "klantnaam", "partnernaam"; names of places and corporations tell nothing of a person. */
static bool is_name_of_person(const char *word)
{
    static const char places[] = "gemeentenaam buurtnaam wijknaam plaatsnaam regionaam provincienaam corporatienaam "
                                 "complexnaam";
    size_t n = strlen(word);

    return n > 4 && strcmp(word + n - 4, "naam") == 0 && !list_has(places, word, false);
}

/* "woonadres", "thuistaal": what ends in such a word is about it. */
static const char *group_of_ending(const char *word)
{
    static const struct {
        const char *what;
        const char *ending;
    } endings[] = {{N_("how to reach somebody"), "adres"},
                   {N_("nationality or origin"), "nationaliteit"},
                   {N_("nationality or origin"), "herkomst"},
                   {N_("religion or conviction"), "religie"},
                   {N_("an age in years (age_group is enough)"), "leeftijd"}};
    size_t n = strlen(word);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n_ending = strlen(endings[i].ending);

        if (n > n_ending && strcmp(word + n - n_ending, endings[i].ending) == 0) {
            return _(endings[i].what);
        }
    }
    return NULL;
}

static const char *group_of(const char *word, bool about_people)
{
    const char *what = find_group(groups, sizeof groups / sizeof *groups, word, about_people);

    if (what == NULL && about_people) {
        what = find_group(cell_groups, sizeof cell_groups / sizeof *cell_groups, word, true);
    }
    return what == NULL && about_people ? group_of_ending(word) : what;
}

const char *koppel_identity_of_heading(const char *heading, bool about_people)
{
    char words[MOST_WORDS][WORD_BYTES];
    char both[2 * WORD_BYTES];
    int n = split(heading, words);
    const char *what = NULL;

    for (int i = 0; i < n && what == NULL; i++) {
        what =
            about_people && is_name_of_person(words[i]) ? _("the name of a person") : group_of(words[i], about_people);
        if (what == NULL && i + 1 < n) { /* "V-nr", "e-mail", "geb. datum" */
            memcpy(both, words[i], strlen(words[i]) + 1);
            memcpy(both + strlen(both), words[i + 1], strlen(words[i + 1]) + 1);
            what = group_of(both, about_people);
        }
    }
    return what;
}

/* ---- Cells ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || is_capital(c) || (unsigned char)c >= 0x80;
}

/* The digits of a run of digits with single blanks, dots or hyphens between them, as one number. A run that touches a
 * letter is part of a key. @return where the run ends */
static const char *take_run(const char *text, char digits[WORD_BYTES], int *n)
{
    *n = 0;
    while (is_digit(*text) || (*n > 0 && strchr(" .-", *text) != NULL && *text != '\0' && is_digit(text[1]))) {
        if (is_digit(*text) && *n + 1 < WORD_BYTES) {
            digits[(*n)++] = *text;
        }
        text++;
    }
    digits[*n] = '\0';
    return text;
}

/* The test of citizen service numbers: 9 a + 8 b + ... + 2 h - i is a multiple of 11. */
static bool is_bsn(const char *digits)
{
    int sum = 0;

    for (int k = 0; k < BSN_DIGITS; k++) {
        sum += (digits[k] - '0') * (k < BSN_DIGITS - 1 ? BSN_DIGITS - k : -1);
    }
    return sum % 11 == 0 && strspn(digits, "0") < BSN_DIGITS;
}

static const char *what_of_digits(const char *digits, int n, bool has_plus)
{
    if (has_plus && n >= 9 && n <= 15) {
        return _("a telephone number");
    }
    if (n == BSN_DIGITS && is_bsn(digits)) {
        return _("a citizen service number (BSN)");
    }
    if (n == 10 || ((n == 12 || n == 13) && strncmp(digits, "0031", 4) == 0)) {
        return digits[0] == '0' ? _("a telephone number") : _("a number of ten digits, as V-numbers are");
    }
    return NULL;
}

static int whole(const char *digits, int n)
{
    int value = 0;

    for (int k = 0; k < n; k++) {
        value = 10 * value + digits[k] - '0';
    }
    return value;
}

/* A day of the last century, or one written out as a day of birth is: 14-03-1987, 1987-03-14, 14/3/1987. */
static bool is_old_date(const char *text)
{
    int parts[3], lengths[3], n = 0;

    for (const char *at = text; n < 3; at++) {
        lengths[n] = (int)strspn(at, "0123456789");
        if (lengths[n] == 0 || lengths[n] > 4) {
            return false;
        }
        parts[n] = whole(at, lengths[n]);
        at += lengths[n++];
        if (n < 3 && (*at == '\0' || strchr("-/.", *at) == NULL)) {
            return false;
        }
    }
    if (lengths[0] == 4) {
        return parts[0] >= 1900 && parts[0] < 2020 && parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 &&
               parts[2] <= 31;
    }
    return lengths[2] == 4 && parts[2] >= 1900 && parts[2] < 2020 && parts[0] >= 1 && parts[0] <= 31 && parts[1] >= 1 &&
           parts[1] <= 31;
}

/* Do the letters before a number only say which number it is (V2801234501)? Other letters make it part of a key. */
static bool is_marked(const char *begin, const char *number)
{
    const char *letters = number;
    char word[WORD_BYTES];

    while (letters > begin && is_letter(letters[-1])) {
        letters--;
    }
    next_word(letters, word);
    word[strspn(word, "abcdefghijklmnopqrstuvwxyz")] = '\0';
    return list_has("v vnr bsn ind tel", word, false);
}

static const char *what_of_numbers(const char *text)
{
    char digits[WORD_BYTES];
    const char *begin = text;

    while (*text != '\0') {
        int n = 0;
        bool touches = text > begin && is_letter(text[-1]) && !is_marked(begin, text);
        bool has_plus = text > begin && text[-1] == '+';
        const char *end = NULL;
        const char *what = NULL;

        if (!is_digit(*text)) {
            text++;
            continue;
        }
        if (!touches && is_old_date(text)) {
            return _("a date of birth");
        }
        end = take_run(text, digits, &n);
        what = touches || is_letter(*end) ? NULL : what_of_digits(digits, n, has_plus);
        if (what != NULL) {
            return what;
        }
        text = end;
    }
    return NULL;
}

/* A word that begins with a capital and goes on small: a name, or an initial with its point. */
static const char *skip_name_word(const char *text)
{
    const char *at = text + 1;

    if (!is_capital(*text) && (unsigned char)*text < 0xC3) {
        return NULL;
    }
    while ((*at >= 'a' && *at <= 'z') || (unsigned char)*at >= 0x80 || *at == '\'') {
        at++;
    }
    if (*at == '.' && at == text + 1) {
        return at + 1;
    }
    return at > text + 1 && !is_letter(*at) && !is_digit(*at) ? at : NULL;
}

/* Two such words, perhaps with particles between them ("Jan van der Berg", "A. el Amrani"). */
static bool is_name_at(const char *text)
{
    static const char *const particles[] = {"van ", "de ", "der ", "den ", "ten ", "ter ",
                                            "el ",  "al ", "ibn ", "bin ", "El ",  "Al "};
    const char *at = skip_name_word(text);
    bool is_going_on = true;

    if (at != NULL && *at == ',' && at[1] == ' ') {
        at++; /* "Jansen, A." */
    }
    if (at == NULL || (*at != ' ' && at[-1] != '.')) {
        return false;
    }
    at += strspn(at, " ");
    while (is_going_on) {
        is_going_on = false;
        for (size_t p = 0; p < sizeof particles / sizeof *particles; p++) {
            if (strncmp(at, particles[p], strlen(particles[p])) == 0) {
                at += strlen(particles[p]);
                is_going_on = true;
            }
        }
    }
    return skip_name_word(at) != NULL;
}

/* "fam. Jansen", "dhr Jansen", "familie Jansen". */
static bool is_titled(const char *text)
{
    static const char *const titles[] = {"fam",     "familie", "dhr",  "mevr", "mw",
                                         "mevrouw", "meneer",  "heer", "mr",   "mrs"};

    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++) {
        size_t n = strlen(titles[k]);

        if ((text[0] | 0x20) == titles[k][0] && strncmp(text + 1, titles[k] + 1, n - 1) == 0) {
            const char *at = text + n + (text[n] == '.');

            if (at > text + n || *at == ' ') {
                at += strspn(at, " ");
                return is_capital(*at);
            }
        }
    }
    return false;
}

/* "Kerkstraat 12", "Lindelaan 4b": the name of a street with the number of a house behind it. */
static bool is_address_at(const char *text)
{
    static const char *const endings[] = {"straat", "laan",  "weg",   "plein", "gracht",    "kade", "singel",
                                          "dijk",   "dreef", "steeg", "hof",   "plantsoen", "pad"};
    const char *end = text;
    size_t n = 0;

    while (is_letter(*end) || *end == '\'' || *end == '-') {
        end++;
    }
    n = strspn(end, " ");
    n = n > 0 ? n + strspn(end + n, "0123456789") : 0;
    if (n < 2 || n > 6 || !is_digit(end[n - 1])) {
        return false;
    }
    n += is_letter(end[n]);
    if (end[n] != '\0' && strchr(",.;)", end[n]) == NULL) {
        return false; /* Kloosterhof 12 maanden */
    }
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        size_t length = strlen(endings[k]);

        if ((size_t)(end - text) >= length + 3 && strncasecmp(end - length, endings[k], length) == 0) {
            return true;
        }
    }
    return false;
}

/* An international bank account number: two letters, two digits, then letters and digits; moved to the end, the first
 * four make a number that leaves 1 when divided by 97 (ISO 13616). */
static bool is_iban_at(const char *text)
{
    enum { FEWEST = 15, MOST = 34 };
    char signs[MOST + 1];
    int n = 0;
    int rest = 0;

    for (; n < MOST && (is_digit(*text) || is_letter(*text) || (*text == ' ' && n > 3)); text++) {
        if ((unsigned char)*text >= 0x80) {
            return false;
        }
        if (*text != ' ') {
            signs[n++] = is_digit(*text) ? *text : (char)(*text & ~0x20);
        }
    }
    if (n < FEWEST || is_digit(signs[0]) || is_digit(signs[1]) || !is_digit(signs[2]) || !is_digit(signs[3])) {
        return false;
    }
    for (int i = 0; i < n; i++) {
        char sign = signs[(i + 4) % n];

        rest = is_digit(sign) ? (10 * rest + sign - '0') % 97 : (100 * rest + sign - 'A' + 10) % 97;
    }
    return rest == 1;
}

static const char *what_of_words(const char *text, const struct group *list, size_t n)
{
    char word[WORD_BYTES];
    const char *what = NULL;

    while (what == NULL && (text = next_word(text, word)) != NULL) {
        what = find_group(list, n, word, true);
    }
    return what;
}

/* @param may_be_place  names of two words are no names of persons */
static const char *what_of_cell(const char *text, bool may_be_place)
{
    const char *what = NULL;
    const char *sign = strchr(text, '@');

    for (const char *at = text; *at != '\0'; at++) {
        if ((at == text || at[-1] == ' ') && is_iban_at(at)) {
            return _("the number of a bank account");
        }
    }
    what = what_of_numbers(text);
    if (sign != NULL && sign > text && is_letter(sign[1]) && strchr(sign, '.') != NULL) {
        return _("an e-mail address");
    }
    for (const char *at = text; what == NULL && *at != '\0'; at++) {
        if ((at == text || !is_letter(at[-1])) && (is_titled(at) || (at == text && !may_be_place && is_name_at(at)))) {
            what = _("the name of a person");
        } else if ((at == text || !is_letter(at[-1])) && is_address_at(at)) {
            what = _("an address");
        }
    }
    return what != NULL ? what : what_of_words(text, cell_groups, sizeof cell_groups / sizeof *cell_groups);
}

const char *koppel_identity_of_cell(const char *text)
{
    return what_of_cell(text, false);
}

const char *koppel_identity_in_text(const char *text)
{
    const char *what = koppel_identity_of_cell(text);

    for (const char *at = text; what == NULL && *at != '\0'; at++) {
        what = (at == text || at[-1] == ' ') && is_name_at(at) ? _("the name of a person") : NULL;
    }
    return what;
}

const char *koppel_identity_of_reason(const char *text)
{
    const char *what = koppel_identity_of_cell(text);

    return what != NULL ? what : what_of_words(text, reason_groups, sizeof reason_groups / sizeof *reason_groups);
}

/* ---- Keys ---- */

/* Codes of countries (ISO 3166-1) from which permit holders come. */
static const char sure_codes[] = "syr afg eri irq irn yem tur eth sdn ssd pse pak ukr uga nga bdi lby";
static const char *const prefix_codes[2] = {
    "sy af er iq ir ye tr et sd ss ps pk ua ug ng bi ly so am ge az cd cg co ma dz eg lb jo ru by cn ve cm gn sl sn gm "
    "gh rw lk bd tj ml",
    "syr afg eri irq irn yem tur eth sdn ssd pse pak ukr uga nga bdi lby som arm geo aze cod cog col mar dza egy lbn "
    "jor rus blr chn ven cmr gin sle sen gmb gha rwa lka bgd tjk mli"};

/* Eight digits that are a day of birth, the day or the year first. */
static bool is_birth_number(const char *text)
{
    int day = whole(text, 2), month = whole(text + 2, 2), year = whole(text + 4, 4);

    if (strspn(text, "0123456789") != 8 || text[8] != '\0') {
        return false;
    }
    if (whole(text, 4) >= 1900 && whole(text, 4) < 2020) {
        year = whole(text, 4);
        month = whole(text + 4, 2);
        day = whole(text + 6, 2);
    }
    return year >= 1900 && year < 2020 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Words of letters alone, of which two have two letters or one has four: "jan jansen", "AL HASSAN", "Jansen". */
static bool is_words_alone(const char *text)
{
    int n_words = 0;
    size_t longest = 0;

    while (*text != '\0') {
        size_t n = 0;

        while (is_letter(text[n])) {
            n++;
        }
        longest = n > longest ? n : longest;
        n_words += n >= 2;
        text += n;
        if (*text != '\0' && strchr(" .,'_-", *text) == NULL) {
            return false;
        }
        text += *text != '\0';
    }
    return n_words >= 2 || longest >= 4;
}

/* Is one of the groups of letters of a key with digits a code of a country? */
static bool has_country(const char *text)
{
    bool has_digit = strpbrk(text, "0123456789") != NULL;

    for (size_t n = 0; *text != '\0'; text += n > 0 ? n : 1) {
        char word[WORD_BYTES];

        for (n = 0; is_letter(text[n]) && n + 1 < WORD_BYTES; n++) {
            word[n] = (char)(text[n] | 0x20);
        }
        word[n] = '\0';
        if (has_digit && n == 3 && list_has(sure_codes, word, false)) {
            return true;
        }
    }
    return false;
}

const char *koppel_identity_of_key(const char *text)
{
    const char *what = koppel_identity_of_cell(text);

    if (what != NULL) {
        return what;
    }
    if (strlen(text) == 8 && is_birth_number(text)) {
        return _("a date of birth");
    }
    if (has_country(text)) {
        return _("nationality or origin");
    }
    return is_words_alone(text) ? _("the name of a person") : NULL;
}

/* The number of a word in a list; -1: it is not there. */
static int number_in(const char *list, const char *word)
{
    int number = 0;

    for (size_t n = 0; *list != '\0'; list += n + strspn(list + n, " "), number++) {
        n = strcspn(list, " ");
        if (n == strlen(word) && strncmp(list, word, n) == 0) {
            return number;
        }
    }
    return -1;
}

void koppel_country_prefixes_add(struct koppel_country_prefixes *prefixes, const char *key)
{
    char word[WORD_BYTES];
    size_t n = 0;
    int number = -1;

    for (; is_letter(key[n]) && n + 1 < WORD_BYTES; n++) {
        word[n] = (char)(key[n] | 0x20);
    }
    word[n] = '\0';
    number = n == 2 || n == 3 ? number_in(prefix_codes[n - 2], word) : -1;
    prefixes->n_keys += key[0] != '\0';
    if (number >= 0) {
        prefixes->seen[n - 2] |= UINT64_C(1) << number;
        prefixes->n_prefixed++;
    }
}

static int count_bits(uint64_t bits)
{
    int n = 0;

    for (; bits != 0; bits &= bits - 1) {
        n++;
    }
    return n;
}

bool koppel_country_prefixes_tell(const struct koppel_country_prefixes *prefixes)
{
    return prefixes->n_prefixed > 0 && prefixes->n_prefixed == prefixes->n_keys &&
           count_bits(prefixes->seen[0]) + count_bits(prefixes->seen[1]) > 1;
}

/* ---- Places, and what may be shown ---- */

const char *koppel_identity_of_place(const char *text)
{
    static const char words[] =
        "ter den de het sint st nieuw nieuwe oud oude noord zuid oost west midden noordoost noordwest zuidoost "
        "zuidwest "
        "groot groote kop hart rijk land regio gooi holland brabant drenthe gelderland limburg overijssel utrecht "
        "zeeland friesland groningen flevoland vallei valley rivierenland e o en stad gemeente";
    const char *at = text;
    bool is_place = false;
    char word[WORD_BYTES];

    while (!is_place && (at = next_word(at, word)) != NULL) {
        is_place = list_has(words, word, false);
    }
    return what_of_cell(text, is_place);
}

static char *quote(const char *text, bool is_hidden, char out[80])
{
    if (is_hidden) {
        snprintf(out, 80, "%s", _("(not shown: it looks like a person)"));
        return out;
    }
    return koppel_text_quote(text, out);
}

char *koppel_identity_quote(const char *text, char out[80])
{
    return quote(text, koppel_identity_of_cell(text) != NULL, out);
}

char *koppel_identity_quote_place(const char *text, char out[80])
{
    return quote(text, koppel_identity_of_place(text) != NULL, out);
}
