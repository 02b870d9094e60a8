#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an even spread costs, on an invented region: the table and the picture of a paper, made from nothing.

Usage: price_of_spread.py FOLDER [SEEDS]

Draws a region for every seed with `koppel generate` (the program must be on the PATH, or in the variable KOPPEL), compares
four policies on each, and writes price_of_spread.csv (a row a region and policy, whole numbers as the library gives
them), means.csv (a row a policy) and trade-off.svg (of the first region). The same seeds give the same bytes.
"""

import csv
import os
import pathlib
import subprocess
import sys

import koppel

POLICIES = ("no-spread", "cap-goal", "cap-must", "first-come")
MEASURES = ("persons_housed", "target_short_persons", "waiting_housed_mean_days", "fit_total_points", "dissimilarity")


def draw(folder: pathlib.Path, seed: int) -> pathlib.Path:
    """An invented region of 3 municipalities; a fifth of the neighbourhoods holds most social homes."""
    case = folder / f"region-{seed}"
    subprocess.run(
        [os.environ.get("KOPPEL", "koppel"), "generate", "--municipalities=3", "--households=40", "--units=40"]
        + [f"--seed={seed}", "--concentration=65", "--quiet", "-o", str(case)],
        check=True,
    )
    return case


def write_rows(path: pathlib.Path, rows: list) -> None:
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def mean_of(rows: list, measure: str) -> str:
    values = [float(row[measure]) for row in rows if row[measure] != ""]
    return f"{sum(values) / len(values):.3f}" if values else ""


def main(folder: pathlib.Path, n_seeds: int) -> None:
    folder.mkdir(parents=True)
    rows = []
    for seed in range(1, n_seeds + 1):
        with koppel.compare(draw(folder, seed), policies=POLICIES, curve=seed == 1) as overview:
            for found in overview.records("policies.csv"):
                rows.append({"seed": seed, **{name: found[name] for name in ("policy", *MEASURES)}})
            if seed == 1:
                (folder / "trade-off.svg").write_text(overview.document("trade-off.svg"), encoding="utf-8")
    write_rows(folder / "price_of_spread.csv", rows)
    of = {policy: [row for row in rows if row["policy"] == policy] for policy in POLICIES}
    means = [{"policy": policy, **{name: mean_of(of[policy], name) for name in MEASURES}} for policy in POLICIES]
    write_rows(folder / "means.csv", means)
    for row in means:
        print("  ".join(f"{value:>14}" for value in row.values()))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 5)
