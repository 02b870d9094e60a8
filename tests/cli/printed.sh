#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/printed.sh: a document that shows what the program does not print is noticed and renewed; nothing else is touched.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# printed [OPTION]...: runs it on document.txt
printed() {
    cli_command="printed.sh $*"
    sh "$ROOT/tests/printed.sh" "$@" "$PWD/document.txt" >"$stdout" 2>"$stderr" </dev/null
    status=$?
}

# write_right: right.txt, in which everything is as the program prints it
write_right() {
cat >right.txt <<'DOCUMENT'
# A document

<!-- printed by: koppel solve data/municipality-d --quick | sed '/^Who gets no home/q'; echo ... -->
```
DOCUMENT
(cd "$ROOT" && "$KOPPEL" solve data/municipality-d --quick 2>&1) | sed '/^Who gets no home/q' >>right.txt
cat >>right.txt <<'DOCUMENT'
...
```

```console
$ koppel policy | head -n 2
{
  "name": "even-spread",
$ koppel solve no-such
koppel: error: no-such: cannot open the case folder: No such file or directory
```

<!-- drawn by hand -->
```
a -> b
```

```sh
koppel policy
```
DOCUMENT
}

begin 'a document that is right'
write_right
cp right.txt document.txt
printed
expect_status 0
expect_stdout_has '1 documents show what the program prints'
printed --write
expect_status 0
expect_same right.txt document.txt

begin 'a stale number is noticed, and renewed'
write_right
for change in 's/households get a home/households got a home/' 's/even-spread",/uneven",/' '/No such file/d'; do
    sed "$change" right.txt >document.txt
    expect_not "$change changes the document" cmp -s right.txt document.txt
    cp document.txt stale.txt
    printed
    expect_status 1
    expect_stdout_has 'shows what the program does not print (make printed renews it)'
    expect_same stale.txt document.txt
    printed --write
    expect_status 0
    expect_stdout_has 'document.txt is renewed'
    expect_same right.txt document.txt
done

begin 'a block that nothing prints is noticed'
write_right
# shellcheck disable=SC2016 # backquotes begin a block
{ cat right.txt && printf '\n```\nProposal for nobody\n```\n'; } >document.txt
printed
expect_status 1
expect_stdout_has 'nothing says what prints this block'

begin 'a command that prints nothing is noticed'
write_right
# shellcheck disable=SC2016 # backquotes begin a block
{ cat right.txt && printf '\n<!-- printed by: koppel policy >/dev/null -->\n```\n```\n'; } >document.txt
printed
expect_status 1
expect_stdout_has 'its command prints nothing'

begin 'a document that cannot be run stays as it is'
write_right
{ cat right.txt && printf '\n<!-- printed by: koppel policy -->\ntext\n'; } >document.txt
cp document.txt before.txt
printed --write
expect_status 1
expect_stdout_has 'it is left as it is'
expect_same before.txt document.txt
printf '```console\n$ koppel policy\n' >document.txt
cp document.txt before.txt
printed --write
expect_status 1
expect_stderr_has 'a block is not closed'
expect_same before.txt document.txt
cat >crashing <<'END'
#!/bin/sh
exit 139
END
chmod +x crashing
cp right.txt document.txt
KOPPEL=$PWD/crashing sh "$ROOT/tests/printed.sh" --write "$PWD/document.txt" >"$stdout" 2>"$stderr" </dev/null
status=$?
expect_status 1
expect_stderr_has 'exit status 139'
expect_same right.txt document.txt
