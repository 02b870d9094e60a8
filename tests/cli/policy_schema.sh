#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The JSON Schema of policies takes every policy that is there, and refuses what the reader refuses key by key.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin 'the schema is printed, and is asked for alone'
run policy --schema
expect_status 0
expect_stdout_has 'https://json-schema.org/draft/2020-12/schema'
# shellcheck disable=SC2016 # the inner shell expands
expect 'two runs, the same bytes' sh -c '"$0" policy --schema | cmp -s - "$1"' "$KOPPEL" "$stdout"
run policy --schema --policy "$DATA/policies/strict.json"
expect_status 2
expect_stderr_has 'leave --policy out'

begin 'a validator and the reader agree'
python=/usr/bin/python3 # that of the system has the packages of the system
if [ ! -x $python ]; then python=python3; fi
if ! $python -c 'import jsonschema' 2>/dev/null; then
    notice 'python3-jsonschema is not installed'
    exit 0
fi
cat >agree.py <<'PYTHON'
import copy, json, pathlib, subprocess, sys
import jsonschema

koppel, *files = sys.argv[1:]
schema = json.loads(subprocess.run([koppel, "policy", "--schema"], capture_output=True, check=True).stdout)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
default = json.loads(subprocess.run([koppel, "policy"], capture_output=True, check=True).stdout)
good = [default] + [json.loads(pathlib.Path(name).read_text(encoding="utf-8")) for name in files]
for policy in good:
    validator.validate(policy)

def spoiled(policy, path=()):
    """Every value of the policy spoiled, one at a time."""
    here = policy
    for key in path:
        here = here[key]
    for key in here if isinstance(here, dict) else range(len(here)):
        if isinstance(here[key], (dict, list)) and here[key]:
            yield from spoiled(policy, path + (key,))
        for value in ("no such word", -7, 1.5, [], {"no": 1}):
            changed = copy.deepcopy(policy)
            at = changed
            for step in path:
                at = at[step]
            at[key] = value
            yield changed
    if isinstance(here, dict):
        changed = copy.deepcopy(policy)
        at = changed
        for step in path:
            at = at[step]
        at["no such key"] = 1
        yield changed

n = n_refused = 0
for k, policy in enumerate(spoiled(default)):
    pathlib.Path("spoiled.json").write_text(json.dumps(policy), encoding="utf-8")
    read = subprocess.run([koppel, "policy", "--policy", "spoiled.json"], capture_output=True).returncode == 0
    valid = validator.is_valid(policy)
    assert valid or not read, policy           # what is read passes the schema
    if not valid:
        n_refused += 1
    n += 1
assert n > 200 and n_refused > n * 0.8, (n, n_refused)
PYTHON
expect 'on every policy, and on each spoiled in one value' $python agree.py "$KOPPEL" "$DATA"/policies/*.json "$ROOT"/bench/policies/*.json
