#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# r/koppel.R: the same answers as the program gives, and its messages as errors.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

if ! command -v Rscript >/dev/null; then skip 'R is not installed'; fi
if ! Rscript -e 'library(jsonlite)' >/dev/null 2>&1; then skip 'the R package jsonlite is not installed'; fi

begin 'tables, summary and certificate are those of the folder'
copy_case municipality-b
run solve case -o out --seed 7
cat >bound.R <<'R'
source(file.path(Sys.getenv("ROOT"), "r", "koppel.R"))
read <- function(name) jsonlite::fromJSON(file.path("out", name))
mine <- koppel_solve("case", seed = 7)
stopifnot(mine$status == 0, identical(mine$summary, read("summary.json")), identical(mine$certificate, read("certificate.json")))
stopifnot(setequal(names(mine$tables), c("agreements", "neighbourhoods", "proposal", "targets", "unplaced")))
lines <- readLines(file.path("out", "proposal.csv"))
stopifnot(nrow(mine$tables$proposal) == length(lines) - 1, length(lines) > 5)
stopifnot(identical(mine$tables$proposal$unit, unlist(mine$summary$offers, use.names = FALSE)))
why <- koppel_why("case", "out", mine$tables$unplaced$household[1])
stopifnot(is.list(why), length(why) > 0)
goal <- koppel_compare("case", policies = c("no-spread", "cap-goal"))
stopifnot(identical(goal$tables$policies$policy, c("no-spread", "cap-goal")), length(goal$comparison$policies$policy) == 2)
R
expect 'in R' Rscript bound.R

begin 'a table of a spreadsheet, an option of each kind, an invented case'
copy_case municipality-c
cat >kinds.R <<'R'
source(file.path(Sys.getenv("ROOT"), "r", "koppel.R"))
stopifnot(identical(koppel_options(list(stay_close = 3, quick = TRUE, json = FALSE, policies = c("a", "bcd"), seed = 1000000)),
                    c("--stay-close=3", "--quick", "--policies=a,bcd", "--seed=1000000")))
koppel_generate("invented", municipalities = 1, households = 8, units = 9)
stopifnot(nrow(koppel_tables("invented")$households) == 8)
solved <- koppel_solve("case", quick = TRUE)
stopifnot(nrow(solved$tables$proposal) == solved$summary$counts$placed_households, !grepl(",", paste(names(solved$tables$proposal), collapse = ";")))
refused <- tryCatch(koppel_solve("no such case"), error = conditionMessage)
stopifnot(grepl("exit status 3", refused), grepl("no such case", refused))
R
expect 'in R' Rscript kinds.R
