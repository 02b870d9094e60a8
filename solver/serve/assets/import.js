// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// import.js - tables in: how each would be read, what a person must repair, and then, with a reason, a new version.
import { Refusal, address, get, post, put, remove } from "/api.js";
import { choice, fill, h, labelled, number, table } from "/dom.js";
import { changed, complain, notify } from "/frame.js";
import { say } from "/say.js";
import { store } from "/store.js";

/* Messages of one file together, each file under a heading of that level. */
function messageList(messages, level) {
  const by = new Map();
  messages.forEach((message) => by.set(message.file, [...(by.get(message.file) || []), message]));
  return [...by.entries()].map(([file, rows]) => h("section", {}, h(level, {}, file || say("All tables together")),
    h("ul", {}, rows.map((message) => h("li", {},
      message.line > 0 ? say("line {line}: {text}", message) : message.text)))));
}

function tableRows(tables) {
  return tables.map((one) => h("tr", {}, h("th", { scope: "row" }, one.table), h("td", {}, one.file), number(one.rows)));
}

/** What was read, and what is wrong with it. */
function reading(read, onimport, onforget) {
  const reason = h("input", { required: true, maxlength: 500, autocomplete: "off" });
  const replaces = choice([["tables", say("these tables; the others stay")], ["all", say("everything: nothing else stays")]],
    read.replaces, null);
  const form = h("form", { onsubmit: (event) => {
    event.preventDefault();
    onimport(reason.value.trim(), replaces.value);
  } }, labelled(say("Reason"), reason, say("Required, such as: tables of March.")),
  labelled(say("Replace"), replaces), h("p", { class: "buttons" },
    h("button", { class: "go" }, say("Import")), " ",
    h("button", { type: "button", onclick: onforget }, say("Forget these files"))));

  return [read.errors.length > 0 && h("section", { class: "errors", "aria-labelledby": "repair" },
    h("h2", { id: "repair" }, read.errors.length === 1 ? say("To repair: 1 problem")
      : say("To repair: {n} problems", { n: read.errors.length })),
    h("p", {}, say("Repair it in your file and bring the file in again. Nothing is kept yet.")), messageList(read.errors, "h3")),
  h("h2", {}, say("This is how we read it")),
  table(say("Tables"), [say("Table"), say("File"), say("#Rows")], tableRows(read.tables)),
  read.notes.length > 0 && [h("h3", {}, say("Read with a note")), messageList(read.notes, "h4")],
  read.errors.length === 0 ? [h("h2", {}, say("Import")), form]
    : h("p", { class: "buttons" }, h("button", { type: "button", onclick: onforget }, say("Forget these files")))];
}

function holds() {
  const { state } = store;
  return state.case && h("p", {}, say("The dossier holds {name}, version {n}.", { name: state.case.name, n: state.case.version }),
    " ", h("a", { href: "#/proposal" }, say("To the proposal")));
}

/* Where to begin without tables. */
function begin() {
  return !store.state.case && h("p", {}, say("No tables yet?"), " ", h("a", { href: address("/workbook"), download: "koppel.xlsx" },
    say("Take an empty workbook to fill in")), " ", h("small", {}, "koppel.xlsx"));
}

/* The tables as they came in, to repair and bring in again. */
async function now() {
  if (!store.state.case) { return null; }
  const { files } = await get("/tables");
  return h("details", {}, h("summary", {}, say("Take the tables of the dossier along")), h("ul", {}, files.map((file) =>
    h("li", {}, h("a", { href: address("/tables/" + encodeURIComponent(file.name)), download: file.name }, file.name)))));
}

export async function importScreen() {
  const where = h("div", { "aria-live": "polite" });
  const files = h("input", { type: "file", multiple: true, accept: ".csv,.txt,.xlsx,.ods,.json" });
  const zone = h("div", { class: "drop" }, labelled(say("Excel workbook or CSV tables"), files,
    say("Or drop the files here. They stay on this computer and go to this dossier alone.")));

  async function look() {
    try {
      const read = await get("/upload");
      fill(where, read.files.length > 0 && reading(read, bringIn, forget));
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) { fill(where); return; }
      complain(error);
    }
  }

  async function take(list) {
    fill(where, h("p", {}, say("Reading ...")));
    try {
      // A workbook holds every table: what was sent before, such as the workbook that had to be repaired, goes.
      if (list.some((file) => /\.(xlsx|ods)$/i.test(file.name))) { await remove("/upload"); }
      for (const file of list) { await put("/upload/" + encodeURIComponent(file.name), file); }
    } catch (error) {
      complain(error);
    }
    await look();
  }

  async function bringIn(reason, replaces) {
    try {
      const answer = await post("/import", { reason, replaces }, store.state.revision);
      notify([say("Imported as version {n}.", { n: answer.version }), " ",
        h("a", { href: "#/proposal" }, say("To the proposal"))]);
      files.value = "";
      changed();
    } catch (error) {
      complain(error);
      if (error.status === 409) { changed(); }
    }
  }

  async function forget() {
    try {
      await remove("/upload");
    } catch (error) {
      complain(error);
    }
    files.value = "";
    await look();
  }

  files.addEventListener("change", () => take([...files.files]));
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
  const top = h("div");
  const show = async () => {
    fill(top, holds(), await now());
    await look();
  };
  await show();
  return { content: [h("h1", {}, say("Read tables")), top, zone, begin(), where], update: show };
}
