// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// preview.js - what something would do, asked when the fields have been still for a moment; a new question takes the old
// one back.
import { Refusal } from "/api.js";
import { fill, h } from "/dom.js";
import { refused } from "/frame.js";
import { say } from "/say.js";

/**
 * @param where  the element that shows it
 * @param wait   milliseconds without a change before it is asked
 * @param work   what is shown, given the signal that takes the question back; may wait for the server
 */
export function previewer(where, wait, work) {
  let timer = null;
  let asked = new AbortController();

  async function run() {
    const { signal } = asked;
    fill(where, h("p", {}, say("Working out what it would do ...")));
    try {
      const shown = await work(signal);
      if (!signal.aborted) { fill(where, shown); }
    } catch (error) {
      if (!(error instanceof Refusal)) { throw error; }
      if (!signal.aborted) { fill(where, refused(error)); }
    }
  }
  function stop() {
    clearTimeout(timer);
    asked.abort();
  }
  function preview() {
    stop();
    asked = new AbortController();
    timer = setTimeout(run, wait);
  }
  return { preview, stop };
}
