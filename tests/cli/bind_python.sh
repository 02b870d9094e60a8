#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The package python/koppel: declared as koppel.h says, and the same answers as the program gives.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

KOPPEL_LIBRARY=$(dirname "$KOPPEL")/libkoppel.so
PYTHONPATH=$ROOT/python
PYTHONDONTWRITEBYTECODE=1
export KOPPEL_LIBRARY PYTHONPATH PYTHONDONTWRITEBYTECODE
if ! command -v python3 >/dev/null; then skip 'python3 is not installed'; fi
if ! python3 -c 'import ctypes' 2>/dev/null; then skip 'this python3 has no ctypes'; fi
if has_sanitizers "$KOPPEL_LIBRARY"; then skip 'the shared library is built with sanitizers'; fi

begin "every struct and function of koppel.h is declared, with its fields in order"
cat >declared.py <<'PYTHON'
import re, sys
from koppel import _library

header = open(sys.argv[1], encoding="utf-8").read()
header = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
functions = set(re.findall(r"KOPPEL_API[^;]*?\bkoppel_([a-z_]+)\(", header))
assert functions == set(_library.FUNCTIONS), functions ^ set(_library.FUNCTIONS)
structs = re.findall(r"struct koppel_([a-z_]+)\s*\{(.*?)\};", header, flags=re.S)
assert len(structs) >= 10
for name, body in structs:
    declared = getattr(_library, "".join(part.capitalize() for part in name.split("_")))
    fields = []
    for statement in body.split(";"):
        pointer = re.search(r"\(\*(\w+)\)\(", statement)
        names = [pointer.group(1)] if pointer else [part.split()[-1].lstrip("*") for part in statement.split(",") if part.strip()]
        fields += names
    assert fields == [field[0] for field in declared._fields_], (name, fields)
PYTHON
expect 'the declarations are those of the header' python3 declared.py "$ROOT/include/koppel.h"

begin "a case in memory is solved from Python as the program solves it"
cat >bound.py <<'PYTHON'
import json, pathlib, sys
import koppel

folder, told = pathlib.Path(sys.argv[1]), []
tables = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
with koppel.Study("municipality-d", tables=tables, seed=1, progress=lambda step: told.append(step["stage"]) and None) as study:
    assert study.solve() == "proven" and told and study.outcome == "proven"
    left = {row["household"]: row["code"] for row in study.reasons()}
    assert left and left == {row["household"]: row["reason"] for row in study.records("unplaced.csv")}
    offered = {row["household"]: row["unit"] for row in study.offers() if row["unit"] is not None}
    assert offered == {row["household"]: row["unit"] for row in study.records("proposal.csv")}
    assert study.json()["version"] == koppel.version() and study.counts()["households"] == len(study.offers())
    assert [tier["name"] for tier in study.tiers()] == [tier["name"] for tier in study.json()["tiers"]]
    assert study.certificate()["program"] == "koppel" and study.check()["violations"] == 0
    assert study.document("nothing.csv") is None
    assert study.indices()["after"]["areas"] > 0 and "Needs a home" in study.why("H0001")
    study.write("bound")
with koppel.Study(folder, proposal="bound") as study:
    assert study.check()["violations"] == 0
PYTHON
expect 'Python solves, explains and checks' python3 bound.py "$DATA/municipality-d"
run solve "$DATA/municipality-d" -o out
for file in proposal.csv unplaced.csv; do expect_same bound/$file out/$file; done

begin "what is wrong comes as an error with its status and messages"
cat >wrong.py <<'PYTHON'
import sys
import koppel

def refused(error, work):
    try:
        work()
    except error as found:
        return found
    raise AssertionError("nothing was refused")

assert refused(koppel.KoppelError, lambda: koppel.Study("nowhere")).status == "KOPPEL_E_MISSING"
assert "spread" in str(refused(koppel.KoppelError, lambda: koppel.Study(sys.argv[1], policy={"spread": 3})))
refused(TypeError, lambda: koppel.Study(sys.argv[1], timelimit=3))
refused(koppel.KoppelError, lambda: koppel.Study(sys.argv[1]).json())
refused(koppel.KoppelError, lambda: koppel.targets(sys.argv[1], period="soon"))
with koppel.supervise(sys.argv[2], as_of="2026-07-01") as overview:
    assert overview.records("supervision.csv") and overview.json() and "Oostgemeente" in overview.text
PYTHON
expect 'errors and overviews' python3 wrong.py "$DATA/municipality-d" "$DATA/region-east"

begin "the example of a paper makes its table and picture, the same each time"
expect 'it runs' python3 "$ROOT/python/examples/price_of_spread.py" first 2
expect 'again' python3 "$ROOT/python/examples/price_of_spread.py" second 2
expect_same first second
expect 'a row a region and policy' test "$(wc -l <first/price_of_spread.csv)" -eq 9
expect_file_has first/trade-off.svg '<svg'
