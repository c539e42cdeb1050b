// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.InvalidInputException;
import dev.kist.Suggestions;
import dev.kist.cli.command.CommandTree.Group;
import dev.kist.cli.command.CommandTree.Node;
import dev.kist.cli.command.CommandTree.Single;
import dev.kist.cli.options.GlobalOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** One run of Kist: finds the command that the arguments name, lets it read its own, runs it, and says what went wrong. */
public final class Invocation {
    private static final String PROGRAM = "kist";
    private static final String SKIPPED_WORD = "secrets";
    // Not "notes" and "substitute" as patterns for the names of secrets.
    private static final Set<String> WORDS_BEHIND = Set.of("notes", "substitute");

    private final CommandTree tree;
    private final CommandContext context;
    private final Terminal terminal;
    private final String version;
    private final GlobalOptions globals = new GlobalOptions();
    private final TypedLine line = new TypedLine();

    /**
     * Prepares a run.
     *
     * @param version what {@code --version} prints
     */
    public Invocation(CommandTree tree, CommandContext context, String version) {
        this.tree = tree;
        this.context = context;
        this.terminal = context.terminal();
        this.version = version;
    }

    /** Runs what {@code arguments} say; the exit code. */
    public int run(List<Typed> arguments) {
        try {
            return dispatch(arguments);
        } catch (InvalidInputException e) {
            new Failures(terminal).describe(e);
            return ExitCode.of(e);
        }
    }

    private int dispatch(List<Typed> arguments) {
        CommandSpec top = Help.addTo(words(PROGRAM)).addOption(Help.version());
        line.read(top, arguments, true);
        if (line.has("--version")) {
            terminal.dataLine(version);
            return ExitCode.DONE;
        }
        boolean isHelpCommand = startsWith(line.operands(), "help");
        if (isHelpCommand) {
            line.read(top, line.operands().subList(1, line.operands().size()), true);
        }
        boolean isHelp = isHelpCommand || line.has(Help.OPTION);
        if (line.operands().isEmpty()) {
            return explain(Help.ofAll(tree), isHelp);
        }
        skipWord();
        String word = line.operands().get(0).text();
        Node node = take(tree.nodes(), PROGRAM);
        if (node instanceof Single single) {
            return new Leaf(single, word, PROGRAM).run(isHelp);
        }
        Group group = (Group) node;
        String name = PROGRAM + " " + group.name();
        if (line.operands().isEmpty()) {
            return explain(Help.ofGroup(PROGRAM, group), isHelp || line.has(Help.OPTION));
        }
        String second = line.operands().get(0).text();
        return new Leaf(take(group.commands(), name), second, name).run(isHelp);
    }

    /** Before a command {@code secrets} may stand, as other tools have it: {@code kist secrets get KEY}. */
    private void skipWord() {
        List<Typed> operands = line.operands();
        boolean isBefore = operands.size() > 1
                && operands.get(0).text().equals(SKIPPED_WORD)
                && (CommandTree.find(tree.nodes(), operands.get(1).text()).isPresent()
                        || WORDS_BEHIND.contains(operands.get(1).text()));
        if (isBefore) {
            line.keepOperands(operands.subList(1, operands.size()));
        }
    }

    private static boolean startsWith(List<Typed> operands, String word) {
        return !operands.isEmpty() && operands.get(0).text().equals(word);
    }

    /** The command that the first operand names; what is behind it is read on. */
    private <N extends Node> N take(List<N> nodes, String parent) {
        Typed word = line.operands().get(0);
        N node = CommandTree.find(nodes, word.text()).orElseThrow(() -> unknown(nodes, word, parent));
        List<Typed> behind = line.operands().subList(1, line.operands().size());
        if (node instanceof Group) {
            line.read(Help.addTo(words(parent + " " + node.name())), behind, true);
        } else {
            line.keepOperands(behind);
        }
        return node;
    }

    /** No command, no word of it is shown unless it is nearly one, or one of another tool: it may be a value. */
    private InvalidInputException unknown(List<? extends Node> nodes, Typed word, String parent) {
        line.requireNoFault();
        Optional<String> instead = ForeignWords.hint(parent, word.text())
                .or(() -> Suggestions.near(word.text(), CommandTree.names(nodes)).stream()
                        .findFirst()
                        .map(near -> "did you mean " + parent + " " + near + "?"));
        return instead.map(hint -> new InvalidInputException(
                        "wrong arguments: there is no command " + parent + " " + word.text(), hint))
                .orElseGet(() -> new InvalidInputException(
                        "wrong arguments: " + word + " is no command of " + parent, parent + " --help shows them"));
    }

    /** The help, as data where it was asked for, else as what was wrong. */
    private int explain(String help, boolean isHelp) {
        if (isHelp || line.has(Help.OPTION)) {
            terminal.data(help);
            return ExitCode.DONE;
        }
        line.requireNoFault();
        terminal.lines(help.lines().toList());
        return ExitCode.INVALID_INPUT;
    }

    /** Takes the options that stand before a command or between its words. */
    private CommandSpec words(String name) {
        CommandSpec spec = Parsers.spec(name);
        globals.specs().forEach(spec::add);
        return spec;
    }

    /** The one command that is run, with its own arguments. */
    private final class Leaf {
        private final Command command;
        private final Description description;
        private final String name;
        private final List<String> otherNames;

        Leaf(Single single, String typed, String parent) {
            this.command = single.make(typed);
            this.description = command.description();
            this.name = parent + " " + single.name();
            this.otherNames = single.otherNames(parent);
        }

        int run(boolean isHelp) {
            Terminal quietOrNot = terminal;
            try {
                CommandSpec spec = Help.addTo(description.spec(name, globals));
                line.read(spec, line.operands(), description.startsProgram());
                if (isHelp || line.has(Help.OPTION)) {
                    terminal.data(Help.of(description, name, otherNames));
                    return ExitCode.DONE;
                }
                line.requireNoFault();
                parse(spec);
                description.check(name, globals);
                quietOrNot =
                        (globals.isQuiet() ? terminal.quiet() : terminal).withHints(new CarriedOptions(globals, tree));
                WorkingFolder.require(context.directory());
                return command.run(context.with(quietOrNot, globals));
            } catch (RuntimeException | Error e) {
                // An error, too: a library that is not there, no memory. Nothing of Java's is printed for it.
                command.explain(e, quietOrNot);
                if (globals.isDebug()) {
                    terminal.lines(StackTrace.lines(e));
                }
                return command.exitCode(e);
            }
        }

        private void parse(CommandSpec spec) {
            try {
                Parsers.of(spec)
                        .setExpandAtFiles(false)
                        .setPosixClusteredShortOptionsAllowed(false)
                        .parseArgs(line.canonical());
            } catch (ParameterException e) {
                throw ArgumentFaults.explain(e, line.operands(), name, description.firstExample());
            }
        }
    }
}
