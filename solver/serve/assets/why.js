// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// why.js - why a household gets this home or none, who could live in a home, why a neighbourhood is full: the sentences
// of koppel why, then its tables.
import { get } from "/api.js";
import { h } from "/dom.js";
import { say } from "/say.js";
import { store } from "/store.js";

const TITLES = {
  households: (about) => say("Why? Household {key}", { key: about }),
  homes: (about) => say("Why? Home {key}", { key: about }),
  neighbourhoods: (about) => say("Why? Neighbourhood {key}", { key: about }),
};

/* Lines in parts: an empty line stands between them. */
function partsOf(lines) {
  const parts = [[]];
  lines.forEach((line) => {
    if (line.trim() === "") { parts.push([]); } else { parts[parts.length - 1].push(line); }
  });
  return parts.filter((part) => part.length > 0);
}

function indent(line) {
  return line.length - line.trimStart().length;
}

/* Lines of at least three columns stand under each other. */
function isTable(lines) {
  return lines.filter((line) => line.trim().split(/ {2,}/).length > 2).length > 1;
}

const COLUMNS = 100; // of a line of koppel why

/* Sentences of several lines: a line goes on with the one before when it stands further in than the sentence, and its
 * first word had no room there. */
function sentences(lines) {
  const found = [];
  let before = "";
  lines.forEach((line) => {
    const words = line.trim();
    const goesOn = found.length > 0 && indent(line) > found[found.length - 1].indent &&
      before.length + 1 + words.split(" ")[0].length > COLUMNS;
    if (goesOn) { found[found.length - 1].words += " " + words; } else { found.push({ indent: indent(line), words }); }
    before = line;
  });
  return found.map((one) => ({ ...one, words: one.words.replace(/ {2,}/g, " ") }));
}

/* A part is sentences, or a heading with a list or table below it. */
function shown(part, isFirst) {
  const found = sentences(part);
  const [head, ...below] = found;
  if (isTable(part.slice(1))) {
    return [h("h2", {}, head.words), h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": head.words },
      h("pre", {}, part.slice(1).join("\n")))];
  }
  if (isFirst || below.length === 0 || below.some((one) => one.indent <= head.indent)) {
    return found.map((one) => h("p", {}, one.words));
  }
  return [h("h2", {}, head.words), h("ul", {}, below.map((one) => h("li", {}, one.words)))];
}

export async function whyScreen({ words }) {
  const [kind, key] = words;
  if (!(kind in TITLES) || !key) {
    return { content: [h("h1", {}, say("Why?")), h("p", {}, say("Choose a household, a home or a neighbourhood first.")),
      h("p", {}, h("a", { href: "#/proposal" }, say("To the proposal")))] };
  }
  if (kind === "households") { store.explained = key; }
  const answer = await get("/why/" + kind + "/" + encodeURIComponent(key));
  return { content: [h("h1", {}, TITLES[kind](answer.about || key)),
    h("p", {}, h("a", { href: store.before || "#/proposal" }, say("Back to the proposal"))),
    h("div", { class: "why" }, partsOf(answer.text).map((part, k) => shown(part, k === 0)))] };
}
