// logbook.js - who did what, when and why; versions of the tables and proposals.
import { h, number, table } from "/dom.js";
import { manyRows } from "/rows.js";
import { moment, say } from "/say.js";
import { list } from "/store.js";
import { logWords } from "/words_of.js";

function logRow(row) {
  return h("tr", {}, number(row.number), h("td", {}, moment(row.at)), h("td", {}, row.by),
    h("td", {}, logWords(row)), h("td", { class: "code" }, row.hash.slice(0, 12)));
}

function versionTable(versions) {
  return table(say("Versions of the tables"), [say("#Version"), say("When"), say("By"), say("Reason")],
    versions.map((one) => h("tr", {}, number(one.version), h("td", {}, moment(one.at)), h("td", {}, one.by),
      h("td", {}, one.reason))));
}

function proposalTable(proposals) {
  return table(say("Proposals"), [say("#Proposal"), say("When"), say("By"), say("#From version"), say("How sure")],
    proposals.map((one) => h("tr", {}, number(one.proposal), h("td", {}, moment(one.at)), h("td", {}, one.by),
      number(one.version), h("td", {}, one.proof === "best" ? say("certainly the best") : say("a better one may exist")))));
}

export async function logScreen() {
  const [log, versions] = [await list("log"), await list("versions")];
  const rows = manyRows("log", say("The log, the newest row first"),
    [say("No."), say("When"), say("By"), say("What and why"), say("Hash")], log ? [...log.rows].reverse() : [], logRow);
  return { content: [h("h1", {}, say("Logbook")),
    h("p", {}, say("Rows are only ever added. Each holds the hash of the row before, so that a row that was changed or " +
      "taken out shows.")),
    rows, versions && [h("h2", {}, say("Versions")), versionTable(versions.versions), proposalTable(versions.proposals)]],
  stop: () => rows.stop() };
}
