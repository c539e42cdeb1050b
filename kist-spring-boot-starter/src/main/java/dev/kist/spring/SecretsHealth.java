// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.KeyAtHand;
import dev.kist.KistException;
import dev.kist.spring.SecretsWatch.Followed;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * How the imported secrets are, in ids and times; never a value. Where a store is away the application goes on with what it
 * has: that is {@link #STALE}, and no reason to take it out of service.
 */
final class SecretsHealth {
    /** The status of secrets that cannot be followed at the moment, or could not be read yet. */
    static final String STALE = "STALE";

    private final ConfigurableEnvironment application;
    private final SecretsWatch watch;

    SecretsHealth(ConfigurableEnvironment application, SecretsWatch watch) {
        this.application = application;
        this.watch = watch;
    }

    /** Whether all secrets are as they are in their stores, as far as it is known. */
    boolean isCurrent() {
        return KistPropertySource.of(application).stream()
                        .allMatch(source -> source.secrets().readAt().isPresent())
                && watch.followed().stream()
                        .allMatch(followed -> followed.watch().failure().isEmpty());
    }

    /** What can be said, by the name of the environment. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (KistPropertySource source : KistPropertySource.of(application)) {
            details.put(source.environment().value(), details(source));
        }
        return details;
    }

    private Map<String, Object> details(KistPropertySource source) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("secrets", source.secrets().size());
        source.secrets().readAt().ifPresent(time -> details.put("read", time.toString()));
        source.secrets().snapshot().secrets().values().stream()
                .map(secret -> secret.stored().updatedAt())
                .max(Comparator.naturalOrder())
                .ifPresent(time -> details.put("newest", time.toString()));
        for (Followed followed : watch.followed()) {
            if (followed.source().getName().equals(source.getName())) {
                List<String> keys =
                        followed.kist().keys().stream().map(KeyAtHand::id).toList();
                details.put("store", followed.kist().store().toString());
                details.put("keys", keys);
                followed.watch().lastSeen().ifPresent(time -> details.put("lastSeen", time.toString()));
                followed.watch()
                        .failure()
                        .map(KistException::getMessage)
                        .ifPresent(text -> details.put("failure", text));
            }
        }
        return details;
    }
}
