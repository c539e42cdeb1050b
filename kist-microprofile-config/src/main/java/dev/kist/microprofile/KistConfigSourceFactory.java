// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The source for SmallRye Config, and so for Quarkus and WildFly: its own settings come from the sources below it. While
 * Quarkus builds an application no store is asked.
 */
public final class KistConfigSourceFactory implements ConfigSourceFactory {
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (Quarkus.isBeforeRuntime()) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        context.iterateNames().forEachRemaining(names::add);
        names.removeIf(name -> isVariable(context, name));
        // SmallRye sees an escape in each pair of dollars as well.
        return KistConfigSource.open(name -> find(context, name), names, text -> text.replace("$", "\\$"))
                .<List<ConfigSource>>map(secrets -> List.of(new SmallRyeSource(secrets)))
                .orElse(List.of());
    }

    /** SmallRye takes what it cannot resolve for something that is not set. */
    private static Optional<String> find(ConfigSourceContext context, String name) {
        ConfigValue found = context.getValue(name);
        if (found == null) {
            return Optional.empty();
        }
        if (found.getValue() == null && (found.hasProblems() || found.getRawValue() != null)) {
            throw SourceSettings.unresolved(name);
        }
        return Optional.ofNullable(found.getValue());
    }

    /** Whether it is from a {@code .env} file or the like, where the names of variables are right. */
    private static boolean isVariable(ConfigSourceContext context, String name) {
        ConfigValue found = name.startsWith("KIST_") ? context.getValue(name) : null;
        return found != null && String.valueOf(found.getConfigSourceName()).startsWith(EnvConfigSource.NAME);
    }
}
