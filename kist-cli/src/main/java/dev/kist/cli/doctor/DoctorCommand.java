package dev.kist.cli.doctor;

import dev.kist.Finding;
import dev.kist.Finding.Status;
import dev.kist.Inspection;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.ForeignTool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code kist doctor}: looks at everything that can be wrong, and says what to do. Changes nothing. */
public final class DoctorCommand implements Command {
    private final EnvironmentsOption environments = new EnvironmentsOption();

    @Override
    public Description description() {
        return Description.of(
                        "Look at everything that can be wrong, and say what to do. Changes nothing.",
                        "Checks settings and where each came from, key files, git, connection, server, fingerprint, clock,"
                                + " and that every secret decrypts and has its whole history. Exit code 1 if something is"
                                + " wrong.")
                .inSeveral(environments)
                .example("kist doctor", "looks at the environment of the settings")
                .example("kist doctor --all --json", "looks at all, for another program");
    }

    @Override
    public int run(CommandContext context) {
        Inspection inspection = new Inspection(context.options().environments(), environments.isAll());
        KistOptions options = context.kistOptions(context.flags())
                .defaultTimeout(Session.TIMEOUT)
                .onWarning(text -> {})
                .build();
        List<Finding> findings = new ArrayList<>(Kist.inspect(options, inspection));
        findings.addAll(git(context, options));
        print(context, findings);
        return findings.stream().anyMatch(finding -> finding.status() == Status.ERROR)
                ? ExitCode.UNEXPECTED
                : ExitCode.DONE;
    }

    /** Nothing where the settings cannot be read, which is a finding already. */
    private static List<Finding> git(CommandContext context, KistOptions options) {
        try {
            ForeignTool git = new ForeignTool(context.directory(), context.variables(), Duration.ofSeconds(30));
            return new GitCheck(Kist.settings(options), git).run();
        } catch (InvalidInputException e) {
            return List.of();
        }
    }

    private static void print(CommandContext context, List<Finding> findings) {
        if (context.isJson()) {
            context.printJson(findings.stream().map(DoctorCommand::fields).toList());
            return;
        }
        for (Finding finding : findings) {
            context.terminal().textLine(word(finding.status()) + ": " + finding.topic() + ": " + finding.text());
            finding.remedy().ifPresent(advice -> context.terminal().textLine("    to do: " + advice));
        }
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", word(finding.status()));
        fields.put("what", finding.topic());
        fields.put("text", finding.text());
        fields.put("advice", finding.remedy().orElse(""));
        return fields;
    }

    private static String word(Status status) {
        return status == Status.GOOD ? "ok" : status.name().toLowerCase(Locale.ROOT);
    }
}
