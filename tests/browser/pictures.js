// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the screens of koppel serve for docs/: see run.sh. They show the example municipality A.
"use strict";
const fs = require("fs");
const path = require("path");
const { expect, finish, root } = require("./browser.js");
const { serve } = require("./server.js");

const into = process.env.KOPPEL_PICTURES;
const size = { width: 1180, height: 800 };

async function take(page, name) {
  const file = path.join(into, name + ".png");
  await page.waitForTimeout(300);
  await page.screenshot({ path: file });
  expect("a picture " + name, fs.statSync(file).size > 10000);
}

async function at(page, view) {
  await page.evaluate((hash) => { location.hash = hash; }, "#/" + view);
  await page.waitForTimeout(500);
  await page.locator("main h1").waitFor();
}

async function round(page, suffix) {
  await at(page, "proposal");
  await page.locator("tr[data-key=H0001]").waitFor();
  await take(page, "proposal" + suffix);
  await page.locator("tr[data-key=H0002] [data-action=refused]").click();
  await page.locator("dialog .consequence li").first().waitFor();
  await take(page, "decision" + suffix);
  await page.keyboard.press("Escape");
  await at(page, "why/households/H0007");
  await take(page, "why" + suffix);
  await at(page, "policy");
  await page.locator("form.policy select").first().selectOption("housing-first");
  await page.locator(".consequence table").waitFor();
  await page.locator(".consequence").scrollIntoViewIfNeeded();
  await take(page, "policy" + suffix);
}

// On a phone.
async function phone(page) {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const view of ["proposal", "policy", "print"]) {
    await at(page, view);
    await page.locator("main h1").waitFor();
    await take(page, view + ".phone");
  }
  await page.setViewportSize(size);
}

function tableOf(name) {
  return fs.readFileSync(path.join(root, "data/municipality-a", name), "utf8");
}

// A region has more than one municipality.
async function region(browser) {
  const server = await serve(path.join(root, "data/region-east"), "region.koppel");
  try {
    const page = await browser.newPage({ viewport: size, locale: "en-GB" });
    await page.goto(server.address);
    await page.locator("main h1").waitFor();
    await at(page, "proposal");
    await page.getByRole("button", { name: "Work out a proposal" }).click();
    await page.getByText("Proposal 1 is worked out.").waitFor({ timeout: 300000 });
    await at(page, "province");
    await take(page, "province");
  } finally {
    server.child.kill("SIGTERM");
  }
}

finish("pictures", async (browser) => {
  await region(browser);
  const server = await serve(path.join(root, "data/municipality-a"), "round.koppel");
  try {
    const page = await browser.newPage({ viewport: size, locale: "en-GB" });
    await page.goto(server.address);
    await page.locator("main h1").waitFor();
    await at(page, "proposal");
    await page.getByRole("button", { name: "Work out a proposal" }).click();
    await page.getByText("Proposal 1 is worked out.").waitFor({ timeout: 60000 });
    await round(page, "");
    await page.getByLabel("Taal / Language").selectOption("nl");
    await round(page, ".nl");
    await page.getByLabel("Taal / Language").selectOption("en");
    await at(page, "proposal");
    await page.locator("tr[data-key=H0002] [data-action=refused]").click();
    await page.locator("dialog input[maxlength]").fill("Too far from work or school");
    await page.locator("dialog button.go").click();
    await page.locator("tr[data-key=H0002] .decision").waitFor();
    await page.getByRole("button", { name: "Work out again", exact: true }).click();
    await page.getByText(/Proposal 2 is worked out/).waitFor({ timeout: 60000 });
    await at(page, "compare");
    await take(page, "side-by-side");
    await at(page, "log");
    await take(page, "logbook");
    await at(page, "print");
    await take(page, "print");
    await phone(page);
    const bad = tableOf("households.csv").replace(/^(([^\n]*\n){2}[^,]*,)[^,]*/, "$1twee");
    await at(page, "import");
    await page.locator("input[type=file]").setInputFiles(
      { name: "households.csv", mimeType: "text/csv", buffer: Buffer.from(bad) });
    await page.getByText(/To repair/).waitFor();
    await take(page, "tables");
  } finally {
    server.child.kill("SIGTERM");
  }
});
