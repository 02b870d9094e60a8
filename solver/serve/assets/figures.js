// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// figures.js - the five figures, and how sure the proposal is.
import { h } from "/dom.js";
import { say } from "/say.js";
import { peopleWords } from "/words_of.js";

function figure(name, big, below) {
  return h("div", {}, h("dt", {}, name), h("dd", { class: "big" }, big), h("dd", {}, below));
}

/** @param f  Figures of the interface */
export function figures(f) {
  const before = f.areas_over_limit === f.areas_over_limit_before
    ? say("already so before this round")
    : say("{n} of them already before this round", { n: f.areas_over_limit_before });
  return h("dl", { class: "figures" },
    figure(say("Households with a home"), f.with_home,
      say("of {all}; {n} of {people}", { all: f.households, n: f.people_with_home, people: peopleWords(f.people) })),
    figure(say("Without a home"), f.without_home, peopleWords(f.people - f.people_with_home)),
    figure(say("Target"), f.people_with_home, f.people_short === 0
      ? say("{n} to house: the target is met", { n: f.people_to_house })
      : say("{n} to house: {short} short", { n: f.people_to_house, short: f.people_short })),
    figure(say("Neighbourhoods over their limit"), f.areas_over_limit,
      f.areas_over_limit === 0 ? say("every limit is kept") : before),
    figure(say("Agreements kept"), f.agreements_kept, say("of {n} with corporations", { n: f.agreements })));
}

/** Two sets of figures side by side, as rows of a table: name, then both. */
export function figureRows(a, b) {
  const rows = [[say("Households with a home"), "with_home"], [say("Households without a home"), "without_home"],
    [say("People with a home"), "people_with_home"], [say("People short of the target"), "people_short"],
    [say("Neighbourhoods over their limit"), "areas_over_limit"], [say("People over a limit"), "people_over_limit"],
    [say("Agreements kept"), "agreements_kept"]];
  const shown = (figures_, key) => (figures_ ? figures_[key] : "");
  return rows.map(([name, key]) => h("tr", { class: shown(a, key) === shown(b, key) ? null : "differs" },
    h("th", { scope: "row" }, name), h("td", { class: "n" }, shown(a, key)), h("td", { class: "n" }, shown(b, key))));
}
