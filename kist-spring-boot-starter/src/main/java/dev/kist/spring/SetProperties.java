// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * The properties that a source has. A binder that is asked for one that nobody has set goes through all names of all sources,
 * which a start would notice; so it is asked only for those that are set.
 */
final class SetProperties {
    private final Binder binder;
    private final List<ConfigurationPropertySource> sources;

    private SetProperties(Binder binder, List<ConfigurationPropertySource> sources) {
        this.binder = binder;
        this.sources = sources;
    }

    static SetProperties of(Binder binder) {
        return new SetProperties(binder, sourcesOf(binder));
    }

    /** Its sources, which a binder shows only to one who takes part in a binding. */
    private static List<ConfigurationPropertySource> sourcesOf(Binder binder) {
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        binder.bind(ConfigurationPropertyName.of("kist"), Bindable.of(String.class), new BindHandler() {
            @Override
            public <T> @Nullable Bindable<T> onStart(
                    ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
                context.getSources().forEach(sources::add);
                return null;
            }
        });
        return sources;
    }

    /** The property's value, in any spelling of the name that Spring Boot takes. */
    <T> Optional<T> find(String name, Class<T> type) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : sources) {
            if (source.getConfigurationProperty(property) != null) {
                return Optional.ofNullable(
                        binder.bind(property, Bindable.of(type)).orElse(null));
            }
        }
        return Optional.empty();
    }

    /** The names of the properties below {@code prefix}, as far as the sources tell which they have. */
    Set<String> below(String prefix) {
        ConfigurationPropertyName ancestor = ConfigurationPropertyName.of(prefix);
        Set<String> names = new TreeSet<>();
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource known) {
                for (ConfigurationPropertyName name : known) {
                    if (ancestor.isAncestorOf(name)) {
                        names.add(name.toString());
                    }
                }
            }
        }
        return names;
    }
}
