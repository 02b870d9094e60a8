// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// dom.js - builds elements. Every text becomes a text node, so that a cell of a table is never markup.

// A property of an element: "class", "on..." with a function, "data-...", "aria-...", or a property of the DOM.
function set(element, name, value) {
  if (value === undefined || value === null || value === false) { return; }
  if (typeof value === "function") { element.addEventListener(name.slice(2), value); return; }
  element.setAttribute(name, value === true ? "" : String(value));
}

function add(element, child) {
  if (child === undefined || child === null || child === false) { return; }
  if (Array.isArray(child)) { child.forEach((one) => add(element, one)); return; }
  element.append(child instanceof Node ? child : document.createTextNode(String(child)));
}

/** h("button", { class: "go", onclick: f }, "text", node, [more]): an element. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  Object.entries(properties || {}).forEach(([name, value]) => set(element, name, value));
  children.forEach((child) => add(element, child));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for an element of SVG. */
export function s(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(properties || {}).forEach(([name, value]) => set(element, name, value));
  children.forEach((child) => add(element, child));
  return element;
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  children.forEach((child) => add(element, child));
}

let numbers = 0;

/** A name that no other element of the page has. */
export function newId(word) {
  numbers += 1;
  return word + "-" + numbers;
}

/** A field with its label in front. */
export function labelled(words, field, hint) {
  field.id = field.id || newId("field");
  const note = hint ? h("small", { id: newId("hint") }, hint) : null;
  if (note) { field.setAttribute("aria-describedby", note.id); }
  return h("p", { class: "field" }, h("label", { for: field.id }, words), field, note);
}

/** A list to choose from: [[value, words], ...]. */
export function choice(options, chosen, onchange) {
  return h("select", { onchange: (event) => onchange && onchange(event.target.value) },
    options.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
}

/** A table with a caption and headings; a heading that begins with "#" stands over numbers. */
export function table(caption, headings, rows) {
  const id = newId("caption");
  return h("div", { class: "scroll", role: "region", tabindex: "0", "aria-labelledby": id },
    h("table", {}, h("caption", { id }, caption),
      h("thead", {}, h("tr", {}, headings.map((words) => h("th", { scope: "col", class: words[0] === "#" ? "n" : null },
        words.replace(/^#/, ""))))),
      h("tbody", {}, rows)));
}

/** A cell with a number; null is empty. */
export function number(value) {
  return h("td", { class: "n" }, value === null || value === undefined ? "" : value);
}
