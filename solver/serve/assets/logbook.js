// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// logbook.js - who did what, when and why; versions of the tables and proposals.
import { decide } from "/decide.js";
import { h, number, table } from "/dom.js";
import { manyRows } from "/rows.js";
import { moment, say } from "/say.js";
import { list, may, rulingDecisions, store } from "/store.js";
import { logWords } from "/words_of.js";

/* Decisions recorded here that rule, by row, and what the window of a decision is told of. */
async function load() {
  const { revision } = store.state;
  const [homes, neighbourhoods, decisions] = await Promise.all(["homes", "neighbourhoods", "decisions"].map(list));
  const ruling = [...rulingDecisions(decisions ? decisions.decisions : []).values()].flat();
  return { revision, ruling: new Map(ruling.map((one) => [one.number, one])),
    homes: new Map((homes ? homes.homes : []).map((home) => [home.key, home])),
    places: new Map((neighbourhoods ? neighbourhoods.neighbourhoods : []).map((place) => [place.code, place])) };
}

function takeBack(row, data) {
  const one = data.ruling.get(row.number);
  return one && may(one.decision === "except" ? "except" : "decide") && [" ", h("button", { "data-action": "withdrawn",
    "aria-label": say("{action}: household {household}", { action: say("Take back"), household: one.household }),
    onclick: () => decide("withdrawn", { key: one.household, home: null }, data, one) }, say("Take back"))];
}

function logRow(row, data) {
  return h("tr", {}, number(row.number), h("td", {}, moment(row.at)), h("td", {}, row.by),
    h("td", {}, logWords(row), takeBack(row, data)), h("td", { class: "code" }, row.hash.slice(0, 12)));
}

function versionTable(versions) {
  return table(say("Versions of the tables"), [say("#Version"), say("When"), say("By"), say("Reason")],
    versions.map((one) => h("tr", {}, number(one.version), h("td", {}, moment(one.at)), h("td", {}, one.by),
      h("td", {}, one.reason))));
}

function proposalTable(proposals) {
  return table(say("Proposals"), [say("#Proposal"), say("When"), say("By"), say("#From version"), say("How sure")],
    proposals.map((one) => h("tr", {}, number(one.proposal), h("td", {}, moment(one.at)), h("td", {}, one.by),
      number(one.version), h("td", {}, one.proof === "best" ? say("certainly the best") : say("a better one may exist")))));
}

export async function logScreen() {
  const [data, log, versions] = [await load(), await list("log"), await list("versions")];
  const rows = manyRows("log", say("The log, the newest row first"),
    [say("No."), say("When"), say("By"), say("What and why"), say("Hash")], log ? [...log.rows].reverse() : [],
    (row) => logRow(row, data));
  return { content: [h("h1", {}, say("Logbook")),
    h("p", {}, say("Rows are only ever added. Each holds the hash of the row before, so that a row that was changed or " +
      "taken out shows.")),
    rows, versions && [h("h2", {}, say("Versions")), versionTable(versions.versions), proposalTable(versions.proposals)]],
  stop: () => rows.stop() };
}
