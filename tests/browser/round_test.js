// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// A round of a caseworker and of a decider in koppel serve: tables with an error, repaired; who acts next; another
// policy, tried and set; every state of the screens: see run.sh. Prints a line "ok" or "not ok" for each expectation.
"use strict";
const fs = require("fs");
const path = require("path");
const { expect, finish, modes, root, violations } = require("./browser.js");
const { serve } = require("./server.js");

const town = path.join(root, "data/municipality-b");

function tables() {
  return fs.readdirSync(town).filter((name) => name.endsWith(".csv"))
    .map((name) => ({ name, mimeType: "text/csv", buffer: fs.readFileSync(path.join(town, name)) }));
}

async function go(page, view) {
  await page.evaluate((hash) => {
    const heading = document.querySelector("main h1");
    if (heading && location.hash !== hash) { heading.dataset.before = "yes"; }
    location.hash = hash;
  }, "#/" + view);
  await page.locator("main h1:not([data-before])").waitFor();
}

/* axe in light, dark and on a phone, in the state in which the page is. */
async function checkState(page, what) {
  for (const mode of Object.keys(modes)) {
    await page.emulateMedia({ colorScheme: modes[mode].colorScheme });
    await page.setViewportSize(modes[mode].viewport);
    const found = await violations(page);
    expect(what + ", " + mode + ": axe finds nothing", found.length === 0, found);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(what + ", " + mode + ": no wider than the window", over <= 0, over);
  }
  await page.emulateMedia({ colorScheme: modes.light.colorScheme });
  await page.setViewportSize(modes.light.viewport);
}

async function record(page, household, action, fill) {
  const row = page.locator("tr[data-key=" + household + "]");
  if (["offered", "signed", "park"].includes(action)) { await row.locator("summary").click(); }
  await row.locator("[data-action=" + action + "]").click();
  await fill();
  await page.locator("dialog button.go").click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

function decision(page, household) {
  return page.locator("tr[data-key=" + household + "] .decision").first();
}

function step(page, household, words) {
  return page.locator("tr[data-key=" + household + "] .next", { hasText: words }).waitFor();
}

/* ---- Tests ---- */

async function testEmpty(page) {
  await page.getByRole("link", { name: "Take an empty workbook to fill in" }).waitFor();
  await checkState(page, "an empty dossier");
  const [file] = await Promise.all([page.waitForEvent("download"),
    page.getByRole("link", { name: "Take an empty workbook to fill in" }).click()]);
  const bytes = fs.readFileSync(await file.path());
  expect("an empty workbook comes", bytes.subarray(0, 2).toString() === "PK" && bytes.length > 5000, bytes.length);
  for (const view of ["proposal", "compare", "policy", "log", "province", "print"]) {
    await go(page, view);
    expect("without tables there is a view " + view, await page.locator(".alarm p").count() === 0);
  }
  await go(page, "import");
}

async function testDirt(page) {
  const give = (files) => page.locator("input[type=file]").setInputFiles(files);
  const bad = tables().map((file) => (file.name !== "households.csv" ? file : { ...file,
    buffer: Buffer.from(file.buffer.toString().replace(/^(H0002,)\d+/m, "$1twee")) }));
  await give(bad);
  await page.locator(".errors li").waitFor();
  await checkState(page, "tables with an error");
  await page.getByRole("button", { name: "Forget these files" }).click();
  await page.locator(".errors").waitFor({ state: "detached" });
  expect("files can be forgotten", await page.locator(".alarm p").count() === 0);
  await give(tables());
  await page.getByLabel("Reason").fill("Tables of March");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator(".notice").getByRole("link", { name: "To the proposal" }).click();
  await page.getByRole("button", { name: "Work out a proposal" }).click();
  await page.locator("tr[data-key=H0001]").waitFor({ timeout: 60000 });
}

async function testWayBack(page) {
  await page.locator("tr[data-key=H0008] [data-action=why]").click();
  await page.locator(".why p").first().waitFor();
  await page.getByRole("link", { name: "Back to the proposal" }).click();
  await page.locator("tr[data-key=H0008]").waitFor();
  expect("from an explanation one comes back to its household",
    await page.evaluate(() => document.activeElement.closest("tr") && document.activeElement.closest("tr").dataset.key) === "H0008");
}

async function testSteps(page) {
  const day = page.locator("dialog input[type=date]");
  const usual = (words) => page.locator("dialog .chips").getByRole("button", { name: words }).click();
  await record(page, "H0001", "offered", async () => {
    await day.fill("2099-12-31");
    await usual("Offered by letter");
    await checkState(page, "an offer with a day");
  });
  await step(page, "H0001", "the household answers, by");
  await record(page, "H0002", "offered", async () => {
    await day.fill("2026-04-10");
    await usual("Offered by letter");
  });
  await step(page, "H0002", "whose answer was due on");
  await record(page, "H0003", "accepted", async () => {});
  await step(page, "H0003", "has it signed");
  await record(page, "H0004", "refused", async () => {
    await page.getByLabel("By whom?").selectOption({ label: "The corporation" });
    await page.getByLabel("justified").selectOption("no");
    await usual("Too small");
  });
  await step(page, "H0004", "work out again");
  expect("a refusal tells by whom, and why", (await decision(page, "H0004").textContent()).includes("Corporation: Too small"));
  await record(page, "H0009", "park", async () => {
    await day.fill("2099-12-31");
    await usual("Asked for time");
    await page.locator("dialog .consequence strong").waitFor();
  });
  await step(page, "H0009", "Waits, until");
  const turns = await page.locator(".turns button").allTextContents();
  expect("it is told who has to act", ["4 to decide", "1 wait for the household", "1 late with an answer", "1 to be signed",
    "1 to work out again", "1 parked"].every((words) => turns.includes(words)), turns);
  await page.getByRole("button", { name: "1 late with an answer" }).click();
  expect("and one sees them alone", await page.locator("tr[data-key]").count() === 1);
  await page.getByLabel("Show", { exact: true }).selectOption("all");
}

async function testOverrule(page) {
  await page.locator("tr[data-key=H0009] [data-action=except]").click();
  const homes = page.getByLabel("Which home?");
  await page.waitForFunction(() => document.querySelector("dialog select").options.length > 1);
  await homes.selectOption({ index: 1 });
  await page.getByLabel("What happens then?").selectOption("keep");
  await page.locator("dialog .consequence").getByText(/goes against a rule|not possible/).waitFor();
  await checkState(page, "a rule overruled");
  await page.keyboard.press("Escape");
  await page.locator("tr[data-key=H0005] [data-action=keep]").click();
  await page.waitForFunction(() => document.querySelector("dialog select").options.length > 1);
  const taken = await homes.locator("option:disabled").allTextContents();
  expect("a home that is decided for somebody else cannot be chosen", taken.every((words) => words.includes("decided for")), taken);
  await page.keyboard.press("Escape");
}

/* What must not be written is told beside the field, and refused by the server as far as it can tell. */
async function testReasons(page) {
  await page.locator("tr[data-key=H0006] [data-action=refused]").click();
  expect("what must not be written stands beside the field",
    await page.getByText("No name, telephone number, nationality, origin, religion or illness.").isVisible());
  for (const words of ["Bel Jan de Vries, 0612345678", "vader heeft kanker", "wil dicht bij de moskee wonen"]) {
    await page.locator("dialog input[maxlength]").fill(words);
    await page.locator("dialog button.go").click();
    await page.locator("dialog [role=alert] li", { hasText: "looks like" }).waitFor();
    await page.locator("dialog [role=alert]").evaluate((alert) => alert.replaceChildren());
  }
  expect("a person, an illness and a religion are refused", await page.locator("tr[data-key=H0006] .decision").count() === 0);
  await page.locator("dialog input[maxlength]").fill("bel jan");
  await page.locator("dialog button.go").focus();
  await page.keyboard.press("Escape");
}

async function testPolicy(page) {
  await go(page, "policy");
  expect("the rules stand there in words", (await page.locator(".rules").textContent()).includes("fair share of permit holders and 25 % more"));
  await page.getByLabel("Begin with").selectOption("housing-first");
  await page.locator(".consequence table").waitFor();
  await checkState(page, "another policy");
  await page.getByText("Change single rules").click();
  await page.getByLabel("Per cent above the fair share").fill("60");
  await page.getByLabel("How strict").selectOption("must");
  await page.getByRole("button", { name: "Earlier: give homes that fit well" }).click();
  await page.waitForFunction(() => document.querySelector(".consequence table"));
  await checkState(page, "a policy with rules of one's own");
  await page.getByRole("button", { name: "Set this policy" }).click();
  await go(page, "log");
  expect("without a reason nothing is set", !(await page.locator("main").textContent()).includes("The policy was changed. Decision"));
  await go(page, "policy");
  await page.getByText("Change single rules").click();
  await page.getByLabel("Per cent above the fair share").fill("60");
  await page.getByLabel("Reason").fill("Decision of the council");
  await page.getByRole("button", { name: "Set this policy" }).click();
  await page.getByText("The policy is set.").waitFor();
  await page.getByText("and 60 % more").waitFor();
  expect("a policy of one's own has its own name", (await page.locator("main h2").first().textContent()).includes("own-policy"));
  await go(page, "log");
  await page.getByText("The policy was changed. Decision of the council").waitFor();
  await go(page, "compare?policy=own-policy&beside=no-spread");
  await page.getByRole("heading", { name: "no-spread" }).waitFor();
  await checkState(page, "two policies");
  await go(page, "proposal");
  await page.getByText("The policy has changed since this proposal.").waitFor();
  await page.getByRole("button", { name: "Work out again", exact: true }).click();
  await page.getByText("Proposal 2 is worked out.").waitFor({ timeout: 60000 });
}

/* The policy was set by a colleague meanwhile. */
async function testPolicyConflict(page) {
  await go(page, "policy");
  await page.route("**/api/v1/policy?*", (route) => (route.request().method() !== "PUT" ? route.continue()
    : route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ type: "/problems/stale",
      title: "Conflict", status: 409, detail: "Somebody else changed the dossier meanwhile.", revision: 999, since: [
        { number: 999, at: "2026-04-01T09:14:10Z", by: "colleague", role: "decider", action: "policy", hash: "0",
          what: { reason: "Ours" } }] }) })), { times: 1 });
  await page.getByLabel("Reason").fill("Another decision");
  await page.getByRole("button", { name: "Set this policy" }).click();
  await page.getByText("colleague: The policy was changed. Ours").waitFor();
  expect("nothing that was typed is lost", await page.getByLabel("Reason").inputValue() === "Another decision");
  await checkState(page, "a policy that a colleague set meanwhile");
}

/* A caseworker may try a policy, a reader and an official read it. */
async function testPolicyRoles(page) {
  let user = { name: "guest", role: "caseworker", may: ["read", "people", "decide", "import", "solve"] };
  await page.route("**/api/v1/state*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...await answer.json(), user } });
  });
  await page.reload();
  await page.getByLabel("Begin with").waitFor();
  expect("a caseworker cannot set it", await page.getByRole("button", { name: "Set this policy" }).count() === 0);
  user = { name: "guest", role: "official", may: ["read"] };
  await page.reload();
  await page.locator(".rules").waitFor();
  expect("an official reads it", await page.getByLabel("Begin with").count() === 0);
  await checkState(page, "the policy for an official");
  await go(page, "proposal");
  await page.getByText("Your role does not let you see this.").waitFor();
  await checkState(page, "what a role may not see");
  await page.unroute("**/api/v1/state*");
  await page.reload();
}

async function testStates(page) {
  await go(page, "proposal");
  await page.evaluate(async () => (await import("/frame.js")).working("12 s, 8 of 9 households"));
  await checkState(page, "while it is worked out");
  await page.evaluate(async () => (await import("/frame.js")).idle());
  await page.route("**/api/v1/solve*", (route) => route.fulfill({ status: 422, contentType: "application/problem+json",
    body: JSON.stringify({ status: 422, title: "Unprocessable", detail: "Rules clash.", messages: [
      { file: "households.csv", line: 2, column: 0, text: "cannot be", code: "" }] }) }), { times: 1 });
  await page.getByRole("button", { name: "Work out again", exact: true }).click();
  await page.locator(".alarm li").waitFor();
  await checkState(page, "an error");
  await page.locator("tr[data-key=H0001] summary").click();
  await checkState(page, "more buttons");
  const names = await page.locator("main tr[data-key] button, main tr[data-key] a").evaluateAll((all) =>
    all.map((one) => one.getAttribute("aria-label") || one.textContent));
  expect("no two buttons of rows have one name", new Set(names).size === names.length,
    names.filter((name, k) => names.indexOf(name) !== k));
}

/* By keyboard alone: from the menu to a decision, the policy and back. */
async function testKeys(page) {
  await page.reload();
  await page.locator("tr[data-key=H0005]").waitFor();
  const tabTo = async (selector) => {
    for (let k = 0; k < 400; k++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((one) => document.activeElement.matches(one), selector)) { return true; }
    }
    return false;
  };
  expect("the skip link is first", await page.evaluate(() => { document.activeElement.blur(); return true; }) && await tabTo("a.skip"));
  await page.keyboard.press("Enter");
  expect("one reaches a button of a row", await tabTo("tr[data-key=H0005] [data-action=accepted]"));
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor();
  expect("the reason stands there, and one reaches Record", await tabTo("dialog button.go"));
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  await decision(page, "H0005").waitFor();
  expect("the focus is back where it was", await page.evaluate(() => document.activeElement.dataset.action) === "accepted");
  await page.locator("nav a[href='#/policy']").focus();
  await page.keyboard.press("Enter");
  await page.locator(".rules").waitFor();
  expect("one reaches the fields of a policy", await tabTo("form.policy select"));
}

/* A reload in the middle of a window, and a connection that goes while one decides. */
async function testInterruptions(page) {
  await go(page, "proposal?show=decided");
  await page.locator("tr[data-key=H0003] [data-action=refused]").click();
  await page.locator("dialog input[maxlength]").fill("Too dear");
  await page.context().setOffline(true);
  await page.locator("dialog button.go").click();
  await page.getByText("Nothing is lost: try again.").waitFor();
  expect("without a connection the reason stays", await page.locator("dialog input[maxlength]").inputValue() === "Too dear");
  await checkState(page, "without a connection");
  await page.context().setOffline(false);
  await page.reload();
  await page.locator("tr[data-key=H0003]").waitFor();
  expect("after a reload the filter stands and nothing was recorded", await page.getByLabel("Show", { exact: true }).inputValue() ===
    "decided" && (await decision(page, "H0003").textContent()).includes("agreed"));
}

finish("round", async (browser) => {
  const server = await serve(null, "empty.koppel");
  try {
    const page = await browser.newPage({ ...modes.light, locale: "en-GB" });
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(error.stack));
    await page.goto(server.address);
    await page.locator("main h1").waitFor();
    await testEmpty(page);
    await testDirt(page);
    await testWayBack(page);
    await testSteps(page);
    await testOverrule(page);
    await testReasons(page);
    await testPolicy(page);
    await testPolicyConflict(page);
    await testPolicyRoles(page);
    await testStates(page);
    await testKeys(page);
    await testInterruptions(page);
    expect("no script went wrong", wrong.length === 0, wrong);
  } finally {
    server.child.kill("SIGTERM");
  }
});
