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
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The properties that an application's own sources have. Secrets are none of them: whoever may write one environment has no
 * say in which others are read, from where, and what is trusted.
 *
 * <p>A binder that is asked for a property that nobody has set goes through all names of all sources, which a start would
 * notice; so it is asked only for those that are set.
 */
final class SetProperties {
    private final List<ConfigurationPropertySource> sources = new ArrayList<>();
    private final Binder binder;

    private SetProperties(Iterable<ConfigurationPropertySource> all) {
        List<PropertySource<?>> underlying = new ArrayList<>();
        for (ConfigurationPropertySource source : all) {
            if (!(source.getUnderlyingSource() instanceof KistPropertySource)) {
                sources.add(source);
                if (source.getUnderlyingSource() instanceof PropertySource<?> known) {
                    underlying.add(known);
                }
            }
        }
        this.binder = new Binder(sources, new PropertySourcesPlaceholdersResolver(underlying));
    }

    static SetProperties of(Iterable<ConfigurationPropertySource> sources) {
        return new SetProperties(sources);
    }

    /** Those of a binder's sources, which it shows only to one who takes part in a binding. */
    static SetProperties of(Binder binder) {
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        binder.bind(ConfigurationPropertyName.of("kist"), Bindable.of(String.class), new BindHandler() {
            @Override
            public <T> @Nullable Bindable<T> onStart(
                    ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
                context.getSources().forEach(sources::add);
                return null;
            }
        });
        return of(sources);
    }

    /** The property's value, in any spelling of the name that Spring Boot takes; empty text counts as not set. */
    Optional<String> find(String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        if (first(property) == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        binder.bind(property, Bindable.of(String.class)).orElse(null))
                .filter(text -> !text.isEmpty());
    }

    /** The property's values where it is a list, as in YAML. */
    List<String> findList(String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        return first(property.append("[0]")) == null
                ? List.of()
                : binder.bind(property, Bindable.listOf(String.class)).orElse(List.of());
    }

    /** Where a property that is set was set, for people: the environment variable, else the property. */
    String place(String name) {
        ConfigurationProperty set = first(ConfigurationPropertyName.of(name));
        return set != null && set.getOrigin() instanceof SystemEnvironmentOrigin variable
                ? variable.getProperty()
                : name;
    }

    private @Nullable ConfigurationProperty first(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty set = source.getConfigurationProperty(name);
            if (set != null) {
                return set;
            }
        }
        return null;
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

    /** The names with that beginning that are written like those of variables, in sources that are not the variables. */
    Set<String> likeVariables(String beginning) {
        Set<String> names = new TreeSet<>();
        for (ConfigurationPropertySource source : sources) {
            if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> known
                    && !(known instanceof SystemEnvironmentPropertySource)) {
                for (String name : known.getPropertyNames()) {
                    if (name.startsWith(beginning)) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }
}
