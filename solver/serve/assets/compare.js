// compare.js - two proposals side by side: only what differs, by household and by neighbourhood.
import { get } from "/api.js";
import { choice, h, labelled, number, table } from "/dom.js";
import { figureRows } from "/figures.js";
import { moment, say } from "/say.js";
import { list } from "/store.js";

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

export async function compareScreen({ words }) {
  const versions = await list("versions");
  const proposals = versions ? [...versions.proposals].reverse() : [];
  if (proposals.length < 2) {
    return { content: [h("h1", {}, say("Side by side")),
      h("p", {}, say("There are no two proposals yet. Work out again after a decision; then you can see what changed."))] };
  }
  const known = (text, otherwise) => (proposals.some((one) => String(one.proposal) === text) ? text : String(otherwise));
  const b = known(words[1], proposals[0].proposal);
  const a = known(words[0], proposals.find((one) => String(one.proposal) !== b).proposal);
  const options = proposals.map((one) => [String(one.proposal), proposalWords(one)]);
  const go = (first, second) => { location.hash = "#/compare/" + first + "/" + second; };
  return { content: [h("h1", {}, say("Side by side")),
    h("div", { class: "filters" },
      labelled(say("This proposal"), choice(options, a, (chosen) => go(chosen, b))),
      labelled(say("beside that one"), choice(options, b, (chosen) => go(a, chosen)))),
    await difference(a, b)] };
}
