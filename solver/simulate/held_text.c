/* held_text.c - homes worth holding, as a table and in sentences (see held_text.h). */
#include "simulate/held_text.h"

#include "report/csv_text.h"

#include <math.h>

static int32_t last_day(const struct koppel_case_world *made, const struct koppel_held_home *home)
{
    return made->job.fit.as_of + home->last_step * made->world.every;
}

static void csv_number(struct koppel_csv *csv, double value)
{
    if (isnan(value)) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, llround(value * 10), 10);
    }
}

void koppel_held_table(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       struct koppel_text *text)
{
    static const char *const names[] = {"unit",          "rooms",         "hold_until",   "futures",
                                        "futures_taken", "persons_least", "persons_most", "days",
                                        "today",         "gains",         "loses",        "loses_error"};
    struct koppel_csv csv = koppel_csv_begin(text, &made->job.kase);
    char day[11];

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t k = 0; k < held->n_items; k++) {
        const struct koppel_held_home *home = &held->items[k];

        koppel_date_format(last_day(made, home), day);
        koppel_csv_text(&csv, made->job.kase.units[home->slot].id);
        koppel_csv_whole(&csv, made->job.kase.units[home->slot].rooms);
        koppel_csv_text(&csv, day);
        koppel_csv_whole(&csv, n_futures);
        koppel_csv_whole(&csv, home->n_taken);
        koppel_csv_whole(&csv, home->least_persons);
        koppel_csv_whole(&csv, home->most_persons);
        csv_number(&csv, home->days);
        koppel_csv_text(&csv, made->job.kase.households[home->agent].id);
        csv_number(&csv, home->gains);
        csv_number(&csv, home->loses);
        csv_number(&csv, home->loses_error);
        koppel_csv_end(&csv);
    }
}

static double percent_of(double part, double whole)
{
    return whole > 0 ? 100 * part / whole : 100;
}

static void print_home(const struct koppel_case_world *made, const struct koppel_held_home *home, int32_t n_futures,
                       struct koppel_text *text)
{
    char day[KOPPEL_DAY_WORDS];

    koppel_date_words(last_day(made, home), day);
    koppel_text_add(text,
                    koppel_plural("Hold %s (%d room), until %s at the latest.\n",
                                  "Hold %s (%d rooms), until %s at the latest.\n",
                                  made->job.kase.units[home->slot].rooms),
                    made->job.kase.units[home->slot].id, (int)made->job.kase.units[home->slot].rooms, day);
    if (home->least_persons == home->most_persons) {
        koppel_text_add(text,
                        "  In %d of %d futures a household gets it later (persons: %d), after %.0f days on average.\n",
                        (int)home->n_taken, (int)n_futures, (int)home->least_persons, home->days);
    } else {
        koppel_text_add(
            text, "  In %d of %d futures a household gets it later (persons: %d to %d), after %.0f days on average.\n",
            (int)home->n_taken, (int)n_futures, (int)home->least_persons, (int)home->most_persons, home->days);
    }
    koppel_text_add(text, "  Offered to %s today it loses %.0f %% of what it brings.\n",
                    made->job.kase.households[home->agent].id, percent_of(home->loses, home->gains));
    if (!isnan(home->loses_error)) {
        koppel_text_add(text, "  The standard error of this number is %.0f.\n",
                        percent_of(home->loses_error, home->gains));
    }
}

void koppel_held_print(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       struct koppel_text *text)
{
    int32_t n_offers = 0;

    for (int32_t i = 0; i < made->world.problem->n_agents; i++) {
        n_offers += held->slot_of[i] != KOPPEL_NONE;
    }
    koppel_text_add(text,
                    koppel_plural("Looking ahead, %d household is offered a home today.\n",
                                  "Looking ahead, %d households are offered a home today.\n", n_offers),
                    (int)n_offers);
    koppel_text_add(text, koppel_plural("%d home is worth holding.\n", "%d homes are worth holding.\n", held->n_items),
                    (int)held->n_items);
    koppel_text_add(text,
                    koppel_plural("This is an estimate from %d imagined future.\n",
                                  "This is an estimate from %d imagined futures.\n", n_futures),
                    (int)n_futures);
    for (int32_t k = 0; k < held->n_items; k++) {
        print_home(made, &held->items[k], n_futures, text);
    }
}
