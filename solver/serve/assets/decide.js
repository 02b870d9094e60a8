// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// decide.js - one decision about one household: what it is about, why, and what it would do, in persons, before it is
// recorded. Nothing is recorded without a reason, and everything can be taken back by a row of its own.
import { Refusal, get, post } from "/api.js";
import { choice, fill, h, labelled, newId } from "/dom.js";
import { areaChoice, effectChoice, homeChoice, municipalitiesFor, reasonChips, refuserChoice, ruleBoxes, titleOf,
  usualReasons } from "/decide_fields.js";
import { changed, complain, messageWords, notify, refused } from "/frame.js";
import { effectWords, personList, personWords } from "/outcome.js";
import { previewer } from "/preview.js";
import { say } from "/say.js";
import { isSamePair, markOthers, may, rulingOf, store } from "/store.js";
import { decisionWord, ruleWords } from "/words_of.js";

const WAIT = 350; // milliseconds without a change before the consequence is worked out

/* ---- The consequence ---- */

/* The household itself, which the proposal may leave as it is. */
function selfWords(body, row, answer) {
  const isTouched = [...answer.lose, ...answer.move, ...answer.gain].some((one) => one.household === row.key);
  if (isTouched || body.decision !== "except") { return null; }
  return row.home === null ? say("The proposal would still give this household no home: it has more reasons to give the home " +
    "to nobody or to somebody else.") : say("The proposal would still give this household the same home.");
}

function consequence(answer, data, row, body) {
  if (!answer.possible) {
    return [h("p", { class: "bad" }, say("This is not possible.")),
      h("ul", {}, answer.messages.map((message) => h("li", {}, messageWords(message))))];
  }
  const rules = ruleWords().filter(([rule]) => answer.against.includes(rule)).map(([, words]) => words).join(", ");
  const persons = personWords(answer, data);
  const goals = answer.sentences.slice(persons.length); // the server tells persons first, a sentence each
  return [rules && h("p", { class: "bad" }, may("except") ? say("This goes against a rule: {rules}.", { rules })
    : say("This goes against a rule: {rules}. Only a decider may record it.", { rules })),
  effectWords(answer).map((words) => h("p", {}, h("strong", {}, words))), h("p", {}, selfWords(body, row, answer)),
    personList(answer.points.length > 0 ? [...persons, ...goals] : persons)];
}

/* ---- Recording ---- */

/* What a decision is about and says, as it is recorded; who decided and when are new. */
function bodyOfRow(row) {
  return Object.fromEntries(["household", "unit", "area", "decision", "justified", "rule", "reason", "until"]
    .filter((name) => row[name]).map((name) => [name, row[name]]));
}

/* Takes back a row that was just recorded and nothing else: what ruled before it rules again.
 * @return what to say; null: somebody decided about the same since */
async function undoRow(number) {
  const { revision } = await get("/state");
  const { decisions } = await get("/decisions");
  const row = decisions.find((one) => one.number === number);
  const pair = decisions.filter((one) => isSamePair(one, row));
  if (pair.some((one) => one.number > number)) { return null; }
  const before = rulingOf(pair.filter((one) => one !== row));
  const body = before ? bodyOfRow(before)
    : { ...bodyOfRow({ ...row, justified: "", rule: "", until: "" }), decision: "withdrawn",
      reason: say("Taken back: it was a mistake") };
  const answer = await post("/decisions", body, revision);
  store.mine.add(answer.number);
  return before ? say("Taken back: the decision before it rules again. The logbook has all rows.")
    : say("Taken back. The logbook has both rows.");
}

async function undo(numbers) {
  try {
    let words = null;
    for (const number of numbers) { words = await undoRow(number); }
    changed();
    notify(words || say("Somebody has decided about the same household and home since then: nothing was taken back."));
  } catch (error) {
    complain(error);
  }
}

/* ---- The window ---- */

const HOLD = ["keep", "forbid", "except", "offered", "park"]; // these may end on a day

/* The fields that a kind of decision has; those that it has not are null. */
function fieldsOf(kind, row, data, preview) {
  const reason = h("input", { required: true, maxlength: 450, autocomplete: "off",
    value: ["accepted", "signed"].includes(kind) ? usualReasons(kind)[0] : "" });
  const fields = { reason, chips: reasonChips(kind, reason), home: null, area: null, rules: null, justified: null, by: null, effect: null,
    until: HOLD.includes(kind) ? h("input", { type: "date", onchange: preview }) : null };
  if (kind === "except") {
    fields.rules = ruleBoxes(preview);
    fields.effect = effectChoice(preview);
  }
  if (kind === "forbid") { fields.area = areaChoice(row, data, preview); }
  if (kind === "refused") {
    fields.by = refuserChoice();
    fields.justified = choice([["", say("Not said yet")], ["yes", say("Yes")], ["no", say("No")]], "", preview);
  }
  if (kind === "keep" || kind === "except") {
    fields.home = homeChoice(kind, row, data, () => { // another home: the rule that refuses it is the one to overrule
      const rule = fields.home.selectedOptions[0].dataset.rule;
      if (fields.rules) { fields.rules.boxes.forEach((box) => { box.checked = box.value === rule; }); }
      preview();
    });
  }
  return fields;
}

/* What the fields say: a decision or, of a household that is parked, one for each municipality; none while something is
 * missing. */
function bodiesOf(kind, row, back, fields, areas) {
  const by = fields.by ? fields.by.value : "";
  const words = fields.reason.value.trim();
  const body = { household: row.key, decision: kind === "park" ? "forbid" : kind,
    reason: by && words ? say("{who}: {what}", { who: by, what: words }) : words };
  if (back) { return [{ ...body, ...bodyOfRow({ unit: back.unit, area: back.area }) }]; }
  if (fields.justified && fields.justified.value) { body.justified = fields.justified.value; }
  if (fields.until && fields.until.value) { body.until = fields.until.value; }
  if (fields.rules) { body.rule = fields.rules.boxes.filter((box) => box.checked).map((box) => box.value).join(" "); }
  if ((fields.home && !fields.home.value) || (fields.rules && !body.rule)) { return []; }
  if (fields.effect && fields.effect.value) { // what is given names no rules: the log has those that it goes against
    delete body.rule;
    return [{ ...body, decision: fields.effect.value, unit: fields.home.value }];
  }
  if (kind === "park") { return areas.map((area) => ({ ...body, area })); }
  return [fields.area && fields.area.value ? { ...body, area: fields.area.value }
    : { ...body, unit: fields.home ? fields.home.value : row.home }];
}

/* The fields as they stand in the window. */
function shownFields(kind, fields) {
  return [fields.home && labelled(say("Which home?"), fields.home), fields.rules && fields.rules.field,
    fields.effect && labelled(say("What happens then?"), fields.effect),
    fields.area && labelled(say("How far?"), fields.area), fields.by && labelled(say("By whom?"), fields.by),
    fields.justified && labelled(say("Is the refusal justified?"), fields.justified),
    fields.until && (kind === "offered" ? labelled(say("Answer by"), fields.until, say("After that day the offer no longer holds."))
      : labelled(say("Until"), fields.until, kind === "park" ? say("Empty: until somebody takes it back.") : say("Empty: for good."))),
    labelled(say("Reason"), fields.reason, say("Required. What the home must have may stand here, such as: no stairs. No " +
      "name, telephone number, nationality, origin, religion or illness.")), fields.chips];
}

/**
 * Opens the window of a decision.
 * @param kind  accepted, offered, signed, keep, refused, forbid, park, except or withdrawn
 * @param row   the household
 * @param data  homes, places by key, and the revision of the dossier that the screen shows
 * @param back  withdrawn: the recorded decision that is taken back
 */
export function decide(kind, row, data, back) {
  let seen = data.revision; // what the window knows: a change after it is refused, and told
  let areas = null;         // park: where
  const where = h("div", { class: "consequence", role: "status" });
  const wrong = h("div", { role: "alert" });
  const { preview, stop } = previewer(where, WAIT, async (signal) => {
    if (kind === "park" && areas === null) { areas = await municipalitiesFor(row, data); }
    const [body] = bodies();
    if (!body) {
      return h("p", {}, areas ? say("No home suits this household now, so that there is nothing to wait for.")
        : say("Choose first; then you see what it would do."));
    }
    return consequence(await post("/preview", { ...body, reason: body.reason || "-" }, undefined, signal), data, row, body);
  });
  const fields = fieldsOf(kind, row, data, preview);
  const bodies = () => bodiesOf(kind, row, back, fields, areas || []);

  /* One after the other; those that are in are not sent again. */
  async function send(all, numbers) {
    for (const body of all.slice(numbers.length)) {
      const answer = await post("/decisions", body, seen);
      store.mine.add(answer.number);
      numbers.push(answer.number);
      seen = answer.revision;
    }
  }

  const numbers = [];
  async function record(event) {
    event.preventDefault();
    const all = bodies();
    if (all.length === 0 || !all[0].reason) {
      fill(wrong, h("p", { class: "bad" }, say("Something is missing: every decision has a reason.")));
      return;
    }
    try {
      await send(all, numbers);
      store.changed.delete(row.key);
      dialog.close();
      notify(say("Recorded for household {key}. It counts when the proposal is worked out again.", { key: row.key }),
        () => undo(numbers));
      changed();
    } catch (error) {
      if (!(error instanceof Refusal)) { throw error; }
      if (error.status === 409) {
        const since = error.problem.since || [];
        const isOwn = since.length > 0 && since.every((one) => store.mine.has(one.number));
        seen = error.problem.revision;
        if (isOwn) { await record(event); return; } // who changed it was this window, a moment ago
        markOthers(since);
        changed();
      }
      fill(wrong, refused(error));
    }
  }

  const heading = h("h2", { id: newId("decide") }, titleOf(kind, row.key));
  const dialog = h("dialog", { "aria-labelledby": heading.id }, heading, h("form", { method: "dialog", onsubmit: record },
    back && h("p", {}, say("{decision}: {home}. {reason}", { decision: decisionWord(back.decision),
      home: back.unit || back.area, reason: back.reason })),
    shownFields(kind, fields), h("h3", {}, say("What it would do")), where, wrong,
    h("p", { class: "buttons" }, h("button", { class: "go" }, say("Record")), " ",
      h("button", { type: "button", onclick: () => dialog.close() }, say("Cancel")))));
  const opener = document.activeElement;
  dialog.addEventListener("close", () => {
    stop();
    dialog.remove();
    if (opener && opener.isConnected) { opener.focus(); }
  });
  document.body.append(dialog);
  dialog.showModal();
  preview();
}
