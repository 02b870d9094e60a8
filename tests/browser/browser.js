// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// browser.js - what the browser tests share: Chromium, expectations, axe.
"use strict";
const { execFileSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const modes = {
  light: { viewport: { width: 1200, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1200, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light" },
};
const root = path.resolve(__dirname, "../..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "koppel-browser-"));
let nOk = 0;
let nNotOk = 0;

function expect(what, holds, found) {
  if (holds) { nOk++; console.log("ok - " + what); return; }
  nNotOk++;
  console.log("not ok - " + what + (found === undefined ? "" : ": " + JSON.stringify(found)));
}

function koppel(...words) {
  return execFileSync(process.env.KOPPEL, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
}

// axe goes in by the debugger, because the page's own policy allows no other script.
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  const run = axe + "; axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.map(" +
    "v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))))";
  const answer = await session.send("Runtime.evaluate",
    { expression: run, awaitPromise: true, returnByValue: true, allowUnsafeEvalBlockedByCSP: true });
  return JSON.parse(answer.result.value);
}

function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });
}

// Runs the tests, tells how many expectations held, and ends the process.
async function finish(name, tests) {
  const browser = await launch();
  try {
    await tests(browser);
  } catch (error) {
    expect("the tests run to their end", false, error.stack);
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(name + ": " + nOk + " ok, " + nNotOk + " not ok");
  process.exit(nNotOk === 0 && nOk > 0 ? 0 : 1);
}

module.exports = { expect, finish, folder, koppel, launch, modes, root, violations };
