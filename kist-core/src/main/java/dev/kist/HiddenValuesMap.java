// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An unmodifiable view of name to value whose {@code toString}, down to the single entry, shows names alone. */
final class HiddenValuesMap extends AbstractMap<String, String> {
    private final SortedMap<String, String> values;

    HiddenValuesMap(SortedMap<String, String> values) {
        this.values = values;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        return key instanceof String ? values.get(key) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String && values.containsKey(key);
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                Iterator<Map.Entry<String, String>> entries = values.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Map.Entry<String, String> next() {
                        return new HiddenEntry(entries.next());
                    }
                };
            }

            @Override
            public int size() {
                return values.size();
            }
        };
    }

    @Override
    public String toString() {
        return values.keySet() + " (values hidden)";
    }

    private static final class HiddenEntry extends SimpleImmutableEntry<String, String> {
        private static final long serialVersionUID = 1L;

        HiddenEntry(Map.Entry<String, String> entry) {
            super(entry);
        }

        @Override
        public String toString() {
            return getKey();
        }
    }
}
