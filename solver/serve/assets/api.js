// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// api.js - what the server is asked. A change carries the revision that its maker saw (If-Match), so that nobody
// overwrites what another did meanwhile.
import { language } from "/say.js";

const ROOT = "/api/v1";

/** What the server refused: `problem` is its problem+json; status 0: it was not reached. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || "");
    this.status = status;
    this.problem = problem;
  }
}

export function address(path) {
  return ROOT + path + (path.includes("?") ? "&" : "?") + "lang=" + language;
}

async function problemOf(answer) {
  try {
    return await answer.json();
  } catch (error) {
    return { title: answer.statusText, detail: answer.statusText };
  }
}

async function send(method, path, options) {
  let answer = null;
  try {
    answer = await fetch(address(path), { method, credentials: "same-origin", cache: "no-store", ...options });
  } catch (error) {
    throw new Refusal(0, { title: "offline" });
  }
  if (!answer.ok) { throw new Refusal(answer.status, await problemOf(answer)); }
  const isJson = answer.status !== 204 && (answer.headers.get("Content-Type") || "").startsWith("application/json");
  return isJson ? answer.json() : null;
}

export function get(path) {
  return send("GET", path);
}

function sendJson(method, path, body, revision, signal) {
  const headers = body !== undefined ? { "Content-Type": "application/json" } : {};
  if (revision !== undefined) { headers["If-Match"] = "\"" + revision + "\""; }
  return send(method, path, { headers, body: JSON.stringify(body), signal });
}

/**
 * @param body      undefined: the resource takes none
 * @param revision  that was seen; undefined: the call changes nothing that others see
 * @param signal    of an AbortController that takes the question back; undefined: it stays
 */
export function post(path, body, revision, signal) {
  return sendJson("POST", path, body, revision, signal);
}

/** The same for what is replaced as a whole. */
export function putJson(path, body, revision) {
  return sendJson("PUT", path, body, revision, undefined);
}

export function put(path, bytes) {
  return send("PUT", path, { headers: { "Content-Type": "application/octet-stream" }, body: bytes });
}

export function remove(path) {
  return send("DELETE", path);
}

const LISTEN_AGAIN = 5000; // milliseconds

/** Follows the events. The stream comes back by itself after a loss, and is asked for again when it was refused. */
export function listen(handlers) {
  const stream = new EventSource(address("/progress"));
  ["state", "progress", "done", "failed"].forEach((name) => stream.addEventListener(name, (event) => {
    if (handlers[name]) { handlers[name](JSON.parse(event.data)); }
  }));
  stream.onopen = () => handlers.online(true);
  stream.onerror = () => {
    handlers.online(false);
    if (stream.readyState === EventSource.CLOSED) { setTimeout(() => listen(handlers), LISTEN_AGAIN); }
  };
}
