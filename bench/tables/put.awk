# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# put.awk - a file with the text between two of its marks replaced.
# awk -v name=tables -v text=FILE -f put.awk README.md: between <!-- tables begin --> and <!-- tables end -->
$0 == "<!-- " name " end -->" { skipping = 0 }
!skipping { print }
$0 == "<!-- " name " begin -->" {
    print ""
    while ((getline line < text) > 0) print line
    print ""
    skipping = 1
}
