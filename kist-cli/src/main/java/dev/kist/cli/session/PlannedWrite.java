// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.Environment;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.WritePlan;
import dev.kist.WritePlan.Mode;
import dev.kist.cli.options.Flag;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.FirstTen;
import dev.kist.cli.terminal.NameLines;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes many secrets into a session's environment: shows the plan, asks before existing ones change, writes, reports. */
public final class PlannedWrite {
    private final CommandContext context;
    private final Terminal terminal;
    private final Answers answers;

    /** What flags decide; begins with nothing decided. */
    public enum Answer {
        /** Stop after the plan. */
        DRY_RUN,
        /** Change existing secrets without asking. */
        ASSUME_YES,
        /** Leave existing secrets as they are. */
        KEEP_EXISTING,
        /** Create an environment whose name is near another's. */
        CREATE,
        /** Write even if templates break by it. */
        FORCE
    }

    /** The answers that were given. */
    public record Answers(Set<Answer> given) {
        /** Nothing is decided. */
        public static Answers none() {
            return new Answers(Set.of());
        }

        /** These, and {@code answer} if its flag was given. */
        public Answers and(Answer answer, Flag flag) {
            Set<Answer> more = new HashSet<>(given);
            if (flag.isGiven()) {
                more.add(answer);
            }
            return new Answers(more);
        }

        boolean has(Answer answer) {
            return given.contains(answer);
        }
    }

    public PlannedWrite(CommandContext context, Answers answers) {
        this.context = context;
        this.terminal = context.terminal();
        this.answers = answers;
    }

    /**
     * Plans and writes; the environment is created if it does not exist.
     *
     * @param planning makes the plan
     * @param done begins the report: {@code migrated to}
     * @param hint says what to do where existing secrets would change and nobody can be asked
     * @return whether the environment holds all of it now
     */
    public boolean write(Session session, Function<Environment, WritePlan> planning, String done, String hint) {
        // A dry run asks nothing, not even whether the environment is trusted.
        WritePlan plan = answers.has(Answer.DRY_RUN) ? planning.apply(session.environment()) : session.read(planning);
        FirstTen.say(
                plan.unreadable(), e -> terminal.warning("left out: " + e.getMessage()), terminal::warning, "left out");
        show(plan);
        WritePlan allowed = allowed(plan);
        ChangedKinds.warn(terminal, allowed);
        if (answers.has(Answer.DRY_RUN)) {
            allowed.broken().forEach(e -> terminal.warning(String.valueOf(e.getMessage())));
            terminal.note("dry run: nothing was written to " + plan.environment());
            return false;
        }
        List<KistException> broken = allowed.broken();
        requireUnbroken(broken);
        requireAllowed(plan, hint);
        if (plan.isForNewEnvironment()) {
            session.create(answers.has(Answer.CREATE));
        }
        try (ProgressBar bar = terminal.progress("writing")) {
            report(plan, session.write(environment -> allowed.apply(bar)), done);
        }
        BrokenTemplates.warn(terminal, broken);
        return plan.unreadable().isEmpty()
                && (!answers.has(Answer.KEEP_EXISTING) || plan.changed().isEmpty());
    }

    private WritePlan allowed(WritePlan plan) {
        WritePlan allowed = answers.has(Answer.KEEP_EXISTING) ? plan.keepingExisting() : plan;
        return answers.has(Answer.FORCE) ? allowed.force() : allowed;
    }

    /** Before anything is asked: what breaks is refused afterwards anyway. */
    private void requireUnbroken(List<KistException> broken) {
        if (answers.has(Answer.FORCE)) {
            return;
        }
        broken.stream().skip(1).forEach(e -> terminal.error(String.valueOf(e.getMessage())));
        broken.stream().findFirst().ifPresent(e -> {
            throw e;
        });
    }

    private void show(WritePlan plan) {
        if (context.isJson()) {
            context.printJson(json(plan.added(), plan.changed(), plan.unchanged(), plan.removed()));
            return;
        }
        if (terminal.isQuiet() && !answers.has(Answer.DRY_RUN) && isAnswered(plan)) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.addAll(NameLines.of("new", names(plan.added())));
        lines.addAll(NameLines.of("changed", names(plan.changed())));
        lines.addAll(NameLines.of("unchanged", names(plan.unchanged())));
        lines.addAll(NameLines.of("deleted", names(plan.removed())));
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

    /** Whether nobody has to be asked. */
    private boolean isAnswered(WritePlan plan) {
        return plan.changed().isEmpty() || answers.has(Answer.ASSUME_YES) || answers.has(Answer.KEEP_EXISTING);
    }

    private void requireAllowed(WritePlan plan, String hint) {
        int changed = plan.changed().size();
        if (isAnswered(plan)) {
            return;
        }
        String what = Count.of(changed, "existing secret") + " of " + plan.environment() + " would change";
        if (!terminal.canAsk()) {
            throw new InvalidInputException(what + ": nothing was written", hint);
        }
        if (!terminal.confirm(what + ". Go on?")) {
            throw new InvalidInputException("stopped: nothing was written", null);
        }
    }

    private void report(WritePlan plan, Mode mode, String done) {
        String changed = answers.has(Answer.KEEP_EXISTING)
                ? plan.changed().size() + " existing kept"
                : plan.changed().size() + " changed";
        terminal.note(done + " " + plan.environment() + ": " + plan.added().size() + " new, " + changed + ", "
                + plan.unchanged().size() + " unchanged"
                + (plan.removed().isEmpty() ? "" : ", " + plan.removed().size() + " deleted") + "; "
                + HowWritten.of(mode));
    }
}
