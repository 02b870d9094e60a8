// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
// store.js - what this window knows: the state of the dossier and the lists of the current proposal, each fetched once,
// and who changed what since the window last looked.
import { get } from "/api.js";

// Lists of many rows come by column: a tenth of the bytes. What a proposal holds does not change with a decision.
const LISTS = { households: "/columns/households", homes: "/columns/homes", neighbourhoods: "/neighbourhoods",
  proposal: "/proposal", decisions: "/decisions", versions: "/versions", log: "/log" };
const OF_PROPOSAL = ["households", "homes", "neighbourhoods", "proposal"];

export const store = {
  state: null,       // GET /state
  lists: {},         // by name, of what stands in `of`
  of: {},            // of which proposal or revision each list is
  changed: new Map(), // keys of households that another person changed, with who
  mine: new Set(),   // rows of the log that this window wrote
  explained: null,   // the household that was explained last: the way back leads to it
  before: null,      // the address of the proposal, with its filters, as it was shown last
  online: true,
};

/** The state, fetched anew. */
export async function refresh() {
  store.state = await get("/state");
  return store.state;
}

/* The rows of a list that came by column. */
function rowsOf(columns) {
  const rows = columns.key.map(() => ({}));
  Object.entries(columns).forEach(([name, values]) => values.forEach((value, k) => { rows[k][name] = value; }));
  return rows;
}

function unpacked(name, answer) {
  return answer.columns ? { proposal: answer.proposal, [name]: rowsOf(answer.columns) } : answer;
}

/* What a list is of: it is fetched again when that is another. */
function currentOf(name) {
  const { proposal, revision } = store.state;
  return OF_PROPOSAL.includes(name) && proposal ? "proposal " + proposal.proposal : "revision " + revision;
}

/** One of the lists, as it is now; null where the dossier has none or the role may not see it. */
export async function list(name) {
  const current = currentOf(name);
  if (store.of[name] !== current) {
    try {
      store.lists[name] = unpacked(name, await get(LISTS[name]));
      store.of[name] = current;
    } catch (refusal) {
      if (refusal.status !== 404 && refusal.status !== 403) { throw refusal; }
      return null; // asked again next time
    }
  }
  return store.lists[name];
}

/** Another language: what the server said in sentences is fetched again. */
export function forget() {
  store.of = {};
}

/** Marks the households about which others decided in these rows of the log. */
export function markOthers(rows) {
  rows.filter((row) => row.action === "decision" && !store.mine.has(row.number))
    .forEach((row) => store.changed.set(row.what.household, row.by));
}

/** May the user do this? */
export function may(what) {
  return store.state !== null && store.state.user.may.includes(what);
}

/** Are two decisions about the same household, and the same home or area? */
export function isSamePair(one, other) {
  return one.household === other.household && one.unit === other.unit && one.area === other.area;
}

/** The decision that rules of those about one pair: of the last day, of one day the last row; none if that one takes
 * back. */
export function rulingOf(pair) {
  const last = pair.reduce((found, row) => (found && found.decided_on > row.decided_on ? found : row), null);
  return last && last.decision !== "withdrawn" ? last : null;
}

/** Decisions in force by household, newest first; those taken back are left out. */
export function rulingDecisions(decisions) {
  const pairs = new Map();
  decisions.forEach((row) => {
    const pair = [row.household, row.unit, row.area].join("\n");
    pairs.set(pair, [...(pairs.get(pair) || []), row]);
  });
  const by = new Map();
  [...pairs.values()].map(rulingOf).filter(Boolean).forEach((row) => {
    by.set(row.household, [row, ...(by.get(row.household) || [])]);
  });
  return by;
}
