// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// Filters and sorts the tables, and opens what a link leads to; everything is on the page without it.
(function () {
  "use strict";
  var words = document.body.dataset;
  function value(row, column) {
    var text = row.cells[column].textContent.trim();
    var is_dutch = document.documentElement.lang === "nl"; // 1.640,25
    var number = Number(is_dutch ? text.replace(/\./g, "").replace(",", ".") : text.replace(/,/g, ""));
    return text !== "" && !isNaN(number) ? number : text;
  }
  function compare(a, b) {
    if (typeof a === typeof b && typeof a === "number") { return a - b; }
    return String(a).localeCompare(String(b), document.documentElement.lang);
  }
  function sort(table, column, head) {
    var falls = head.getAttribute("aria-sort") === "ascending";
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    rows.sort(function (a, b) { return (falls ? -1 : 1) * compare(value(a, column), value(b, column)); });
    rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", falls ? "descending" : "ascending");
  }
  function filter(table, asked, count) {
    var shown = 0;
    Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
      row.hidden = row.textContent.toLowerCase().indexOf(asked.toLowerCase()) < 0;
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = asked === "" ? "" : " " + shown + " / " + table.tBodies[0].rows.length;
  }
  function open() {
    var part = document.getElementById(location.hash.slice(1));
    if (part && part.tagName === "DETAILS") { part.open = true; part.scrollIntoView(); }
  }
  addEventListener("hashchange", open);
  open();
  Array.prototype.forEach.call(document.querySelectorAll("table"), function (table) {
    var rows = table.tBodies[0].rows.length;
    if (!table.tHead || rows < 2) { return; }
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = "\u2195";
      button.setAttribute("aria-label", words.sort + " " + head.textContent);
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, column, head); });
    });
    if (rows < 8) { return; }
    var tool = document.createElement("p");
    var label = document.createElement("label");
    var field = document.createElement("input");
    var count = document.createElement("span");
    tool.className = "tool";
    label.textContent = words.filter;
    field.type = "search";
    count.setAttribute("role", "status");
    label.appendChild(field);
    tool.appendChild(label);
    tool.appendChild(count);
    table.parentNode.parentNode.insertBefore(tool, table.parentNode);
    field.addEventListener("input", function () { filter(table, field.value, count); });
  });
})();
