// SPDX-License-Identifier: Apache-2.0
package dev.kist.micronaut;

import dev.kist.Kist;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.context.scope.refresh.RefreshEvent;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows the secrets while the application runs: reads its properties anew and publishes Micronaut's {@link RefreshEvent},
 * which renews beans of {@code @Refreshable}. While the store is away the application keeps what it has; {@code
 * kist.watch=false} switches it off.
 */
@Context
final class SecretsRefresh {
    private static final System.Logger LOGGER = System.getLogger("dev.kist");

    private final Environment environment;
    private final ApplicationEventPublisher<RefreshEvent> events;
    private final @Nullable Kist kist;

    SecretsRefresh(Environment environment, ApplicationEventPublisher<RefreshEvent> events) {
        this.environment = environment;
        this.events = events;
        SecretPropertySource source = environment.getPropertySources().stream()
                .filter(SecretPropertySource.class::isInstance)
                .map(SecretPropertySource.class::cast)
                .findFirst()
                .orElse(null);
        if (source == null || !KistSettings.is("watch", true)) {
            kist = null;
        } else {
            kist = Kist.open(KistSettings.options());
            KeptSecrets.follow(environment, source.secrets());
            kist.environment(source.secrets().environment()).watch(source.secrets(), this::refresh);
        }
    }

    private void refresh(Snapshot now, SortedSet<SecretName> changed) {
        LOGGER.log(System.Logger.Level.INFO, "changed: " + changed);
        KeptSecrets.follow(environment, now);
        Map<String, Object> difference = new HashMap<>(environment.refreshAndDiff());
        // Whoever asked while all properties were gone has left that in Micronaut's cache; this empties it, and does no
        // more.
        environment.removePropertySource(PropertySource.of("kist-nothing", Map.of()));
        if (!difference.isEmpty()) {
            // It has the values of before, which Micronaut logs; beans are renewed by the names.
            difference.replaceAll((name, before) -> "(secret)");
            events.publishEvent(new RefreshEvent(difference));
        }
    }

    @PreDestroy
    void close() {
        KeptSecrets.forget(environment);
        if (kist != null) {
            kist.close();
        }
    }
}
