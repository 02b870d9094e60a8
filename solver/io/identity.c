/* identity.c - headings and cells that tell who somebody is (see identity.h). */
#include "io/identity.h"

#include "base/language.h"
#include "io/text_encoding.h"

#include <stddef.h>
#include <string.h>

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
     "name names naam namen fam familie contact initials bewoner hoofdhuurder aanvrager referent gezinshoofd",
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
     "land landen landcode country countries volk stam clan tribe afkomst nat natio coo asielland",
     "nationalit herkomst origin citizenship staatsburg migratie vluchtland geboortela geboortepl gebpl cultu "
     "bevolkingsgr minderhe huidskl",
     false},
    {N_("language"), "taal talen dialect spreekt tolk tongue voertaal thuistaal moedertaal",
     "taal language moedert interpreter", false},
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
     "telef telep phone mobielnum emaila mailad adres address straatn huisnum postcode postalc", false},
    {N_("money or papers of a person"), "iban rekening foto photo pasfoto", "bankreken bankacc rekeningn pasfoto",
     false},
};

/* The same of the words of a cell, where only what is sure counts. */
static const struct group cell_groups[] = {
    {N_("nationality or origin"),
     "turk turken turks turkse turkije turkish turkey iran iraans iraanse iranian irak iraaks iraakse iraq iraqi jemen "
     "yemen koerd koerden kurd kurds",
     "syri eritre afgha somali soedan sudan ethiop jemeni yemeni palestij palestin koerdi kurdi oekrai ukrain", true},
    {N_("religion or conviction"), "islam moslim moslims moslima christen christenen christian jood joods jewish hindu",
     "islami muslim jezidi yezidi hindoe", true},
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

static const char *group_of(const char *word, bool about_people)
{
    return find_group(groups, sizeof groups / sizeof *groups, word, about_people);
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
    static const char *const particles[] = {"van ", "de ", "der ", "den ", "ten ",
                                            "ter ", "el ", "al ",  "ibn ", "bin "};
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

static const char *what_of_words(const char *text)
{
    char word[WORD_BYTES];
    const char *what = NULL;

    while (what == NULL && (text = next_word(text, word)) != NULL) {
        what = find_group(cell_groups, sizeof cell_groups / sizeof *cell_groups, word, true);
    }
    return what;
}

const char *koppel_identity_of_cell(const char *text)
{
    const char *what = what_of_numbers(text);
    const char *sign = strchr(text, '@');

    if (sign != NULL && sign > text && is_letter(sign[1]) && strchr(sign, '.') != NULL) {
        return _("an e-mail address");
    }
    for (const char *at = text; what == NULL && *at != '\0'; at++) {
        if ((at == text || !is_letter(at[-1])) && (is_titled(at) || (at == text && is_name_at(at)))) {
            what = _("the name of a person");
        }
    }
    return what != NULL ? what : what_of_words(text);
}
