# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# peers.awk - the table of docs/comparison.md from bench/peers.csv: of every other solver its faster formulation, and how many times
# the CPU seconds of koppel in the same run.   awk -f peers.awk bench/peers.csv
BEGIN { FS = "," }
FNR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; next }
{
    name = $at["instance"]
    peer = $at["peer"]
    if (!(name in size)) { list[++n] = name; size[name] = $at["households"] " | " $at["pairs"] }
    if (!(peer in version)) { peers[++n_peers] = peer; version[peer] = $at["version"] }
    limit = $at["limit"]
    koppel[name] += $at["koppel_seconds"]
    n_runs[name]++
    ratio = $at["koppel_seconds"] > 0 ? $at["seconds"] / $at["koppel_seconds"] : 0
    short = $at["formulation"]
    if ($at["outcome"] == "wrong") told[name, peer] = "wrong"
    else if ($at["outcome"] == "proven") {
        if (!((name, peer) in best) || $at["seconds"] < best[name, peer]) {
            best[name, peer] = $at["seconds"] + 0
            told[name, peer] = sprintf("%.2f s, %.0f times (%s)", $at["seconds"], ratio, short)
        }
    } else if (!((name, peer) in told) || (told[name, peer] ~ /^[0-9] of/ && told[name, peer] + 0 < $at["tiers_proven"]))
        told[name, peer] = $at["tiers_proven"] " of " $at["tiers"] " goals (" short ")"
}
END {
    printf "| instance | households | suitable pairs | Koppel |"
    for (k = 1; k <= n_peers; k++) printf " %s %s |", peers[k], version[peers[k]]
    printf "\n|---|--:|--:|--:|"
    for (k = 1; k <= n_peers; k++) printf "---|"
    printf "\n"
    for (i = 1; i <= n; i++) {
        printf "| %s | %s | %.2f s |", list[i], size[list[i]], koppel[list[i]] / n_runs[list[i]]
        for (k = 1; k <= n_peers; k++) printf " %s |", told[list[i], peers[k]]
        printf "\n"
    }
    printf "\nLimit: %d CPU seconds for all goals of a run.\n", limit
}
