// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// frame.js - what stands around every screen: what was done, what went wrong, what is being worked out.
import { Refusal, post } from "/api.js";
import { fill, h } from "/dom.js";
import { say } from "/say.js";
import { store } from "/store.js";
import { logWords } from "/words_of.js";

export const parts = {
  header: h("header", { class: "top" }),
  notice: h("div", { class: "notice", role: "status" }), // what was done, with a way back
  alarm: h("div", { class: "alarm", role: "alert" }),    // what went wrong
  work: h("aside", { class: "work" }),                   // what is being worked out
  main: h("main", { id: "main", tabindex: "-1" }),
};

/** The dossier changed: whoever shows something of it looks again. */
export function changed() {
  dispatchEvent(new Event("changed"));
}

/** Changes what the view is asked, in the address, without a new entry in the history. */
export function ask(name, query) {
  const text = query.toString();
  history.replaceState(null, "", "#/" + name + (text ? "?" + text : ""));
  if (name === "proposal") { store.before = location.hash; }
}

/* ---- Words to the user ---- */

/** Says that something was done; `undo` takes it back. */
export function notify(words, undo) {
  fill(parts.notice, words && h("p", {}, words, " ",
    undo && h("button", { onclick: () => { fill(parts.notice); undo(); } }, say("Undo")),
    " ", h("button", { class: "plain", onclick: () => fill(parts.notice) }, say("Close"))));
}

/** Says what went wrong, in the words of the server where it was reached. */
export function complain(error) {
  if (!(error instanceof Refusal)) { throw error; }
  const words = error.status === 0 ? say("The server cannot be reached. What you see may be old.") : error.message;
  const messages = error.problem.messages || [];
  fill(parts.alarm, h("p", {}, words, " ",
    h("button", { class: "plain", onclick: () => fill(parts.alarm) }, say("Close"))),
  messages.length > 0 && h("ul", {}, messages.map((message) => h("li", {}, messageWords(message)))));
}

/** "households.csv, line 3: ..." */
export function messageWords(message) {
  if (!message.file) { return message.text; }
  return message.line > 0
    ? say("{file}, line {line}: {text}", message)
    : say("{file}: {text}", message);
}

/** What the server refused, beside the button: with what another person did meanwhile, when it was a stale change. */
export function refused(error) {
  if (error.status === 0) { return h("p", { class: "bad" }, say("The server cannot be reached. Nothing is lost: try again.")); }
  if (error.status !== 409 || !error.problem.since) {
    return [h("p", { class: "bad" }, error.message),
      h("ul", {}, (error.problem.messages || []).map((message) => h("li", {}, messageWords(message))))];
  }
  return [h("p", { class: "bad" }, say("Somebody else changed the dossier meanwhile; nothing is recorded yet.")),
    h("ul", {}, error.problem.since.map((row) => h("li", {}, say("{who}: {what}", { who: row.by, what: logWords(row) })))),
    h("p", {}, say("Look at it, and press the button again if you still want this."))];
}

/* ---- Working out ---- */

/** Solves again, from the current proposal, with every decision recorded. */
export async function solve(options) {
  try {
    fill(parts.alarm);
    await post("/solve", options || {}, store.state.revision);
    working("");
  } catch (error) {
    complain(error);
    changed();
  }
}

/** Stops what is being worked out, which keeps the best so far. */
export async function stop() {
  try {
    await post("/stop");
  } catch (error) {
    complain(error);
  }
}

export function working(words) {
  const running = parts.work.querySelector(".progress");
  if (running) { running.textContent = words; return; }
  parts.work.setAttribute("aria-label", say("What is being worked out"));
  fill(parts.work, h("p", {}, h("strong", {}, say("Working out a proposal ...")), " ",
    h("span", { class: "progress", role: "status" }, words), " ",
    h("button", { onclick: stop }, say("Stop, and keep the best so far"))));
}

export function idle() {
  fill(parts.work);
}
