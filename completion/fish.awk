# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The completion of fish.
BEGIN {
    print "# Completion of koppel for fish, made by completion/make.sh."
    print "complete -c koppel -n __fish_use_subcommand -f -a help -d 'list the options of a command'"
}
$1 == "command" {
    print "complete -c koppel -n __fish_use_subcommand -f -a " $2 " -d " quoted($3)
    print "complete -c koppel -n '__fish_seen_subcommand_from help' -f -a " $2
}
$1 == "option" {
    line = "complete -c koppel -n '__fish_seen_subcommand_from " $2 "' -l " $3
    if ($4 != "-") line = line " -s " quoted($4)
    if (is_path($5)) line = line " -r"
    else if ($5 != "-") line = line " -x"
    if (words_of($5) != "") line = line " -a " quoted(words_of($5))
    print line " -d " quoted($6)
}
