package dev.kist.cli.session;

import dev.kist.InvalidInputException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.WritePlan.Mode;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.NameLines;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.WriteSteps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes many secrets into a session's environment: shows the plan, asks before existing ones change, writes, reports. */
public final class PlannedWrite {
    private final Terminal terminal;
    private final Answers answers;

    /**
     * What flags decide.
     *
     * @param isDryRun whether to stop after the plan
     * @param isJson whether the plan is printed as data
     * @param isYes whether existing secrets may be changed without asking
     * @param isKeepExisting whether existing secrets are left as they are
     * @param mayBeNear whether an environment whose name is near another's may be created
     */
    public record Answers(boolean isDryRun, boolean isJson, boolean isYes, boolean isKeepExisting, boolean mayBeNear) {}

    public PlannedWrite(Terminal terminal, Answers answers) {
        this.terminal = terminal;
        this.answers = answers;
    }

    /**
     * Writes {@code contents}; the environment is created if it does not exist.
     *
     * @param done begins the report: {@code migrated to}
     * @param hint says what to do where existing secrets would change and nobody can be asked
     */
    public void write(Session session, Map<SecretName, Secret.Content> contents, String done, String hint) {
        PlanWriter writer = session.planWriter();
        boolean isNew = session.findEnvironment().isEmpty();
        WriteSteps plan = isNew
                ? PlanWriter.planForNew(session.environment(), contents)
                : writer.plan(session.environment(), contents);
        show(plan);
        if (answers.isDryRun()) {
            terminal.note("dry run: nothing was written");
            return;
        }
        requireAllowed(plan, hint);
        if (isNew) {
            session.createEnvironment(answers.mayBeNear());
        }
        WriteSteps allowed = answers.isKeepExisting() ? plan.keepingExisting() : plan;
        int total = allowed.added().size() + allowed.changed().size();
        try (ProgressBar bar = terminal.progress("writing", total)) {
            report(plan, writer.write(allowed, bar::update), done);
        }
    }

    private void show(WriteSteps plan) {
        if (answers.isJson()) {
            terminal.dataLine(Json.of(json(plan.added(), plan.changed(), plan.unchanged(), List.of())));
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.addAll(NameLines.of("new", names(plan.added())));
        lines.addAll(NameLines.of("changed", names(plan.changed())));
        lines.addAll(NameLines.of("unchanged", names(plan.unchanged())));
        terminal.lines(lines);
    }

    /** A plan, or a difference, as JSON shows it. */
    public static Map<String, Object> json(
            Collection<SecretName> added,
            Collection<SecretName> changed,
            Collection<SecretName> unchanged,
            Collection<SecretName> removed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("added", names(added));
        json.put("changed", names(changed));
        json.put("unchanged", names(unchanged));
        json.put("removed", names(removed));
        return json;
    }

    private static List<String> names(Collection<SecretName> names) {
        return names.stream().map(SecretName::value).toList();
    }

    private void requireAllowed(WriteSteps plan, String hint) {
        int changed = plan.changed().size();
        if (changed == 0 || answers.isYes() || answers.isKeepExisting()) {
            return;
        }
        String what = changed + (changed == 1 ? " existing secret" : " existing secrets") + " of " + plan.environment()
                + " would change";
        if (terminal.canAsk() && terminal.confirm(what + ". Go on?")) {
            return;
        }
        throw new InvalidInputException(what + ": nothing was written", hint);
    }

    private void report(WriteSteps plan, Mode mode, String done) {
        String changed = answers.isKeepExisting()
                ? plan.changed().size() + " existing kept"
                : plan.changed().size() + " changed";
        String how =
                switch (mode) {
                    case NOTHING_TO_WRITE -> "nothing to write";
                    case ONE_TRANSACTION -> "all in one transaction";
                    case BATCHES -> "each by itself; had it been interrupted, a repeated run would complete it";
                };
        terminal.note(done + " " + plan.environment() + ": " + plan.added().size() + " new, " + changed + ", "
                + plan.unchanged().size() + " unchanged; " + how);
    }
}
