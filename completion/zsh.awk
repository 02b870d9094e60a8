# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The completion of zsh.
# A text that _arguments and _describe take as it is
function plain(text) {
    gsub(/['\]:[]/, "", text)
    return text
}
# What the argument of an option can be, as _arguments has it
function action(argument) {
    if (argument == "-") return ""
    if (is_path(argument)) return ":path:_files"
    return words_of(argument) == "" ? ":value: " : ":value:(" words_of(argument) ")"
}
function option(name, argument, about) {
    return "            " quoted(name "[" plain(about) "]" action(argument)) " \\\n"
}
$1 == "command" {
    commands = commands "        " quoted($2 ":" plain($3)) "\n"
    order[++n_commands] = $2
}
$1 == "option" {
    options[$2] = options[$2] option("--" $3 ($5 == "-" ? "" : "="), $5, $6)
    if ($4 != "-") options[$2] = options[$2] option("-" $4 ($5 == "-" ? "" : "+"), $5, $6)
}
END {
    print "#compdef koppel"
    print "# Completion of koppel for zsh, made by completion/make.sh."
    print "_koppel() {"
    print "    local -a commands"
    print "    commands=("
    printf "%s", commands
    print "        'help:list the options of a command'"
    print "    )"
    print "    if (( CURRENT == 2 )) || { (( CURRENT == 3 )) && [[ $words[2] == help ]]; }; then"
    print "        _describe command commands"
    print "        return"
    print "    fi"
    print "    local command=$words[2]"
    print "    shift words"
    print "    (( CURRENT-- ))"
    print "    case $command in"
    for (k = 1; k <= n_commands; k++) {
        print "    " order[k] ")"
        print "        _arguments -S \\"
        printf "%s", options[order[k]]
        print "            '*:file:_files'"
        print "        ;;"
    }
    print "    esac"
    print "}"
    print "_koppel \"$@\""
}
