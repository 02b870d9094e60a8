#!/bin/sh
# A home or a household that is gone since the proposal was made: its row has lapsed, and everything else is answered.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

copy_case municipality-a "$cli_folder/whole"
run solve "$cli_folder/whole" -o "$cli_folder/out" --quick --quiet

# gone TITLE TABLE KEY: the case without the row of a table
gone() {
    begin "$1"
    cp -R "$cli_folder/whole" case
    cp -R "$cli_folder/out" out
    sed -i "/^$3,/d" "case/$2"
    rm -f case/decisions.csv case/scores.csv
}

home=$(awk -F, '$1 == "H0008" { print $2 }' "$cli_folder/out/proposal.csv")
line=$(awk -F, '$1 == "H0008" { print NR }' "$cli_folder/out/proposal.csv")

gone "a home that is gone" units.csv "$home"
for command in 'why case out H0002' 'why case out H0008' 'check case out --edited'; do
    # shellcheck disable=SC2086 # words
    run $command
    expect_status 0
    expect_stderr_has "proposal.csv:$line: column unit: \"$home\" is not in the units of the case any more: the row has lapsed, and offers nothing"
done
run why case out H0008
expect_stdout_has 'No home is offered'

gone "a household that is gone" households.csv H0008
run why case out H0002
expect_status 0
expect_stderr_has "proposal.csv:$line: column household: \"H0008\" is not in the households of the case any more: the row has lapsed"
run check case out --edited
expect_status 0

begin "in the same tables an unknown home is an error"
cp -R "$cli_folder/out" out
sed -i "s/^H0008,$home/H0008,U999999/" out/proposal.csv
run why "$cli_folder/whole" out H0002
expect_status 3
expect_stderr_has "proposal.csv:$line: column unit: \"U999999\" is not in the units of the case"
