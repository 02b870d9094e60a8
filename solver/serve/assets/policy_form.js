// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// policy_form.js - the fields of a policy that a person may change here; every other key stays as it is.
import { choice, fill, h, labelled, newId } from "/dom.js";
import { aimWord, componentWord } from "/policy_words.js";
import { say } from "/say.js";

/* A value within an object, by a path such as "spread.rule". */
function valueOf(policy, path) {
  return path.split(".").reduce((at, name) => at[name], policy);
}

function setValue(policy, path, value) {
  const names = path.split(".");
  const last = names.pop();
  names.reduce((at, name) => at[name], policy)[last] = value;
}

function forces() {
  return [["must", say("must hold")], ["goal", say("is a goal")]];
}

/* What stands in the form: a path, its words, and how it is filled in. */
function descriptions() {
  return [
    [say("Even spread"), [
      { path: "spread.rule", words: say("Rule"), options: [["cap", say("a limit above the fair share")],
        ["band", say("a limit above and below it")], ["even", say("as even as can be")],
        ["absolute", say("a number of your own")], ["none", say("off")]] },
      { path: "spread.enforce", words: say("How strict"), options: forces() },
      { path: "spread.tolerance_percent", words: say("Per cent above the fair share"), most: 300 },
      { path: "spread.absolute_max", words: say("Most placed in an area"), most: 1000000, hint: say("Empty: no such limit.") },
      { path: "spread.reference", words: say("Fair share by"), options: [["corporation_dwellings", say("social homes")],
        ["inhabitants", say("inhabitants")]] },
      { path: "spread.level", words: say("Over what"), options: [["neighbourhood", say("neighbourhood")],
        ["district", say("district")], ["complex", say("complex")]] }]],
    [say("Target and agreements"), [
      { path: "target.enforce", words: say("The target"), options: forces() },
      { path: "agreement.enforce", words: say("Agreements with corporations"),
        options: [...forces(), ["ignore", say("do not count")]] }]],
    [say("Which homes suit"), [
      { path: "rooms.max_spare", words: say("Most rooms too many"), most: 50, hint: say("Empty: no such limit.") },
      { path: "rent_limit", words: say("Rent limits"), options: [[true, say("hold")], [false, say("do not hold")]] },
      { path: "date.days_overdue", words: say("Days after the day of the run within which anybody may move"), most: 3650 }]],
    [say("Urgency"), [
      { path: "urgency.points_per_day", words: say("Points for a day past the term"), most: 1000 },
      { path: "urgency.max_days", words: say("Most days that count"), most: 3650 }]]];
}

function field(one, policy, onchange) {
  const value = valueOf(policy, one.path);
  if (one.options) {
    const found = choice(one.options.map(([code, words]) => [String(code), words]), String(value), (chosen) => {
      setValue(policy, one.path, one.options.find(([code]) => String(code) === chosen)[0]);
      onchange();
    });
    return labelled(one.words, found);
  }
  return labelled(one.words, h("input", { type: "number", min: 0, max: one.most, value: value === null ? "" : value,
    required: !one.hint, oninput: (event) => {
      if (event.target.value === "" && !one.hint) { return; }
      setValue(policy, one.path, event.target.value === "" ? null : Number(event.target.value));
      onchange();
    } }), one.hint);
}

function group(heading, fields) {
  return h("fieldset", {}, h("legend", {}, heading), fields);
}

/* The aims with a button each that lets it go before the one above. */
function order(policy, onchange) {
  const rows = h("ol");
  const earlier = (k) => {
    [policy.tiers[k - 1], policy.tiers[k]] = [policy.tiers[k], policy.tiers[k - 1]];
    show();
    const button = rows.querySelectorAll("button")[Math.max(k - 2, 0)];
    if (button) { button.focus(); }
    onchange();
  };
  function show() {
    fill(rows, policy.tiers.map((tier, k) => {
      const words = typeof tier === "string" ? aimWord(tier) : Object.keys(tier).map(aimWord).join(", ");
      return h("li", {}, words, " ", k > 0 && h("button", { type: "button", class: "small",
        "aria-label": say("Earlier: {aim}", { aim: words }), onclick: () => earlier(k) }, say("Earlier")));
    }));
  }
  show();
  return group(say("What comes first"), rows);
}

function weights(policy, onchange) {
  return group(say("How well a home fits: weights"), Object.keys(policy.fit.weights).map((name) =>
    field({ path: "fit.weights." + name, words: componentWord(name), most: 1000 }, policy, onchange)));
}

function isSame(one, other) {
  return JSON.stringify({ ...one, name: "" }) === JSON.stringify({ ...other, name: "" });
}

/**
 * @param base   the policy that the fields begin with
 * @param known  policies whose names stand for what they say
 * @return the fields, and the policy that they make: one that differs from all known ones gets a name of its own
 */
export function policyForm(base, known, onchange) {
  const policy = structuredClone(base);
  const name = h("input", { maxlength: 60, autocomplete: "off", value: say("own-policy"), id: newId("name"), oninput: onchange });
  const made = () => {
    const same = known.find((one) => isSame(one, policy));
    return { ...policy, name: same ? same.name : name.value.trim() || say("own-policy") };
  };
  return { policy: made, field: h("div", {},
    h("details", {}, h("summary", {}, say("Change single rules")),
      h("div", { class: "groups" },
        descriptions().map(([heading, fields]) => group(heading, fields.map((one) => field(one, policy, onchange)))),
        order(policy, onchange), weights(policy, onchange)),
      labelled(say("Name"), name, say("Of a policy with rules of your own. No names of persons.")))) };
}
