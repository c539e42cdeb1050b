// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.DecryptionFailedException;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.ForeignSecretException;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Listing;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one environment for the table. What cannot be read is said in its cell; what can is shown all the same. */
final class ColumnReader {
    private static final Pattern SECRET = Pattern.compile("secret ([A-Za-z_][A-Za-z0-9_.-]{0,254}) of .*");
    private static final int MOST_BROKEN_TEMPLATES = 200;

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

    private Column closed(EnvironmentName name, Access access, KistException why) {
        return new Column(name, access, Optional.of(why), new TreeMap<>(), List.of(), kist.now());
    }

    private Column opened(Environment environment, Access access) {
        SortedMap<SecretName, Cell> cells = new TreeMap<>();
        Set<SecretName> broken = new HashSet<>();
        while (true) {
            try {
                Snapshot snapshot =
                        environment.load(Loading.all().skippingUnreadable().except(broken));
                snapshot.secrets()
                        .forEach((name, loaded) ->
                                cells.put(name, present(loaded.stored(), loaded.value(), environment.name())));
                List<KistException> unreadable = new ArrayList<>(snapshot.unreadable());
                unreadable.forEach(failure ->
                        nameOf(failure).ifPresent(name -> cells.put(name, new Cell.Unreadable(Cause.of(failure)))));
                return new Column(environment.name(), access, Optional.empty(), cells, unreadable, kist.now());
            } catch (TemplateException e) {
                // One template that leads nowhere is no reason to show nothing.
                SecretName name = e.path().get(0);
                if (!broken.add(name) || broken.size() > MOST_BROKEN_TEMPLATES) {
                    return stored(environment, access, e);
                }
                cells.put(name, new Cell.Unreadable(Cause.of(e)));
            }
        }
    }

    /** What the environment stores itself, where what applies in it cannot be put together. */
    private Column stored(Environment environment, Access access, KistException why) {
        SortedMap<SecretName, Cell> cells = new TreeMap<>();
        Listing listing = environment.list(Loading.all().skippingUnreadable());
        listing.secrets()
                .forEach(secret -> cells.put(secret.name(), present(secret, secret.value(), environment.name())));
        List<KistException> unreadable = new ArrayList<>(listing.unreadable());
        unreadable.add(why);
        return new Column(environment.name(), access, Optional.empty(), cells, unreadable, listing.now());
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
