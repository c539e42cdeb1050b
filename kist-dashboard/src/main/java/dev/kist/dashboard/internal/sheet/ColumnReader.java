// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.DecryptionFailedException;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.ForeignSecretException;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.NoKeyException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.Sight;
import dev.kist.Snapshot;
import dev.kist.StoreUnavailableException;
import dev.kist.TemplateException;
import dev.kist.dashboard.internal.sheet.Column.Access;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one environment for the table. What cannot be read is said in its cell; what can is shown all the same. */
final class ColumnReader {
    private static final Pattern SECRET = Pattern.compile("secret ([A-Za-z_][A-Za-z0-9_.-]{0,254}) of .*");

    private final Kist kist;
    private final Likeness likeness = new Likeness();

    ColumnReader(Kist kist) {
        this.kist = kist;
    }

    /**
     * Reads an environment.
     *
     * @throws StoreUnavailableException if the store does not answer; anything else is part of the column
     */
    Column read(EnvironmentName name) {
        Environment environment = kist.environment(name);
        try {
            Sight sight = environment.sight();
            return opened(environment, sight.trust().allowsWriting() ? Access.OPEN : Access.UNTRUSTED);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (NoKeyException e) {
            return closed(name, Access.NO_KEY, e);
        } catch (KistException e) {
            return closed(name, Access.REFUSED, e);
        }
    }

    /** Whether an environment that was not trusted when it was read presents itself otherwise now. */
    boolean isTrustedSince(Column column) {
        if (column.access() != Access.UNTRUSTED) {
            return false;
        }
        try {
            return kist.environment(column.name()).sight().trust().allowsWriting();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (KistException e) {
            return true;
        }
    }

    private Column closed(EnvironmentName name, Access access, KistException why) {
        return new Column(name, access, Optional.of(why), new TreeMap<>(), List.of(), kist.now());
    }

    private Column opened(Environment environment, Access access) {
        SortedMap<SecretName, Cell> cells = new TreeMap<>();
        Snapshot snapshot = environment.load(Loading.all().skippingUnreadable());
        snapshot.secrets()
                .forEach((name, loaded) ->
                        cells.put(name, present(loaded.stored(), loaded.value(), environment.name())));
        snapshot.unreadable().forEach(failure -> nameOf(failure)
                .ifPresent(name -> cells.put(name, new Cell.Unreadable(Cause.of(failure)))));
        // One template that leads nowhere is no document that cannot be read.
        List<KistException> unreadable = snapshot.unreadable().stream()
                .filter(failure -> !(failure instanceof TemplateException))
                .toList();
        if (!unreadable.isEmpty()) {
            addNeedy(environment, cells);
        }
        return new Column(environment.name(), access, Optional.empty(), cells, unreadable, kist.now());
    }

    /** A template that needs what cannot be read is left out of what was loaded, and is there all the same. */
    private static void addNeedy(Environment environment, SortedMap<SecretName, Cell> cells) {
        for (Secret secret : environment
                .list(Loading.all().withInherited().skippingUnreadable())
                .secrets()) {
            if (secret.isTemplate()) {
                cells.putIfAbsent(
                        secret.name(), new Cell.Unreadable(secret.name() + " needs a secret that cannot be read"));
            }
        }
    }

    private Cell present(Secret stored, SecretValue value, EnvironmentName environment) {
        return new Cell.Present(
                stored.version(),
                stored.content().kind(),
                stored.note().filter(note -> !note.text().isEmpty()).isPresent(),
                stored.updatedAt(),
                stored.updatedBy().value(),
                Optional.of(stored.environment()).filter(stores -> !stores.equals(environment)),
                likeness.of(value));
    }

    /** Which secret a failure is about, as far as it can be told. */
    private static Optional<SecretName> nameOf(KistException failure) {
        if (failure instanceof TemplateException broken) {
            return Optional.of(broken.path().get(0));
        }
        String text = failure instanceof ForeignSecretException foreign
                ? foreign.key()
                : failure instanceof DecryptionFailedException failed ? secretIn(failed.what()) : "";
        return SecretName.isValid(text) ? Optional.of(SecretName.parse(text)) : Optional.empty();
    }

    private static String secretIn(String what) {
        Matcher matcher = SECRET.matcher(what);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
