// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import dev.kist.ApplicationMessage;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.NoKeyException;
import dev.kist.NoStoreException;
import dev.kist.NotFoundException;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.Watch;
import java.lang.ref.Cleaner;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one environment as a source of MicroProfile Config. It follows when they change: whoever asks again, or
 * injects a {@code Provider<String>}, gets the new value. While the store is away it keeps what it has. Its {@code toString}
 * shows no value.
 */
final class KistConfigSource implements ConfigSource, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("dev.kist");

    private final int ordinal;
    private final Cleaner.Cleanable end;
    private final boolean isWatched;
    private final Present present;

    /** What it has, apart: a watch knows this, and not the source, whose end it would not see otherwise. */
    private static final class Present implements Watch.Listener {
        private final UnaryOperator<String> escape;
        private volatile Contents contents;

        Present(Snapshot first, UnaryOperator<String> escape) {
            this.escape = escape;
            this.contents = Contents.of(first, escape);
        }

        EnvironmentName environment() {
            return contents.snapshot().environment();
        }

        @Override
        public void changed(Snapshot now, SortedSet<SecretName> names) {
            contents = Contents.of(now, escape);
            LOGGER.log(System.Logger.Level.INFO, "kist:" + environment() + ": changed: " + names);
        }
    }

    private record Contents(Snapshot snapshot, Map<String, String> values, Set<String> names) {
        static Contents of(Snapshot snapshot, UnaryOperator<String> escape) {
            Map<String, String> values = new TreeMap<>();
            snapshot.asMap().forEach((name, text) -> values.put(name, escape.apply(text)));
            return new Contents(
                    snapshot,
                    Collections.unmodifiableMap(values),
                    Collections.unmodifiableSet(SecretNames.asProperties(values.keySet())));
        }
    }

    private KistConfigSource(SourceSettings settings, Kist kist, Snapshot first, UnaryOperator<String> escape) {
        this.ordinal = settings.ordinal();
        this.isWatched = settings.watches();
        this.present = new Present(first, escape);
        if (isWatched) {
            var unused = kist.environment(first.environment()).watch(first, present);
            this.end = endOf(this, kist);
        } else {
            kist.close();
            this.end = () -> {};
        }
    }

    /**
     * SmallRye closes no source. So it is closed with the application where that can be seen, else when nobody has it any
     * more: after a redeployment, or the end of a test.
     */
    private static Cleaner.Cleanable endOf(KistConfigSource source, Kist kist) {
        // Its thread ends with the source.
        Cleaner.Cleanable end = Cleaner.create().register(source, kist::close);
        Quarkus.atEnd(end::clean);
        return end;
    }

    /**
     * Reads the secrets.
     *
     * @param lookup gives the value of a property that sets something of Kist
     * @param names the properties that are there, for those that look like one of Kist and are none
     * @param escape has the runtime take a text as it is, where it would look for expressions in it
     * @return no source where it is switched off, or optional with nothing set
     * @throws IllegalStateException if they cannot be read and are not optional; the cause says why
     */
    static Optional<KistConfigSource> open(
            Function<String, Optional<String>> lookup, Collection<String> names, UnaryOperator<String> escape) {
        try {
            SourceSettings settings = SourceSettings.from(lookup);
            if (!settings.isEnabled()) {
                return Optional.empty();
            }
            SourceSettings.oddities(names).forEach(text -> LOGGER.log(System.Logger.Level.WARNING, text));
            return open(settings, escape);
        } catch (KistException e) {
            throw failed(e);
        }
    }

    private static Optional<KistConfigSource> open(SourceSettings settings, UnaryOperator<String> escape) {
        Kist kist;
        try {
            kist = Kist.open(settings.options());
        } catch (NoStoreException e) {
            if (settings.isOptional()) {
                return Optional.empty();
            }
            throw e;
        }
        try {
            return Optional.of(new KistConfigSource(settings, kist, read(settings, kist.environment()), escape));
        } catch (KistException e) {
            kist.close();
            throw e;
        }
    }

    private static Snapshot read(SourceSettings settings, Environment environment) {
        try {
            return environment.load();
        } catch (KistException e) {
            boolean isAbsence = e.reason() == KistException.Reason.UNAVAILABLE
                    || e instanceof NotFoundException
                    || e instanceof NoKeyException;
            if (!settings.isOptional() || !isAbsence) {
                throw e;
            }
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the application starts without the secrets of " + environment.name() + ": " + e.getMessage());
            return new Snapshot(environment.name(), Map.of(), List.of());
        }
    }

    private static IllegalStateException failed(KistException e) {
        return new IllegalStateException(ApplicationMessage.of(e), e);
    }

    /** Names and values as they are now; another map after each change. */
    Map<String, String> values() {
        return present.contents.values();
    }

    @Override
    public String getName() {
        return "kist:" + present.environment();
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }

    @Override
    public Set<String> getPropertyNames() {
        return present.contents.names();
    }

    @Override
    public @Nullable String getValue(String property) {
        Map<String, String> values = values();
        String value = values.get(property);
        if (value == null) {
            String variable = SecretNames.asVariable(property);
            value = values.get(variable);
            if (value == null) {
                value = values.get(variable.toUpperCase(Locale.ROOT));
            }
        }
        return value;
    }

    @Override
    public void close() {
        end.clean();
    }

    @Override
    public String toString() {
        return "KistConfigSource[" + present.environment() + ", " + values().size() + " secrets"
                + (isWatched ? ", watched" : "") + "]";
    }
}
