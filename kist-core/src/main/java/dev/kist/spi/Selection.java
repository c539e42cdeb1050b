// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of one environment to read. Results come ordered by name, then by version.
 *
 * @param environment the environment
 * @param names the names to read, or null for all
 * @param after only what comes after this place, or null for the beginning
 * @param limit the most documents to read; {@link Integer#MAX_VALUE} for all
 */
public record Selection(
        EnvironmentName environment, @Nullable List<SecretName> names, @Nullable Position after, int limit) {

    /** A place in the order of documents. For current versions only the name counts. */
    public record Position(String key, int version) {}

    public Selection {
        names = names == null ? null : List.copyOf(names);
    }

    /** Everything in {@code environment}. */
    public static Selection all(EnvironmentName environment) {
        return new Selection(environment, null, null, Integer.MAX_VALUE);
    }

    /** What {@code environment} has of these names. */
    public static Selection of(EnvironmentName environment, Collection<SecretName> names) {
        return new Selection(environment, List.copyOf(names), null, Integer.MAX_VALUE);
    }

    /** What {@code environment} has of this name. */
    public static Selection of(EnvironmentName environment, SecretName name) {
        return of(environment, List.of(name));
    }

    /** At most {@code most} of the same, from behind {@code last}. */
    public Selection page(@Nullable Position last, int most) {
        return new Selection(environment, names, last, most);
    }

    /** The names as text, if not all are meant. */
    public Optional<List<String>> keys() {
        return Optional.ofNullable(names)
                .map(list -> list.stream().map(SecretName::value).toList());
    }
}
