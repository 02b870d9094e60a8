// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// How long the first view of a large proposal takes in Chromium, and a frame while it is scrolled: for bench/screens.sh.
// Usage: node tests/browser/load.js ADDRESS    (of a running koppel serve, with its token)
"use strict";
const fs = require("fs");
const { folder, launch } = require("./browser.js");

const FRAMES = 300;
const STEP = 300; // points a frame

const middle = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];

/* Milliseconds from asking for the page to the first household. */
async function firstView(page) {
  await page.reload();
  await page.locator("main tr[data-key]").first().waitFor();
  return page.evaluate(() => performance.now());
}

/* The work of the page's thread, and the time, a frame. */
async function scroll(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => (await session.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value;
  const before = await worked();
  const frames = await page.evaluate(async ([n, step]) => {
    const times = [];
    for (let last = performance.now(); times.length < n;) {
      scrollBy(0, step);
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times;
  }, [FRAMES, STEP]);
  return { work: 1000 * (await worked() - before) / FRAMES, median: middle(frames, 0.5), slow: middle(frames, 0.95) };
}

(async () => {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(process.argv[2]);
  await page.locator("main tr[data-key]").first().waitFor({ timeout: 300000 });
  const views = [];
  for (let k = 0; k < 7; k++) { views.push(await firstView(page)); }
  const frame = await scroll(page);
  const rows = await page.locator("tr[data-key]").count();
  const begin = Date.now();
  await page.locator("input[type=search]").first().fill("zzz");
  await page.locator("tr[data-key]").first().waitFor({ state: "detached" });
  console.log("First view: " + Math.round(middle(views, 0.5)) + " ms, at most " + Math.round(Math.max(...views)) + " ms of " + views.length);
  console.log("A frame of " + STEP + " points: " + frame.median.toFixed(1) + " ms, 95 of 100 within " + frame.slow.toFixed(1) +
    " ms; the page works for " + frame.work.toFixed(1) + " ms of it");
  console.log("Rows made: " + rows + "; a search through all: " + (Date.now() - begin) + " ms");
  await browser.close();
  fs.rmSync(folder, { recursive: true, force: true });
})();
