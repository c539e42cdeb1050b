// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.EnvironmentName;
import dev.kist.KistOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataResource;

/** One import: {@code kist:production} and how to carry it out. Its {@code toString} is the location. */
final class KistConfigDataResource extends ConfigDataResource {
    private final ConfigDataLocation location;
    private final Optional<EnvironmentName> environment;
    private final Optional<List<EnvironmentName>> profiles;
    private final ImportSettings settings;
    private final List<String> oddities;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    private KistConfigDataResource(
            ConfigDataLocation location,
            Optional<EnvironmentName> environment,
            Optional<List<EnvironmentName>> profiles,
            ImportSettings settings,
            List<String> oddities) {
        super(location.isOptional());
        this.location = location;
        this.environment = environment;
        this.profiles = profiles;
        this.settings = settings;
        this.oddities = oddities;
    }

    /** Reads one environment; without a name the one that the settings say. */
    static KistConfigDataResource of(
            ConfigDataLocation location,
            Optional<EnvironmentName> environment,
            ImportSettings settings,
            List<String> oddities) {
        return new KistConfigDataResource(location, environment, Optional.empty(), settings, oddities);
    }

    /** Reads those of the environments that exist; the later ones win. */
    static KistConfigDataResource ofProfiles(
            ConfigDataLocation location,
            List<EnvironmentName> profiles,
            ImportSettings settings,
            List<String> oddities) {
        return new KistConfigDataResource(
                location, Optional.empty(), Optional.of(List.copyOf(profiles)), settings, oddities);
    }

    /** Whether the application cannot do without. */
    boolean isMandatory() {
        return !location.isOptional();
    }

    /** The environments that profiles name; empty where profiles have no say. */
    Optional<List<EnvironmentName>> profiles() {
        return profiles;
    }

    /** The properties of Kist that say something else by now than they did to this import; those that it heeds. */
    SortedSet<String> changedBy(ImportSettings now) {
        SortedSet<String> names = settings.differences(now);
        // It says who writes, and an import reads.
        names.remove("kist.actor");
        if (environment.isPresent()) {
            names.remove("kist.environment");
            names.remove("kist.profile-as-environment");
        }
        return names;
    }

    ImportSettings settings() {
        return settings;
    }

    /** A sentence for each property of the application that looks like a setting of Kist and is none. */
    List<String> oddities() {
        return oddities;
    }

    /** What opens Kist for this import. */
    KistOptions options(Consumer<String> warnings) {
        return settings.options(environment, warnings);
    }

    /** Notes a warning of the import. */
    void said(String warning) {
        said.add(warning);
    }

    /** Whether the import has warned of that already. */
    boolean hasSaid(String warning) {
        return said.contains(warning);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KistConfigDataResource that
                && isMandatory() == that.isMandatory()
                && environment.equals(that.environment)
                && profiles.equals(that.profiles)
                && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, profiles);
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
