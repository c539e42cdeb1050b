// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.InvalidInputException;
import dev.kist.cli.options.Arguments;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.options.GlobalOptions;
import dev.kist.cli.options.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a command is: what the help says of it, what it takes, and how its line is read. */
public final class Description {
    private final List<String> sentences = new ArrayList<>();
    private final List<Arguments> taken = new ArrayList<>();
    private final List<List<Arguments>> exclusive = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private int operands;
    private final List<String> synopses = new ArrayList<>();
    private boolean startsProgram;
    private @Nullable EnvironmentsOption environments;

    private Description() {}

    /** Says what the command does: a sentence that stands alone, then what else is to be known, a paragraph each. */
    public static Description of(String sentence, String... more) {
        Description description = new Description();
        description.sentences.add(sentence);
        description.sentences.addAll(Arrays.asList(more));
        return description;
    }

    /** What the command takes; operands in their order. */
    public Description takes(Arguments... arguments) {
        for (Arguments one : arguments) {
            if (one instanceof Operand<?> operand) {
                operand.place(operands++);
            }
            taken.add(one);
        }
        return this;
    }

    /** Works in several environments; without this {@code -e} may be given once. */
    public Description inSeveral(EnvironmentsOption option) {
        environments = option;
        return takes(option);
    }

    /** Of these, which the command takes, only one may be given. */
    public Description exclusive(Arguments... arguments) {
        exclusive.add(List.of(arguments));
        return this;
    }

    /** Checks more once all is read, before anything else is: throws what is wrong. */
    public Description checks(Runnable check) {
        checks.add(check);
        return this;
    }

    /** How its line is written, where the arguments do not tell it; each is a line of its own. */
    public Description synopsis(String... lines) {
        synopses.addAll(Arrays.asList(lines));
        return this;
    }

    /** Whatever stands behind {@code --}, or from the first operand on, is for the program that the command starts. */
    public Description startsProgram(String synopsis) {
        startsProgram = true;
        return synopsis(synopsis);
    }

    /** A line that can be typed, and what it does. */
    public Description example(String line, String says) {
        examples.add("  " + line);
        examples.add("      " + says);
        return this;
    }

    String sentence() {
        return sentences.get(0);
    }

    /** The line that the help shows first among its examples. */
    String firstExample() {
        return examples.get(0).strip();
    }

    boolean startsProgram() {
        return startsProgram;
    }

    /** The parser's model, in which {@code globals} take the options of every command. */
    CommandSpec spec(String name, GlobalOptions globals) {
        CommandSpec spec = Parsers.spec(name);
        taken.forEach(arguments -> arguments.specs().forEach(spec::add));
        globals.specs().forEach(spec::add);
        return spec;
    }

    /** The same with what the help alone needs; {@code others} are names that the command answers to as well. */
    CommandSpec helpSpec(String name, List<String> others) {
        CommandSpec spec = Parsers.spec(name);
        taken.forEach(arguments -> arguments.specs().forEach(spec::add));
        spec.parser().separator(" ");
        Help.fill(spec.usageMessage(), Help.paragraphs(sentences, others), examples);
        // Those behind the first stand below it.
        String[] lines =
                synopses.stream().map(line -> "       " + name + " " + line).toArray(String[]::new);
        if (lines.length > 0) {
            lines[0] = lines[0].strip();
            spec.usageMessage().customSynopsis(lines);
        }
        return spec;
    }

    /**
     * Checks what the parser does not.
     *
     * @throws InvalidInputException if arguments exclude each other
     */
    void check(String name, GlobalOptions globals) {
        taken.forEach(arguments -> ArgumentFaults.check(arguments, name));
        checks.forEach(Runnable::run);
        for (List<Arguments> group : exclusive) {
            List<String> given = group.stream()
                    .filter(Arguments::isGiven)
                    .map(arguments -> nameOf(arguments.specs().get(0)))
                    .toList();
            if (given.size() > 1) {
                throw new InvalidInputException(
                        "wrong arguments: both " + String.join(" and ", given) + " are given", "give one of them");
            }
        }
        if (environments == null && globals.environments().size() > 1) {
            throw new InvalidInputException(
                    "wrong arguments: --environment is given more than once", name + " works in one environment");
        }
        if (environments != null
                && environments.isAll()
                && !globals.environments().isEmpty()) {
            throw new InvalidInputException(
                    "wrong arguments: both --environment and --all are given", "give one of them");
        }
    }

    /** As the help has it: {@code --to}, {@code KEY}. */
    static String nameOf(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
