// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// say.js - sentences in the reader's language. The English sentence is the key, as in the program; words.js is written
// from the same catalogue (po/). A sentence is one text with its parameters in braces, never glued from pieces.
import { dutch } from "/words.js";

const LANGUAGES = ["nl", "en"];

function asked() {
  const kept = localStorage.getItem("language");
  if (LANGUAGES.includes(kept)) { return kept; }
  return (navigator.languages || [navigator.language]).some((one) => one.startsWith("nl")) ? "nl" : "en";
}

export let language = asked();

export function setLanguage(chosen) {
  language = LANGUAGES.includes(chosen) ? chosen : "en";
  localStorage.setItem("language", language);
  document.documentElement.lang = language;
}

/** say("{n} of {all}", { n: 1, all: 2 }) */
export function say(sentence, parameters) {
  const words = (language === "nl" && dutch[sentence]) || sentence;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (parameters && name in parameters ? String(parameters[name]) : whole));
}

/** 75262 cents: "752.62", in Dutch "752,62". */
export function euros(cents) {
  const sign = language === "nl" ? "," : ".";
  return Math.trunc(cents / 100) + sign + String(cents % 100).padStart(2, "0");
}

/** "2026-03-20" as the language writes it. */
export function day(text) {
  if (!text) { return ""; }
  const [year, month, number] = text.split("-").map(Number);
  return language === "nl"
    ? new Date(year, month - 1, number).toLocaleDateString("nl-NL", { day: "numeric", month: "short", year: "numeric" })
    : text;
}

/** A moment of the log, in local time. */
export function moment(text) {
  return new Date(text).toLocaleString(language === "nl" ? "nl-NL" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
}
