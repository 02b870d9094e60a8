#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// highs.mjs - the npm package `highs` (HiGHS as WebAssembly) behind the options of HiGHS's own command, for machines
// where only that package can be had:
//     npm install highs     (in this folder, or anywhere that NODE_PATH names)
//     highs.mjs MODEL.mps [--options_file FILE] [--time_limit SECONDS] [--solution_file FILE] [--version]
// It runs on one thread, whatever the options file says of threads.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// The package, which is looked for next to this file, in NODE_PATH and in the folder where one stands, and its version.
function findPackage() {
  for (const place of [import.meta.url, join(process.cwd(), "highs.mjs")]) {
    try {
      const require = createRequire(place);
      const description = readFileSync(join(dirname(require.resolve("highs")), "../package.json"), "utf8");
      return { load: require("highs"), version: JSON.parse(description).version };
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  console.error("highs.mjs: the npm package highs is not installed: npm install highs");
  process.exit(3);
}

function readArguments(words) {
  const asked = { model: null, options: {}, solution: null, version: false };
  while (words.length > 0) {
    const [name, joined] = words.shift().split("=", 2);
    const value = () => joined ?? words.shift();
    if (name === "--version") asked.version = true;
    else if (name === "--time_limit") asked.options.time_limit = Number(value());
    else if (name === "--solution_file") asked.solution = value();
    else if (name === "--model_file") asked.model = value();
    else if (name === "--options_file") {
      for (const line of readFileSync(value(), "utf8").split("\n")) {
        const [key, text] = line.split("=").map((part) => part.trim());
        if (text !== undefined && key !== "threads") asked.options[key] = Number.isNaN(Number(text)) ? text : Number(text);
      }
    } else if (name.startsWith("-")) {
      console.error(`highs.mjs: unknown option ${name}`);
      process.exit(2);
    } else asked.model = name;
  }
  return asked;
}

const asked = readArguments(process.argv.slice(2));
const { load, version } = findPackage();
if (asked.version) {
  console.log(`HiGHS version ${version} (npm, WebAssembly)`);
  process.exit(0);
}
const highs = await load();
const model = highs.createModel({ format: "mps", data: new Uint8Array(readFileSync(asked.model)) });
model.options.set({ output_flag: false, ...asked.options });
model.run();
const text = model.exportSolution(false);
console.log("Solving report");
console.log(`  Status            ${text.split("\n")[1]}`);
console.log(`  Primal bound      ${model.getObjectiveValue()}`);
console.log(`  Dual bound        ${model.info.get("mip_dual_bound")}`);
console.log(`  Nodes             ${model.info.get("mip_node_count")}`);
if (asked.solution !== null) writeFileSync(asked.solution, text);
