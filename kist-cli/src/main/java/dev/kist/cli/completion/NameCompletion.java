// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.completion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which arguments are names of secrets or of environments, and how the shells find those that Kist met within a day: in its own
 * cache, a file for each project, without starting Kist. What is no name is not offered.
 */
enum NameCompletion {
    SECRET,
    ENVIRONMENT;

    private static final String NO_VALUE = "";

    private static final Set<String> OF_SECRETS = Set.of("KEY", "OLD", "PATTERN");

    /** Prints the environment that the first of the project's files names. */
    private static final String USED =
            "awk -F= '$1 == \"KIST_ENVIRONMENT\" { gsub(/[^A-Za-z0-9._-]/, \"\", $2); print $2; exit }'";

    /** Prints the names for {@code $1}, secrets of the environment {@code $2}, else of the one that is used here; not for fish. */
    private static final String CACHED =
            """
            _kist_cached() {
              local dir file environment=$2
              dir=$(pwd -P)
              while [ -n "$dir" ] && [ ! -d "$dir/.kist" ]; do dir=${dir%/*}; done
              file=${XDG_CACHE_HOME:-$HOME/.cache}/kist/names/${dir//\\//%}
              [ -n "$dir" ] && [ -r "$file" ] || return 0
              [ -n "$environment" ] || environment=$(cat "$dir/.kist/config.local" "$dir/.kist/config" 2> /dev/null | USED)
              awk -v kind="$1" -v environment="${environment:-development}" -v now="$(date +%s)" '
                $1 == kind && $NF > now && (kind == "environment" || $2 == environment) &&
                  $(NF - 1) ~ /^[A-Za-z0-9_.-]+$/ { print $(NF - 1) }' "$file" | sort -u
            }
            """
                    .replace("USED", USED);

    private static final String BASH =
            """
            %s
            _kist_names() {
              local environment=${KIST_ENVIRONMENT:-} i
              for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                  -e | --environment | --from)
                    environment=${COMP_WORDS[i + 1]}
                    [ "$environment" != = ] || environment=${COMP_WORDS[i + 2]}
                    ;;
                esac
              done
              COMPREPLY=($(compgen -W "$(_kist_cached "$1" "$environment")" -- "$2"))
            }
            _kist_unused() {
              local typed=" ${COMP_WORDS[*]:1:COMP_CWORD-1} " name
              local -a unused=()
              for name in "${COMPREPLY[@]}"; do [[ $typed == *" $name "* ]] || unused+=("$name"); done
              COMPREPLY=("${unused[@]}")
            }
            _kist_several() {
              local before=
              [[ $1 != *,* ]] || before=${1%%,*},
              _kist_names secret "${1##*,}"
              COMPREPLY=("${COMPREPLY[@]/#/$before}")
            }
            _kist_program() {
              if declare -F _command_offset >/dev/null; then
                _command_offset "$1"
              elif [ "$COMP_CWORD" -eq "$1" ]; then
                COMPREPLY=($(compgen -c -- "${COMP_WORDS[COMP_CWORD]}"))
              fi
            }
            _kist_complete() {
              local commands='%s'
              if [ "${COMP_WORDS[1]}" = secrets ] && [[ $COMP_CWORD -gt 2 && " $commands " == *" ${COMP_WORDS[2]} "* ]]; then
                COMP_WORDS=("${COMP_WORDS[0]}" "${COMP_WORDS[@]:2}")
                COMP_CWORD=$((COMP_CWORD - 1))
              fi
              local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' i
              [ "$word" != = ] || word=
              [ "$before" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}
              COMPREPLY=()
              for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                  -e | --environment) i=$((i + 1)); [ "${COMP_WORDS[i]}" != = ] || i=$((i + 1)) ;;
                  -*) ;;
                  *) command="$command ${COMP_WORDS[i]}"; case $command in %s) ;; *) break ;; esac ;;
                esac
              done
              if [ "$command" = ' run' ]; then
                for ((i++; i < COMP_CWORD; i++)); do
                  case ${COMP_WORDS[i]} in
                    --) _kist_program $((i + 1)); return ;;
                    %s) i=$((i + 1)); [ "${COMP_WORDS[i]}" != = ] || i=$((i + 1)) ;;
                    -*) ;;
                    *) _kist_program "$i"; return ;;
                  esac
                done
                [[ $i -gt $COMP_CWORD || $word == -* ]] || { _kist_program "$i"; return; }
              fi
              if [[ $before != -* && ( ${COMP_WORDS[COMP_CWORD - 1]} = = || ${COMP_WORDS[COMP_CWORD]} = = ) ]]; then
                compopt +o default 2> /dev/null
                return
              fi
              case "$command $before" in
            %s
              esac
              case $before in
                %s) _kist_names environment "$word" ;;
                %s) _kist_several "$word" ;;
                *)
                  case "$command " in
                    %s) [[ $word == -* ]] || return ;;
                    %s) [[ $word == -* ]] || { _kist_names secret "$word"; _kist_unused; } ;;
                    %s) [[ $word == -* ]] || _kist_names environment "$word" ;;
                  esac
                  ;;
              esac
              [ "$command" != ' secrets' ] || COMPREPLY+=($(compgen -W "$commands" -- "$word"))
              [ ${#COMPREPLY[@]} -gt 0 ] || _complete_kist "$@"
            }
            complete -F _kist_complete -o default kist
            """;

    static final String ZSH = CACHED
            + """
            _kist_names() {
              local environment=$KIST_ENVIRONMENT i
              local -a all=("${(@)typed:-${words[@]}}")
              for ((i = 1; i < $#all; i++)); do
                case $all[i] in
                  -e|--environment|--from) environment=$all[i+1] ;;
                  --environment=*|--from=*) environment=${all[i]#*=} ;;
                esac
              done
              local -a names=(${(f)"$(_kist_cached $1 "$environment")"})
              compadd -a names
            }
            _kist_secrets() { _kist_names secret }
            _kist_several() { compset -P '*,'; _kist_secrets }
            _kist_environments() { _kist_names environment }
            """;

    static final String FISH =
            """
            function __kist_names
              set -l environment $KIST_ENVIRONMENT
              set -l words (commandline -opc)
              for i in (seq (count $words))
                if string match -qr -- '^(-e|--environment|--from)$' $words[$i]
                  set environment $words[(math $i + 1)]
                else if string match -qr -- '^--(environment|from)=' $words[$i]
                  set environment (string replace -r -- '^--[a-z]+=' '' $words[$i])
                end
              end
              set -l dir (pwd -P)
              while test -n "$dir"; and not test -d "$dir/.kist"
                set dir (string replace -r '/[^/]*$' '' $dir)
              end
              set -l cache $XDG_CACHE_HOME
              test -n "$cache"; or set cache $HOME/.cache
              set -l file $cache/kist/names/(string replace -a / % -- "$dir")
              test -n "$dir"; and test -r "$file"; or return
              test -n "$environment"
                or set environment (cat $dir/.kist/config.local $dir/.kist/config 2> /dev/null | USED)
              test -n "$environment"; or set environment development
              awk -v kind=$argv[1] -v environment="$environment" -v now=(date +%s) '
                $1 == kind && $NF > now && (kind == "environment" || $2 == environment) &&
                  $(NF - 1) ~ /^[A-Za-z0-9_.-]+$/ { print $(NF - 1) }' $file | sort -u
            end
            function __kist_several
              set -l before (string replace -r -- '^--?[a-z]+=' '' (commandline -ct) | string replace -r '[^,]*$' '')
              for name in (__kist_names secret)
                echo $before$name
              end
            end
            """
                    .replace("USED", USED);

    /** What the value of an option is; empty where it is something else. */
    static Optional<NameCompletion> of(OptionSpec option) {
        if (option.paramLabel().equals("ENV")) {
            return Optional.of(ENVIRONMENT);
        }
        return Optional.of(SECRET)
                .filter(secret -> Stream.of(option.names()).anyMatch(Set.of("--only", "--except")::contains));
    }

    /** What a command's operands are; a key in {@code kist key} is no secret's name. */
    static Optional<NameCompletion> ofOperands(CommandSpec command) {
        if (command.positionalParameters().isEmpty()) {
            return Optional.empty();
        }
        String label = command.positionalParameters().get(0).paramLabel();
        String parent = command.parent() == null ? "" : command.parent().name();
        if (label.equals("ENV") || parent.equals("environment")) {
            return Optional.of(ENVIRONMENT);
        }
        return Optional.of(SECRET).filter(secret -> OF_SECRETS.contains(label) && !parent.equals("key"));
    }

    /** Completion for bash: names where they belong, and else what {@code generated} completes. */
    static String bash(String generated, CommandSpec program) {
        return generated
                + BASH.formatted(
                        CACHED,
                        ModelTexts.commands(program).stream()
                                .flatMap(ModelTexts::names)
                                .collect(Collectors.joining(" ")),
                        ModelTexts.commands(program).stream()
                                .filter(command -> !command.subcommands().isEmpty())
                                .flatMap(ModelTexts::names)
                                .map(group -> "' " + group + "'")
                                .collect(Collectors.joining(" | ")),
                        optionsWithValue(program),
                        valued(program),
                        options(program, ENVIRONMENT),
                        options(program, SECRET),
                        withFiles(program),
                        operands(program, SECRET),
                        operands(program, ENVIRONMENT));
    }

    private static Stream<CommandSpec> leaves(CommandSpec command) {
        return command.subcommands().isEmpty()
                ? Stream.of(command)
                : ModelTexts.commands(command).stream().flatMap(NameCompletion::leaves);
    }

    /** What completes the values of options that are no names; an option may be another one in another command. */
    private static String valued(CommandSpec program) {
        Map<String, Set<String>> meanings = new TreeMap<>();
        leaves(program).flatMap(command -> command.options().stream()).forEach(option -> Stream.of(option.names())
                .forEach(name ->
                        meanings.computeIfAbsent(name, any -> new TreeSet<>()).add(value(option))));
        Map<String, Set<String>> places = new TreeMap<>();
        leaves(program).forEach(command -> command.options()
                .forEach(option -> Stream.of(option.names()).forEach(name -> {
                    boolean isOne = meanings.getOrDefault(name, Set.of()).size() == 1;
                    places.computeIfAbsent(value(option), any -> new TreeSet<>())
                            .addAll(
                                    isOne
                                            ? Set.of("*' " + name + "'")
                                            : words(command, program)
                                                    .map(words -> "' " + words + " " + name + "'")
                                                    .collect(Collectors.toSet()));
                })));
        places.remove(NO_VALUE);
        return places.entrySet().stream()
                .map(place -> "    " + String.join(" | ", place.getValue()) + ") " + place.getKey() + "; return ;;")
                .collect(Collectors.joining("\n"));
    }

    private static String value(OptionSpec option) {
        if (option.arity().min() == 0 || of(option).isPresent()) {
            return NO_VALUE;
        }
        List<String> choices = ModelTexts.choices(option);
        if (!choices.isEmpty()) {
            return "COMPREPLY=($(compgen -W '" + String.join(" ", choices) + "' -- \"$word\"))";
        }
        // Files are what bash itself completes where nothing else is found.
        return option.paramLabel().contains("FILE") ? ":" : "compopt +o default 2> /dev/null";
    }

    private static String options(CommandSpec program, NameCompletion kind) {
        return leaves(program)
                .flatMap(command -> command.options().stream())
                .filter(option -> of(option).filter(kind::equals).isPresent())
                .flatMap(option -> Stream.of(option.names()))
                .distinct()
                .collect(Collectors.joining(" | "));
    }

    /** Those of {@code run} that take the next word as their value. */
    private static String optionsWithValue(CommandSpec program) {
        return leaves(program)
                .filter(command -> command.name().equals("run"))
                .flatMap(command -> command.options().stream())
                .filter(option -> option.arity().min() > 0)
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.joining(" | "));
    }

    /** The commands whose operands are files, which bash completes by itself where nothing is offered. */
    private static String withFiles(CommandSpec program) {
        return leaves(program)
                .filter(ModelTexts::takesFiles)
                .flatMap(command -> words(command, program))
                .map(words -> "' " + words + " '*")
                .collect(Collectors.joining(" | "));
    }

    private static String operands(CommandSpec program, NameCompletion kind) {
        return leaves(program)
                .filter(command -> ofOperands(command).filter(kind::equals).isPresent())
                .flatMap(command -> words(command, program))
                .map(words -> "' " + words + " '*")
                .collect(Collectors.joining(" | "));
    }

    /** All that may be typed for a command behind the program's name. */
    private static Stream<String> words(CommandSpec command, CommandSpec program) {
        CommandSpec parent = command.parent();
        return parent == null || parent == program
                ? ModelTexts.names(command)
                : words(parent, program)
                        .flatMap(before -> ModelTexts.names(command).map(name -> before + " " + name));
    }
}
