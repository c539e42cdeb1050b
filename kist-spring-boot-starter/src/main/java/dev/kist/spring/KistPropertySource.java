// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.EnvironmentName;
import dev.kist.Snapshot;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The secrets of one environment as properties, named as environment variables are: {@code DATABASE_URL} fills {@code
 * database.url}, and a secret {@code database.url} fills it as well. Changes in place when the secrets do. The origin of a
 * property is the secret with its version; no {@code toString} shows a value.
 */
final class KistPropertySource extends SystemEnvironmentPropertySource implements OriginLookup<String> {
    /** By this end of the name Spring Boot knows a source whose names are those of variables. */
    private static final String OF_VARIABLES = "-systemEnvironment";

    private final KistConfigDataResource resource;
    private final EnvironmentName environment;
    private final SecretProperties properties;

    private KistPropertySource(
            KistConfigDataResource resource, EnvironmentName environment, SecretProperties properties) {
        super("kist:" + environment + OF_VARIABLES, properties);
        this.resource = resource;
        this.environment = environment;
        this.properties = properties;
    }

    KistPropertySource(KistConfigDataResource resource, EnvironmentName environment, Snapshot secrets) {
        this(resource, environment, SecretProperties.of(secrets));
    }

    /** Without secrets, for now. */
    KistPropertySource(KistConfigDataResource resource, EnvironmentName environment) {
        this(resource, environment, SecretProperties.unread(environment));
    }

    /** Those of an application, in the order of precedence. */
    static List<KistPropertySource> of(ConfigurableEnvironment application) {
        return application.getPropertySources().stream()
                .filter(KistPropertySource.class::isInstance)
                .map(KistPropertySource.class::cast)
                .toList();
    }

    /** What a person calls it: {@code kist:production}. */
    String label() {
        return "kist:" + environment;
    }

    KistConfigDataResource resource() {
        return resource;
    }

    EnvironmentName environment() {
        return environment;
    }

    SecretProperties secrets() {
        return properties;
    }

    /**
     * Another source of the same secrets, for Spring Boot: of one whose names are those of variables it keeps a copy of the
     * values, for as long as that source is there.
     */
    KistPropertySource again() {
        return new KistPropertySource(resource, environment, properties);
    }

    /** Replaces all secrets; gives the names of those that changed. */
    SortedSet<String> take(Snapshot snapshot) {
        return properties.take(snapshot);
    }

    @Override
    public @Nullable Origin getOrigin(String property) {
        return properties
                .secret(resolvePropertyName(property))
                .map(secret -> new SecretOrigin(
                        secret.stored().name(),
                        secret.stored().environment(),
                        secret.stored().version()))
                .orElse(null);
    }

    @Override
    public String toString() {
        return "KistPropertySource[" + environment + ", " + properties.size() + " secrets]";
    }
}
