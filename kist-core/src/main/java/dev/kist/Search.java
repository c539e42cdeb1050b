// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What to look for among the current secrets of a store, and where. Immutable. Its {@code toString} shows no value. */
public final class Search {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]{0,255}");

    private final Predicate<Secret> wanted;
    private final List<EnvironmentName> environments;

    /**
     * What was found.
     *
     * @param secrets current versions, by environment and name
     * @param unreadable one exception for each secret, and for each environment, that could not be looked into
     * @param now the store's time
     */
    public record Result(List<Secret> secrets, List<KistException> unreadable, Instant now) {
        public Result {
            secrets = List.copyOf(secrets);
            unreadable = List.copyOf(unreadable);
        }
    }

    private Search(Predicate<Secret> wanted, Collection<EnvironmentName> environments) {
        this.wanted = wanted;
        this.environments = List.copyOf(environments);
    }

    /**
     * Secrets whose name holds {@code text}, whatever its case; with {@code *} or {@code ?} in it, those whose whole name it
     * matches.
     *
     * @throws InvalidInputException if no name could hold it
     */
    public static Search byName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (NamePattern.isWild(text)) {
            NamePattern pattern = NamePattern.parse(text).inLowerCase();
            return new Search(
                    secret -> pattern.matches(
                            SecretName.parse(secret.name().value().toLowerCase(Locale.ROOT))),
                    List.of());
        }
        if (!PART.matcher(text).matches()) {
            throw new InvalidInputException(
                    Printable.quote(text) + " is part of no name",
                    "a name has letters, digits, _ . - and at most 255 characters");
        }
        return new Search(
                secret -> secret.name().value().toLowerCase(Locale.ROOT).contains(lower), List.of());
    }

    /**
     * Secrets whose stored value holds {@code part}, binary ones among them; a template as it is stored.
     *
     * @throws InvalidInputException if it is empty: every secret holds that
     */
    public static Search byValue(SecretValue part) {
        byte[] sought = part.bytes();
        if (sought.length == 0) {
            throw new InvalidInputException("the empty text is in every value", "give a part of the value");
        }
        // Bytes as text of one character each: what is sought may be a part of bytes, too.
        String bytes = new String(sought, StandardCharsets.ISO_8859_1);
        return new Search(
                secret -> new String(secret.value().bytes(), StandardCharsets.ISO_8859_1).contains(bytes), List.of());
    }

    /** The same in these environments alone; in every one where none is given. */
    public Search in(Collection<EnvironmentName> these) {
        return new Search(wanted, these);
    }

    /** Where to look; empty for everywhere. */
    public List<EnvironmentName> environments() {
        return environments;
    }

    /** Whether this is one of those that are looked for. */
    public boolean matches(Secret secret) {
        return wanted.test(secret);
    }

    @Override
    public String toString() {
        return "Search" + environments;
    }
}
