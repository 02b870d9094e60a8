# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What an even spread costs: draws regions from seeds, compares three policies on each, averages, and draws a picture.
# Usage: Rscript r/examples/price_of_spread.R [FOLDER]     (from the source tree; the table and picture go to FOLDER)
source("r/koppel.R")

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments) > 0) arguments[1] else "price-of-spread"
dir.create(folder, showWarnings = FALSE)
policies <- c("no-spread", "cap-goal", "cap-must")

one <- function(seed) {
  case <- tempfile("region-")
  on.exit(unlink(case, recursive = TRUE))
  koppel_generate(case, municipalities = 3, households = 60, units = 80, seed = seed)
  compared <- koppel_compare(case, policies = policies)$tables$policies
  data.frame(seed = seed, policy = compared$policy, housed = as.numeric(compared$persons_housed),
             fit = as.numeric(compared$fit_mean_points), dissimilarity = as.numeric(compared$dissimilarity))
}

rows <- do.call(rbind, lapply(1:5, one))
means <- aggregate(cbind(housed, fit, dissimilarity) ~ policy, rows, mean)
means <- means[match(policies, means$policy), ]
write.csv(means, file.path(folder, "price_of_spread.csv"), row.names = FALSE)
pdf(file.path(folder, "price_of_spread.pdf"), width = 6, height = 4)
plot(means$dissimilarity, means$housed, pch = 19, xlab = "index of dissimilarity (lower is more even)",
     ylab = "people with a home, mean of 5 regions", xlim = range(means$dissimilarity) + c(-0.01, 0.01))
text(means$dissimilarity, means$housed, means$policy, pos = 3)
invisible(dev.off())
print(means, row.names = FALSE, digits = 4)
