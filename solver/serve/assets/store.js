// store.js - what this window knows: the state of the dossier and the lists of the current proposal, fetched once a
// revision, and who changed what since the window last looked.
import { get } from "/api.js";

const LISTS = ["households", "homes", "neighbourhoods", "decisions", "proposal", "versions", "log"];

export const store = {
  state: null,       // GET /state
  lists: {},         // by name, of the revision in `of`
  of: {},            // the revision of each list
  changed: new Map(), // keys of households that another person changed, with who
  mine: new Set(),   // rows of the log that this window wrote
  online: true,
};

/** The state, fetched anew. */
export async function refresh() {
  store.state = await get("/state");
  return store.state;
}

/** One of the lists, as of the current revision; null where the dossier has none or the role may not see it. */
export async function list(name) {
  if (!LISTS.includes(name)) { throw new Error("no list " + name); }
  if (store.of[name] !== store.state.revision) {
    const revision = store.state.revision;
    try {
      store.lists[name] = await get("/" + name);
      store.of[name] = revision;
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

/** Decisions in force by household: the last row of each pair, newest first; those taken back are left out. */
export function rulingDecisions(decisions) {
  const last = new Map();
  decisions.forEach((row) => last.set([row.household, row.unit, row.area].join("\n"), row));
  const by = new Map();
  [...last.values()].filter((row) => row.decision !== "withdrawn").forEach((row) => {
    by.set(row.household, [row, ...(by.get(row.household) || [])]);
  });
  return by;
}
