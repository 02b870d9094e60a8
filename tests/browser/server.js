// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// server.js - starts koppel serve on a new dossier.
"use strict";
const { spawn } = require("child_process");
const { folder, koppel } = require("./browser.js");

/** A server of a new dossier with these tables, null: none; its address stands on a line of its output and can be used once. */
async function serve(tables, dossier) {
  koppel("dossier", "new", dossier, ...(tables ? [tables] : []));
  const child = spawn(process.env.KOPPEL, ["serve", dossier], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  const address = await new Promise((resolve, reject) => {
    child.stdout.on("data", (bytes) => {
      told += bytes;
      const found = told.match(/http:\/\/\S+token=\S+/);
      if (found) { resolve(found[0]); }
    });
    child.on("exit", () => reject(new Error("the server ended: " + told)));
  });
  return { child, address, base: address.replace(/\?.*/, "") };
}

module.exports = { serve };
