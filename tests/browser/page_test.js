// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of koppel report in a real browser: see run.sh. Prints a line "ok" or "not ok" for each expectation.
"use strict";
const fs = require("fs");
const path = require("path");
const { expect, finish, folder, koppel, modes, root, violations } = require("./browser.js");

// Squares for three neighbourhoods and a point, in RD metres.
function writeMap() {
  const square = (x, y) => [[[x, y], [x + 900, y], [x + 900, y + 900], [x, y + 900], [x, y]]];
  const codes = ["BU90010000", "BU90010001", "BU90010204"];
  const features = codes.map((code, k) => ({ type: "Feature", properties: { buurtcode: code },
    geometry: { type: "Polygon", coordinates: square(150000 + 1000 * k, 460000) } }));
  features.push({ type: "Feature", properties: { statcode: "BU90010203" },
    geometry: { type: "Point", coordinates: [151000, 462000] } });
  fs.writeFileSync(path.join(folder, "map.json"), JSON.stringify({ type: "FeatureCollection", features }));
}

function makePages() {
  const town = path.join(root, "data/municipality-a");
  const pages = {
    caseworker: [], council: ["--for", "council"], corporation: ["--for", "corporation", "A2"],
    offered: ["--for", "household", "H0002"], left: ["--for", "household", "H0007"], map: ["--map", "map.json"],
    choices: ["--comparison", "choices"],
  };
  koppel("solve", town, "-o", "out", "--quiet");
  koppel("compare", town, "--policies", "no-spread,cap-must", "--points", "3", "-o", "choices", "--quiet");
  writeMap();
  for (const name of Object.keys(pages)) { koppel("report", town, "out", "-o", name + ".html", ...pages[name]); }
  const province = { official: [], public: ["--for", "public"], municipality: ["--for", "municipality", "GM9101"] };
  for (const name of Object.keys(province)) {
    koppel("report", "--province", path.join(root, "data/region-east"), "--as-of", "2026-07-01", "-o", name + ".html",
      ...province[name]);
  }
  // Eight choices in Dutch: as full as this page gets.
  koppel("generate", "--municipalities", "6", "--households", "120", "--units", "150", "--neighbourhoods-per", "6",
    "--link-share", "100", "--seed", "2", "-o", "region", "--quiet");
  fs.writeFileSync(path.join(folder, "own.json"), JSON.stringify({ name: "spread before urgency",
    tiers: ["target", "spread", "urgency", "agreement", "mix", "fit"] }));
  koppel("compare", "region", "--council", "--policy", "own.json", "--lang", "nl", "-o", "council-choices", "--quiet");
  fs.copyFileSync(path.join(folder, "council-choices/council.html"), path.join(folder, "sheet.html"));
  return [...Object.keys(pages), ...Object.keys(province), "sheet"];
}

async function look(browser, name, mode) {
  const page = await browser.newPage(modes[mode]);
  const wrong = [];
  const requests = [];
  page.on("console", (message) => { if (message.type() === "error") { wrong.push(message.text()); } });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto("file://" + path.join(folder, name + ".html"));
  expect(name + ", " + mode + ": nothing is wrong in the console", wrong.length === 0, wrong);
  expect(name + ", " + mode + ": one file is asked for", requests.length === 1, requests);
  const found = await violations(page);
  expect(name + ", " + mode + ": axe finds nothing", found.length === 0, found);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(name + ", " + mode + ": the page is no wider than the screen", over <= 0, over);
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor !== "rgb(255, 255, 255)");
  expect(name + ", " + mode + ": paper is white or dark as asked", dark === (mode === "dark"));
  await page.close();
}

async function testScript(browser) {
  const page = await browser.newPage(modes.light);
  await page.goto("file://" + path.join(folder, "caseworker.html"));
  const table = page.locator("section[aria-labelledby=offers] table");
  const rents = () => table.locator("tbody tr td:nth-child(5)").allTextContents();
  await table.locator("thead th:nth-child(5) button").click();
  const rising = (await rents()).map(Number);
  expect("a click sorts by rent", rising.every((rent, k) => k === 0 || rising[k - 1] <= rent), rising);
  await table.locator("thead th:nth-child(5) button").click();
  const falling = (await rents()).map(Number);
  expect("a second click turns the order", falling.every((rent, k) => k === 0 || falling[k - 1] >= rent), falling);
  expect("the heading says so", await table.locator("thead th:nth-child(5)").getAttribute("aria-sort") === "descending");
  await page.locator("section[aria-labelledby=offers] input").fill("parkveste");
  const shown = await table.locator("tbody tr:visible").count();
  expect("the filter leaves rows with the word only", shown > 0 && shown < rising.length, shown);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.body.dataset.ran = 'yes'";
    document.body.appendChild(script);
    return document.body.dataset.ran === "yes";
  });
  expect("the policy of the page stops another script", !ran);
  await page.close();
}

// A link of the table opens the explanation that it leads to.
async function testExplanation(browser) {
  const page = await browser.newPage(modes.light);
  await page.goto("file://" + path.join(folder, "official.html"));
  await page.getByRole("link", { name: "Oostgemeente 04" }).focus();
  await page.keyboard.press("Enter");
  const opened = page.locator("details[open]");
  await opened.first().waitFor();
  expect("a link opens one explanation", await opened.count() === 1, await opened.count());
  expect("it is that of the municipality", (await opened.locator("summary").textContent()).includes("GM9104"));
  expect("it is in sight", await opened.getByText("target as published").isVisible());
  const found = await violations(page);
  expect("an explanation, open: axe finds nothing", found.length === 0, found);
  await page.close();
}

// The council's choices hold no script at all, and leave room below what is printed.
async function testSheet(browser) {
  const page = await browser.newPage({ viewport: { width: 710, height: 1062 } }); // A4 less its margins
  await page.goto("file://" + path.join(folder, "sheet.html"));
  expect("eight choices stand side by side", await page.locator("thead th").count() === 8);
  expect("the sheet has no script", await page.locator("script").count() === 0);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.body.dataset.ran = 'yes'";
    document.body.appendChild(script);
    return document.body.dataset.ran === "yes";
  });
  expect("the policy of the sheet stops any script", !ran);
  await page.emulateMedia({ media: "print" });
  const end = await page.evaluate(() => document.querySelector("footer").getBoundingClientRect().bottom);
  expect("the sheet ends above the foot of the page", end < 1062, end);
  await page.close();
}

async function testWithoutScript(browser) {
  const texts = [];
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto("file://" + path.join(folder, "caseworker.html"));
    texts.push((await page.locator("tbody").allTextContents()).join());
    await context.close();
  }
  expect("without a script the tables hold the same", texts[0] === texts[1] && texts[0].length > 1000);
}

async function testPrint(browser, name, mode) {
  const page = await browser.newPage(modes[mode]);
  await page.goto("file://" + path.join(folder, name + ".html"));
  const bytes = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sizes = [...bytes.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)];
  const isA4 = ([, width, height]) => Math.abs(width - 595.28) < 1 && Math.abs(height - 841.89) < 1;
  expect(name + ", " + mode + ": one sheet is one page", name !== "sheet" || sizes.length === 1, sizes.length);
  expect(name + ", " + mode + ": prints on A4", sizes.length > 0 && sizes.every(isA4), sizes.map((s) => s[0]));
  await page.emulateMedia({ media: "print" });
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(name + ", " + mode + ": prints on white", paper === "rgb(255, 255, 255)", paper);
  const header = await page.evaluate(() =>
    [...document.querySelectorAll("thead")].every((head) => getComputedStyle(head).display === "table-header-group"));
  expect(name + ", " + mode + ": headings of tables are repeated", header);
  await page.close();
}

finish("pages", async (browser) => {
  const names = makePages();
  for (const name of names) {
    for (const mode of Object.keys(modes)) { await look(browser, name, mode); }
    await testPrint(browser, name, "light");
  }
  await testPrint(browser, "caseworker", "dark");
  await testScript(browser);
  await testExplanation(browser);
  await testWithoutScript(browser);
  await testSheet(browser);
});
