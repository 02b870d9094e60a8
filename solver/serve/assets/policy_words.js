// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// policy_words.js - a policy in plain words: what must hold, what is a goal, what comes first, what weighs how much.
import { day, say } from "/say.js";
import { urgencyWord } from "/words_of.js";

/* ---- Even spread ---- */

function areaWord(level) {
  return { neighbourhood: say("neighbourhood"), district: say("district"), complex: say("complex") }[level] || level;
}

function absoluteWords(spread, area) {
  const parts = [];
  if (spread.absolute_max !== null) {
    parts.push(say("At most {n} permit holders are placed in a {area}.", { n: spread.absolute_max, area }));
  }
  if (spread.absolute_percent !== null) {
    parts.push(say("Permit holders are at most {n} per cent of what counts in a {area}.", { n: spread.absolute_percent, area }));
  }
  return parts;
}

function ruleSentences(spread) {
  const area = areaWord(spread.level);
  const given = { n: spread.tolerance_percent, area };
  switch (spread.rule) {
    case "cap": return [say("A {area} has at most its fair share of permit holders and {n} % more. Where there are more " +
      "already, nobody is added.", given)];
    case "band": return [say("A {area} stays within {n} per cent of its fair share of permit holders: not above it, and not far " +
      "below it.", given)];
    case "even": return [say("Permit holders are spread as evenly as can be: everybody off the fair share of a {area} " +
      "counts.", given)];
    case "absolute": return absoluteWords(spread, area);
    default: return [say("Even spread is off: a {area} has no limit.", given)];
  }
}

/** "must" or "goal", for people. */
export function forceWords(enforce) {
  return { must: say("This must hold, also when a household gets no home because of it."),
    goal: say("This is a goal: it never leaves a household without a home by itself, but gives way to what comes first."),
    ignore: say("This does not count.") }[enforce] || enforce;
}

function spreadSentences(spread) {
  if (spread.rule === "none") { return ruleSentences(spread); }
  return [...ruleSentences(spread), forceWords(spread.rule === "even" ? "goal" : spread.enforce),
    spread.reference === "inhabitants" ? say("The fair share goes by the number of inhabitants.")
      : say("The fair share goes by the number of social homes."),
    spread.measure === "homes" ? say("Homes are counted.") : say("People are counted.")];
}

/* ---- What comes first ---- */

/** An aim of the order, in words. */
export function aimWord(aim) {
  return { target: say("meet the housing target"), urgency: say("house those who wait longest or are urgent"),
    spread: say("spread evenly over neighbourhoods"), agreement: say("keep agreements with corporations"),
    mix: say("keep agreed mixes"), fit: say("give homes that fit well"),
    stay: say("keep earlier offers"), access: say("let nobody live far from a school, doctor and public transport") }[aim] || aim;
}

function orderWords(tiers) {
  return tiers.map((tier) => (typeof tier === "string" ? aimWord(tier)
    : Object.entries(tier).map(([aim, weight]) => say("{aim} ({n} times)", { aim: aimWord(aim), n: weight })).join(", ")));
}

/* ---- Which homes suit ---- */

function homeSentences(policy) {
  return [policy.rooms.max_spare === null ? say("A home may have any number of rooms too many.")
    : say("A home has at most {n} rooms more than the household needs.", { n: policy.rooms.max_spare }),
  policy.rent_limit ? say("The rent limits of suitable allocation hold.") : say("The rent limits of suitable allocation " +
    "do not hold."),
  { municipality: say("A linked household is housed in its municipality."),
    region: say("A linked household is housed anywhere in the region of its municipality."),
    exchange: say("A linked household is housed anywhere in the region; one without a link anywhere.") }[policy.link_scope],
  say("A household may move at least until {n} days after the day of the run.", { n: policy.date.days_overdue })];
}

function urgencySentences(urgency) {
  return [say("Points for a day past the term: {n}, up to {days} days.", { n: urgency.points_per_day,
    days: urgency.max_days }),
  ...urgency.classes.map((one) => say("{class}: {n} points", { class: urgencyWord(one.name), n: one.points }))];
}

function otherSentences(policy) {
  const parts = [policy.target.enforce === "must" ? say("Every municipality must meet its target.")
    : say("Every municipality meets its target as far as can be."),
  { must: say("Agreements with corporations must be kept."), goal: say("Agreements with corporations are kept as far as " +
    "can be."), ignore: say("Agreements with corporations do not count.") }[policy.agreement.enforce]];
  if (policy.borders.max_households !== null) {
    parts.push(say("At most {n} households are housed outside the municipality of their link.",
      { n: policy.borders.max_households }));
  }
  if (policy.stay.max_changes !== null) {
    parts.push(say("At most {n} earlier offers may change.", { n: policy.stay.max_changes }));
  }
  if (policy.hold && policy.hold.overdue) { // the key is younger than some dossiers
    parts.push(say("A home may be held for others while a household past its term could have it."));
  }
  if (policy.mix.length > 0) { parts.push(say("Agreed mixes of households: {n}.", { n: policy.mix.length })); }
  if (policy.groups && policy.groups.length > 0) { // the key is younger than some dossiers
    parts.push(say("Shares of groups of households are settled: {n}.", { n: policy.groups.length }));
  }
  if (policy.as_of) { parts.push(say("The day of the run is {day}.", { day: day(policy.as_of) })); }
  return parts;
}

/** A component of the fit, in words. */
export function componentWord(name) {
  return { rooms: say("no rooms too many"), school: say("near a primary school, with children"),
    gp: say("near a doctor"), transit: say("near public transport, without a car"),
    labour: say("near work that somebody seeks"), network: say("near people they know"),
    region: say("in the region of the reception place"), reception: say("near the reception place"),
    scores: say("your own scores"),
    spare: say("leaves scarce homes to those who need them") }[name] || name;
}

/** The rules of a policy: [[heading, sentences, isOrdered], ...]. */
export function policyParts(policy) {
  return [[say("Even spread"), spreadSentences(policy.spread), false],
    [say("What comes first"), orderWords(policy.tiers), true],
    [say("Target and agreements"), otherSentences(policy), false],
    [say("Which homes suit"), homeSentences(policy), false],
    [say("Urgency"), urgencySentences(policy.urgency), false]];
}

/** What a shipped policy stands for; null: it is not one of them. */
export function aboutShipped(name) {
  return { "even-spread": say("Even spread first: the limit of a neighbourhood must hold, and people may be left without " +
    "a home because of it."),
  "housing-first": say("Housing first: nobody is left because of spread; of all proposals that house as many, the most " +
    "even one."),
  "no-spread": say("No spread: what would happen without any limit; to compare with."),
  strict: say("As even as can be, as a goal; agreements with corporations must be kept.") }[name] || null;
}
