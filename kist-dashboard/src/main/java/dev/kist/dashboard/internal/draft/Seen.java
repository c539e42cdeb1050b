// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.draft;

import dev.kist.Secret;
import dev.kist.SecretName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a secret a person saw when they decided. The number alone does not say it: a secret that was purged and set
 * anew begins at 1 again.
 *
 * @param version its number; 0 if there was no secret
 * @param at when it was written, in milliseconds since 1970
 */
public record Seen(int version, long at) {
    /** There was no secret, or a deleted one. */
    public static final Seen NOTHING = new Seen(0, 0);

    /** What somebody sees who looks at this version; {@link #NOTHING} for null. */
    public static Seen of(@Nullable Secret secret) {
        return secret == null || secret.isDeleted()
                ? NOTHING
                : new Seen(secret.version(), secret.updatedAt().toEpochMilli());
    }

    /** The same for a secret that may be there. */
    public static Seen of(Optional<Secret> secret) {
        return of(secret.orElse(null));
    }

    /**
     * The other way than {@link #toString}.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static Seen parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new Seen(Integer.parseInt(text), 0)
                : new Seen(Integer.parseInt(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    /** Several, as one text of a form. */
    public static String join(Collection<Secret> secrets) {
        return secrets.stream().map(secret -> secret.name() + "=" + of(secret)).collect(Collectors.joining(" "));
    }

    /**
     * The other way; names that it lacks were not there.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static Map<SecretName, Seen> split(String text) {
        Map<SecretName, Seen> seen = new TreeMap<>();
        for (String part : text.split(" ", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && SecretName.isValid(part.substring(0, equals))) {
                seen.put(SecretName.parse(part.substring(0, equals)), parse(part.substring(equals + 1)));
            }
        }
        return seen;
    }

    /** Whether there was no secret. */
    public boolean isNothing() {
        return version == 0;
    }

    /** For a form: {@code 0}, or {@code 2.1764239000123}. */
    @Override
    public String toString() {
        return isNothing() ? "0" : version + "." + at;
    }
}
