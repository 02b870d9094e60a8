#!/bin/sh
# The library bound from Python with ctypes, as a user of koppel.h would: the same answers as the program gives.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

LIBRARY=$(dirname "$KOPPEL")/libkoppel.so
if ! command -v python3 >/dev/null; then skip 'python3 is not installed'; fi
if ! python3 -c 'import ctypes' 2>/dev/null; then skip 'this python3 has no ctypes'; fi
if ldd "$LIBRARY" | grep -q libasan; then skip 'the shared library is built with sanitizers'; fi

begin "a case in memory is solved from Python as the program solves it"
cat >bound.py <<'PYTHON'
import csv, ctypes as c, io, json, sys

lib = c.CDLL(sys.argv[1])
text, row, size = c.c_char_p, c.c_int32, c.c_size_t

class Progress(c.Structure):
    _fields_ = [("stage", row), ("step", row), ("n_steps", row), ("value_is_known", row), ("bound_is_known", row),
                ("value", c.c_int64), ("bound", c.c_int64), ("scale", c.c_int64), ("seconds", c.c_double), ("name", text)]

Tell = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Progress))

class Table(c.Structure):
    _fields_ = [("name", text), ("bytes", text), ("n_bytes", size)]

class Options(c.Structure):
    _fields_ = [("size", size), ("policy_file", text), ("policy_json", text), ("rules_folder", text),
                ("tables", c.POINTER(Table)), ("n_tables", size), ("as_of", text), ("earlier", text),
                ("stay_close", text), ("engine", text), ("gap_ppm", c.c_int64), ("time_limit", c.c_double),
                ("seed", c.c_uint64), ("n_threads", row), ("quick", row), ("progress", Tell), ("data", c.c_void_p)]

class Offer(c.Structure):
    _fields_ = [("household", text), ("unit", text), ("score", c.c_int64), ("earlier_unit", text)]

class Reason(c.Structure):
    _fields_ = [("code", text), ("explanation", text), ("change", text)]

def bind(name, result, *arguments):
    function = getattr(lib, "koppel_" + name)
    function.restype, function.argtypes = result, arguments
    return function

study = c.c_void_p()
bind("study_open", c.c_int, text, c.POINTER(Options), c.POINTER(c.c_void_p))
for name in ("json", "summary", "clash"):
    bind("study_" + name, text, c.c_void_p)
bind("study_document", text, c.c_void_p, text)
bind("study_offer", Offer, c.c_void_p, row)
bind("study_reason", c.c_int, c.c_void_p, row, c.POINTER(Reason))
bind("study_solve", c.c_int, c.c_void_p)
bind("study_n_households", row, c.c_void_p)
bind("study_message", text, c.c_void_p, size)
bind("study_close", None, c.c_void_p)
bind("version", text)

told = []
tell = Tell(lambda data, progress: told.append(progress.contents.stage) or 0)
names = ["municipalities", "neighbourhoods", "corporations", "units", "households", "targets", "limits", "decisions"]
names = [name + ".csv" for name in names]
contents = [open(sys.argv[2] + "/" + name, "rb").read() for name in names]
tables = (Table * len(names))(*[Table(name.encode(), body, len(body)) for name, body in zip(names, contents)])
options = Options(size=c.sizeof(Options), tables=tables, n_tables=len(names), seed=1, progress=tell)
assert lib.koppel_study_open(b"municipality-d", c.byref(options), c.byref(study)) == 0, lib.koppel_study_message(study, 0)
assert lib.koppel_study_solve(study) == 0 and told
reason, left = Reason(), {}
for i in range(lib.koppel_study_n_households(study)):
    offer = lib.koppel_study_offer(study, i)
    if offer.unit is None:
        assert lib.koppel_study_reason(study, i, c.byref(reason)) == 0
        left[offer.household.decode()] = reason.code.decode()
unplaced = csv.DictReader(io.StringIO(lib.koppel_study_document(study, b"unplaced.csv").decode()))
assert left == {found["household"]: found["reason"] for found in unplaced} and left
assert json.loads(lib.koppel_study_json(study))["version"] == lib.koppel_version().decode()
open("bound.json", "wb").write(lib.koppel_study_json(study))
open("bound.csv", "wb").write(lib.koppel_study_document(study, b"proposal.csv"))
lib.koppel_study_close(study)
PYTHON
expect 'Python binds the library' python3 bound.py "$LIBRARY" "$DATA/municipality-d"
run solve "$DATA/municipality-d" -o out
expect_same bound.json out/summary.json
expect_same bound.csv out/proposal.csv
