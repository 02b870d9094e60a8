// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// words_of.js - what people call the codes of the interface.
import { say } from "/say.js";

/** A recorded decision, as a word. */
export function decisionWord(decision) {
  return {
    offered: say("offered"), accepted: say("agreed"), signed: say("signed"), keep: say("kept"), refused: say("refused"),
    forbid: say("never this home"), except: say("rule overruled"), withdrawn: say("taken back"),
  }[decision] || decision;
}

export function fitWord(fit) {
  return { good: say("fits well"), fair: say("fits fairly"), poor: say("fits poorly") }[fit] || "";
}

export function stateWord(state) {
  return { over: say("over the limit"), full: say("full"), room: say("room left"), unlimited: say("no limit") }[state] || "";
}

/** The rules that a person may overrule. */
export function ruleWords() {
  return [["rooms", say("number of rooms")], ["rent", say("rent")], ["cap", say("limit of the neighbourhood")],
    ["limit", say("local limit")], ["agreement", say("agreement with the corporation")], ["mix", say("agreed mix")],
    ["label", say("label of the home")], ["date", say("day from which it is free")], ["link", say("linked elsewhere")],
    ["tie", say("tied to another municipality")], ["step_free", say("step-free")], ["share", say("sharing a home")]];
}

/** "2 adults, 1 child" */
export function householdWords(row) {
  const parts = [];
  if (row.adults > 0) { parts.push(row.adults === 1 ? say("{n} adult", { n: 1 }) : say("{n} adults", { n: row.adults })); }
  if (row.children > 0) {
    parts.push(row.children === 1 ? say("{n} child", { n: 1 }) : say("{n} children", { n: row.children }));
  }
  if (row.expected_relatives > 0) { parts.push(say("{n} more expected", { n: row.expected_relatives })); }
  return parts.join(", ");
}

export function roomsWords(n) {
  return n === 1 ? say("1 room") : say("{n} rooms", { n });
}

export function peopleWords(n) {
  return n === 1 ? say("1 person") : say("{n} people", { n });
}

export function needWords(row) {
  const parts = [];
  if (row.step_free) { parts.push(say("step-free")); }
  if (row.may_share) { parts.push(say("may share a home")); }
  if (row.label) { parts.push(row.label); }
  if (row.urgency && row.urgency !== "normal") { parts.push(say("urgency: {class}", { class: row.urgency })); }
  return parts.join(", ");
}

/** What a row of the log tells, in a sentence. */
export function logWords(row) {
  const what = row.what || {};
  switch (row.action) {
    case "create": return say("The dossier was made.");
    case "user": return say("User {name}: {role}", { name: what.initials || "", role: what.role || "" });
    case "import": return say("Tables were imported: version {n}. {reason}", { n: what.version || "", reason: what.reason || "" });
    case "policy": return say("The policy was changed. {reason}", { reason: what.reason || "" });
    case "proposal": return say("Proposal {n} was worked out.", { n: what.proposal || "" });
    default: return say("{household}, {home}: {decision}. {reason}", { household: what.household || "",
      home: what.unit || what.area || "", decision: decisionWord(what.decision), reason: what.reason || "" });
  }
}
