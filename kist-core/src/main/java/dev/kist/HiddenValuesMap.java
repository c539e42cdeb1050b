// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that are text as an unmodifiable view of name to value, ascending by name, whose {@code toString}, down to the
 * single entry and to its values, shows names alone.
 */
final class HiddenValuesMap extends AbstractMap<String, String> {
    private final SortedMap<SecretName, Snapshot.Loaded> secrets;
    private final int size;

    /** A view of {@code secrets}, which must not change. */
    HiddenValuesMap(SortedMap<SecretName, Snapshot.Loaded> secrets) {
        this.secrets = secrets;
        this.size =
                (int) secrets.values().stream().filter(HiddenValuesMap::isText).count();
    }

    private static boolean isText(Snapshot.Loaded secret) {
        return !secret.value().isBinary();
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        if (!(key instanceof String name) || !SecretName.isValid(name)) {
            return null;
        }
        Snapshot.Loaded found = secrets.get(SecretName.parse(name));
        return found != null && isText(found) ? found.value().text() : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    private Stream<Map.Entry<String, String>> entries() {
        return secrets.values().stream()
                .filter(HiddenValuesMap::isText)
                .map(secret -> new HiddenEntry(
                        secret.stored().name().value(), secret.value().text()));
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return entries().iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public Collection<String> values() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<String> iterator() {
                return entries().map(Map.Entry::getValue).iterator();
            }

            @Override
            public int size() {
                return size;
            }

            @Override
            public String toString() {
                return size + " values (hidden)";
            }
        };
    }

    @Override
    public String toString() {
        return keySet() + " (values hidden)";
    }

    private static final class HiddenEntry extends SimpleImmutableEntry<String, String> {
        private static final long serialVersionUID = 1L;

        HiddenEntry(String name, String value) {
            super(name, value);
        }

        @Override
        public String toString() {
            return getKey();
        }
    }
}
