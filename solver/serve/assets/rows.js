// rows.js - a table of many rows of which only those near the window are made: it is cut into blocks, and a block out of
// sight is one empty row as high as its rows were. With 40,000 rows a few hundred are there at a time.
import { fill, h } from "/dom.js";

const BLOCK = 40;
const GUESS = 76; // points a row takes before it was ever shown

function emptyRow(height, nColumns) {
  const cell = h("td", { colspan: nColumns });
  cell.style.height = height + "px";
  return h("tr", { "aria-hidden": "true" }, cell);
}

// On a phone the style makes rows of a table to blocks, which would take their roles away.
function setRoles(row) {
  row.setAttribute("role", "row");
  [...row.cells].forEach((cell) => {
    if (!cell.hasAttribute("role")) {
      cell.setAttribute("role", cell.scope === "col" ? "columnheader" : cell.scope === "row" ? "rowheader" : "cell");
    }
  });
}

function show(block) {
  if (block.isShown) { return; }
  block.isShown = true;
  fill(block.body, block.items.map((item, k) => {
    const row = block.make(item);
    row.setAttribute("aria-rowindex", String(block.first + k + 2)); // the heading is row 1
    setRoles(row);
    return row;
  }));
}

// A block that has the focus stays.
function hide(block, nColumns) {
  if (!block.isShown || block.body.contains(document.activeElement)) { return; }
  block.height = block.body.getBoundingClientRect().height || block.height;
  block.isShown = false;
  fill(block.body, emptyRow(block.height, nColumns));
}

/**
 * @param kind      a word for the style
 * @param headings  cells of the head
 * @param items     what the rows are about
 * @param make      from an item to its <tr>
 * @return the table, with methods `stop`, which ends the watching, and `reveal`, which makes the row of an item
 */
export function manyRows(kind, caption, headings, items, make) {
  const head = h("tr", { "aria-rowindex": "1" }, headings.map((words) => h("th", { scope: "col" }, words)));
  const table = h("table", { class: "many " + kind, role: "table", "aria-rowcount": items.length + 1, "aria-label": caption },
    h("thead", { role: "rowgroup" }, head));
  setRoles(head);
  const blocks = new Map();
  const watcher = new IntersectionObserver((entries) => entries.forEach((entry) => {
    const block = blocks.get(entry.target);
    if (entry.isIntersecting) { show(block); } else { hide(block, headings.length); }
  }), { rootMargin: "900px" });

  for (let first = 0; first < items.length; first += BLOCK) {
    const part = items.slice(first, first + BLOCK);
    const block = { first, items: part, make, isShown: false, height: part.length * GUESS,
      body: h("tbody", { role: "rowgroup" }, emptyRow(part.length * GUESS, headings.length)) };
    blocks.set(block.body, block);
    table.append(block.body);
    watcher.observe(block.body);
  }
  if (blocks.size > 0) { show(blocks.values().next().value); }
  table.stop = () => watcher.disconnect();
  /* Makes the row of an item, wherever it is. */
  table.reveal = (item) => {
    const block = [...blocks.values()].find((one) => one.items.includes(item));
    if (block) { show(block); }
  };
  return table;
}
