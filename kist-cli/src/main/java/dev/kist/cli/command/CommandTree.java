// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.cli.options.GlobalOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by their names, in the sections of the help. A command is made only when it is asked for. */
public final class CommandTree {
    private final List<Section> sections;

    public CommandTree(Section... sections) {
        this.sections = List.of(sections);
    }

    /** A name under which there is a command, or several. */
    public sealed interface Node permits Single, Group {
        /** The names; the first is the one that the help shows. */
        List<String> names();

        /** The name that the help shows. */
        default String name() {
            return names().get(0);
        }

        /** The other names, as they are typed behind {@code parent}. */
        default List<String> otherNames(String parent) {
            return names().stream().skip(1).map(name -> parent + " " + name).toList();
        }
    }

    /**
     * One command.
     *
     * @param maker makes it
     * @param makers makes it for those who know it by another name and expect something else of it
     */
    public record Single(List<String> names, Supplier<Command> maker, Map<String, Supplier<Command>> makers)
            implements Node {
        /** The same, which is made by another maker where it is called {@code name}. */
        public Single as(String name, Supplier<Command> makerThen) {
            List<String> more = new ArrayList<>(names);
            more.add(name);
            return new Single(List.copyOf(more), maker, Map.of(name, makerThen));
        }

        /** Makes it for the name that was typed. */
        Command make(String typed) {
            return makers.getOrDefault(typed, maker).get();
        }
    }

    /** Commands that share their first word. */
    public record Group(List<String> names, String description, List<Single> commands) implements Node {
        /** The same, which answers to other names, too. */
        public Group or(String... others) {
            return new Group(CommandTree.names(name(), others), description, commands);
        }
    }

    /** Commands that the help shows in one line. */
    public record Section(String heading, List<Node> nodes) {}

    /** A command, and other names that it answers to. */
    public static Single command(String name, Supplier<Command> maker, String... others) {
        return new Single(names(name, others), maker, Map.of());
    }

    /** Commands that share their first word. */
    public static Group group(String name, String description, Single... commands) {
        return new Group(List.of(name), description, List.of(commands));
    }

    /** Commands that the help shows in one line. */
    public static Section section(String heading, Node... nodes) {
        return new Section(heading, List.of(nodes));
    }

    private static List<String> names(String name, String... others) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(Arrays.asList(others));
        return List.copyOf(names);
    }

    /** The words of each command, such as {@code key} and {@code add}. */
    public List<List<String>> words() {
        List<List<String>> words = new ArrayList<>();
        for (Node node : nodes()) {
            if (node instanceof Group group) {
                group.commands().forEach(single -> words.add(List.of(group.name(), single.name())));
            } else {
                words.add(List.of(node.name()));
            }
        }
        return words;
    }

    /** All commands as one model of the parser, with what the help says of each: for completions and manual pages. */
    public CommandSpec model(String program) {
        CommandSpec top = Help.addTo(withOptionsOfAll(Parsers.spec(program))).addOption(Help.version());
        nodes().forEach(node -> add(top, node, program));
        return top;
    }

    private static void add(CommandSpec parent, Node node, String words) {
        if (node instanceof Group group) {
            CommandSpec spec = Help.addTo(withOptionsOfAll(Parsers.spec(group.name())));
            spec.usageMessage().description(Help.paragraphs(List.of(group.description()), group.otherNames(words)));
            spec.aliases(others(group));
            group.commands().forEach(single -> add(spec, single, words + " " + group.name()));
            parent.addSubcommand(group.name(), Parsers.of(spec));
        } else if (node instanceof Single single) {
            CommandSpec spec = single.maker().get().description().helpSpec(single.name(), single.otherNames(words));
            spec.aliases(others(single));
            parent.addSubcommand(single.name(), Parsers.of(Help.addTo(withOptionsOfAll(spec))));
        }
    }

    private static String[] others(Node node) {
        return node.names().stream().skip(1).toArray(String[]::new);
    }

    private static CommandSpec withOptionsOfAll(CommandSpec spec) {
        new GlobalOptions().specs().forEach(spec::add);
        return spec;
    }

    List<Section> sections() {
        return sections;
    }

    /** All at the top. */
    List<Node> nodes() {
        return sections.stream().flatMap(section -> section.nodes().stream()).toList();
    }

    /** The one of {@code nodes} that answers to {@code name}. */
    static <N extends Node> Optional<N> find(List<N> nodes, String name) {
        return nodes.stream().filter(node -> node.names().contains(name)).findFirst();
    }

    /** All names of {@code nodes}. */
    static List<String> names(List<? extends Node> nodes) {
        return nodes.stream().flatMap(node -> node.names().stream()).toList();
    }
}
