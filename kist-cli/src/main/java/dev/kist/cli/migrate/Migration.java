package dev.kist.cli.migrate;

import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.NameLines;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.cli.terminal.Terminal;
import dev.kist.environment.PlanWriter;
import dev.kist.environment.PlanWriter.Mode;
import dev.kist.environment.WritePlan;
import dev.kist.secret.InvalidInputException;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves the entries of files into an environment: reads and checks all, shows the plan, asks, writes. */
public final class Migration {
    private final CommandContext context;
    private final Terminal terminal;
    private final MigrationOptions options;

    public Migration(CommandContext context, MigrationOptions options) {
        this.context = context;
        this.terminal = context.terminal();
        this.options = options;
    }

    /** What the files hold, checked. Needs no store. */
    public Map<SecretName, Secret.Content> read(List<Path> files) {
        return new SourceFiles(terminal, options, context.variables()).read(context.directory(), files);
    }

    /**
     * Writes what was read into the session's environment.
     *
     * @param isDryRun whether to stop after the plan
     * @param isJson whether the plan is printed as data
     * @param mayBeNear whether an environment whose name is near another's may be created
     */
    public void write(
            Session session,
            Map<SecretName, Secret.Content> contents,
            boolean isDryRun,
            boolean isJson,
            boolean mayBeNear) {
        PlanWriter writer = session.planWriter();
        boolean isNew = session.findEnvironment().isEmpty();
        WritePlan plan = isNew
                ? PlanWriter.planForNew(session.environment(), contents)
                : writer.plan(session.environment(), contents);
        show(plan, isJson);
        if (isDryRun) {
            terminal.note("dry run: nothing was written");
            return;
        }
        requireAllowed(plan);
        if (isNew) {
            session.createEnvironment(mayBeNear);
        }
        WritePlan allowed = options.isKeepExisting() ? plan.keepingExisting() : plan;
        int total = allowed.added().size() + allowed.changed().size();
        try (ProgressBar bar = terminal.progress("migrating", total)) {
            report(plan, writer.write(allowed, bar::update));
        }
    }

    private void show(WritePlan plan, boolean isJson) {
        if (isJson) {
            Map<String, List<String>> json = new LinkedHashMap<>();
            json.put("added", names(plan.added()));
            json.put("changed", names(plan.changed()));
            json.put("unchanged", names(plan.unchanged()));
            json.put("removed", List.of());
            terminal.dataLine(Json.of(json));
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.addAll(NameLines.of("new", names(plan.added())));
        lines.addAll(NameLines.of("changed", names(plan.changed())));
        lines.addAll(NameLines.of("unchanged", names(plan.unchanged())));
        terminal.lines(lines);
    }

    private static List<String> names(List<SecretName> names) {
        return names.stream().map(SecretName::value).toList();
    }

    private void requireAllowed(WritePlan plan) {
        int changed = plan.changed().size();
        if (changed == 0 || options.isYes() || options.isKeepExisting()) {
            return;
        }
        String what = changed + (changed == 1 ? " existing secret" : " existing secrets") + " of " + plan.environment()
                + " would change";
        if (terminal.canAsk() && terminal.confirm(what + ". Go on?")) {
            return;
        }
        throw new InvalidInputException(
                what + ": nothing was written", "say --yes to change them, --keep-existing to leave them as they are");
    }

    private void report(WritePlan plan, Mode mode) {
        String changed = options.isKeepExisting()
                ? plan.changed().size() + " existing kept"
                : plan.changed().size() + " changed";
        String how =
                switch (mode) {
                    case NOTHING_TO_WRITE -> "nothing to write";
                    case ONE_TRANSACTION -> "all in one transaction";
                    case BATCHES -> "each by itself; had it been interrupted, a repeated run would complete it";
                };
        terminal.note("migrated to " + plan.environment() + ": " + plan.added().size() + " new, " + changed + ", "
                + plan.unchanged().size() + " unchanged; " + how);
    }
}
