// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.edit;

import dev.kist.ConflictException;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.WritePlan;
import dev.kist.cli.run.EditorProgram;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What becomes of an edited file: questions about lines that are gone and about what others wrote meanwhile, the plan, and the
 * write. What cannot be written can be edited again, so that nobody's typing is lost to a slip.
 */
final class EditedSecrets {
    private static final int OURS = 1;
    private static final int THEIRS = 2;

    private final CommandContext context;
    private final Terminal terminal;
    private final Session session;
    private final Terms terms;
    private Listing read;

    /**
     * What flags decide.
     *
     * @param answers for the plan
     * @param deletesGone whether a line that is gone is a deletion, unasked
     */
    record Terms(Answers answers, boolean deletesGone) {}

    /**
     * Begins an edit.
     *
     * @param read what the file was made from
     */
    EditedSecrets(CommandContext context, Session session, Listing read, Terms terms) {
        this.context = context;
        this.terminal = context.terminal();
        this.session = session;
        this.read = read;
        this.terms = terms;
    }

    /** Lets the file be edited until it can be written or is given up; the exit code. */
    int edit(EditText text, EditedFile file, EditorProgram editor) {
        while (true) {
            try {
                byte[] content = file.edit(editor);
                if (Arrays.equals(content, text.bytes()) || !write(text.read(content))) {
                    terminal.note("nothing was changed in " + session.name());
                }
                return ExitCode.DONE;
            } catch (KistException e) {
                if (!terminal.canAsk() || file.holds(text.bytes())) {
                    throw e;
                }
                context.say(e);
                if (!terminal.confirm("Edit again? What you typed is lost otherwise.")) {
                    return ExitCode.of(e);
                }
            }
        }
    }

    /** Writes what is to be written; false if that is nothing. */
    private boolean write(EditText.Edit edit) {
        edit.oddities().forEach(terminal::warning);
        SortedMap<SecretName, Content> wanted = new TreeMap<>(edit.contents());
        edit.gone().stream().filter(this::isDeleted).forEach(name -> wanted.put(name, Content.deletion()));
        while (!wanted.isEmpty()) {
            settle(wanted);
            Listing base = read;
            try {
                new PlannedWrite(context, terms.answers())
                        .write(
                                session,
                                environment -> environment.planEdit(base, wanted),
                                "edited",
                                "say --yes to change them");
                return true;
            } catch (ConflictException e) {
                // Someone wrote after the plan: that is asked about as what was written before it.
                if (!terminal.canAsk() || e.names().isEmpty()) {
                    throw e;
                }
            }
        }
        return false;
    }

    private boolean isDeleted(SecretName name) {
        String what = "the line of " + name + " is gone";
        if (terms.deletesGone()) {
            return true;
        }
        if (!terminal.canAsk()) {
            throw new InvalidInputException(
                    what + ": nothing was written", "say --delete-gone if " + name + " is to be deleted");
        }
        return terminal.confirm(what + ". Delete " + name + " in " + session.name() + "?");
    }

    /** Asks about each secret that someone else wrote since it was read, until nobody has. */
    private void settle(SortedMap<SecretName, Content> wanted) {
        WritePlan plan = plan(wanted);
        while (!plan.overtaken().isEmpty()) {
            if (!terminal.canAsk()) {
                throw conflict(plan.overtaken());
            }
            Listing now = session.read(environment -> environment.list(Loading.all()));
            for (SecretName name : plan.overtaken().keySet()) {
                if (!isOurs(name, plan.overtaken(), now.now())) {
                    wanted.remove(name);
                }
            }
            read = now;
            plan = plan(wanted);
        }
    }

    private WritePlan plan(SortedMap<SecretName, Content> wanted) {
        Listing base = read;
        return session.read(environment -> environment.planEdit(base, wanted));
    }

    private boolean isOurs(SecretName name, SortedMap<SecretName, Optional<Secret>> overtaken, Instant now) {
        String what = overtaken
                .getOrDefault(name, Optional.empty())
                .map(secret -> name + (secret.isDeleted() ? " was deleted meanwhile by " : " was changed meanwhile by ")
                        + secret.updatedBy() + " " + ago(secret.updatedAt(), now))
                .orElse(name + " was removed meanwhile, with its history");
        int answer = terminal.choose(
                what, List.of("yours: write what you typed", "theirs: leave it", "stop: write nothing at all"));
        if (answer != OURS && answer != THEIRS) {
            throw conflict(overtaken);
        }
        return answer == OURS;
    }

    private ConflictException conflict(SortedMap<SecretName, Optional<Secret>> overtaken) {
        return new ConflictException(session.name(), overtaken.keySet(), "look at what is there now");
    }

    private static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toDays() > 0) {
            return Count.of(age.toDays(), "day") + " ago";
        }
        if (age.toHours() > 0) {
            return Count.of(age.toHours(), "hour") + " ago";
        }
        return age.toMinutes() > 0 ? Count.of(age.toMinutes(), "minute") + " ago" : "just now";
    }
}
