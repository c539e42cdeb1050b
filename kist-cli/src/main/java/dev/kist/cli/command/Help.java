// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.cli.command.CommandTree.Group;
import dev.kist.cli.command.CommandTree.Node;
import dev.kist.cli.command.CommandTree.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} prints: lines of at most 80 columns. */
final class Help {
    static final String OPTION = "--help";
    private static final int COLUMNS = 80;

    private static final String GLOBAL_OPTIONS =
            """
            Options of every command, which may stand before it, too:
              -e, --environment ENV   Environment (KIST_ENVIRONMENT; else development).
                  --uri URI           MongoDB connection string (KIST_MONGODB_URI).
                  --database NAME     Database (KIST_DATABASE); --collection NAME likewise.
                  --key-file FILE     File with secret keys (KIST_KEY_FILE; else KIST_KEY).
                  --trust FINGERPRINT The environment's fingerprint (KIST_FINGERPRINT).
                  --accept-older      Open what is older than it was: a restored backup.
                  --timeout TIME      Wait for MongoDB: 500ms, 2s, 1m (KIST_TIMEOUT).
                  --json              Print data as JSON.
              -q, --quiet             Say only what is odd or went wrong; --debug says more.
              -h, --help              Show the help of the command; kist -V the version.

            Exit codes: 1 unexpected or found wrong, 2 bad input, 3 not found, 4 not
            readable or not trusted, 5 unreachable, 6 someone else wrote first.
            """;

    private Help() {}

    /** {@code spec}, with the option that asks for the help. */
    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(flag("-h", OPTION));
    }

    /** The option that asks for the version. */
    static OptionSpec version() {
        return flag("-V", "--version");
    }

    private static OptionSpec flag(String... names) {
        return OptionSpec.builder(names).type(Boolean.class).arity("0").build();
    }

    /** All commands by their sections. */
    static String ofAll(CommandTree tree) {
        int width = tree.sections().stream()
                .mapToInt(section -> section.heading().length())
                .max()
                .orElse(0);
        String sections = tree.sections().stream()
                .map(section -> "  " + section.heading()
                        + " ".repeat(width - section.heading().length() + 2)
                        + section.nodes().stream().map(Help::words).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
        return "Usage: kist [OPTIONS] COMMAND [ARGUMENT...]\n"
                + "Secrets for teams that already run MongoDB. kist help COMMAND says more.\n\n"
                + sections + "\n\n" + GLOBAL_OPTIONS;
    }

    private static String words(Node node) {
        return node instanceof Group group
                ? node.name() + " "
                        + group.commands().stream().map(Single::name).collect(Collectors.joining("|"))
                : node.name();
    }

    /** The commands that share a word. */
    static String ofGroup(String parent, Group group) {
        String name = parent + " " + group.name();
        CommandSpec spec = Parsers.spec(name);
        spec.usageMessage().description(paragraphs(List.of(group.description()), group.otherNames(parent)));
        spec.usageMessage().commandListHeading("%nCommands:%n");
        spec.usageMessage().customSynopsis(name + " COMMAND [ARGUMENT...]");
        for (Single single : group.commands()) {
            CommandSpec one = Parsers.spec(single.name());
            one.usageMessage()
                    .description(escape(single.maker().get().description().sentence()));
            spec.addSubcommand(single.name(), Parsers.of(one));
        }
        return text(spec);
    }

    /** One command: what it does, what it takes, examples. */
    static String of(Description description, String name, List<String> others) {
        return text(description.helpSpec(name, others));
    }

    /** What the help says first, and which other names there are. */
    static String[] paragraphs(List<String> sentences, List<String> others) {
        List<String> paragraphs = new ArrayList<>(sentences);
        if (!others.isEmpty()) {
            paragraphs.add("Also: " + String.join(", ", others) + ".");
        }
        return paragraphs.stream().map(Help::escape).toArray(String[]::new);
    }

    /** What the help says besides arguments. */
    static void fill(UsageMessageSpec usage, String[] paragraphs, List<String> examples) {
        usage.description(paragraphs);
        usage.parameterListHeading("%n");
        usage.optionListHeading("%n");
        usage.sortOptions(false);
        StringBuilder footer = new StringBuilder();
        examples.forEach(line -> footer.append(escape(line)).append("%n"));
        usage.footerHeading(examples.isEmpty() ? "%n" : "%nExamples:%n" + footer + "%n");
        usage.footer("-e ENV, --json, -q and the other options of every command: kist --help");
    }

    static String escape(String text) {
        return text.replace("%", "%%");
    }

    private static String text(CommandSpec spec) {
        return Parsers.of(spec)
                .setUsageHelpWidth(COLUMNS)
                .setUsageHelpAutoWidth(false)
                .getUsageMessage(Ansi.OFF);
    }
}
