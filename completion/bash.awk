# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The completion of bash.
$1 == "command" { commands = commands (commands == "" ? "" : " ") $2 }
$1 == "option" {
    name = "--" $3
    names[$2] = names[$2] (names[$2] == "" ? "" : " ") name ($5 == "-" ? "" : "=") ($4 == "-" ? "" : " -" $4)
    words = words_of($5)
    if (words != "" && !(name in values)) patterns[++n_patterns] = name
    if (words != "") values[name] = words
    if (is_path($5) && !(name in paths)) path_patterns = path_patterns (path_patterns == "" ? "" : " | ") name
    if (is_path($5)) paths[name] = 1
}
END {
    print "# Completion of koppel for bash, made by completion/make.sh."
    print "_koppel() {"
    print "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} words="
    print "    COMPREPLY=()"
    print "    if [ \"$word\" = = ]; then word=; fi"
    print "    if [ \"$before\" = = ]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi"
    print "    if [ \"$COMP_CWORD\" -eq 1 ] || { [ \"$command\" = help ] && [ \"$COMP_CWORD\" -eq 2 ]; }; then"
    print "        words='" commands " help'"
    print "    else"
    print "        case $before in"
    for (k = 1; k <= n_patterns; k++) print "        " patterns[k] ") words='" values[patterns[k]] "' ;;"
    print "        " path_patterns ") ;;"
    print "        *)"
    print "            case $command in"
    n = split(commands, list, " ")
    for (k = 1; k <= n; k++) print "            " list[k] ") words='" names[list[k]] "' ;;"
    print "            esac"
    print "            if [ \"${word#-}\" = \"$word\" ]; then words=; fi"
    print "            ;;"
    print "        esac"
    print "    fi"
    print "    if [ -n \"$words\" ]; then"
    print "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")"
    print "        if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace; fi"
    print "    else"
    print "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")"
    print "        compopt -o filenames"
    print "    fi"
    print "}"
    print "complete -F _koppel koppel"
}
