#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The JSON Schemas of koppel schema hold what the program writes, in every kind of run, and nothing that is spoiled.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin 'the schemas are listed, printed, and asked for one at a time'
run schema
expect_status 0
expect_stdout_has 'certificate'
cp "$stdout" names
while read -r name; do
    run schema "$name"
    expect_status 0
    expect_stdout_has '{'
done <names
run schema no-such-thing
expect_status 2
expect_stderr_has 'there is no schema "no-such-thing"; koppel schema lists them'
run schema summary policy
expect_status 2
# shellcheck disable=SC2016 # the inner shell expands
expect 'the policy by either command' sh -c '"$0" policy --schema >a && "$0" schema policy >b && cmp a b' "$KOPPEL"

begin 'what is written passes, what is spoiled does not'
python=/usr/bin/python3 # that of the system has the packages of the system
if [ ! -x $python ]; then python=python3; fi
if ! $python -c 'import jsonschema' 2>/dev/null; then
    notice 'python3-jsonschema is not installed'
    exit 0
fi
copy_case municipality-b
run solve case -o plain
run solve case -o quick --quick --engine greedy
run solve case --lang nl --policy "$DATA/policies/housing-first.json" --earlier plain -o again
sed '/^H0007,/d' plain/proposal.csv >edited && cp edited plain/proposal.csv
run check case plain --edited -o edited-by-hand
run solve "$DATA/municipality-a" -o decided --quick
run solve "$DATA/region-east" --time-limit 0.001 -o stopped --quick
run compare case --policies no-spread,first-come,lottery,cap-must -o compared
run compare case --council -o council
printf '{"groups": [{"name": "one", "persons_max": 1, "rule": "leximin"}, {"name": "more", "persons_min": 2, "rule": "leximin", "value": "fit"}], "tiers": ["groups", "target", "fit"]}' >fair.json
run solve case --policy fair.json -o fair
expect 'lines of leximin' grep -q '"fairest"' fair/certificate.json
cat >agree.py <<'PYTHON'
import copy, json, pathlib, subprocess, sys
import jsonschema

def validator(name):
    schema = json.loads(subprocess.run([sys.argv[1], "schema", name], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)

def spoiled(value, path=()):
    """Each object with an unknown key and without each of its keys, each other value of another kind."""
    if isinstance(value, dict) and path[-1:] not in ((("offers",)), ("by_hand",), ("units",), ("households",), ("policy",)):
        yield path, lambda at, key: at[key].update({"no such key": 1})
        for key in value:
            yield from spoiled(value[key], path + (key,))
    elif isinstance(value, list):
        for k, item in enumerate(value[:3]):
            yield from spoiled(item, path + (k,))
    elif not isinstance(value, dict):
        yield path, lambda at, key: at.__setitem__(key, {"no": []})

n_files = n_spoiled = 0
for name, files in (("summary", sorted(pathlib.Path(".").glob("*/summary.json"))),
                    ("certificate", sorted(pathlib.Path(".").glob("*/certificate.json"))),
                    ("comparison", sorted(pathlib.Path(".").glob("*/comparison.json"))),
                    ("council", sorted(pathlib.Path(".").glob("*/council.json")))):
    check = validator(name)
    assert files, name
    for file in files:
        written = json.loads(file.read_text(encoding="utf-8"))
        for error in check.iter_errors(written):
            sys.exit(f"{file}: {list(error.path)}: {error.message[:300]}")
        n_files += 1
    for key in check.schema["required"]:
        assert not check.is_valid({k: v for k, v in written.items() if k != key}), (name, key)
    for path, spoil in spoiled({"all": written}):
        if path and n_spoiled < 3000:
            changed = copy.deepcopy(written)
            at = {"all": changed}
            for step in path[:-1]:
                at = at[step]
            spoil(at, path[-1])
            if not (name == "certificate" and "loads" in path):
                assert not check.is_valid(changed), (name, path)
            n_spoiled += 1
assert n_files >= 8 and n_spoiled > 150, (n_files, n_spoiled)
PYTHON
expect 'in every kind of run' $python agree.py "$KOPPEL"
