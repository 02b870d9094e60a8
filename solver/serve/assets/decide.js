// decide.js - one decision about one household: what it is about, why, and what it would do, in persons, before it is
// recorded. Nothing is recorded without a reason, and everything can be taken back by a row of its own.
import { Refusal, get, post } from "/api.js";
import { choice, fill, h, labelled, newId } from "/dom.js";
import { changed, complain, messageWords, notify } from "/frame.js";
import { euros, say } from "/say.js";
import { isSamePair, markOthers, rulingOf, store } from "/store.js";
import { decisionWord, logWords, ruleWords } from "/words_of.js";

const WAIT = 350; // milliseconds without a change before the consequence is worked out

function titleOf(kind, key) {
  return {
    accepted: say("Agree: household {key}", { key }), keep: say("Another home for household {key}", { key }),
    refused: say("Refused by household {key}", { key }), forbid: say("Never this home for household {key}", { key }),
    except: say("Overrule a rule for household {key}", { key }),
    withdrawn: say("Take back a decision about household {key}", { key }),
  }[kind];
}

/* Usual reasons to choose from; anybody may write another. */
function usualReasons(kind) {
  return {
    accepted: [say("The household agrees"), say("Household and corporation agree")],
    keep: [say("Nearer to work or school"), say("Nearer to family who help"), say("Agreed with the corporation")],
    refused: [say("Too small for the household"), say("Too far from work or school"), say("Too dear"),
      say("The stairs cannot be climbed"), say("No reason given")],
    forbid: [say("The home is not fit for this household"), say("Safety of the household")],
    except: [say("Agreed with the corporation"), say("Agreed with the municipality"), say("Medical advice")],
    withdrawn: [say("It was a mistake"), say("The household thinks otherwise now"), say("Things have changed")],
  }[kind];
}

/* ---- Fields ---- */

function homeWords(home, data) {
  const place = data.places.get(home.neighbourhood);
  const words = say("{place}, {rooms} rooms, {rent} euro ({key})", { place: place ? place.name : home.neighbourhood,
    rooms: home.rooms, rent: euros(home.rent_cents), key: home.key });
  return home.households.length > 0 ? say("{home}, now offered to {household}",
    { home: words, household: home.households.join(", ") }) : words;
}

/* The homes that a person may choose from: those that suit, the best fit first; to overrule a rule, those that it
 * refuses. They come a moment later. */
function homeChoice(kind, row, data, onchange) {
  const list = choice([["", say("Looking which homes suit ...")]], "", onchange);
  get("/households/" + encodeURIComponent(row.key) + "/homes").then((answer) => {
    const wanted = kind === "keep" ? [null] : ruleWords().map(([rule]) => rule);
    const found = answer.homes.filter((one) => wanted.includes(one.rule) && one.home !== row.home && data.homes.has(one.home));
    const options = found.map((one) => h("option", { value: one.home, "data-rule": one.rule || "" },
      homeWords(data.homes.get(one.home), data)));
    fill(list, h("option", { value: "" }, found.length === 0 ? say("No other home") : say("Choose a home")), options);
  }).catch((error) => complain(error));
  return list;
}

/* Where it is never to be: this home, its complex, neighbourhood or municipality. */
function areaChoice(row, data, onchange) {
  const home = data.homes.get(row.home);
  const place = home ? data.places.get(home.neighbourhood) : null;
  const options = [["", say("This home alone")]];
  if (home && home.complex) { options.push([home.complex, say("The whole complex {name}", { name: home.complex })]); }
  if (place) { options.push([place.code, say("The whole neighbourhood {name}", { name: place.name })]); }
  if (home) { options.push([home.municipality, say("Everywhere: park the household for now")]); }
  return choice(options, "", onchange);
}

function ruleBoxes(onchange) {
  const boxes = ruleWords().map(([value, words]) => {
    const box = h("input", { type: "checkbox", value, id: newId("rule"), onchange });
    return { box, line: h("li", {}, box, " ", h("label", { for: box.id }, words)) };
  });
  return { boxes: boxes.map((one) => one.box),
    field: h("fieldset", {}, h("legend", {}, say("Which rules?")), h("ul", { class: "plain" }, boxes.map((one) => one.line))) };
}

/* ---- The consequence ---- */

/* Whom it would touch, in persons. */
function effects(answer) {
  const [lose, move, gain] = [answer.lose, answer.move, answer.gain].map((rows) => rows.length);
  const words = [
    lose > 0 && (lose === 1 ? say("1 household would lose its home.") : say("{n} households would lose their homes.", { n: lose })),
    move > 0 && (move === 1 ? say("1 household would get another home.")
      : say("{n} households would get other homes.", { n: move })),
    gain > 0 && (gain === 1 ? say("1 household would get a home that has none.")
      : say("{n} households would get a home that have none.", { n: gain }))].filter(Boolean);
  return words.length > 0 ? words : [say("Nobody else is touched.")];
}

/* The neighbourhood of a home, with its key. */
function placeWords(key, data) {
  const home = data.homes.get(key);
  const place = home ? data.places.get(home.neighbourhood) : null;
  return place ? say("{place} ({key})", { place: place.name, key }) : key;
}

/* Who it would touch, one by one: places before keys. */
function personWords(answer, data) {
  const who = (row) => (row.people === 1 ? say("{household} (1 person)", row) : say("{household} ({people} people)", row));
  return [
    ...answer.lose.map((row) => say("{who} would lose the home in {home}.",
      { who: who(row), home: placeWords(row.home, data) })),
    ...answer.move.map((row) => say("{who} would live in {to} instead of {from}.",
      { who: who(row), to: placeWords(row.to, data), from: placeWords(row.from, data) })),
    ...answer.gain.map((row) => say("{who} would get a home in {home}.",
      { who: who(row), home: placeWords(row.home, data) }))];
}

function consequence(answer, data) {
  if (!answer.possible) {
    return [h("p", { class: "bad" }, say("This is not possible.")),
      h("ul", {}, answer.messages.map((message) => h("li", {}, messageWords(message))))];
  }
  const persons = personWords(answer, data);
  const goals = answer.sentences.slice(persons.length); // the server tells persons first, a sentence each
  return [effects(answer).map((words) => h("p", {}, h("strong", {}, words))),
    persons.length + answer.points.length > 0 && h("ul", {}, [...persons, ...goals].map((words) => h("li", {}, words)))];
}

/* Works the consequence out when the fields have been still for a moment; a new question takes the old one back. */
function previewer(where, data, bodyOf) {
  let timer = null;
  let asked = new AbortController();
  async function run() {
    const { signal } = asked;
    const body = bodyOf();
    if (!body) { fill(where, h("p", {}, say("Choose first; then you see what it would do."))); return; }
    fill(where, h("p", {}, say("Working out what it would do ...")));
    try {
      const answer = await post("/preview", { ...body, reason: body.reason || "-" }, undefined, signal);
      if (!signal.aborted) { fill(where, consequence(answer, data)); }
    } catch (error) {
      if (!(error instanceof Refusal)) { throw error; }
      if (!signal.aborted) {
        fill(where, h("p", { class: "bad" }, error.message),
          h("ul", {}, (error.problem.messages || []).map((message) => h("li", {}, messageWords(message)))));
      }
    }
  }
  function stop() {
    clearTimeout(timer);
    asked.abort();
  }
  function preview() {
    stop();
    asked = new AbortController();
    timer = setTimeout(run, WAIT);
  }
  return { preview, stop };
}

/* ---- Recording ---- */

/* What a decision is about and says, as it is recorded; who decided and when are new. */
function bodyOfRow(row) {
  return Object.fromEntries(["household", "unit", "area", "decision", "justified", "rule", "reason", "until"]
    .filter((name) => row[name]).map((name) => [name, row[name]]));
}

/* Takes back the row that was just recorded and nothing else: what ruled before it rules again. */
async function undo(number) {
  try {
    const { revision } = await get("/state");
    const { decisions } = await get("/decisions");
    const row = decisions.find((one) => one.number === number);
    const pair = decisions.filter((one) => isSamePair(one, row));
    if (pair.some((one) => one.number > number)) {
      notify(say("Somebody has decided about the same household and home since then: nothing was taken back."));
      changed();
      return;
    }
    const before = rulingOf(pair.filter((one) => one !== row));
    const body = before ? bodyOfRow(before)
      : { ...bodyOfRow({ ...row, justified: "", rule: "", until: "" }), decision: "withdrawn",
        reason: say("Taken back: it was a mistake") };
    const answer = await post("/decisions", body, revision);
    store.mine.add(answer.number);
    changed();
    notify(before ? say("Taken back: the decision before it rules again. The logbook has all rows.")
      : say("Taken back. The logbook has both rows."));
  } catch (error) {
    complain(error);
  }
}

/* What another person did meanwhile: nothing was recorded, and the fields stay. */
function conflict(problem) {
  return [h("p", { class: "bad" }, say("Somebody else changed the dossier meanwhile; nothing is recorded yet.")),
    h("ul", {}, (problem.since || []).map((row) => h("li", {}, say("{who}: {what}", { who: row.by, what: logWords(row) })))),
    h("p", {}, say("Look at it, and press the button again if you still want this."))];
}

/**
 * Opens the window of a decision.
 * @param kind  accepted, keep, refused, forbid, except or withdrawn
 * @param row   the household
 * @param data  homes, places by key, and the revision of the dossier that the screen shows
 * @param back  withdrawn: the recorded decision that is taken back
 */
export function decide(kind, row, data, back) {
  let seen = data.revision; // what the window knows: a change after it is refused, and told
  const where = h("div", { class: "consequence", role: "status" });
  const wrong = h("div", { role: "alert" });
  const reasons = h("datalist", { id: newId("reasons") }, usualReasons(kind).map((value) => h("option", { value })));
  const reason = h("input", { required: true, maxlength: 500, list: reasons.id, autocomplete: "off",
    value: kind === "accepted" ? usualReasons(kind)[0] : "" });
  const { preview, stop } = previewer(where, data, () => bodyOf());
  const home = kind === "keep" || kind === "except" ? homeChoice(kind, row, data, () => chosen()) : null;
  const area = kind === "forbid" ? areaChoice(row, data, preview) : null;
  const rules = kind === "except" ? ruleBoxes(preview) : null;
  const until = ["keep", "forbid", "except"].includes(kind) ? h("input", { type: "date" }) : null;
  const justified = kind === "refused"
    ? choice([["", say("Not said yet")], ["yes", say("Yes")], ["no", say("No")]], "", preview) : null;

  /* Another home: the rule that refuses it is the one to overrule. */
  function chosen() {
    const rule = home.selectedOptions[0].dataset.rule;
    if (rules) { rules.boxes.forEach((box) => { box.checked = box.value === rule; }); }
    preview();
  }

  /* What the fields say; null while something is missing. */
  function bodyOf() {
    const body = { household: row.key, decision: kind, reason: reason.value.trim() };
    if (back) { return { ...body, unit: back.unit, area: back.area }; }
    if (area && area.value) { body.area = area.value; } else { body.unit = home ? home.value : row.home; }
    if (justified && justified.value) { body.justified = justified.value; }
    if (until && until.value) { body.until = until.value; }
    if (rules) { body.rule = rules.boxes.filter((box) => box.checked).map((box) => box.value).join(" "); }
    return (home && !home.value) || (rules && !body.rule) ? null : body;
  }

  async function record(event) {
    event.preventDefault();
    const body = bodyOf();
    if (!body || !body.reason) {
      fill(wrong, h("p", { class: "bad" }, say("Something is missing: every decision has a reason.")));
      return;
    }
    try {
      const answer = await post("/decisions", body, seen);
      store.mine.add(answer.number);
      store.changed.delete(row.key);
      dialog.close();
      notify(say("Recorded for household {key}. It counts when the proposal is worked out again.", { key: row.key }),
        () => undo(answer.number));
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
      fill(wrong, error.status === 409 ? conflict(error.problem) : [h("p", { class: "bad" }, error.message),
        h("ul", {}, (error.problem.messages || []).map((message) => h("li", {}, messageWords(message))))]);
    }
  }

  const heading = h("h2", { id: newId("decide") }, titleOf(kind, row.key));
  const dialog = h("dialog", { "aria-labelledby": heading.id }, heading, h("form", { method: "dialog", onsubmit: record },
    back && h("p", {}, say("{decision}: {home}. {reason}", { decision: decisionWord(back.decision),
      home: back.unit || back.area, reason: back.reason })),
    home && labelled(say("Which home?"), home), rules && rules.field, area && labelled(say("How far?"), area),
    justified && labelled(say("Is the refusal justified?"), justified),
    until && labelled(say("Until"), until, say("Empty: for good.")),
    labelled(say("Reason"), reason, say("Required. No names, no nationality, origin or religion.")), reasons,
    h("h3", {}, say("What it would do")), where, wrong,
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
