// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// compare.js - side by side: two proposals, only what differs by household and by neighbourhood; two policies, in persons.
import { get, post } from "/api.js";
import { choice, fill, h, labelled, number, table } from "/dom.js";
import { figureRows } from "/figures.js";
import { ask, complain } from "/frame.js";
import { effectWords, outcomeTable, personList, personWords, priceWords } from "/outcome.js";
import { placesAndHomes } from "/policy.js";
import { aboutShipped } from "/policy_words.js";
import { moment, say } from "/say.js";
import { list, may, store } from "/store.js";

/* ---- Two proposals ---- */

function proposalWords(one) {
  return say("Proposal {n}, {at}, by {by}", { n: one.proposal, at: moment(one.at), by: one.by });
}

function changeWord(change) {
  return { gains: say("gets a home"), loses: say("loses the home"), moves: say("gets another home") }[change];
}

function householdRows(households, homes) {
  const place = (key) => (key === null ? say("no home") : homes.has(key) ? homes.get(key) + " (" + key + ")" : key);
  return households.map((row) => h("tr", {},
    h("th", { scope: "row" }, h("a", { href: "#/why/households/" + encodeURIComponent(row.household) }, row.household)),
    h("td", {}, place(row.a)), h("td", {}, place(row.b)), h("td", {}, changeWord(row.change))));
}

/* The name of the neighbourhood of each home. */
async function placesOfHomes() {
  const [homes, places] = [await list("homes"), await list("neighbourhoods")];
  const names = new Map((places ? places.neighbourhoods : []).map((place) => [place.code, place.name]));
  return new Map((homes ? homes.homes : []).map((home) => [home.key, names.get(home.neighbourhood) || home.neighbourhood]));
}

async function difference(a, b) {
  const [answer, homes] = [await get("/compare/" + a + "/" + b), await placesOfHomes()];
  const one = say("#Proposal {n}", { n: answer.a.proposal });
  const two = say("#Proposal {n}", { n: answer.b.proposal });
  return [table(say("Figures"), [say("Figure"), one, two], figureRows(answer.figures.a, answer.figures.b)),
    answer.households.length === 0 ? h("p", {}, say("Every household has the same home in both."))
      : table(say("Households that differ: {n}", { n: answer.households.length }),
        [say("Household"), one.slice(1), two.slice(1), say("Change")], householdRows(answer.households, homes)),
    answer.neighbourhoods.length === 0 ? h("p", {}, say("Every neighbourhood is as full in both."))
      : table(say("Neighbourhoods that differ"), [say("Neighbourhood"), one, two],
        answer.neighbourhoods.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name), number(row.a), number(row.b))))];
}

/* ---- Two policies ---- */

/* What each of them would do: one after the other, because a second question takes the place of the first. */
async function trials(names, policies, where, isWanted) {
  fill(where, h("p", { role: "status" }, say("Working out what it would do ...")));
  try {
    const [data, answers] = [await placesAndHomes(), []];
    for (const name of names) {
      answers.push(await post("/policy/preview", { policy: policies.find((one) => one.name === name) }));
    }
    if (!isWanted()) { return; }
    const known = answers.filter((answer) => answer.possible);
    const before = known.length > 0 ? known[0].before : null;
    fill(where, outcomeTable(say("What it comes to, with every decision recorded"),
      [[say("As it is"), before], ...names.map((name, k) => [name, answers[k].possible ? answers[k].after : null])]),
    names.map((name, k) => h("section", {}, h("h3", {}, name),
      answers[k].possible
        ? [h("p", {}, h("strong", {}, priceWords(answers[k].before, answers[k].after), " ", effectWords(answers[k]).join(" "))),
          personList(personWords(answers[k], data))]
        : h("p", { class: "bad" }, say("No proposal meets every rule that must hold.")))));
  } catch (error) {
    fill(where);
    complain(error);
  }
}

async function twoPolicies(query) {
  if (!store.state.proposal || !may("solve")) { return { content: null, stop: null }; }
  const [{ policy }, { policies }] = [await get("/policy"), await get("/policies")];
  const all = policies.some((one) => one.name === policy.name) ? policies : [policy, ...policies];
  const options = all.map((one) => [one.name, aboutShipped(one.name) ? one.name + " \u2013 " + aboutShipped(one.name)
    : say("the policy as it is: {name}", { name: one.name })]);
  const known = (name, otherwise) => (all.some((one) => one.name === name) ? name : otherwise);
  const others = all.map((one) => one.name).filter((name) => name !== policy.name);
  let names = [known(query.get("policy"), policy.name), known(query.get("beside"), others[0])];
  let isThere = true;
  const where = h("div", { "aria-live": "polite" });
  const choose = (k) => (name) => {
    names = names.map((one, n) => (n === k ? name : one));
    query.set("policy", names[0]);
    query.set("beside", names[1]);
    ask(location.hash.replace(/^#\/?/, "").split("?")[0], query);
    fill(where);
  };
  const work = () => trials(names, all, where, () => isThere);
  if (query.get("policy")) { work(); }
  return { stop: () => { isThere = false; }, content: [h("h2", {}, say("Two policies")),
    h("p", {}, say("What each would make of the proposal, in persons. Nothing is kept.")),
    h("div", { class: "filters" }, labelled(say("This policy"), choice(options, names[0], choose(0))),
      labelled(say("beside that policy"), choice(options, names[1], choose(1)))),
    h("p", {}, h("button", { class: "go", onclick: () => { choose(0)(names[0]); work(); } }, say("Work both out"))), where] };
}

/* ---- The screen ---- */

export async function compareScreen({ words, query }) {
  const [versions, policies] = [await list("versions"), await twoPolicies(query)];
  const proposals = versions ? [...versions.proposals].reverse() : [];
  if (proposals.length < 2) {
    return { stop: policies.stop, content: [h("h1", {}, say("Side by side")),
      h("p", {}, say("There are no two proposals yet. Work out again after a decision; then you can see what changed.")),
      policies.content] };
  }
  const known = (text, otherwise) => (proposals.some((one) => String(one.proposal) === text) ? text : String(otherwise));
  const b = known(words[1], proposals[0].proposal);
  const a = known(words[0], proposals.find((one) => String(one.proposal) !== b).proposal);
  const options = proposals.map((one) => [String(one.proposal), proposalWords(one)]);
  const go = (first, second) => { location.hash = "#/compare/" + first + "/" + second; };
  return { stop: policies.stop, content: [h("h1", {}, say("Side by side")), h("h2", {}, say("Two proposals")),
    h("div", { class: "filters" },
      labelled(say("This proposal"), choice(options, a, (chosen) => go(chosen, b))),
      labelled(say("beside that one"), choice(options, b, (chosen) => go(a, chosen)))),
    await difference(a, b), policies.content] };
}
