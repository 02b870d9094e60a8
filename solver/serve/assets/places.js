// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// places.js - neighbourhoods beside the households: how full they are, as a picture and as a list to choose from.
import { h, s } from "/dom.js";
import { say } from "/say.js";
import { stateWord } from "/words_of.js";

const WIDE = 360;
const HIGH = 280;
const EDGE = 14;

/* Points by position, north above. A degree is shorter from east to west than from north to south. */
function picture(places, chosen) {
  const known = places.filter((place) => place.latitude !== null && place.longitude !== null);
  if (known.length < 2) { return null; }
  const x = known.map((place) => place.longitude * 0.613);
  const y = known.map((place) => -place.latitude);
  const [west, north] = [Math.min(...x), Math.min(...y)];
  const span = Math.max(Math.max(...x) - west, (Math.max(...y) - north) * (WIDE / HIGH), 1e-6);
  const scale = (WIDE - 2 * EDGE) / span;
  return s("svg", { viewBox: "0 0 " + WIDE + " " + HIGH, class: "map", "aria-hidden": "true" },
    known.map((place, k) => s("circle", {
      cx: ((x[k] - west) * scale + EDGE).toFixed(1), cy: ((y[k] - north) * scale + EDGE).toFixed(1),
      r: place.code === chosen ? 9 : 6, class: "place " + place.state + (place.code === chosen ? " chosen" : ""),
    }, s("title", {}, place.name + ": " + stateWord(place.state)))));
}

function placeRow(place, chosen, onchoose) {
  return h("li", {},
    h("button", { class: "place", "aria-pressed": place.code === chosen ? "true" : "false",
      onclick: () => onchoose(place.code) }, h("span", { class: "mark " + place.state, "aria-hidden": "true" }), place.name),
    " ", h("small", {}, stateWord(place.state), place.limit !== null
      ? [", ", say("{after} of at most {limit}", { after: place.after, limit: place.limit })] : null,
    place.placed > 0 ? [", ", say("{n} now", { n: place.placed })] : null, " ",
    h("a", { href: "#/why/neighbourhoods/" + encodeURIComponent(place.code), "aria-label":
      say("Why is {place} {state}?", { place: place.name, state: stateWord(place.state) }) }, say("Why?"))));
}

/** Over the limit first, then full, then with offers, then by name. */
function inOrder(places) {
  const rank = { over: 0, full: 1, room: 2, unlimited: 3 };
  return [...places].sort((a, b) => rank[a.state] - rank[b.state] || b.placed - a.placed ||
    a.name.localeCompare(b.name));
}

const MOST = 300;

export function neighbourhoodList(places, measure, chosen, onchoose) {
  const shown = inOrder(places).slice(0, MOST);
  return [h("h2", { id: "places-heading" }, say("Neighbourhoods")),
    h("p", { class: "about" }, measure === "homes" ? say("In homes of permit holders. Choose one to see its households.")
      : say("In people who hold a permit. Choose one to see its households.")),
    picture(places, chosen),
    h("ul", { class: "place-list" }, shown.map((place) => placeRow(place, chosen, onchoose))),
    places.length > MOST && h("p", {}, say("{n} more have room.", { n: places.length - MOST }))];
}
