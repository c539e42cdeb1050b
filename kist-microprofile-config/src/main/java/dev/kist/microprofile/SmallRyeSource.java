// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import io.smallrye.config.EnvConfigSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The secrets as SmallRye Config takes environment variables: it alone knows that {@code SHOP_API_KEY} is the {@code
 * shop.api-key} of a mapping, and which part of a name is a map's key or a list's index. Names that no mapping has are no
 * error. Its {@code toString} shows no value.
 */
final class SmallRyeSource extends EnvConfigSource implements AutoCloseable {
    private static final long serialVersionUID = 1L;

    private final transient KistConfigSource secrets;
    private final transient Map<String, String> begun;
    private transient volatile Present present;

    /** What SmallRye makes of the secrets that {@code of} holds. */
    private record Present(Map<String, String> of, EnvConfigSource variables) {
        static Present of(Map<String, String> values) {
            return new Present(values, new EnvConfigSource(withoutOrdinal(values), 0));
        }
    }

    SmallRyeSource(KistConfigSource secrets) {
        super(withoutOrdinal(secrets.values()), secrets.getOrdinal());
        this.secrets = secrets;
        this.begun = secrets.values();
        this.present = Present.of(begun);
    }

    /** SmallRye takes the rank of a source from such a variable; that of this one is a setting. */
    private static Map<String, String> withoutOrdinal(Map<String, String> values) {
        Map<String, String> without = new TreeMap<>(values);
        without.keySet().removeIf(CONFIG_ORDINAL::equalsIgnoreCase);
        return without;
    }

    private EnvConfigSource variables() {
        Map<String, String> now = secrets.values();
        Present known = present;
        if (known.of() != now) {
            known = Present.of(now);
            present = known;
        }
        return known.variables();
    }

    /** By its beginning SmallRye knows that a name may be of something else than a mapping. */
    @Override
    public String getName() {
        return NAME + "[" + secrets.getName() + "]";
    }

    @Override
    public @Nullable String getValue(String property) {
        return variables().getValue(property);
    }

    /** Those that it began with are as SmallRye's mappings need them; it knows no more of those that came later. */
    @Override
    public Set<String> getPropertyNames() {
        Set<String> matched = super.getPropertyNames();
        // SmallRye's own constructor asks, too.
        if (begun == null || begun == secrets.values()) {
            return matched;
        }
        EnvConfigSource variables = variables();
        Set<String> names = new TreeSet<>(matched);
        names.removeIf(name -> variables.getValue(name) == null);
        Map<String, String> later = new TreeMap<>(secrets.values());
        later.keySet().removeAll(begun.keySet());
        names.addAll(new EnvConfigSource(withoutOrdinal(later), 0).getPropertyNames());
        return names;
    }

    @Override
    public Map<String, String> getProperties() {
        return variables().getProperties();
    }

    @Override
    public void close() {
        secrets.close();
    }

    @Override
    public String toString() {
        return "SmallRyeSource[" + secrets + "]";
    }
}
