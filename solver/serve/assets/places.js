// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// places.js - neighbourhoods beside the households: how full they are, as a picture and as a list to choose from.
import { fill, h, labelled, s } from "/dom.js";
import { say } from "/say.js";
import { stateWord } from "/words_of.js";

const MOST = 300; // neighbourhoods that are listed at once, and shown as points with a name
const WIDE = 360;
const HIGH = 280;
const EDGE = 14;
const STATES = ["over", "full", "room", "unlimited"];

/* Where each stands in the picture, north above. A degree is shorter from east to west than from north to south. */
function positions(places) {
  const known = places.filter((place) => place.latitude !== null && place.longitude !== null);
  const x = known.map((place) => place.longitude * 0.613);
  const y = known.map((place) => -place.latitude);
  const least = (values) => values.reduce((one, other) => Math.min(one, other), Infinity);
  const most = (values) => -least(values.map((value) => -value));
  const [west, north] = [least(x), least(y)];
  const span = Math.max(most(x) - west, (most(y) - north) * (WIDE / HIGH), 1e-6);
  const scale = (WIDE - 2 * EDGE) / span;
  return known.map((place, k) => ({ place, x: ((x[k] - west) * scale + EDGE).toFixed(1),
    y: ((y[k] - north) * scale + EDGE).toFixed(1) }));
}

function circle({ place, x, y }, isChosen) {
  return s("circle", { cx: x, cy: y, r: isChosen ? 9 : 6, class: "place " + place.state + (isChosen ? " chosen" : "") },
    s("title", {}, place.name + ": " + stateWord(place.state)));
}

/* Many points are one line a state, those over their limit on top. */
function dots(points) {
  return [...STATES].reverse().map((state) => s("path", { class: "places " + state,
    d: points.filter(({ place }) => place.state === state).map(({ x, y }) => "M" + x + " " + y + "h0").join("") }));
}

function picture(points, chosen) {
  const isMany = points.length > MOST;
  return points.length > 1 && s("svg", { viewBox: "0 0 " + WIDE + " " + HIGH, class: "map", "aria-hidden": "true" },
    isMany && dots(points), points.filter(({ place }) => !isMany || place.code === chosen)
      .map((point) => circle(point, point.place.code === chosen)));
}

function placeRow(place, chosen, hasMany, onchoose) {
  return h("li", {},
    h("button", { class: "place", "data-code": place.code, "aria-pressed": place.code === chosen ? "true" : "false",
      onclick: () => onchoose(place.code) }, h("span", { class: "mark " + place.state, "aria-hidden": "true" }), place.name),
    " ", h("small", {}, hasMany && [place.municipality_name, ", "], stateWord(place.state), place.limit !== null
      ? [", ", say("{after} of at most {limit}", { after: place.after, limit: place.limit })] : null,
    place.placed > 0 ? [", ", say("{n} now", { n: place.placed })] : null, " ",
    h("a", { href: "#/why/neighbourhoods/" + encodeURIComponent(place.code), "aria-label":
      say("Why is {place} {state}?", { place: place.name, state: stateWord(place.state) }) }, say("Why?"))));
}

/** Over the limit first, then full, then with offers, then by name. */
function inOrder(places) {
  const rank = Object.fromEntries(STATES.map((state, k) => [state, k]));
  const { compare } = new Intl.Collator(); // of 13,000 names much quicker than localeCompare
  return [...places].sort((a, b) => rank[a.state] - rank[b.state] || b.placed - a.placed || compare(a.name, b.name));
}

/** The picture and the list, in which one searches when it is long.
 * @return { content, show }: `show` marks the neighbourhood that is chosen */
export function neighbourhoodPart(places, measure, onchoose) {
  const ordered = inOrder(places);
  const points = positions(places);
  const hasMany = new Set(places.map((place) => place.municipality)).size > 1;
  const [map, rows, rest] = [h("div"), h("ul", { class: "place-list" }), h("p", { role: "status" })];
  const search = h("input", { type: "search", oninput: showList });
  let chosen = "";

  function showList() {
    const words = search.value.trim().toLowerCase();
    const found = ordered.filter((place) => !words || (place.name + " " + place.municipality_name).toLowerCase().includes(words));
    const { code } = rows.contains(document.activeElement) ? document.activeElement.dataset : {};
    fill(rows, found.slice(0, MOST).map((place) => placeRow(place, chosen, hasMany, onchoose)));
    fill(rest, found.length > MOST && say("{n} more: search by their names.", { n: found.length - MOST }));
    if (code) { rows.querySelector("[data-code=\"" + CSS.escape(code) + "\"]").focus({ preventScroll: true }); }
  }

  return {
    content: [h("h2", { id: "places-heading" }, say("Neighbourhoods")),
      h("p", { class: "about" }, measure === "homes" ? say("In homes of permit holders. Choose one to see its households.")
        : say("In people who hold a permit. Choose one to see its households.")),
      map, places.length > MOST && labelled(say("Search a neighbourhood"), search), rows, rest],
    show: (code) => {
      chosen = code;
      fill(map, picture(points, chosen));
      showList();
    },
  };
}
