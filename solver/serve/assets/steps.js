// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// steps.js - who has to act next about a household, from what is recorded about it.
import { day, say } from "/say.js";

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** A decision that bars a household from a whole municipality parks it. */
export function isParking(one) {
  return one.decision === "forbid" && one.area.startsWith("GM");
}

/**
 * The step at which a household stands.
 * @param decisions  those in force about it, newest first; undefined: none
 * @return { step, until }: open, offered, late, agreed, kept, signed, again, parked or left
 */
export function stepOf(row, decisions) {
  const all = decisions || [];
  const parked = all.find(isParking);
  const about = all.find((one) => row.home !== null && one.unit === row.home);
  if (about) {
    const late = about.decision === "offered" && about.until && about.until < today();
    const step = { offered: late ? "late" : "offered", accepted: "agreed", signed: "signed", keep: "kept", except: "open",
      refused: "again", forbid: "again" }[about.decision] || "open";
    return { step, until: about.until };
  }
  if (parked) { return { step: row.home === null ? "parked" : "again", until: parked.until }; }
  if (row.home === null) { return { step: "left", until: "" }; }
  const decides = all.some((one) => one.decision === "keep" || one.decision === "except"); // for another home than proposed
  return { step: decides ? "again" : "open", until: "" };
}

/** Whose turn it is, in words; null: nobody's. */
export function stepWords({ step, until }) {
  switch (step) {
    case "open": return say("Next: decide about this offer");
    case "offered": return until ? say("Next: the household answers, by {day}", { day: day(until) })
      : say("Next: the household answers");
    case "late": return say("Next: ask the household, whose answer was due on {day}", { day: day(until) });
    case "agreed": return say("Next: the corporation has it signed");
    case "kept": return say("Next: make the offer");
    case "again": return say("Next: work out again");
    case "parked": return until ? say("Waits, until {day}", { day: day(until) }) : say("Waits, until somebody takes it back");
    default: return null;
  }
}

/** The steps at which somebody has to act, with how many households stand there: [[step, words], ...]. */
export function turns(rows, decisions) {
  const counts = new Map();
  rows.forEach((row) => {
    const { step } = stepOf(row, decisions.get(row.key));
    counts.set(step, (counts.get(step) || 0) + 1);
  });
  return [["open", (n) => say("{n} to decide", { n })], ["kept", (n) => say("{n} to offer", { n })],
    ["offered", (n) => say("{n} wait for the household", { n })], ["late", (n) => say("{n} late with an answer", { n })],
    ["agreed", (n) => say("{n} to be signed", { n })], ["again", (n) => say("{n} to work out again", { n })],
    ["parked", (n) => say("{n} parked", { n })]]
    .filter(([step]) => counts.has(step)).map(([step, words]) => [step, words(counts.get(step))]);
}
