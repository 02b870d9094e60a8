// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// print.js - what goes out on paper: the pages of koppel report, each in a window of its own.
import { address } from "/api.js";
import { h, labelled } from "/dom.js";
import { say } from "/say.js";
import { list, may, store } from "/store.js";

function page(path, words) {
  return h("a", { href: address("/print/" + path), target: "_blank", rel: "noopener" }, words);
}

const MOST = 100; // letters that are listed at once

function letters(households) {
  const rows = h("ul", { class: "columns" });
  const count = h("p", { role: "status" });
  const search = h("input", { type: "search", oninput: () => show() });

  function show() {
    const found = households.filter((row) => row.key.toLowerCase().includes(search.value.trim().toLowerCase()));
    rows.replaceChildren(...found.slice(0, MOST).map((row) => h("li", {},
      page("household/" + encodeURIComponent(row.key), say("Letter to {key}", { key: row.key })))));
    count.textContent = say("{n} of {all} households", { n: Math.min(found.length, MOST), all: households.length });
  }

  show();
  return [h("h2", {}, say("A letter to each household")),
    h("p", {}, say("With the home or the reason why there is none, and what would change that. It names nobody else.")),
    labelled(say("Search"), search), count, rows];
}

/* What goes on in a spreadsheet. */
function takeAlong() {
  const file = (path, words, name) => h("li", {}, h("a", { href: address(path + encodeURIComponent(name)), download: name }, words),
    " ", h("small", {}, name));
  return [h("h2", {}, say("To take along")),
    h("p", {}, say("For your spreadsheet or another program. Confidential."), " ",
      say("The workbook and the list hold the proposal as it was worked out; decisions recorded since stand in the list of " +
      "decisions.")),
    h("ul", {}, file("/files/", say("The proposal as an Excel workbook"), "proposal.xlsx"),
      file("/files/", say("The proposal as a list"), "proposal.csv"), file("/files/", say("Who gets no home, and why"), "unplaced.csv"),
      file("/files/", say("Every decision"), "decisions.csv"))];
}

export async function printScreen() {
  if (!store.state.proposal) {
    return { content: [h("h1", {}, say("Print")), h("p", {}, say("There is no proposal yet."))] };
  }
  const [proposal, households] = [await list("proposal"), may("people") ? await list("households") : null];
  const corporations = new Map((proposal ? proposal.corporations : []).map((row) => [row.key, row.name]));
  return { content: [h("h1", {}, say("Print")),
    h("h2", {}, say("For the council")),
    h("p", {}, say("On A4 for the alderman: five figures, picture, who is left and why, what is certain. It holds no keys, " +
      "and no count below 5.")), h("p", {}, page("council", say("Open the page for the council"))),
    may("people") && [h("h2", {}, say("For the desk")),
      h("p", {}, page("caseworker", say("Open the whole proposal")), " ", h("strong", {}, say("Confidential"))),
      h("h2", {}, say("A list for each corporation")),
      h("p", {}, say("Home, rooms, rent, from when, size of the household, needs, and a box to answer. Confidential.")),
      h("ul", { class: "columns" }, [...corporations].map(([key, name]) => h("li", {},
        page("corporation/" + encodeURIComponent(key), say("List for {name}", { name }))))),
      takeAlong(), letters(households ? households.households : [])]] };
}
