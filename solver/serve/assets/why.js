// why.js - why a household gets this home or none, who could live in a home, why a neighbourhood is full: the sentences
// of koppel why, then its tables.
import { get } from "/api.js";
import { h } from "/dom.js";
import { say } from "/say.js";

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

/* Sentences of several lines: one begins where the indent is least, or with a number that stands in a column; deeper
 * lines go on with it. */
function sentences(lines) {
  const least = Math.min(...lines.map(indent));
  const found = [];
  lines.forEach((line) => {
    if (found.length === 0 || indent(line) === least || /^ *\d+ {2,}\S/.test(line)) { found.push([]); }
    found[found.length - 1].push(line.trim().replace(/ {2,}/g, " "));
  });
  return found.map((part) => part.join(" "));
}

/* A part is sentences, or a heading with a list or table below it. */
function shown(part, isFirst) {
  const rest = part.slice(1);
  const hasBelow = rest.length > 0 && rest.every((line) => indent(line) > indent(part[0]));
  if (isTable(rest)) {
    return [h("h2", {}, part[0].trim()), h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label":
      part[0].trim() }, h("pre", {}, rest.join("\n")))];
  }
  if (!hasBelow || isFirst) {
    return [part[0].trim(), ...(rest.length > 0 ? sentences(rest) : [])].map((words) => h("p", {}, words));
  }
  return [h("h2", {}, part[0].trim()), h("ul", {}, sentences(rest).map((words) => h("li", {}, words)))];
}

export async function whyScreen({ words }) {
  const [kind, key] = words;
  if (!(kind in TITLES) || !key) {
    return { content: [h("h1", {}, say("Why?")), h("p", {}, say("Choose a household, a home or a neighbourhood first.")),
      h("p", {}, h("a", { href: "#/proposal" }, say("To the proposal")))] };
  }
  const answer = await get("/why/" + kind + "/" + encodeURIComponent(key));
  return { content: [h("h1", {}, TITLES[kind](answer.about || key)),
    h("p", {}, h("a", { href: "#/proposal" }, say("To the proposal"))),
    h("div", { class: "why" }, partsOf(answer.text).map((part, k) => shown(part, k === 0)))] };
}
