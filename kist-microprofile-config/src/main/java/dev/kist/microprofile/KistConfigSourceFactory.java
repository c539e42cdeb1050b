// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
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
        // SmallRye sees an escape in each pair of dollars as well.
        return KistConfigSource.open(
                        name -> Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue),
                        names,
                        text -> text.replace("$", "\\$"))
                .<List<ConfigSource>>map(secrets -> List.of(new SmallRyeSource(secrets)))
                .orElse(List.of());
    }
}
