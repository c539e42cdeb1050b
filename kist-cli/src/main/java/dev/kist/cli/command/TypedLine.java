// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.InvalidInputException;
import dev.kist.Suggestions;
import dev.kist.cli.options.NextArgument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Tells options from operands. An argument that begins with {@code -}, or with another dash as pasted text does, and is no
 * option is a fault, never a value; a value that begins so stands behind {@code =} or, as an operand, behind {@code --}. No fault shows an argument, which may be a
 * secret, unless it is nearly an option; then it is shown up to {@code =}.
 *
 * <p>The first fault is kept and reading goes on: which command is meant, and whether help is wanted, decides what
 * becomes of it.
 */
final class TypedLine {
    private static final String END_OF_OPTIONS = "--";
    private static final int LEAST_BEGINNING = 4;

    /** The operand that can be anything; names, files and programs hardly begin with -. */
    private static final String VALUE = "VALUE";

    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private List<Typed> operands = List.of();
    private @Nullable InvalidInputException fault;

    /**
     * Reads the arguments of a command, beside what was read before it.
     *
     * @param stopsAtOperand whether the first operand ends the options; what follows is then taken unseen
     */
    void read(CommandSpec spec, List<Typed> arguments, boolean stopsAtOperand) {
        List<Typed> found = new ArrayList<>();
        int i = 0;
        while (i < arguments.size()) {
            Typed argument = arguments.get(i++);
            if (argument.text().equals(END_OF_OPTIONS)) {
                found.addAll(arguments.subList(i, arguments.size()));
                break;
            }
            if (!argument.isOptionLike()) {
                found.add(argument);
                if (stopsAtOperand) {
                    found.addAll(arguments.subList(i, arguments.size()));
                    break;
                }
            } else if (takeOption(spec, argument, i < arguments.size() ? arguments.get(i) : null)) {
                i++;
            }
        }
        operands = found;
        if (!stopsAtOperand) {
            operands.forEach(operand -> requireText(spec, operand));
        }
    }

    /** Takes operands as they are, to be read later. */
    void keepOperands(List<Typed> rest) {
        operands = rest;
    }

    List<Typed> operands() {
        return operands;
    }

    /** Whether an option was given, by its longest name. */
    boolean has(String name) {
        return options.containsKey(name);
    }

    /** Throws the first fault, if there was one. */
    void requireNoFault() {
        if (fault != null) {
            throw fault;
        }
    }

    /** What was read, in a form that has one reading: options with their values, {@code --}, operands. */
    String[] canonical() {
        List<String> words = new ArrayList<>();
        options.values().forEach(words::addAll);
        words.add(END_OF_OPTIONS);
        operands.forEach(operand -> words.add(operand.text()));
        return words.toArray(String[]::new);
    }

    /** Takes one option; whether its value is the next argument. */
    private boolean takeOption(CommandSpec spec, Typed argument, @Nullable Typed next) {
        requireText(spec, argument);
        int separator = argument.text().indexOf('=');
        String name = separator < 0 ? argument.text() : argument.text().substring(0, separator);
        OptionSpec option = spec.optionsMap().get(name);
        if (option == null) {
            unknown(spec, argument, name);
            return false;
        }
        if (separator >= 0) {
            if (option.arity().max() == 0) {
                fault(name + " takes no value", "write " + name + " alone, or leave it out");
            }
            add(option, argument.text().substring(separator));
            return false;
        }
        if (option.arity().min() == 0) {
            if (next == null || !(option.getter() instanceof NextArgument behind) || !behind.takes(next.text())) {
                add(option, "");
                return false;
            }
            add(option, "=" + next.text());
            return true;
        }
        if (next == null || next.isOptionLike()) {
            fault(
                    name + " " + option.paramLabel() + " lacks its value"
                            + (next == null ? "" : ": " + next + begins(next)),
                    next == null
                            ? "write " + name + " " + option.paramLabel() + "; see " + spec.qualifiedName() + " --help"
                            : "a value that begins with - is written " + option.longestName() + "=VALUE");
            return false;
        }
        requireText(spec, next);
        add(option, "=" + next.text());
        return true;
    }

    private void add(OptionSpec option, String value) {
        List<String> given = options.computeIfAbsent(option.longestName(), name -> new ArrayList<>());
        if (!given.isEmpty() && !option.isMultiValue()) {
            if (option.arity().max() > 0) {
                fault(option.longestName() + " is given twice", "give it once");
            }
            return;
        }
        given.add(option.longestName() + value);
    }

    private void unknown(CommandSpec spec, Typed argument, String name) {
        String meant = argument.optionName();
        Optional<String> instead = ForeignWords.hint(spec.qualifiedName(), meant);
        if (instead.isPresent()) {
            fault(name + " is no option of " + spec.qualifiedName(), instead.get());
            return;
        }
        boolean takesValue = takesValue(spec);
        String near = spec.optionsMap().containsKey(meant) ? meant : near(spec, meant);
        String way = takesValue
                ? "put a value that begins with - after --, or give it on standard input"
                : spec.qualifiedName() + " --help shows the options";
        String joined = argument.text().substring(0, Math.min(2, argument.text().length()));
        OptionSpec behind = spec.optionsMap().get(joined);
        if (near == null && behind != null && behind.arity().min() > 0) {
            // What follows may be a value, and a secret.
            fault(
                    argument + begins(argument) + " and is no option of " + spec.qualifiedName(),
                    "did you mean " + joined + " " + behind.paramLabel() + "? A blank stands between"
                            + (takesValue ? "; " + way : ""));
            return;
        }
        if (near == null) {
            fault(argument + begins(argument) + " and is no option of " + spec.qualifiedName(), way);
        } else {
            fault(
                    name + (argument.hasOtherDash() ? begins(argument) + " and" : "") + " is no option of "
                            + spec.qualifiedName(),
                    "did you mean " + near + "?"
                            + (takesValue ? " " + Character.toUpperCase(way.charAt(0)) + way.substring(1) : ""));
        }
    }

    private static String begins(Typed argument) {
        return argument.hasOtherDash() ? " begins with another dash than -" : " begins with -";
    }

    /** The option that {@code name} is nearly, or the beginning of. */
    private static @Nullable String near(CommandSpec spec, String name) {
        List<String> candidates = new ArrayList<>(spec.optionsMap().keySet());
        List<String> longer = candidates.stream()
                .filter(candidate -> name.length() >= LEAST_BEGINNING && candidate.startsWith(name))
                .toList();
        List<String> near = longer.isEmpty() ? Suggestions.near(name, candidates) : longer;
        return near.isEmpty() ? null : near.get(0);
    }

    private void requireText(CommandSpec spec, Typed argument) {
        if (!argument.isText()) {
            fault(
                    argument + " is not UTF-8",
                    takesValue(spec)
                            ? "give a value by --file or standard input, in UTF-8"
                            : "names are UTF-8, those of files, too: rename the file, or give it on standard input"
                                    + " with <");
        }
    }

    /** Whether an operand of the command can be anything. */
    static boolean takesValue(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .anyMatch(operand -> operand.paramLabel().equals(VALUE));
    }

    private void fault(String what, @Nullable String hint) {
        if (fault == null) {
            fault = new InvalidInputException("wrong arguments: " + what, hint);
        }
    }
}
