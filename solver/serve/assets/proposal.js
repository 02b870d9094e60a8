// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// proposal.js - the proposal: five figures, households beside neighbourhoods, and what a person decides about each offer.
import { Refusal } from "/api.js";
import { ask, refused, solve } from "/frame.js";
import { choice, fill, h, labelled } from "/dom.js";
import { decide } from "/decide.js";
import { figures } from "/figures.js";
import { neighbourhoodPart } from "/places.js";
import { manyRows } from "/rows.js";
import { day, euros, say } from "/say.js";
import { isParking, stepOf, stepWords, turns } from "/steps.js";
import { list, may, rulingDecisions, store } from "/store.js";
import { decisionWord, fitWord, householdWords, needWords, roomsWords } from "/words_of.js";

/* ---- What is shown ---- */

function kindWords() {
  return [["all", say("All households")], ["open", say("Still to decide")], ["kept", say("To offer")],
    ["offered", say("The household answers")], ["late", say("Answer is late")], ["agreed", say("To be signed")],
    ["signed", say("Signed")], ["again", say("Work out again")], ["decided", say("Decided")], ["parked", say("Parked")],
    ["left", say("Without a home")], ["lot", say("Decided by lot")], ["changed", say("Changed by others")]];
}

function isOfKind(row, kind, decisions) {
  switch (kind) {
    case "all": return true;
    case "decided": return decisions.has(row.key);
    case "left": return row.home === null;
    case "lot": return row.by_lot;
    case "changed": return store.changed.has(row.key);
    default: return stepOf(row, decisions.get(row.key)).step === kind;
  }
}

const texts = new WeakMap(); // by row: made once, because every key that is pressed looks through them all

/* The text in which a search looks: what the row shows. */
function textOf(row, home, place) {
  if (!texts.has(row)) { texts.set(row, makeText(row, home, place)); }
  return texts.get(row);
}

function makeText(row, home, place) {
  return [row.key, householdWords(row), needWords(row), row.home || "", home ? home.corporation_name : "",
    place ? place.name : "", row.reason || ""].join(" ").toLowerCase();
}

/* ---- A row ---- */

function action(words, household, name, onclick, look) {
  return h("button", { onclick, "data-action": name, class: look, "aria-label": say("{action}: household {household}",
    { action: words, household }) }, words);
}

function actions(row, data) {
  const open = (kind) => () => decide(kind, row, data);
  const has = row.home !== null;
  return h("div", { class: "actions" },
    has && may("decide") && action(say("Agree"), row.key, "accepted", open("accepted")),
    may("decide") && action(has ? say("Another home") : say("Choose a home"), row.key, "keep", open("keep")),
    has && may("decide") && action(say("Refused"), row.key, "refused", open("refused")),
    has && may("decide") && action(say("Never this one"), row.key, "forbid", open("forbid")),
    may("except") && action(say("Overrule a rule"), row.key, "except", open("except")),
    h("a", { href: "#/why/households/" + encodeURIComponent(row.key), "data-action": "why", "aria-label":
      say("{action}: household {household}", { action: say("Why?"), household: row.key }) }, say("Why?")),
    may("decide") && h("details", {}, h("summary", { "aria-label": say("{action}: household {household}",
      { action: say("More"), household: row.key }) }, say("More")), h("div", { class: "actions" },
      has && action(say("Offer made"), row.key, "offered", open("offered")),
      has && action(say("Signed"), row.key, "signed", open("signed")), action(say("Park"), row.key, "park", open("park")))));
}

/* The way back from a decision that was recorded in this dossier. */
function takeBack(one, row, data) {
  const mayTake = one.number !== null && may(one.decision === "except" ? "except" : "decide");
  return mayTake && [" ", action(say("Take back"), row.key, "withdrawn", () => decide("withdrawn", row, data, one), "small")];
}

function homeCell(row, data) {
  const home = data.homes.get(row.home);
  if (row.home === null) {
    return h("td", {}, h("strong", {}, say("No home")), h("br"), row.reason || "");
  }
  if (!home) { return h("td", {}, row.home); }
  const place = data.places.get(home.neighbourhood);
  return h("td", {}, h("strong", {}, place ? place.name : home.neighbourhood), " ",
    h("small", {}, h("a", { href: "#/why/homes/" + encodeURIComponent(home.key) }, home.key)), h("br"),
    say("{rooms}, {rent} euro, {corporation}", { rooms: roomsWords(home.rooms), rent: euros(home.rent_cents),
      corporation: home.corporation_name }), ", ",
    home.available_from ? say("from {day}", { day: day(home.available_from) }) : say("free now"));
}

/* What a decision is about, unless it is the home that is proposed: another one, or an area by its name. */
function aboutWords(one, row, data) {
  if (one.unit) { return one.unit === row.home ? "" : one.unit; }
  return isParking(one) ? "" : data.places.has(one.area) ? data.places.get(one.area).name : one.area;
}

function decisionPart(one, row, data) {
  return h("p", { class: "decision" }, h("strong", {}, isParking(one) ? say("parked") : decisionWord(one.decision)), " ",
    aboutWords(one, row, data), h("br"), h("small", {}, one.reason,
      one.until && [h("br"), say("Until {day}.", { day: day(one.until) })]), takeBack(one, row, data));
}

function stateCell(row, data) {
  const decisions = data.decisions.get(row.key) || [];
  const next = decisions.length > 0 ? stepWords(stepOf(row, decisions)) : null;
  return h("td", {}, fitWord(row.fit), row.by_lot && h("small", {}, h("br"), say("by lot")),
    decisions.map((one) => decisionPart(one, row, data)),
    next && h("p", { class: "next" }, next),
    store.changed.has(row.key) && h("p", { class: "other" }, say("just now, by {who}",
      { who: store.changed.get(row.key) })));
}

function householdRow(row, data) {
  return h("tr", { "data-key": row.key, class: store.changed.has(row.key) ? "changed" : null },
    h("th", { scope: "row" }, row.key, h("br"), h("small", {}, householdWords(row)), h("br"),
      h("small", {}, needWords(row))),
    homeCell(row, data), stateCell(row, data), h("td", {}, actions(row, data)));
}

/* ---- The screen ---- */

async function load() {
  const { revision } = store.state; // before the lists: what comes later is a change that nobody has seen
  const [households, homes, neighbourhoods, decisions, proposal] =
    await Promise.all(["households", "homes", "neighbourhoods", "decisions", "proposal"].map(list));
  return {
    revision,
    households: households ? households.households : [],
    homes: new Map((homes ? homes.homes : []).map((home) => [home.key, home])),
    places: new Map((neighbourhoods ? neighbourhoods.neighbourhoods : []).map((place) => [place.code, place])),
    measure: neighbourhoods ? neighbourhoods.measure : "people",
    decisions: rulingDecisions(decisions ? decisions.decisions : []),
    proposal,
  };
}

/* What is not in the proposal yet, and the way to get it in. */
function freshness() {
  const state = store.state;
  const parts = [];
  if (state.decisions_since > 0) {
    parts.push(state.decisions_since === 1 ? say("1 decision is not in this proposal yet.")
      : say("{n} decisions are not in this proposal yet.", { n: state.decisions_since }));
  }
  if (state.case_changed) { parts.push(say("The tables are newer than this proposal.")); }
  if (state.policy_changed) { parts.push(say("The policy has changed since this proposal.")); }
  return h("p", { class: parts.length > 0 ? "stale" : "fresh" }, parts.join(" "), " ",
    may("solve") && [h("button", { class: "go", disabled: state.solve.running, onclick: () => solve({ stay_close: "most" }) },
      say("Work out again")), " ", h("button", { disabled: state.solve.running, onclick: () => solve({ fresh: true }) },
      say("Start afresh, without keeping offers"))]);
}

function filtered(data, query) {
  const words = (query.get("q") || "").toLowerCase();
  const kind = kindWords().some(([name]) => name === query.get("show")) ? query.get("show") : "all";
  const area = query.get("place") || "";
  return data.households.filter((row) => {
    const home = data.homes.get(row.home);
    const place = home ? data.places.get(home.neighbourhood) : undefined;
    return isOfKind(row, kind, data.decisions) && (!area || (home && home.neighbourhood === area)) &&
      (!words || textOf(row, home, place).includes(words));
  });
}

/* The button of a household, for whose row there may have been no need yet. */
function buttonOf(table, row, name) {
  table.reveal(row);
  return table.querySelector("tr[data-key=\"" + CSS.escape(row.key) + "\"] [data-action=\"" + name + "\"]");
}

/* Up and down go to the same button of the household above or below. */
function moveBetweenRows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const name = event.target.dataset.action;
  if (!step || !name) { return; }
  const all = [...event.currentTarget.querySelectorAll("[data-action=\"" + name + "\"]")];
  const next = all[all.indexOf(event.target) + step];
  if (next) { event.preventDefault(); next.focus(); }
}

/* A proposal that cannot be shown, as one of an older program may be: why, and the way to a new one. */
function notShown(refusal) {
  return [h("h1", {}, say("Proposal")), refused(refusal), h("p", {}, say("Every decision is kept in the logbook, and counts in a new proposal.")),
    freshness()];
}

function noProposal() {
  return [h("h1", {}, say("Proposal")), h("p", {}, say("There is no proposal yet.")),
    store.state.case
      ? may("solve") && h("p", {}, h("button", { class: "go", onclick: () => solve({}) }, say("Work out a proposal")))
      : h("p", {}, h("a", { href: "#/import" }, say("Read tables first.")))];
}

export async function proposalScreen({ query }) {
  let data = null;
  let table = null;
  let part = null; // of the neighbourhoods
  const top = h("div");
  const count = h("p", { role: "status", class: "count" });
  const rows = h("div");
  const places = h("section", { "aria-labelledby": "places-heading", class: "places" });
  const change = (name, value) => {
    if (value && value !== "all") { query.set(name, value); } else { query.delete(name); }
    ask("proposal", query);
    if (name === "place") { part.show(query.get("place")); }
    showRows();
  };
  const search = h("input", { type: "search", value: query.get("q") || "",
    oninput: (event) => change("q", event.target.value) });
  const kind = choice(kindWords(), query.get("show") || "all", (chosen) => change("show", chosen));

  function showRows() {
    const found = filtered(data, query);
    const place = data.places.get(query.get("place"));
    if (table) { table.stop(); }
    table = manyRows("households", say("Households and what is proposed to them"),
      [say("Household"), say("Home"), say("Fit and decision"), say("Decide")], found, (row) => householdRow(row, data));
    table.addEventListener("keydown", moveBetweenRows);
    fill(rows, table);
    fill(count, say("{n} of {all} households", { n: found.length, all: data.households.length }),
      place && [" ", h("button", { onclick: () => change("place", "") },
        say("Only {place}: show all", { place: place.name }))]);
  }

  /* Who has to act next: each a way to see them alone. */
  function turn() {
    const found = turns(data.households, data.decisions);
    return found.length > 0 && h("p", { class: "turns" }, h("strong", {}, say("Who has to act:")), " ",
      found.map(([step, words]) => [h("button", { class: "plain", onclick: () => {
        kind.value = step;
        change("show", step);
      } }, words), " "]));
  }

  /* The neighbourhoods of another proposal. */
  function showPlaces() {
    part = neighbourhoodPart([...data.places.values()], data.measure,
      (code) => change("place", code === query.get("place") ? "" : code));
    fill(places, part.content);
    part.show(query.get("place"));
  }

  function show() {
    fill(top, figures(store.state.figures), h("p", { class: "sure" }, data.proposal.sure), freshness(), turn());
    showRows();
  }

  /* After a change: each row stays where it is in the window, and the focus on its button. */
  function showAnew() {
    const { activeElement } = document;
    const focused = table.contains(activeElement) ? activeElement.closest("tr[data-key]") : null;
    const seen = table.getBoundingClientRect().top < 0 ? table.inView() : [];
    show();
    table.hold(seen);
    const row = focused && data.households.find((one) => one.key === focused.dataset.key);
    const again = row && buttonOf(table, row, activeElement.dataset.action);
    if (again) { again.focus({ preventScroll: true }); }
  }

  try {
    data = store.state.proposal ? await load() : null;
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.status !== 500) { throw refusal; }
    return { content: notShown(refusal), update: null };
  }
  if (!data || !data.proposal) { return { content: noProposal(), update: null }; }
  showPlaces();
  show();
  const content = [h("h1", {}, say("Proposal")), top,
    h("div", { class: "two" },
      h("section", { "aria-labelledby": "households-heading" },
        h("h2", { id: "households-heading" }, say("Households")),
        h("div", { class: "filters" }, labelled(say("Search"), search), labelled(say("Show"), kind)), count, rows),
      places)];
  /* Back from an explanation: to the household that was explained, and its link. */
  function arrive() {
    const row = data.households.find((one) => one.key === store.explained);
    if (!row) { return false; }
    store.explained = null;
    const link = buttonOf(table, row, "why");
    if (link) {
      link.closest("tr").scrollIntoView({ block: "center" });
      link.focus({ preventScroll: true });
    }
    return link !== null;
  }

  return {
    content,
    arrive,
    stop: () => table.stop(),
    update: async () => {
      const before = data.proposal;
      data = await load();
      if (data.proposal !== before) { showPlaces(); }
      showAnew();
    },
  };
}
