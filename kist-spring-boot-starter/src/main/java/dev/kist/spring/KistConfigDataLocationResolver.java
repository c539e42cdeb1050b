// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.config.Profiles;

/**
 * Understands {@code kist:} (the environment that the settings say) and {@code kist:NAME}. With {@code
 * kist.profile-as-environment}, {@code kist:} means the environments that are named as the profiles.
 *
 * <p>The bootstrap context is not asked for anything: its type has another package in Boot 4.
 */
final class KistConfigDataLocationResolver implements ConfigDataLocationResolver<KistConfigDataResource> {
    private static final String PREFIX = "kist:";

    @Override
    public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        return location.hasPrefix(PREFIX);
    }

    /** None yet: what other files and those of profiles say of Kist counts, too, and they have not been read. */
    @Override
    public List<KistConfigDataResource> resolve(
            ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        return List.of();
    }

    @Override
    public List<KistConfigDataResource> resolveProfileSpecific(
            ConfigDataLocationResolverContext context, ConfigDataLocation location, Profiles profiles) {
        String name = location.getNonPrefixedValue(PREFIX);
        try {
            SetProperties properties = SetProperties.of(context.getBinder());
            ImportSettings settings = ImportSettings.from(properties);
            List<String> oddities = ImportSettings.oddities(properties);
            if (name.isEmpty() && settings.areProfilesEnvironments() && settings.isEnabled()) {
                return List.of(KistConfigDataResource.ofProfiles(location, environments(profiles), settings, oddities));
            }
            Optional<EnvironmentName> environment =
                    name.isEmpty() ? Optional.empty() : Optional.of(EnvironmentName.parse(name));
            return List.of(KistConfigDataResource.of(location, environment, settings, oddities));
        } catch (KistException e) {
            throw new KistImportException(location.toString(), e);
        }
    }

    private static List<EnvironmentName> environments(Profiles profiles) {
        return profiles.getAccepted().stream()
                .filter(EnvironmentName::isValid)
                .map(EnvironmentName::parse)
                .toList();
    }
}
