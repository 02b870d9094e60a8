// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// main.js - the frame of every screen: who is here, where one can go, what is being worked out, what others did.
import { Refusal, listen } from "/api.js";
import { choice, fill, h } from "/dom.js";
import { complain, idle, parts, working } from "/frame.js";
import { language, say, setLanguage } from "/say.js";
import { forget, list, markOthers, may, refresh, store } from "/store.js";
import { compareScreen } from "/compare.js";
import { importScreen } from "/import.js";
import { logScreen } from "/logbook.js";
import { policyScreen } from "/policy.js";
import { printScreen } from "/print.js";
import { proposalScreen } from "/proposal.js";
import { provinceScreen } from "/province.js";
import { whyScreen } from "/why.js";

// The views, by the first word of the fragment; those without a name have no place in the menu.
const screens = {
  import: { name: () => say("Read tables"), show: importScreen, needs: "import" },
  proposal: { name: () => say("Proposal"), show: proposalScreen, needs: "people" },
  why: { name: null, show: whyScreen, needs: "people" },
  compare: { name: () => say("Side by side"), show: compareScreen, needs: "people" },
  policy: { name: () => say("Policy"), show: policyScreen, needs: "read" },
  log: { name: () => say("Logbook"), show: logScreen, needs: "people" },
  province: { name: () => say("Province"), show: provinceScreen, needs: "read" },
  print: { name: () => say("Print"), show: printScreen, needs: "read" },
};

let view = null; // what the screen gave: { stop, update }
let turn = 0;    // of the latest route: an older one that comes late is dropped

/* ---- Where one is ---- */

/* A part of an address; one that was mangled is taken as it is, and finds nothing. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    return part;
  }
}

/** The view that the address names, with what it is asked: "#/why/households/H1?from=x". */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const words = path.split("/").map(decoded);
  const name = words[0] in screens ? words[0] : "";
  return { name, words: words.slice(1), query: new URLSearchParams(query || "") };
}

function firstScreen() {
  if (store.state.proposal && may("people")) { return "proposal"; }
  return may("import") ? "import" : "province";
}

async function go(focuses) {
  const asked = route();
  const mine = ++turn;
  if (!asked.name) { location.replace("#/" + firstScreen()); return; }
  if (view && view.stop) { view.stop(); }
  view = null;
  header(asked.name);
  fill(parts.alarm);
  if (!may(screens[asked.name].needs)) {
    fill(parts.main, h("h1", {}, say("Not for your role")), h("p", {}, say("Your role does not let you see this.")));
    return;
  }
  try {
    const shown = await screens[asked.name].show(asked);
    if (mine !== turn) { return; }
    fill(parts.main, shown.content);
    view = shown;
    document.title = shown.content[0].textContent + " - Koppel";
    if (asked.name === "proposal") { store.before = location.hash; }
    if (focuses) {
      fill(parts.notice);
      if (!shown.arrive || !shown.arrive()) { scrollTo(0, 0); parts.main.focus({ preventScroll: true }); }
    }
  } catch (error) {
    if (mine === turn) { complain(error); }
  }
}

async function lookAgain() {
  try {
    await refresh();
    header(route().name);
    if (view && view.update) { await view.update(); } else { await go(false); }
  } catch (error) {
    complain(error);
  }
}

let looking = null; // the look that goes on
let isDue = false;  // something changed meanwhile: look once more

/* After a change: the state anew, and the screen with it. One look at a time. */
function update() {
  isDue = true;
  if (!looking) {
    looking = (async () => {
      while (isDue) {
        isDue = false;
        await lookAgain();
      }
    })().finally(() => { looking = null; });
  }
  return looking;
}

/* The same work, that says it when the server refuses a part of it. */
function saying(work) {
  return (given) => work(given).catch(complain);
}

/* ---- The frame ---- */

function menu(current) {
  const names = Object.keys(screens).filter((name) => screens[name].name && may(screens[name].needs));
  return h("nav", { "aria-label": say("Screens") }, h("ul", {}, names.map((name) => h("li", {},
    h("a", { href: "#/" + name, "aria-current": name === current ? "page" : null }, screens[name].name())))));
}

function languages() {
  const field = choice([["nl", "Nederlands"], ["en", "English"]], language, saying(async (chosen) => {
    setLanguage(chosen);
    forget();
    await refresh();
    await go(false);
    parts.header.querySelector("select").focus();
  }));
  field.setAttribute("aria-label", "Taal / Language");
  return field;
}

const skip = h("a", { class: "skip", href: "#main", onclick: (event) => {
  event.preventDefault();
  parts.main.focus();
} });

function header(current) {
  const state = store.state;
  fill(skip, say("To the content"));
  fill(parts.header,
    h("p", { class: "who" }, h("a", { href: "#/" + firstScreen(), class: "brand" }, "Koppel"), " ",
      state.case ? state.case.name : say("no tables yet"), " \u00b7 ",
      say("you are {name} ({role})", { name: state.user.name, role: roleWord(state.user.role) }), " ",
      !store.online && h("strong", { class: "offline" }, say("No connection"))),
    menu(current), languages());
}

function roleWord(role) {
  return { reader: say("reader"), caseworker: say("caseworker"), decider: say("decider"), official: say("official of the supervision") }[role] ||
    role;
}

/* ---- What the server tells ---- */

async function stateEvent(event) {
  if (event.running) { working(""); } else { idle(); }
  if (event.revision !== store.state.revision) {
    const before = store.state.revision;
    await update();
    const log = await list("log");
    markOthers(log ? log.rows.filter((row) => row.number > before) : []);
    if (view && view.update) { await view.update(); }
  }
}

async function doneEvent(event) {
  idle();
  await update();
  const replaces = store.state.proposal ? store.state.proposal.replaces : null;
  fill(parts.notice, h("p", {}, say("Proposal {n} is worked out.", { n: event.proposal }), " ",
    replaces !== null && h("a", { href: "#/compare/" + replaces + "/" + event.proposal }, say("What changed?"))));
}

function failedEvent(problem) {
  idle();
  complain(new Refusal(problem.status || 500, problem));
}

function onlineEvent(isOnline) {
  if (store.online !== isOnline) {
    store.online = isOnline;
    header(route().name);
    if (isOnline) { update(); }
  }
}

history.scrollRestoration = "manual"; // views come later than the browser thinks: each says where it begins

async function start() {
  setLanguage(language);
  document.body.append(skip, parts.header, parts.alarm, parts.notice, parts.work, parts.main);
  try {
    await refresh();
  } catch (error) {
    complain(error);
    return;
  }
  listen({ state: saying(stateEvent), progress: (event) => working(event.text), done: saying(doneEvent),
    failed: failedEvent, online: onlineEvent });
  addEventListener("changed", update);
  addEventListener("hashchange", () => go(true));
  await go(false);
}

start();
