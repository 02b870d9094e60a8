# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Koppel from R: solve, explain and compare, by the program and its JSON.
#
#   source("r/koppel.R")
#   proposal <- koppel_solve("data/municipality-b")
#   proposal$tables$proposal          # a data frame: who is offered what
#   proposal$summary$outcome          # "proven"
#
# It needs R 4.0 or later, the package jsonlite, and the program: the one in PATH, or the one that the environment
# variable KOPPEL names. Cells of tables are texts, so that no code or exact number is lost: as.numeric() where you count.

# Runs the program. Its messages become an R error when it fails for another reason than those in `ok`.
koppel_run <- function(arguments, ok = 0) {
  program <- Sys.getenv("KOPPEL", "koppel")
  messages <- tempfile("koppel-")
  on.exit(unlink(messages))
  if (!nzchar(Sys.which(program))) {
    stop(sprintf("there is no program %s: install koppel, or name it in the environment variable KOPPEL", program), call. = FALSE)
  }
  printed <- suppressWarnings(system2(program, shQuote(arguments), stdout = TRUE, stderr = messages))
  status <- attr(printed, "status")
  status <- if (is.null(status)) 0 else status
  if (!status %in% ok) {
    said <- if (file.exists(messages)) readLines(messages, warn = FALSE) else character()
    stop(paste(c(sprintf("koppel %s ended with exit status %d", arguments[1], status), said), collapse = "\n"),
         call. = FALSE)
  }
  structure(paste(printed, collapse = "\n"), status = status)
}

# list(policy = "p.json", quick = TRUE, stay_close = 3) becomes --policy p.json --quick --stay-close 3
koppel_options <- function(options) {
  words <- character()
  for (name in names(options)) {
    value <- options[[name]]
    flag <- paste0("--", gsub("_", "-", name))
    if (isTRUE(value)) {
      words <- c(words, flag)
    } else if (!isFALSE(value) && !is.null(value)) {
      text <- if (is.numeric(value)) format(value, scientific = FALSE, trim = TRUE, digits = 15) else as.character(value)
      words <- c(words, paste0(flag, "=", paste(text, collapse = ",")))
    }
  }
  words
}

koppel_json <- function(text) jsonlite::fromJSON(text, simplifyVector = TRUE, simplifyDataFrame = TRUE)

# Every CSV table of a folder as a data frame of texts, under its name without ".csv".
koppel_tables <- function(folder) {
  files <- sort(list.files(folder, pattern = "[.]csv$", full.names = TRUE))
  tables <- lapply(files, function(file) {
    first <- readLines(file, n = 1, warn = FALSE, encoding = "UTF-8")
    excel <- grepl(";", first, fixed = TRUE)
    utils::read.table(file, header = TRUE, sep = if (excel) ";" else ",", quote = "\"", colClasses = "character",
                      na.strings = character(), check.names = FALSE, comment.char = "", fileEncoding = "UTF-8-BOM")
  })
  names(tables) <- sub("[.]csv$", "", basename(files))
  tables
}

# A command that writes a folder: its tables, and its JSON file where it has one.
koppel_folder <- function(arguments, options, ok, json) {
  folder <- tempfile("koppel-")
  on.exit(unlink(folder, recursive = TRUE))
  run <- koppel_run(c(arguments, koppel_options(options), "-o", folder), ok)
  read <- function(name) {
    path <- file.path(folder, name)
    if (file.exists(path)) koppel_json(paste(readLines(path, warn = FALSE, encoding = "UTF-8"), collapse = "\n"))
  }
  c(list(status = attr(run, "status"), tables = koppel_tables(folder)), lapply(json, read))
}

koppel_version <- function() as.character(koppel_run("--version"))

# Solves a case (a folder or workbook). Options as of the program, with _ for -: policy, earlier, stay_close, seed, quick...
# Returns tables (data frames), summary (summary.json) and certificate; status 1 says that not all is proven.
koppel_solve <- function(case, ...) {
  koppel_folder(c("solve", case), list(...), c(0, 1), c(summary = "summary.json", certificate = "certificate.json"))
}

# Compares policies on one case: tables$policies has a row a policy, tables$measures one a measure.
koppel_compare <- function(case, policies = NULL, ...) {
  koppel_folder(c("compare", case), list(policies = policies, ...), c(0, 1), c(comparison = "comparison.json"))
}

# Why a household has this home or none, what else it could have: a list as koppel why --json prints it.
koppel_why <- function(case, proposal, household) koppel_json(koppel_run(c("why", case, proposal, household, "--json")))

# Where every municipality stands with its target.
koppel_supervise <- function(case, ...) koppel_json(koppel_run(c("supervise", case, koppel_options(list(...)), "--json"), c(0, 1)))

# Writes an invented case into a new folder, from a seed: households = 100, units = 120, municipalities = 4, ...
koppel_generate <- function(folder, ...) {
  koppel_run(c("generate", koppel_options(list(...)), "-o", folder))
  invisible(folder)
}
