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

    @Override
    public List<KistConfigDataResource> resolve(
            ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        ImportSettings settings = ImportSettings.from(context.getBinder());
        String name = location.getNonPrefixedValue(PREFIX);
        boolean isLeftToProfiles = name.isEmpty() && settings.areProfilesEnvironments() && settings.isEnabled();
        if (isLeftToProfiles) {
            return List.of();
        }
        try {
            Optional<EnvironmentName> environment =
                    name.isEmpty() ? Optional.empty() : Optional.of(EnvironmentName.parse(name));
            return List.of(KistConfigDataResource.of(location, environment, settings));
        } catch (KistException e) {
            throw new KistImportException(location.toString(), e);
        }
    }

    @Override
    public List<KistConfigDataResource> resolveProfileSpecific(
            ConfigDataLocationResolverContext context, ConfigDataLocation location, Profiles profiles) {
        ImportSettings settings = ImportSettings.from(context.getBinder());
        if (!location.getNonPrefixedValue(PREFIX).isEmpty()
                || !settings.areProfilesEnvironments()
                || !settings.isEnabled()) {
            return List.of();
        }
        List<EnvironmentName> names = profiles.getAccepted().stream()
                .filter(EnvironmentName::isValid)
                .map(EnvironmentName::parse)
                .toList();
        return List.of(KistConfigDataResource.ofProfiles(location, names, settings));
    }
}
