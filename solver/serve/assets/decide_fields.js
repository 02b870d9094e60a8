// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// decide_fields.js - the fields of one decision: which home, how far, which rules, usual reasons, who refused.
import { get } from "/api.js";
import { choice, fill, h, newId } from "/dom.js";
import { complain } from "/frame.js";
import { euros, say } from "/say.js";
import { roomsWords, ruleWords } from "/words_of.js";

export function titleOf(kind, key) {
  return {
    accepted: say("Agree: household {key}", { key }), keep: say("Another home for household {key}", { key }),
    refused: say("Refused: the offer to household {key}", { key }), forbid: say("Never this home for household {key}", { key }),
    except: say("Overrule a rule for household {key}", { key }), offered: say("Offer made to household {key}", { key }),
    signed: say("Signed by household {key}", { key }), park: say("Let household {key} wait", { key }),
    withdrawn: say("Take back a decision about household {key}", { key }),
  }[kind];
}

/** Usual reasons to choose from; anybody may write another. */
export function usualReasons(kind) {
  return {
    accepted: [say("The household agrees"), say("Household and corporation agree")],
    offered: [say("Offered by letter"), say("Offered in a conversation")],
    signed: [say("The lease is signed")],
    keep: [say("Nearer to work or school"), say("Nearer to family who help"), say("Agreed with the corporation")],
    refused: [say("Too small for the household"), say("Too far from work or school"), say("Too dear"),
      say("The stairs cannot be climbed"), say("No reason given")],
    forbid: [say("The home is not fit for this household"), say("Safety of the household")],
    park: [say("Family is still to come"), say("Cannot be reached"), say("Asked for time")],
    except: [say("Agreed with the corporation"), say("Agreed with the municipality"), say("Medical advice")],
    withdrawn: [say("It was a mistake"), say("The household thinks otherwise now"), say("Things have changed")],
  }[kind];
}

/** Buttons that fill in a usual reason. */
export function reasonChips(kind, field) {
  return h("div", { class: "chips", role: "group", "aria-label": say("Usual reasons") }, usualReasons(kind).map((words) =>
    h("button", { type: "button", onclick: () => { field.value = words; field.focus(); } }, words)));
}

/** Who refused; it goes before the reason in the log. */
export function refuserChoice() {
  return choice([["", say("The household")], [say("Corporation"), say("The corporation")],
    [say("Municipality"), say("The municipality")]], "", null);
}

/* Who holds a home by a decision; none while it has a place left. */
function holders(home, row, data) {
  const found = [...(data.decisions || new Map())].filter(([household, all]) => household !== row.key && all.some((one) =>
    one.unit === home.key && ["offered", "accepted", "signed", "keep"].includes(one.decision))).map(([household]) => household);
  return found.length >= home.places ? found : [];
}

function homeWords(home, data) {
  const place = data.places.get(home.neighbourhood);
  const words = say("{place}, {rooms}, {rent} euro ({key})", { place: place ? place.name : home.neighbourhood,
    rooms: roomsWords(home.rooms), rent: euros(home.rent_cents), key: home.key });
  return home.households.length > 0 ? say("{home}, now offered to {household}",
    { home: words, household: home.households.join(", ") }) : words;
}

/** Every home as a choice for a household, with the rule that refuses it. */
export async function homesFor(key) {
  return (await get("/households/" + encodeURIComponent(key) + "/homes")).homes;
}

/** The homes that a person may choose from: those that suit, the best fit first; to overrule a rule, those that it
 * refuses. They come a moment later. */
export function homeChoice(kind, row, data, onchange) {
  const list = choice([["", say("Looking which homes suit ...")]], "", onchange);
  homesFor(row.key).then((homes) => {
    const wanted = kind === "keep" ? [null] : ruleWords().map(([rule]) => rule);
    const found = homes.filter((one) => wanted.includes(one.rule) && one.home !== row.home && data.homes.has(one.home));
    const options = found.map((one) => {
      const home = data.homes.get(one.home);
      const others = holders(home, row, data);
      return h("option", { value: one.home, "data-rule": one.rule || "", disabled: others.length > 0 }, others.length > 0
        ? say("{home}: decided for {household}", { home: homeWords({ ...home, households: [] }, data), household: others.join(", ") })
        : homeWords(home, data));
    });
    options.sort((one, other) => Number(one.disabled) - Number(other.disabled)); // the rest stays in its order
    fill(list, h("option", { value: "" }, found.length === 0 ? say("No other home") : say("Choose a home")), options);
  }).catch((error) => complain(error));
  return list;
}

/** Where it is never to be: this home, its complex or neighbourhood. */
export function areaChoice(row, data, onchange) {
  const home = data.homes.get(row.home);
  const place = home ? data.places.get(home.neighbourhood) : null;
  const options = [["", say("This home alone")]];
  if (home && home.complex) { options.push([home.complex, say("The whole complex {name}", { name: home.complex })]); }
  if (place) { options.push([place.code, say("The whole neighbourhood {name}", { name: place.name })]); }
  if (home) { options.push([home.municipality, say("Everywhere: park the household for now")]); }
  return choice(options, "", onchange);
}

/** The municipalities that have a home for the household: it is parked in all of them. */
export async function municipalitiesFor(row, data) {
  const keys = (await homesFor(row.key)).filter((one) => one.rule === null).map((one) => one.home);
  const found = [row.home, ...keys].filter((key) => data.homes.has(key)).map((key) => data.homes.get(key).municipality);
  return [...new Set(found)];
}

/** What comes of overruling a rule: the home becomes possible, or is given. */
export function effectChoice(onchange) {
  return choice([["", say("This home becomes possible; the proposal decides")],
    ["keep", say("The household gets this home")]], "", onchange);
}

export function ruleBoxes(onchange) {
  const boxes = ruleWords().map(([value, words]) => {
    const box = h("input", { type: "checkbox", value, id: newId("rule"), onchange });
    return { box, line: h("li", {}, box, " ", h("label", { for: box.id }, words)) };
  });
  return { boxes: boxes.map((one) => one.box),
    field: h("fieldset", {}, h("legend", {}, say("Which rules?")), h("ul", { class: "plain" }, boxes.map((one) => one.line))) };
}
