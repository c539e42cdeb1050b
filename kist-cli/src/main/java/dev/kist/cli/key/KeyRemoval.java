// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.KeyRemovalPlan;
import dev.kist.KeyRemovalPlan.Removed;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.KeyRemovalPlan.Taken;
import dev.kist.KistException;
import dev.kist.Member;
import dev.kist.Members;
import dev.kist.NameList;
import dev.kist.Printable;
import dev.kist.Progress;
import dev.kist.SecretName;
import dev.kist.Setting;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.NameLines;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The removal of one key from one environment, and what has to be said about it. */
final class KeyRemoval {
    private final CommandContext context;
    private final Terminal terminal;
    private final Session session;
    private final boolean assumeYes;
    private final boolean waits;
    private int exitCode = ExitCode.DONE;

    /** {@code waits} until what the holder knows of can be dropped, too. */
    KeyRemoval(CommandContext context, Session session, boolean assumeYes, boolean waits) {
        this.context = context;
        this.terminal = context.terminal();
        this.session = session;
        this.assumeYes = assumeYes;
        this.waits = waits;
    }

    int exitCode() {
        return exitCode;
    }

    /** Prepares the removal; gives what is printed. */
    Map<String, Object> prepare(String id, boolean anew) {
        Members members = session.environment().members();
        Member leaving = members.get(id);
        Members.PreparedRemoval prepared = session.write(environment -> anew
                ? environment.members().prepareRemovalAnew(leaving)
                : environment.members().prepareRemoval(leaving));
        terminal.note(
                prepared.isNew()
                        ? "prepared the removal of " + describe(leaving) + " from " + session.name()
                                + "; nothing is removed yet"
                        : "the removal of " + describe(leaving) + " from " + session.name()
                                + " is prepared already, with the fingerprint that follows");
        if (anew) {
            terminal.warning("a fingerprint that was prepared before is void: take it out where it was deployed");
        }
        if (prepared.isInProject()) {
            terminal.note("both fingerprints are in .kist/known_environments: commit it");
        }
        terminal.note("make both fingerprints known where " + session.name() + " is read: KIST_FINGERPRINT="
                + prepared.before() + "," + prepared.after());
        terminal.hint("then run: kist key remove -e " + session.name() + " " + leaving.id());
        List<Member> staying = members.list().stream()
                .filter(member -> !member.publicKey().equals(leaving.publicKey()))
                .toList();
        return fields(leaving, prepared.after(), staying, List.of());
    }

    /** Removes the key and encrypts everything again; gives what is printed. */
    Map<String, Object> remove(String id, Renewal renewal) {
        KeyRemovalPlan plan = session.write(environment ->
                environment.members().planRemoval(environment.members().get(id)));
        requireMeant(plan, renewal);
        Removed removed = apply(plan, renewal);
        terminal.note("removed " + describe(plan.leaving()) + " from " + session.name() + "; it opens for "
                + NameList.of(plan.staying().stream().map(Member::label).toList()));
        if (!plan.shutsOut()) {
            OneKey.warn(terminal, session.name(), plan.staying());
        }
        if (removed.before().equals(removed.after())) {
            tellKept(removed.after(), removed.isInProject());
        } else {
            terminal.note(renewed(removed.before(), removed.after()));
            tellReaders(removed.after(), removed.isInProject());
        }
        if (plan.shutsOut()) {
            terminal.warning("no key here opens " + session.name() + " any more");
        }
        tellRest(removed);
        return fields(
                plan.leaving(),
                removed.after(),
                plan.staying(),
                removed.exposed().stream().map(SecretName::value).toList());
    }

    private Removed apply(KeyRemovalPlan plan, Renewal renewal) {
        AtomicReference<@Nullable UnfinishedRemoval> unfinished = new AtomicReference<>();
        try (ProgressBar bar = terminal.progress("encrypting " + session.name() + " again")) {
            return (waits ? plan : plan.withoutWaiting())
                    .apply(
                            renewal,
                            telling(bar),
                            taken -> unfinished.set(UnfinishedRemoval.begin(() -> sayUnfinished(plan, taken))));
        } catch (KistException e) {
            ifBegun(unfinished, UnfinishedRemoval::say);
            throw e;
        } finally {
            ifBegun(unfinished, UnfinishedRemoval::close);
        }
    }

    private static void ifBegun(
            AtomicReference<@Nullable UnfinishedRemoval> unfinished, Consumer<UnfinishedRemoval> what) {
        UnfinishedRemoval begun = unfinished.get();
        if (begun != null) {
            what.accept(begun);
        }
    }

    /** The holder is out, and the rest was interrupted. */
    private void sayUnfinished(KeyRemovalPlan plan, Taken taken) {
        terminal.error("interrupted: " + describe(plan.leaving()) + " is removed from " + session.name()
                + ", but not everything was encrypted again");
        if (plan.shutsOut()) {
            terminal.hint("no key here opens it any more: ask a member to run kist rotate -e " + session.name());
        } else {
            terminal.hint("run kist rotate -e " + session.name() + ", or ask a member to: it does the rest");
        }
        if (taken.before().equals(taken.after())) {
            tellKept(taken.after(), taken.isInProject());
        } else {
            // As a warning: it was not printed as data.
            terminal.warning(renewed(taken.before(), taken.after()));
            tellReaders(taken.after(), taken.isInProject());
        }
        terminal.warning("the holder could have read every secret of " + session.name()
                + ": change the values where they are used, then with kist set");
        terminal.hint("kist list -e " + session.name() + " shows their names");
    }

    /** Says once what is waited for, and shows on the bar how long. */
    private Progress telling(ProgressBar bar) {
        return new Progress() {
            @Override
            public void update(long done, long total) {
                bar.update(done, total);
            }

            @Override
            public void waiting(Duration left) {
                terminal.noteOnce("waiting until nobody writes to " + session.name()
                        + " with what the removed key opens, a minute at most; --no-wait leaves that to a later kist"
                        + " rotate");
                bar.waiting(left);
            }
        };
    }

    /** Who would be shut out has to say so; else a person is asked, and a script knows what it does. */
    private void requireMeant(KeyRemovalPlan plan, Renewal renewal) {
        String leaving = describe(plan.leaving());
        if (plan.shutsOut()) {
            String what = leaving + " is the only key here that opens " + session.name() + ": you would be shut out";
            boolean isMeant = assumeYes || (terminal.canAsk() && terminal.confirm(what + ". Remove it?"));
            if (!isMeant) {
                throw new InvalidInputException(what, "let a member remove it, or say --yes");
            }
        } else if (terminal.canAsk() && !assumeYes) {
            tellRenewal(plan, renewal);
            Confirmation.require(terminal, "this removes " + leaving + " from " + session.name(), false);
        }
    }

    private void tellRenewal(KeyRemovalPlan plan, Renewal renewal) {
        if (renewal == Renewal.KEPT) {
            return;
        }
        Optional<Fingerprint> prepared = renewal == Renewal.PREPARED_OR_NEW ? plan.prepared() : Optional.empty();
        if (prepared.isPresent()) {
            terminal.note("the fingerprint of " + session.name() + " becomes the one that was prepared, "
                    + prepared.get() + ": programs that know it go on reading");
            return;
        }
        terminal.note("the fingerprint of " + session.name()
                + " changes by this: programs that know the present one stop reading it until they are told");
        terminal.hint("stop here and say --prepare to make the new one known first");
    }

    private void tellKept(Fingerprint kept, boolean isInProject) {
        if (isInProject) {
            terminal.note("the fingerprint that was prepared is void, and out of .kist/known_environments: commit it");
        }
        terminal.warning("the fingerprint stays " + kept
                + ": the holder of the removed key knows what it stands for. If they can write to the database, they can"
                + " put back a document that lets them in, and no reader can tell");
        terminal.hint("take their access to the database away, or remove a key without --keep-fingerprint, which"
                + " renews it");
    }

    private String renewed(Fingerprint before, Fingerprint after) {
        return "the fingerprint of " + session.name() + " is " + after + " now, no longer " + before;
    }

    private void tellReaders(Fingerprint now, boolean isInProject) {
        if (isInProject) {
            terminal.note("it replaced the line in .kist/known_environments: commit it");
        }
        session.settings()
                .find(Setting.FINGERPRINT)
                .ifPresent(value ->
                        terminal.warning("KIST_FINGERPRINT is set by " + value.source() + ": it has to be " + now));
        if (!session.kist().store().isLocal()) {
            terminal.note("tell everyone who reads " + session.name()
                    + ": set KIST_FINGERPRINT to it, or pull the committed .kist/known_environments");
        }
    }

    private void tellRest(Removed removed) {
        removed.informed()
                .forEach(child -> terminal.note(
                        child + " inherits from " + session.name() + ": it knows the new fingerprint now"));
        removed.uninformed()
                .forEach(child -> terminal.warning("whether " + child + " inherits from " + session.name()
                        + " cannot be seen here: if it does, a member of both has to run kist environment inherit "
                        + session.name() + " -e " + child));
        removed.rotation().ifPresent(result -> exitCode = Math.max(exitCode, new RotationReport(context).say(result)));
        removed.failure().ifPresent(failure -> {
            terminal.error("not everything in " + session.name() + " was encrypted again: " + failure.getMessage());
            terminal.hint("run kist rotate -e " + session.name() + ", or ask a member to");
            exitCode = ExitCode.of(failure);
        });
        if (removed.exposed().isEmpty() && removed.failure().isEmpty()) {
            terminal.note("there are no values in " + session.name() + " that the holder could have read");
        } else if (!removed.exposed().isEmpty()) {
            terminal.warning(
                    "the holder could have read these: change the values where they are used, then with kist set");
            terminal.lines(NameLines.of(
                    "to change",
                    removed.exposed().stream().map(SecretName::value).toList()));
        }
    }

    private static String describe(Member member) {
        return Printable.visible(member.label()) + " (" + member.id() + ")";
    }

    private Map<String, Object> fields(
            Member leaving, Fingerprint fingerprint, Collection<Member> staying, List<String> exposed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", session.name().value());
        fields.put("fingerprint", fingerprint.hex());
        fields.put("key_id", leaving.id());
        fields.put("label", leaving.label());
        fields.put("staying", staying.stream().map(Member::label).toList());
        fields.put("to_change", exposed);
        return fields;
    }
}
