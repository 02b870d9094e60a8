// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// policy.js - the policy: its rules in plain words; for who may, another one, with what it would do before it is set.
import { Refusal, get, post, putJson } from "/api.js";
import { choice, fill, h, labelled, newId, number, table } from "/dom.js";
import { changed, messageWords, notify, refused, solve } from "/frame.js";
import { effectWords, outcomeTable, personList, personWords, priceWords } from "/outcome.js";
import { policyForm } from "/policy_form.js";
import { aboutShipped, componentWord, policyParts } from "/policy_words.js";
import { previewer } from "/preview.js";
import { say } from "/say.js";
import { list, may, store } from "/store.js";

const WAIT = 600; // milliseconds without a change before the consequence is worked out

/* ---- As it is ---- */

function weightTable(weights) {
  const sum = Object.values(weights).reduce((one, other) => one + other, 0);
  return table(say("How well a home fits: what weighs how much"), [say("What counts"), say("#Weight"), say("#Share")],
    Object.entries(weights).map(([name, weight]) => h("tr", {}, h("th", { scope: "row" }, componentWord(name)),
      number(weight), number(sum > 0 ? say("{n} %", { n: Math.round(100 * weight / sum) }) : ""))));
}

function inWords(policy) {
  return [aboutShipped(policy.name) && h("p", {}, aboutShipped(policy.name)),
    h("div", { class: "rules" }, policyParts(policy).map(([heading, sentences, isOrdered]) => h("section", {}, h("h3", {}, heading),
      h(isOrdered ? "ol" : "ul", {}, sentences.map((words) => h("li", {}, words)))))),
    weightTable(policy.fit.weights)];
}

function freshness() {
  return store.state.proposal && store.state.policy_changed && h("p", { class: "stale" },
    say("The policy has changed since this proposal."), " ",
    may("solve") && h("button", { class: "go", onclick: () => solve({ stay_close: "most" }) }, say("Work out again")));
}

/* ---- Another one ---- */

/** What a policy would do beside the policy as it is. @param data  homes and places by key */
function consequence(answer, data) {
  if (!answer.possible) {
    return [h("p", { class: "bad" }, say("No proposal meets every rule that must hold.")),
      h("ul", {}, answer.messages.map((message) => h("li", {}, messageWords(message))))];
  }
  return [h("p", {}, h("strong", {}, priceWords(answer.before, answer.after), " ", effectWords(answer).join(" "))),
    !answer.proven && h("p", {}, say("In a minute no better proposal was found; there may be one.")),
    outcomeTable(say("What it comes to"), [[say("As it is"), answer.before], [say("With these rules"), answer.after]]),
    personList(personWords(answer, data))];
}

/* The fields of another policy. */
function another(current, shipped, data) {
  let seen = store.state.revision;
  const where = h("div", { class: "consequence", role: "status" });
  const wrong = h("div", { role: "alert" });
  const reason = h("input", { required: true, maxlength: 500, autocomplete: "off" });
  const fields = h("div");
  let form = null;
  const { preview, stop } = previewer(where, WAIT, async (signal) => (store.state.proposal
    ? consequence(await post("/policy/preview", { policy: form.policy() }, undefined, signal), data)
    : h("p", {}, say("There is no proposal yet to compare with: what it does shows when one is worked out."))));
  const begin = choice([["", say("the policy as it is: {name}", { name: current.name })],
    ...shipped.map((one) => [one.name, one.name + " \u2013 " + aboutShipped(one.name)])], "", (name) => {
    show(shipped.find((one) => one.name === name) || current);
    preview();
  });

  function show(policy) {
    form = policyForm(policy, [current, ...shipped], preview);
    fill(fields, form.field);
  }

  async function record(event) {
    event.preventDefault();
    if (!reason.value.trim()) {
      fill(wrong, h("p", { class: "bad" }, say("Something is missing: every change has a reason.")));
      return;
    }
    try {
      await putJson("/policy", { policy: form.policy(), reason: reason.value.trim() }, seen);
      stop();
      notify(say("The policy is set. It counts when the proposal is worked out again."));
      changed();
    } catch (error) {
      if (!(error instanceof Refusal)) { throw error; }
      if (error.status === 409) { seen = error.problem.revision; }
      fill(wrong, refused(error));
    }
  }

  show(current);
  fill(where, h("p", {}, say("Change something; then you see what it would do.")));
  return { stop, content: [h("h2", {}, may("policy") ? say("Another policy") : say("What another policy would do")),
    !may("policy") && h("p", {}, say("You may try it here. Only a decider may set the policy.")),
    h("form", { onsubmit: record, class: "policy" },
      labelled(say("Begin with"), begin), fields,
      h("h3", {}, say("What it would do")), where,
      may("policy") && [labelled(say("Reason"), reason, say("Required, such as: decision of the council of 12 March.")), wrong,
        h("p", { class: "buttons" }, h("button", { class: "go" }, say("Set this policy")))])] };
}

/* Homes and places by key, for sentences about persons. */
export async function placesAndHomes() {
  const [homes, neighbourhoods] = [may("people") ? await list("homes") : null, await list("neighbourhoods")];
  return { homes: new Map((homes ? homes.homes : []).map((home) => [home.key, home])),
    places: new Map((neighbourhoods ? neighbourhoods.neighbourhoods : []).map((place) => [place.code, place])) };
}

export async function policyScreen() {
  const heading = newId("rules");
  const top = h("div");
  const rules = h("section", { "aria-labelledby": heading });
  const change = h("div");
  let shown = null; // the policy
  let form = null;

  /* What others do must not empty the fields: they begin anew when the policy itself is another one. */
  async function show() {
    const [{ policy }, { policies }, data] = [await get("/policy"), await get("/policies"), await placesAndHomes()];
    fill(top, freshness());
    if (JSON.stringify(policy) === JSON.stringify(shown)) { return; }
    shown = policy;
    if (form) { form.stop(); }
    form = may("people") && may("solve") ? another(policy, policies, data) : null;
    fill(rules, h("h2", { id: heading }, say("What holds now: {name}", { name: policy.name })), inWords(policy));
    fill(change, form ? form.content : h("p", {}, say("Only a decider may set the policy.")));
  }

  await show();
  return { content: [h("h1", {}, say("Policy")), top, rules, change], stop: () => form && form.stop(), update: show };
}
