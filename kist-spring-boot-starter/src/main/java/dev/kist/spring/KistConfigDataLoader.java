// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.NoKeyException;
import dev.kist.NoStoreException;
import dev.kist.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.logging.Log;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.aot.AbstractAotProcessor;

/**
 * Reads the secrets of an import once, and closes the connection: a start that fails leaves nothing behind. {@link
 * SecretsWatch} follows them once the application has started.
 *
 * <p>What is read cannot import further configuration or activate profiles. While Spring processes the application ahead of
 * time, no store is asked.
 */
final class KistConfigDataLoader implements ConfigDataLoader<KistConfigDataResource> {
    private final Log log;

    KistConfigDataLoader(DeferredLogFactory logs) {
        this.log = logs.getLog(KistConfigDataLoader.class);
    }

    @Override
    public ConfigData load(ConfigDataLoaderContext context, KistConfigDataResource resource) {
        if (!resource.settings().isEnabled() || Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            return ConfigData.EMPTY;
        }
        resource.oddities().forEach(log::warn);
        try (Kist kist = Kist.open(resource.options(text -> {
            resource.said(text);
            log.warn(text);
        }))) {
            return data(read(kist, resource));
        } catch (KistException e) {
            if (resource.isMandatory() || !isAbsence(e)) {
                throw new KistImportException(resource.toString(), e, resource.oddities());
            }
            log.warn(resource + ": the application starts without these secrets: " + e.getMessage());
            return data(withoutSecrets(resource));
        }
    }

    /** What {@code optional:} forgives: that there is nothing to be had here. Not a forgery, not a mistyped key. */
    private static boolean isAbsence(KistException failure) {
        return failure.reason() == KistException.Reason.UNAVAILABLE
                || failure instanceof NotFoundException
                || failure instanceof NoStoreException
                || failure instanceof NoKeyException;
    }

    private static List<KistPropertySource> read(Kist kist, KistConfigDataResource resource) {
        if (resource.profiles().isEmpty()) {
            Environment environment = kist.environment();
            return List.of(new KistPropertySource(resource, environment.name(), environment.load()));
        }
        List<KistPropertySource> sources = new ArrayList<>();
        for (EnvironmentName name : resource.profiles().get()) {
            Environment environment = kist.environment(name);
            if (environment.exists()) {
                sources.add(new KistPropertySource(resource, name, environment.load()));
            }
        }
        if (sources.isEmpty()) {
            throw new NotFoundException(
                    "no environment is named as one of the profiles "
                            + resource.profiles().get(),
                    "activate a profile that is named as an environment, or name the environment: kist:production");
        }
        return sources;
    }

    /** Sources that are filled as soon as the secrets can be had. */
    private List<KistPropertySource> withoutSecrets(KistConfigDataResource resource) {
        return resource
                .profiles()
                .orElseGet(() ->
                        List.of(Kist.settings(resource.options(warning -> {})).environment()))
                .stream()
                .map(name -> new KistPropertySource(resource, name))
                .toList();
    }

    private static ConfigData data(List<KistPropertySource> sources) {
        StartingApplication.read(sources);
        return new ConfigData(sources, ConfigData.Option.IGNORE_IMPORTS, ConfigData.Option.IGNORE_PROFILES);
    }
}
