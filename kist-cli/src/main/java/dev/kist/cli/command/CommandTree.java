package dev.kist.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
    }

    /** One command. */
    public record Single(List<String> names, Supplier<Command> maker) implements Node {}

    /** Commands that share their first word. */
    public record Group(List<String> names, String description, List<Single> commands) implements Node {}

    /** Commands that the help shows in one line. */
    public record Section(String heading, List<Node> nodes) {}

    /** A command, and other names that it answers to. */
    public static Single command(String name, Supplier<Command> maker, String... others) {
        return new Single(names(name, others), maker);
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
