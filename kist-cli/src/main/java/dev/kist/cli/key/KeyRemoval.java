package dev.kist.cli.key;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.NotFoundException;
import dev.kist.Printable;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.NameLines;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.environment.KeyAdministration.Root;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The removal of one key from one environment, and what has to be said about it. */
final class KeyRemoval {
    private final Terminal terminal;
    private final Session session;
    private final boolean isYes;
    private final EnvironmentName name;
    private int exitCode = ExitCode.DONE;

    KeyRemoval(Terminal terminal, Session session, boolean isYes) {
        this.terminal = terminal;
        this.session = session;
        this.isYes = isYes;
        this.name = session.environment();
    }

    int exitCode() {
        return exitCode;
    }

    /** Whether {@code id} names a key of the environment. */
    boolean isThere(String id) {
        return !session.openEnvironment(Freshness.PRIMARY).keys().named(id).isEmpty();
    }

    /** Stores a keyring made ahead; gives what is printed. */
    Map<String, Object> prepare(String id) {
        OpenEnvironment open = session.openEnvironment(Freshness.PRIMARY);
        SealedKey key = find(open, id);
        Fingerprint fingerprint = session.keyAdministration()
                .prepareRemoval(name, Recipient.parse(key.publicKey()))
                .fingerprint();
        terminal.note("prepared the removal of " + describe(key) + " from " + name + "; nothing is removed yet");
        session.rememberPrepared(open, fingerprint);
        terminal.note("make both fingerprints known where " + name + " is read: KIST_FINGERPRINT=" + open.fingerprint()
                + "," + fingerprint);
        terminal.hint("then run: kist key remove -e " + name + " " + Recipient.idOf(key.publicKey()));
        return fields(key, fingerprint, staying(open, key), List.of());
    }

    /** Removes the key and encrypts everything again; gives what is printed. */
    Map<String, Object> remove(String id, Root root) {
        OpenEnvironment open = session.openEnvironment(Freshness.PRIMARY);
        SealedKey key = find(open, id);
        Recipient publicKey = Recipient.parse(key.publicKey());
        boolean isLastHere = isOnlyOneHere(open, publicKey);
        if (isLastHere && open.keys().asList().size() > 1) {
            requireMeant(key);
        }
        session.rotation().settleIfDue(name);
        OpenEnvironment now = session.keyAdministration().remove(open, publicKey, root);
        terminal.note("removed " + describe(key) + " from " + name + "; it opens for "
                + String.join(
                        ", ", now.keys().asList().stream().map(SealedKey::label).toList()));
        if (!isLastHere) {
            OneKey.warn(terminal, now);
        }
        tellFingerprint(open, now);
        if (isLastHere) {
            terminal.warning("no key here opens " + name
                    + " any more; this command alone still can, to encrypt everything" + " again");
        }
        return fields(key, now.fingerprint(), staying(now, key), isLastHere ? encryptAgainAtLast() : encryptAgain());
    }

    /** As {@link #encryptAgain}, where nobody here can complete what is interrupted. */
    private List<String> encryptAgainAtLast() {
        try {
            return encryptAgain();
        } catch (KistException e) {
            terminal.error("not everything in " + name + " was encrypted again: " + e.getMessage());
            terminal.hint("ask a member to run: kist rotate -e " + name);
            exitCode = ExitCode.of(e);
            return List.of();
        }
    }

    private SealedKey find(OpenEnvironment open, String id) {
        List<SealedKey> found = open.keys().named(id);
        if (found.isEmpty()) {
            throw new NotFoundException(
                    "no key " + Printable.quote(id) + " opens " + name, "kist key list -e " + name + " shows them");
        }
        if (found.size() > 1) {
            throw new InvalidInputException(
                    "several keys of " + name + " are called " + Printable.quote(id) + ": "
                            + String.join(
                                    ", ",
                                    found.stream()
                                            .map(key -> Recipient.idOf(key.publicKey()))
                                            .toList()),
                    "say the id");
        }
        return found.get(0);
    }

    private boolean isOnlyOneHere(OpenEnvironment open, Recipient leaving) {
        return session.keys().asList().stream()
                .map(key -> key.recipient())
                .filter(open.keys()::contains)
                .allMatch(leaving::equals);
    }

    private void requireMeant(SealedKey key) {
        String what = describe(key) + " is the only key here that opens " + name + ": you would be shut out";
        boolean isMeant = isYes || (terminal.canAsk() && terminal.confirm(what + ". Remove it?"));
        if (!isMeant) {
            throw new InvalidInputException(what, "let a member remove it, or say --yes");
        }
    }

    private void tellFingerprint(OpenEnvironment before, OpenEnvironment now) {
        if (before.fingerprint().equals(now.fingerprint())) {
            terminal.warning(
                    "the fingerprint stays " + now.fingerprint() + ": the holder of the removed key knows its root."
                            + " With write access to the database they can put back a keyring that they can open, and no reader"
                            + " can tell");
            terminal.hint("take their access to the database away, or renew the fingerprint by removing a key without"
                    + " --keep-fingerprint");
            return;
        }
        terminal.note(
                "the fingerprint of " + name + " is " + now.fingerprint() + " now, no longer " + before.fingerprint());
        session.renewKnown(now);
        terminal.note("tell everyone who reads " + name
                + ": set KIST_FINGERPRINT to it, or pull the committed .kist/known_environments");
        renewChildren(now);
    }

    /** Environments that inherit from this one name its fingerprint. */
    private void renewChildren(OpenEnvironment parent) {
        for (EnvironmentName other : session.environments().names()) {
            try {
                if (!other.equals(name) && session.keyAdministration().renewInheritance(other, parent)) {
                    terminal.note(other + " inherits from " + name + ": it knows the new fingerprint now");
                }
            } catch (KistException e) {
                boolean isOfItsKeys = e.reason() == KistException.Reason.NOT_READABLE
                        || e.reason() == KistException.Reason.INVALID_INPUT
                        || e instanceof KmsException;
                if (!isOfItsKeys) {
                    throw e;
                }
                terminal.warning("whether " + other + " inherits from " + name
                        + " cannot be seen here: if it does, its parent has to be set again");
            }
        }
    }

    private List<String> encryptAgain() {
        int code = new RotationReport(terminal)
                .run(session, (environment, progress) -> session.rotation().settle(environment, progress));
        exitCode = Math.max(exitCode, code);
        List<String> names = new ArrayList<>();
        session.reader().readAll(name, Freshness.PREFER_PRIMARY).secrets().stream()
                .filter(secret -> !secret.isDeleted())
                .forEach(secret -> names.add(secret.name().value()));
        if (names.isEmpty()) {
            terminal.note("there are no values in " + name + " that the holder could have read");
        } else {
            terminal.note(
                    "the holder could have read these: change the values where they are used, then with kist set");
            terminal.lines(NameLines.of("to change", names));
        }
        return names;
    }

    private static List<String> staying(OpenEnvironment open, SealedKey leaving) {
        return open.keys().asList().stream()
                .filter(key -> !key.publicKey().equals(leaving.publicKey()))
                .map(SealedKey::label)
                .toList();
    }

    private static String describe(SealedKey key) {
        return key.label() + " (" + Recipient.idOf(key.publicKey()) + ")";
    }

    private Map<String, Object> fields(
            SealedKey key, Fingerprint fingerprint, List<String> staying, List<String> exposed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", name.value());
        fields.put("fingerprint", fingerprint.hex());
        fields.put("key_id", Recipient.idOf(key.publicKey()));
        fields.put("label", key.label());
        fields.put("staying", staying);
        fields.put("to_change", exposed);
        return fields;
    }
}
