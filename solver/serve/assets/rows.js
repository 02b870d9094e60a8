// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// rows.js - a table of many rows of which only those near the window are made: it is cut into blocks, and between the
// blocks that are made stands one empty row as high as the others would be. With 40,000 rows a few dozen are there at a
// time, and the table never has more than a few parts.
import { h } from "/dom.js";

const BLOCK = 8;
const FIRST = 5;   // blocks that are made at once
const FEW = 100;   // so many rows all stay, for who searches in the page
const GUESS = 110; // points a row takes before any was shown
const NEAR = 800;  // points above and below the window within which rows are made

// On a phone the style makes rows of a table to blocks, which would take their roles away.
function setRoles(row) {
  row.setAttribute("role", "row");
  [...row.cells].forEach((cell) => {
    if (!cell.hasAttribute("role")) {
      cell.setAttribute("role", cell.scope === "col" ? "columnheader" : cell.scope === "row" ? "rowheader" : "cell");
    }
  });
}

function makeBody(block) {
  const rows = block.items.map((item, k) => {
    const row = block.make(item);
    row.setAttribute("aria-rowindex", String(block.first + k + 2)); // the heading is row 1
    setRoles(row);
    return row;
  });
  return h("tbody", { role: "rowgroup" }, rows);
}

function emptyBody(height, nColumns) {
  const cell = h("td", { colspan: nColumns });
  cell.style.height = height + "px";
  return h("tbody", { role: "rowgroup" }, h("tr", { "aria-hidden": "true" }, cell));
}

function blocksOf(items, make) {
  const blocks = [];
  for (let first = 0; first < items.length; first += BLOCK) {
    const part = items.slice(first, first + BLOCK);
    blocks.push({ first, items: part, make, body: null, height: part.length * GUESS, isMeasured: false });
  }
  return blocks;
}

/* What the blocks that are there really take. */
function measure(blocks) {
  blocks.filter((block) => block.body && block.body.isConnected).forEach((block) => {
    const { height } = block.body.getBoundingClientRect();
    if (height > 0) {
      block.height = height;
      block.isMeasured = true;
    }
  });
}

/* Blocks that were never there are taken to be as high as the others, on average.
 * @return false: none was measured yet */
function estimate(blocks) {
  const known = blocks.filter((block) => block.isMeasured);
  const mean = known.reduce((sum, block) => sum + block.height, 0) / known.reduce((sum, block) => sum + block.items.length, 0);
  if (known.length > 0) {
    blocks.filter((block) => !block.isMeasured).forEach((block) => { block.height = block.items.length * mean; });
  }
  return known.length > 0;
}

/* The blocks within a stretch of the table, and the one that has the focus. */
function wanted(blocks, from, to) {
  let at = 0;
  return blocks.filter((block) => {
    const top = at;
    at += block.height;
    return (at > from && top < to) || (block.body !== null && block.body.contains(document.activeElement));
  });
}

/* The blocks with empty rows between them. Parts that stay are not moved, so that the focus stays, too. */
function place(table, blocks, shown, nColumns) {
  const parts = [];
  let gap = 0;
  const close = () => {
    if (gap > 0) { parts.push(emptyBody(gap, nColumns)); }
    gap = 0;
  };
  blocks.forEach((block) => {
    if (!shown.includes(block)) {
      block.body = null;
      gap += block.height;
      return;
    }
    close();
    block.body = block.body || makeBody(block);
    parts.push(block.body);
  });
  close();
  [...table.tBodies].filter((body) => !parts.includes(body)).forEach((body) => body.remove());
  parts.forEach((part, k) => {
    if (table.tBodies[k] !== part) { table.insertBefore(part, table.tBodies[k] || null); }
  });
}

/**
 * @param kind      a word for the style
 * @param headings  cells of the head
 * @param items     what the rows are about
 * @param make      from an item to its <tr>
 * @return the table, with methods: `stop` ends the watching, `reveal` makes the row of an item, `inView` tells the items
 *   from the upper edge of the window on and how far below it each begins, `hold` scrolls one of those to where it was
 */
export function manyRows(kind, caption, headings, items, make) {
  const head = h("tr", { "aria-rowindex": "1" }, headings.map((words) => h("th", { scope: "col" }, words)));
  const table = h("table", { class: "many " + kind, role: "table", "aria-rowcount": items.length + 1, "aria-label": caption },
    h("thead", { role: "rowgroup" }, head));
  setRoles(head);
  const blocks = blocksOf(items, make);
  let shown = [];
  let isDue = false;
  let isEstimated = false; // once for a width of the window: later estimates would move what stands below

  function show(next) {
    if (next.length === shown.length && next.every((block, k) => block === shown[k])) { return; }
    shown = next;
    place(table, blocks, shown, headings.length);
  }

  function look() {
    isDue = false;
    if (!table.isConnected) { return; }
    measure(shown);
    if (!isEstimated && estimate(blocks)) {
      isEstimated = true;
      place(table, blocks, shown, headings.length);
    }
    const top = table.getBoundingClientRect().top;
    show(items.length <= FEW ? blocks : wanted(blocks, -top - NEAR, -top + innerHeight + NEAR));
  }

  function watch() {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(look);
    }
  }

  function watchWidth() {
    isEstimated = false;
    blocks.forEach((block) => { block.isMeasured = false; });
    watch();
  }

  const rowOf = (item) => {
    const block = shown.find((one) => one.items.includes(item));
    return block && block.body.rows[block.items.indexOf(item)];
  };

  show(blocks.slice(0, FIRST));
  addEventListener("scroll", watch, { passive: true });
  addEventListener("resize", watchWidth);
  watch();
  table.stop = () => {
    removeEventListener("scroll", watch);
    removeEventListener("resize", watchWidth);
  };
  table.reveal = (item) => {
    const block = blocks.find((one) => one.items.includes(item));
    if (block && !shown.includes(block)) { show(blocks.filter((one) => one === block || shown.includes(one))); }
  };
  table.inView = () => shown.flatMap((block) => block.items.map((item, k) => ({ item, rect: block.body.rows[k].getBoundingClientRect() })))
    .filter(({ rect }) => rect.bottom > 0).map(({ item, rect }) => ({ item, top: rect.top }));
  table.hold = (seen) => {
    const one = seen.find(({ item }) => items.includes(item));
    if (!one) { return; }
    look();
    table.reveal(one.item);
    scrollBy(0, rowOf(one.item).getBoundingClientRect().top - one.top);
    look();
  };
  return table;
}
