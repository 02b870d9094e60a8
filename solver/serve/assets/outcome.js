// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// outcome.js - what something would do, in persons: who loses a home, who moves, who gets one, and what it comes to.
import { h, table } from "/dom.js";
import { language, say } from "/say.js";

const MOST = 40; // households that are listed one by one

/** Whom it would touch, counted: a sentence each. */
export function effectWords(answer) {
  const [lose, move, gain] = [answer.lose, answer.move, answer.gain].map((rows) => rows.length);
  const words = [
    lose > 0 && (lose === 1 ? say("1 household would lose its home.") : say("{n} households would lose their homes.", { n: lose })),
    move > 0 && (move === 1 ? say("1 household would get another home.")
      : say("{n} households would get other homes.", { n: move })),
    gain > 0 && (gain === 1 ? say("1 household would get a home that has none.")
      : say("{n} households would get a home that have none.", { n: gain }))].filter(Boolean);
  return words.length > 0 ? words : [say("Nobody else is touched.")];
}

/* The neighbourhood of a home, with its key. */
function placeWords(key, data) {
  const home = data.homes.get(key);
  const place = home ? data.places.get(home.neighbourhood) : null;
  return place ? say("{place} ({key})", { place: place.name, key }) : key;
}

/** Who it would touch, one by one: places before keys. */
export function personWords(answer, data) {
  const who = (row) => (row.people === 1 ? say("{household} (1 person)", row) : say("{household} ({people} people)", row));
  return [
    ...answer.lose.map((row) => say("{who} would lose the home in {home}.",
      { who: who(row), home: placeWords(row.home, data) })),
    ...answer.move.map((row) => say("{who} would live in {to} instead of {from}.",
      { who: who(row), to: placeWords(row.to, data), from: placeWords(row.from, data) })),
    ...answer.gain.map((row) => say("{who} would get a home in {home}.",
      { who: who(row), home: placeWords(row.home, data) }))];
}

/** Those sentences as a list, cut off when there are many. */
export function personList(sentences) {
  return sentences.length > 0 && h("ul", {}, sentences.slice(0, MOST).map((words) => h("li", {}, words)),
    sentences.length > MOST && h("li", {}, say("and {n} more", { n: sentences.length - MOST })));
}

/* "230" of a thousand as "23.0 %" */
function perMille(value) {
  return value === null ? null : say("{n} %", { n: (value / 10).toLocaleString(language, { minimumFractionDigits: 1 }) });
}

const LINES = [
  [() => say("People with a home"), (one) => one.people_with_home],
  [() => say("Households with a home"), (one) => one.with_home],
  [() => say("People short of the target"), (one) => one.people_short],
  [() => say("People placed beyond the limit of a neighbourhood"), (one) => one.people_beyond],
  [() => say("Permit holders who would have to move for an even spread"), (one) => perMille(one.uneven_per_mille)],
  [() => say("Agreements kept"), (one) => say("{n} of {all}", { n: one.agreements_kept, all: one.agreements })],
];

/** What proposals come to, side by side. @param columns  [[words, outcome or null], ...] */
export function outcomeTable(caption, columns) {
  const cell = (value) => h("td", { class: "n" }, value === null || value === undefined ? say("unknown") : value);
  return table(caption, [say("Figure"), ...columns.map(([words]) => "#" + words)], LINES.map(([name, of]) => {
    const values = columns.map(([, outcome]) => (outcome ? of(outcome) : null));
    return h("tr", { class: values.some((value) => value !== values[0]) ? "differs" : null },
      h("th", { scope: "row" }, name()), values.map(cell));
  }));
}

/** The price of the second outcome beside the first, in one sentence of persons. */
export function priceWords(before, after) {
  const more = after.people_with_home - before.people_with_home;
  if (more === 0) { return say("As many people get a home."); }
  if (more > 0) { return more === 1 ? say("1 person more gets a home.") : say("{n} people more get a home.", { n: more }); }
  return more === -1 ? say("1 person fewer gets a home.") : say("{n} people fewer get a home.", { n: -more });
}
