// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// The screens of koppel serve in a real browser: see run.sh. Prints a line "ok" or "not ok" for each expectation.
"use strict";
const fs = require("fs");
const path = require("path");
const { expect, finish, folder, modes, root, violations } = require("./browser.js");
const { serve } = require("./server.js");

const MARKUP = "<img src=x onerror=alert(1)><b>Quarter</b>";

/* ---- Tables and windows ---- */

// A case with markup in the name of a neighbourhood, a corporation and a reason.
function makeCase() {
  const town = path.join(folder, "town");
  fs.cpSync(path.join(root, "data/municipality-a"), town, { recursive: true });
  const change = (name, line, column, text) => {
    const file = path.join(town, name);
    const lines = fs.readFileSync(file, "utf8").split("\n");
    const cells = lines[line].split(",");
    cells[column] = text;
    lines[line] = cells.join(",");
    fs.writeFileSync(file, lines.join("\n"));
  };
  for (let line = 1; line < 40; line++) { change("neighbourhoods.csv", line, 2, MARKUP + line); }
  change("corporations.csv", 1, 1, MARKUP);
  return town;
}

// A window of one person. The first one takes the token; others share the session.
async function open(context, address, view) {
  const page = await context.newPage();
  page.wrong = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) { page.wrong.push(message.text()); }
  });
  page.on("pageerror", (error) => { page.wrong.push(error.message); console.log("# " + error.stack); });
  page.on("dialog", (dialog) => { page.wrong.push("dialog: " + dialog.message()); dialog.dismiss(); });
  await page.goto(address);
  await page.locator("main h1").waitFor();
  await go(page, view);
  return page;
}

async function go(page, view) {
  await page.evaluate((hash) => { // the heading of the view before is marked: it goes when the new view is there
    const heading = document.querySelector("main h1");
    if (heading && location.hash !== hash) { heading.dataset.before = "yes"; }
    location.hash = hash;
  }, "#/" + view);
  await page.locator("main h1:not([data-before])").waitFor();
  await page.waitForFunction((word) => location.hash.startsWith("#/" + word), view.split(/[/?]/)[0]);
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.waitForTimeout(150);
}

async function check(page, what) {
  const found = await violations(page);
  expect(what + ": axe finds nothing", found.length === 0, found);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(what + ": no wider than the window", over <= 0, over);
  expect(what + ": nothing is wrong in the console", page.wrong.length === 0, page.wrong);
  page.wrong.length = 0;
}

const views = { proposal: "proposal", household: "why/households/H0007", home: "why/homes/U000044",
  neighbourhood: "why/neighbourhoods/BU90010504", compare: "compare", policy: "policy", log: "log", import: "import", province: "province",
  print: "print" };

/* ---- Tests ---- */

async function testViews(browser, server) {
  for (const mode of Object.keys(modes)) {
    for (const locale of mode === "light" ? ["en-GB", "nl-NL"] : ["nl-NL"]) {
      const storageState = { cookies: server.session.cookies, origins: [] }; // the language is that of the browser
      const context = await browser.newContext({ ...modes[mode], locale, storageState });
      const page = await open(context, server.base, "proposal");
      for (const name of Object.keys(views)) {
        await go(page, views[name]);
        await check(page, [name, mode, locale].join(", "));
      }
      await context.close();
    }
  }
}

async function testFirstSolve(page) {
  expect("without a proposal it says so", await page.getByText("There is no proposal yet.").isVisible());
  await check(page, "no proposal");
  await page.getByRole("button", { name: "Work out a proposal" }).click();
  await page.getByText("Proposal 1 is worked out.").waitFor({ timeout: 60000 });
  await page.locator("tr[data-key=H0001]").waitFor();
  expect("the figures stand there", (await page.locator(".figures .big").allTextContents()).length === 5);
}

async function testText(page) {
  await go(page, "proposal");
  expect("text of tables is never markup", await page.locator("main b, main img").count() === 0);
  expect("it is shown as it stands", await page.getByText("<b>Quarter</b>").count() > 0);
}

// What koppel why prints: sentences first, then parts with a heading and a list.
async function testWhy(page) {
  const full = "x".repeat(60);
  await page.route("**/api/v1/why/homes/GLUED*", (route) => route.fulfill({ json: { about: "GLUED", text: ["Homes: 2",
    "  " + full + " takes almost the whole of a line of text", "  " + full + " takes a second line, so that the last word",
    "    of_a_long_sentence_goes_on", "", "This is a proposal."] } }));
  await go(page, "why/homes/GLUED");
  const lines = await page.locator(".why p").allTextContents();
  expect("items that fill their line are not glued", lines.filter((words) => words.startsWith("x")).length === 2 &&
    lines.some((words) => words.endsWith("the last word of_a_long_sentence_goes_on")), lines);
  await go(page, "why/households/H0007");
  const parts = await page.locator(".why h2").allTextContents();
  expect("it says why there is no home", parts.some((words) => words.startsWith("No home is offered")), parts);
  const list = await page.locator(".why h2", { hasText: "Homes that suit" }).locator("xpath=following-sibling::ul[1]/li")
    .allTextContents();
  expect("each home that suits is one point of a list", list.length === 6 && list.every((words) => words.includes("fit ")), list);
}

// Filters stand in the address, so that a colleague who opens it sees the same.
async function testFilters(context, page, server) {
  await go(page, "proposal");
  await page.getByLabel("Show", { exact: true }).selectOption("left");
  await page.getByLabel("Search").fill("adult");
  await page.waitForTimeout(100);
  const rows = await page.locator("tr[data-key]").evaluateAll((all) => all.map((row) => row.dataset.key));
  const hash = await page.evaluate(() => location.hash);
  expect("only households without a home are left", rows.length > 0 && rows.length < 29, rows);
  const other = await open(context, server.base, hash.replace(/^#\//, ""));
  const seen = await other.locator("tr[data-key]").evaluateAll((all) => all.map((row) => row.dataset.key));
  expect("a colleague sees the same", JSON.stringify(rows) === JSON.stringify(seen), [rows, seen]);
  await other.close();
  await page.getByLabel("Search").fill("");
  await page.getByLabel("Show", { exact: true }).selectOption("all");
  await page.locator("button.place").first().click();
  expect("a neighbourhood chosen is marked", await page.locator("button.place[aria-pressed=true]").count() === 1);
  await page.getByRole("button", { name: /show all/ }).click();
}

// Everything of a decision without a mouse.
async function testKeyboard(page) {
  await go(page, "proposal");
  await page.locator("tr[data-key=H0002] [data-action=refused]").focus();
  await page.keyboard.press("ArrowDown");
  expect("down goes to the household below",
    await page.evaluate(() => document.activeElement.closest("tr").dataset.key) === "H0003");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor();
  await page.locator("dialog .consequence li, dialog .consequence strong").first().waitFor();
  await check(page, "the window of a decision");
  await page.locator("dialog input[maxlength]").focus();
  await page.keyboard.press("Enter"); // no reason yet
  expect("without a reason nothing is recorded", await page.locator("dialog").isVisible());
  await page.keyboard.type("Too far from <b>school</b>");
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator("tr[data-key=H0002] .decision").waitFor();
  expect("the decision stands in its row",
    (await page.locator("tr[data-key=H0002] .decision").textContent()).includes("Too far from <b>school</b>"));
  expect("it is not in the proposal yet, and it says so",
    await page.getByText("1 decision is not in this proposal yet.").isVisible());
  await page.keyboard.press("Escape");
}

// Another home: only those that suit are offered. To overrule a rule: those that it refuses, and the rule is marked.
async function testChoices(page) {
  await page.locator("tr[data-key=H0007] [data-action=keep]").click();
  await page.locator("dialog option[value^=U]").first().waitFor({ state: "attached" });
  const suits = await page.locator("dialog option[value^=U]").count();
  expect("the homes that suit can be chosen", suits === 6, suits);
  await page.locator("dialog select").first().selectOption({ index: 1 });
  await page.locator("dialog .consequence li, dialog .consequence strong").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("tr[data-key=H0007] [data-action=except]").click();
  await page.locator("dialog option[value^=U]").first().waitFor({ state: "attached" });
  expect("the homes that a rule refuses can be chosen", await page.locator("dialog option[value^=U]").count() === 50 - suits);
  const rule = await page.locator("dialog option[data-rule=rooms]").first().getAttribute("value");
  await page.locator("dialog select").first().selectOption(rule);
  expect("the rule is marked", await page.getByLabel("number of rooms").isChecked());
  await check(page, "overruling a rule");
  await page.getByRole("button", { name: "Cancel" }).click();
}

async function decideAs(page, household, action, reason) {
  await page.locator("tr[data-key=" + household + "] [data-action=" + action + "]").click();
  if (reason) { await page.locator("dialog input[maxlength]").fill(reason); }
  await page.locator("dialog button.go").click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

// Undo takes back the row that was just recorded: what ruled before it rules again.
async function testUndo(page) {
  await decideAs(page, "H0005", "accepted");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Taken back. The logbook has both rows.").waitFor();
  await page.waitForFunction(() => !document.querySelector("tr[data-key=H0005] .decision"));
  await decideAs(page, "H0005", "accepted", "Agreed by telephone");
  await page.locator("tr[data-key=H0005] .decision").waitFor();
  await decideAs(page, "H0005", "refused", "A slip of the hand");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("the decision before it rules again").waitFor();
  await page.locator("tr[data-key=H0005] .decision", { hasText: "Agreed by telephone" }).waitFor();
  expect("what ruled before the decision rules again, with its reason",
    (await page.locator("tr[data-key=H0005] .decision strong").allTextContents()).join() === "agreed");
  await go(page, "log");
  const words = (await page.locator("table.log tbody").first().textContent());
  expect("the log has what was taken back", words.includes("taken back") && words.includes("A slip of the hand"),
    words.slice(0, 300));
  await go(page, "proposal");
}

// A decision can be taken back at any time, from its row and from the logbook, with a reason.
async function testTakeBack(page) {
  await decideAs(page, "H0005", "withdrawn", "The household thinks otherwise now");
  await page.waitForFunction(() => !document.querySelector("tr[data-key=H0005] .decision"));
  expect("a decision is taken back in its row", true);
  await decideAs(page, "H0005", "refused", "Too far from <b>school</b>");
  await page.locator("tr[data-key=H0005] .decision").waitFor();
  await go(page, "log");
  await page.locator("[data-action=withdrawn][aria-label*=H0005]").click();
  await check(page, "taking back from the logbook");
  await page.locator("dialog input[maxlength]").fill("It was a mistake");
  await page.locator("dialog button.go").click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => !document.querySelector("[data-action=withdrawn][aria-label*=H0005]"));
  await go(page, "proposal");
  expect("and from the logbook", await page.locator("tr[data-key=H0005] .decision").count() === 0);
}

// Two people at once: what a window has not shown is told before anything is recorded, and the row is marked. Undo does
// not touch what another decided since.
async function testColleagues(context, page, server) {
  const other = await open(context, server.base, "proposal");
  await page.locator("tr[data-key=H0006] [data-action=refused]").click();
  await page.locator("dialog input[maxlength]").fill("No reason given");
  await decideAs(other, "H0008", "accepted");
  await page.locator("tr[data-key=H0008].changed").waitFor();
  expect("the row that the other changed is marked", true);
  await page.locator("dialog button.go").click();
  await page.locator("dialog [role=alert] li").waitFor();
  expect("the other's change is told", (await page.locator("dialog [role=alert]").textContent()).includes("H0008"));
  expect("and nothing is recorded yet", await page.locator("tr[data-key=H0006] .decision").count() === 0);
  await page.locator("dialog button.go").click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator("tr[data-key=H0006] .decision").waitFor();
  expect("then it is recorded", await page.locator("tr[data-key=H0006] .decision").count() === 1);
  await other.locator("tr[data-key=H0006].changed").waitFor();
  await decideAs(other, "H0006", "forbid", "Safety of the household");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("nothing was taken back").waitFor();
  await page.locator("tr[data-key=H0006] .decision", { hasText: "Safety" }).waitFor();
  expect("what another decided since is not taken back", true);
  await decideAs(page, "H0006", "withdrawn", "It was a mistake");
  await other.close();
}

async function testConflict(page) {
  await page.route("**/api/v1/decisions*", (route) => (route.request().method() !== "POST" ? route.continue()
    : route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ type: "/problems/stale",
      title: "Conflict", status: 409, detail: "Somebody else changed the dossier meanwhile.", revision: 999, since: [
        { number: 999, at: "2026-04-01T09:14:10Z", by: "colleague", role: "decider", action: "decision", hash: "0",
          what: { household: "H0011", unit: "U000001", decision: "refused", reason: "Too small" } }] }) })), { times: 1 });
  await page.locator("tr[data-key=H0010] [data-action=forbid]").click();
  await page.locator("dialog input[maxlength]").fill("Safety of the household");
  await page.locator("dialog button.go").click();
  await page.locator("dialog [role=alert] li").waitFor();
  const words = await page.locator("dialog [role=alert]").textContent();
  expect("a stale change is refused with what the other did", words.includes("colleague") && words.includes("H0011"), words);
  expect("the reason is still there", await page.locator("dialog input[maxlength]").inputValue() === "Safety of the household");
  await check(page, "a conflict");
  await page.locator("tr[data-key=H0011] .other", { hasText: "colleague" }).waitFor();
  expect("the rows behind it show what the other did", true);
  await page.getByRole("button", { name: "Cancel" }).click();
}

// What the button of a running solve sends, which may be over before it could be pressed.
async function testStop(page) {
  const answer = await page.evaluate(async () => (await import("/frame.js")).stop());
  expect("the stop button is understood", answer === undefined && !(await page.locator(".alarm p").count()));
}

async function testMangled(page) {
  page.wrong.length = 0;
  await page.evaluate(() => { location.hash = "#/%E0%A4%A"; });
  await page.waitForFunction(() => location.hash === "#/proposal");
  await page.locator("tr[data-key=H0001]").waitFor();
  expect("an address that was mangled leads to the first screen", page.wrong.length === 0, page.wrong.join(" "));
}

// Events that were refused, as by a server that has too many followers: they are asked for again.
async function testListening(page) {
  await page.route("**/api/v1/progress*", (route) => route.fulfill({ status: 503, contentType: "application/problem+json",
    body: "{}" }), { times: 1 });
  await page.reload();
  await page.locator(".offline").waitFor();
  await page.locator(".offline").waitFor({ state: "detached", timeout: 15000 });
  expect("the events are listened to again", true);
  page.wrong.length = 0;
}

async function testSolveAgain(page) {
  await page.reload();
  await page.locator("tr[data-key=H0001]").waitFor();
  await page.getByRole("button", { name: "Work out again", exact: true }).click();
  await page.getByText(/Proposal 2 is worked out/).waitFor({ timeout: 60000 });
  await page.getByRole("link", { name: "What changed?" }).click();
  await page.locator("main h1", { hasText: "Side by side" }).waitFor();
  await page.getByText("Figures").first().waitFor();
  expect("two proposals stand side by side", (await page.locator("main thead th").allTextContents()).includes("Proposal 2"));
  await check(page, "side by side");
  await page.goBack();
  await page.locator("main h1", { hasText: "Proposal" }).waitFor();
  expect("the back button goes back", await page.locator("tr[data-key]").count() > 0);
}

async function testImport(page) {
  await go(page, "import");
  const table = fs.readFileSync(path.join(folder, "town/households.csv"), "utf8").split("\n");
  const at = table[0].split(",").indexOf("adults");
  const cells = table[2].split(",");
  cells[at] = "<b>twee</b>";
  const bad = [table[0], table[1], cells.join(","), ...table.slice(3)].join("\n");
  const give = (text) => page.locator("input[type=file]").setInputFiles(
    { name: "households.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await give(bad);
  await page.getByText(/To repair/).waitFor();
  expect("nothing can be imported while something is wrong", await page.getByRole("button", { name: "Import", exact: true }).count() === 0);
  expect("the problem has its line", (await page.locator(".errors").textContent()).includes("line 3"));
  await check(page, "tables with an error");
  await give(table.join("\n"));
  await page.locator(".errors").waitFor({ state: "detached" });
  await page.getByLabel("Reason").fill("The table again");
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByText(/Imported as version 2/).waitFor();
  await go(page, "proposal");
  expect("the proposal is older than the tables, and it says so",
    await page.getByText("The tables are newer than this proposal.").isVisible());
}

async function testLanguage(page) {
  await go(page, "proposal");
  await page.getByLabel("Taal / Language").selectOption("nl");
  await page.locator("main h1", { hasText: "Voorstel" }).waitFor();
  expect("the link to the content is Dutch, too",
    await page.locator("a.skip").textContent() === "Naar de inhoud", await page.locator("a.skip").textContent());
  expect("the page says that it is Dutch", await page.evaluate(() => document.documentElement.lang) === "nl");
  await page.reload();
  await page.locator("main h1", { hasText: "Voorstel" }).waitFor();
  await page.getByLabel("Taal / Language").selectOption("en");
  await page.locator("main h1", { hasText: "Proposal" }).waitFor();
}

async function testOffline(page) {
  await page.context().setOffline(true);
  await page.locator("tr[data-key=H0001] a[data-action=why]").click();
  await page.getByText("The server cannot be reached.").waitFor();
  expect("a lost connection is told", true);
  await page.context().setOffline(false);
  await go(page, "proposal");
  await page.locator("tr[data-key=H0001]").waitFor();
  page.wrong.length = 0;
}

// What goes out on paper opens in a window of its own, as koppel report makes it.
async function testPrint(page) {
  const expected = { council: "Homes for permit holders: for the council", caseworker: "Proposal: who gets which home",
    "household/H0007": "About your home", "corporation/A2": "Homes that are asked of you",
    official: "Housing targets: where every municipality stands", public: "Homes for permit holders, by municipality",
    "municipality/GM9001": "About your housing target" };
  await go(page, "print");
  const [paper] = await Promise.all([page.context().waitForEvent("page"),
    page.getByRole("link", { name: "Open the page for the council" }).click()]);
  await paper.locator("h1").waitFor();
  for (const path of Object.keys(expected)) {
    await paper.goto(new URL("/api/v1/print/" + path + "?lang=en", page.url()).href);
    const heading = await paper.locator("h1").textContent();
    expect("the page " + path, heading === expected[path], heading);
  }
  await paper.close();
}

// Roles: what one may not do is not offered. (The server refuses it besides.)
async function testRoles(context, server) {
  const page = await context.newPage();
  page.wrong = [];
  let may = ["read", "people"];
  await page.route("**/api/v1/state*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    body.user = { name: "guest", role: may.length > 1 ? "reader" : "official", may };
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto(server.base);
  await page.locator("tr[data-key=H0001]").waitFor();
  expect("a reader decides nothing", await page.locator(".actions button, button.go").count() === 0);
  expect("a reader asks why", await page.locator("[data-action=why]").count() > 0);
  may = ["read"];
  await page.goto(server.base + "#/print");
  await page.reload();
  await page.locator("main h1", { hasText: "Print" }).waitFor();
  expect("an official sees nothing of single households", await page.locator("nav a").count() === 3 &&
    !(await page.locator("main").textContent()).includes("H0001"));
  await check(page, "an official's page");
  await page.close();
}

// A proposal of an older program that cannot be shown: why, and a button that leads to a new one.
async function testNotShown(context, server) {
  const page = await context.newPage();
  page.wrong = [];
  let isOld = true;
  await page.route("**/api/v1/columns/households*", (route) => (isOld ? route.fulfill({ status: 500,
    contentType: "application/problem+json", body: JSON.stringify({ title: "x", status: 500, detail: "It cannot be shown.", messages: [] }) })
    : route.continue()));
  await page.goto(server.base);
  await page.getByText("It cannot be shown.").waitFor();
  await check(page, "a proposal that cannot be shown");
  isOld = false;
  await page.getByRole("button", { name: "Work out again", exact: true }).click();
  await page.locator("tr[data-key=H0001]").waitFor({ timeout: 60000 });
  expect("a proposal that cannot be shown is worked out again", true);
  await page.close();
}

// 40,000 households: only rows near the window are made, each tells which it is, and a change moves nothing.
async function testMany(context, server) {
  const page = await context.newPage();
  await page.route("**/api/v1/columns/households*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    Object.entries(body.columns).forEach(([name, values]) => { body.columns[name] = Array(40000).fill(values[0]); });
    body.columns.key = body.columns.key.map((none, k) => "M" + String(k).padStart(5, "0"));
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto(server.base);
  const begin = Date.now();
  await go(page, "proposal");
  await page.locator("tr[data-key=M00000]").waitFor();
  const shown = Date.now() - begin;
  const made = () => page.locator("tr[data-key]").count();
  expect("40,000 households: few rows are made", await made() < 100, await made());
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator("tr[data-key=M39999]").waitFor();
  expect("the last one can be reached", true);
  expect("still few rows are made", await made() < 100, await made());
  expect("the table tells how many rows it has, and the row which it is",
    await page.locator("main table.many").getAttribute("aria-rowcount") === "40001" &&
    await page.locator("tr[data-key=M39999]").getAttribute("aria-rowindex") === "40001");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await page.waitForFunction(() => document.querySelectorAll("tr[data-key^=M2], tr[data-key^=M19]").length > 10);
  const focused = await page.evaluate(() => {
    const row = [...document.querySelectorAll("tr[data-key]")].find((one) => one.getBoundingClientRect().top > 100);
    const button = row.querySelector("[data-action=accepted]");
    button.focus({ preventScroll: true });
    return { key: row.dataset.key, top: row.getBoundingClientRect().top };
  });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  focused.top = await page.evaluate((key) => document.querySelector("tr[data-key=" + key + "]").getBoundingClientRect().top, focused.key);
  await page.evaluate(() => dispatchEvent(new Event("changed")));
  await page.waitForResponse((answer) => answer.url().includes("/state"));
  await page.waitForTimeout(300);
  const after = await page.evaluate(() => {
    const row = document.activeElement.closest("tr[data-key]");
    return row && { key: row.dataset.key, top: row.getBoundingClientRect().top };
  });
  expect("after a change the row and the focus are where they were", after && after.key === focused.key &&
    Math.abs(after.top - focused.top) < 3, { focused, after });
  const search = Date.now();
  await page.getByLabel("Search").fill("M31234");
  await page.locator("tr[data-key=M31234]").waitFor();
  console.log("# 40,000 households: shown in " + shown + " ms, found one in " + (Date.now() - search) + " ms");
  await page.close();
}

// 13,000 neighbourhoods: one finds them by their name, and the picture has a point for each.
async function testManyPlaces(context, server) {
  const page = await context.newPage();
  await page.route("**/api/v1/neighbourhoods*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    body.neighbourhoods = Array.from({ length: 13000 }, (none, k) => ({ ...body.neighbourhoods[k % body.neighbourhoods.length],
      code: "BU" + k, name: "Place " + k }));
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto(server.base);
  await page.locator("button.place").first().waitFor();
  const made = () => page.locator("button.place").count();
  expect("13,000 neighbourhoods: few are made", await made() <= 300, await made());
  expect("what is not listed is told", await page.getByText("12700 more: search by their names.").isVisible());
  await page.getByLabel("Search a neighbourhood").fill("Place 12345");
  await page.getByRole("button", { name: "Place 12345", exact: true }).click();
  expect("the one that is found can be chosen, and keeps the focus",
    await page.evaluate(() => document.activeElement.textContent + document.activeElement.getAttribute("aria-pressed")) === "Place 12345true");
  expect("the search stays", await made() === 1);
  await page.close();
}

finish("screens", async (browser) => {
  const server = await serve(makeCase(), "round.koppel");
  try {
    const context = await browser.newContext({ ...modes.light, locale: "en-GB" });
    const page = await open(context, server.address, "proposal");
    server.session = await context.storageState();
    await testFirstSolve(page);
    await testText(page);
    await testWhy(page);
    await testFilters(context, page, server);
    await testKeyboard(page);
    await testChoices(page);
    await testUndo(page);
    await testTakeBack(page);
    await testColleagues(context, page, server);
    await testConflict(page);
    await testStop(page);
    await testMangled(page);
    await testListening(page);
    await testSolveAgain(page);
    await testImport(page);
    await testLanguage(page);
    await testOffline(page);
    await testPrint(page);
    await testRoles(context, server);
    await testNotShown(context, server);
    await testMany(context, server);
    await testManyPlaces(context, server);
    await testViews(browser, server);
  } finally {
    server.child.kill("SIGTERM");
  }
});
