// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// province.js - the municipalities with their targets; the pages of the supervision: overview, public, a letter each.
import { address } from "/api.js";
import { h, number } from "/dom.js";
import { manyRows } from "/rows.js";
import { say } from "/say.js";
import { list, store } from "/store.js";

function page(path, words, about) {
  return h("a", { href: address("/print/" + path), target: "_blank", rel: "noopener", "aria-label": about }, words);
}

function stateWords(row) {
  if (row.to_house === 0) { return say("nothing left to house"); }
  return row.short === 0 ? say("meets the target with this proposal")
    : say("{n} short with this proposal", { n: row.short });
}

function municipalityRow(row) {
  return h("tr", {}, h("th", { scope: "row" }, row.name, " ", h("small", {}, row.code)), number(row.to_house),
    number(row.placed), h("td", {}, stateWords(row)),
    h("td", {}, page("municipality/" + encodeURIComponent(row.code), say("Letter"),
      say("Letter to {name}", { name: row.name }))));
}

/* The furthest from its target first. */
function inOrder(rows) {
  return [...rows].sort((a, b) => b.short - a.short || a.name.localeCompare(b.name));
}

export async function provinceScreen() {
  const proposal = store.state.proposal ? await list("proposal") : null;
  if (!proposal) { return { content: [h("h1", {}, say("Province")), h("p", {}, say("There is no proposal yet."))] }; }
  const rows = manyRows("municipalities", say("Municipalities, the furthest from its target first"),
    [say("Municipality"), say("People to house"), say("Housed by this proposal"), say("Target"), say("Letter")],
    inOrder(proposal.municipalities), municipalityRow);
  return { content: [h("h1", {}, say("Province")),
    h("p", {}, page("official", say("Where every municipality stands: schedule, half-years, ladder")), " ",
      h("strong", {}, say("Not for the public"))),
    h("p", {}, page("public", say("The page for the public: no number below 5 can be worked out"))), rows],
  stop: () => rows.stop() };
}
