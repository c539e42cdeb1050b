// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.ConflictException;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.FingerprintException;
import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.Member;
import dev.kist.NeededByTemplateException;
import dev.kist.NoKeyException;
import dev.kist.NoProjectException;
import dev.kist.NoStoreException;
import dev.kist.NotFoundException;
import dev.kist.OlderCopyException;
import dev.kist.ParentException;
import dev.kist.PreparedRemovalException;
import dev.kist.SecretName;
import dev.kist.TemplateException;
import dev.kist.TemplateOrTextException;
import dev.kist.UncertainWriteException;
import dev.kist.UntrustedException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a failure: the words and commands to type, all in one place. The library's exceptions say what happened, and
 * to what; where their own hint needs no command, it is taken. A command that is offered holds valid names alone, so that it
 * can be pasted.
 */
public final class Advice {
    private static final String FORCE = "--force does it all the same";

    private Advice() {}

    /** The hint that is shown below the error; empty where nothing useful can be said. */
    public static Optional<String> hint(KistException e) {
        return Optional.ofNullable(command(e)).or(e::hint).filter(hint -> !hint.isEmpty());
    }

    private static @Nullable String command(KistException e) {
        if (e instanceof NoKeyException noKey) {
            return noKey.publicKey()
                    .map(key -> "ask a member to run: kist key add -e " + noKey.environment() + " --label NAME " + key)
                    .orElse("set KIST_KEY or KIST_KEY_FILE, or run kist init to make a key");
        }
        if (e instanceof NotFoundException missing) {
            return missing(missing);
        }
        if (e instanceof UncertainWriteException uncertain) {
            return look(uncertain.environment(), uncertain.names(), "shows whether it was");
        }
        if (e instanceof ConflictException conflict && !conflict.names().isEmpty()) {
            if (conflict.currentVersion().orElse(-1) == 0) {
                return "--if-version 0 writes its first version";
            }
            return look(conflict.environment(), conflict.names(), "shows what is there now; decide again");
        }
        if (e instanceof PreparedRemovalException) {
            return e.hint().map(hint -> hint + ", with --discard-prepared").orElse("say --discard-prepared");
        }
        if (e instanceof ParentException parent) {
            return parent(parent);
        }
        if (e instanceof DecryptionFailedException lost
                && lost.knownWithoutDocument().isPresent()) {
            return "check the database and collection names; if a member removed the environment on purpose, kist environment"
                    + " delete " + lost.knownWithoutDocument().get()
                    + " forgets it here; if not, restore the document from a backup of the collection that ends in"
                    + " .environments";
        }
        if (e instanceof KmsException service && service.inTheWayOf().isPresent()) {
            return without(service, service.inTheWayOf().get());
        }
        if (e instanceof NoProjectException) {
            return "run: kist init";
        }
        if ((e instanceof NeededByTemplateException needed && needed.canBeForced())
                || (e instanceof TemplateException broken && broken.isRefusal())) {
            return e.hint().map(hint -> hint + "; " + FORCE).orElse(FORCE);
        }
        if (e instanceof TemplateOrTextException) {
            return "say --template if its ${NAME} refer to other secrets, --literal if it is text";
        }
        return e instanceof NoStoreException
                ? "set KIST_MONGODB_URI or give --uri; kist init makes a local store, to try Kist with"
                : trust(e);
    }

    private static @Nullable String trust(KistException e) {
        if (e instanceof UntrustedException untrusted) {
            return trust(untrusted.sight().environment());
        }
        if (e instanceof FingerprintException former && former.replacedBy().isPresent()) {
            return former(former);
        }
        if (e instanceof FingerprintException other) {
            return other.isGiven() ? correctGiven(other.environment()) : trust(other.environment());
        }
        return e instanceof OlderCopyException
                ? "ask the other members; if a backup was restored on purpose, say --accept-older once"
                : null;
    }

    private static String former(FingerprintException e) {
        return "ask the other members; if a backup was restored on purpose, "
                + (e.isGiven()
                        ? "give this one by --trust or KIST_FINGERPRINT, with --accept-older once"
                        : "run: kist trust " + e.environment() + " --accept-older");
    }

    /** What was given counts above what is trusted. */
    private static String correctGiven(EnvironmentName environment) {
        return "ask a member what kist fingerprint -e " + environment
                + " prints, and compare; if it is this one, correct the one that you gave, by --trust, KIST_FINGERPRINT or"
                + " kist trust --fingerprint";
    }

    private static String trust(EnvironmentName environment) {
        return "ask a member what kist fingerprint -e " + environment
                + " prints, and compare; if it is this one, run: kist" + " trust " + environment
                + ", or give it by --trust or KIST_FINGERPRINT";
    }

    private static @Nullable String missing(NotFoundException e) {
        String in = e.environment().map(name -> " -e " + name).orElse("");
        if (!e.near().isEmpty()) {
            return "did you mean " + e.near().get(0) + "?";
        }
        return switch (e.kind()) {
            case SECRET -> "kist list" + in + " shows the names";
            case DELETED_SECRET ->
                e.secret()
                        .map(name -> "kist restore " + name + in + " brings it back")
                        .orElse(null);
            case SECRET_THEN ->
                e.secret()
                        .map(name -> "kist history " + name + in + " shows when it was written")
                        .orElse(null);
            case VERSION ->
                e.secret()
                        .filter(name -> e.hint().isEmpty())
                        .map(name -> "kist history " + name + in + " shows its versions")
                        .orElse(null);
            case ENVIRONMENT ->
                e.hint().map(hint -> hint + "; ").orElse("") + "kist environment list shows which there are";
            case HIDDEN_SECRET ->
                e.secret()
                        .map(name -> "kist delete " + name + " --purge" + in + " shows that one again")
                        .orElse(null);
            case INHERITED_SECRET -> "say" + in + " to do it where the secret is stored";
            case KEY -> "kist key list" + in + " shows the keys and their labels";
            case OTHER -> null;
        };
    }

    private static @Nullable String parent(ParentException e) {
        String inherit = "kist environment inherit ";
        return switch (e.problem()) {
            case MISSING ->
                "restore it from a backup; or run: " + inherit + "OTHER -e " + e.child() + ", or " + inherit
                        + "--none -e " + e.child();
            case ANOTHER ->
                "if a key was removed there, which gives it a new fingerprint, run: " + inherit + e.parent() + " -e "
                        + e.child();
            case CIRCLE, TOO_MANY_LEVELS -> null;
        };
    }

    /** What needs a service that is away can be done once its key is out. */
    private static String without(KmsException e, EnvironmentName environment) {
        String in = " " + e.address() + " -e " + environment;
        return e.hint().map(hint -> hint + "; ").orElse("") + "to go on without the service: kist key remove" + in
                + " takes its key out, and kist key add --label NAME" + in + " lets it in again when it is back";
    }

    /** How a member is let into another environment, too. */
    public static String letIn(EnvironmentName environment, Member member) {
        boolean canBePasted = member.label().matches("[A-Za-z0-9._@-]+");
        return "kist key add -e " + environment + " --label " + (canBePasted ? member.label() : "NAME") + " "
                + member.publicKey() + " lets it in there, too";
    }

    private static String look(EnvironmentName environment, List<SecretName> names, String what) {
        String command =
                names.isEmpty() ? "kist key list" : names.size() == 1 ? "kist history " + names.get(0) : "kist log";
        return command + " -e " + environment + " " + what;
    }
}
