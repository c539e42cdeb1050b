// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Snapshot;
import dev.kist.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Follows the imported environments while the application runs: changes its properties in place, then publishes a {@link
 * SecretsChangedEvent}, one after the other. While the store is away the application keeps what it has. Stopping it closes
 * the connections and leaves no thread.
 */
final class SecretsWatch implements SmartLifecycle {
    private static final Log LOG = LogFactory.getLog(SecretsWatch.class);

    /** Spring Boot's view of all the others. */
    private static final String ATTACHED = "configurationProperties";

    private final ConfigurableApplicationContext application;
    private final Map<KistConfigDataResource, Kist> opened = new HashMap<>();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile List<Followed> followed = List.of();
    private volatile boolean isRunning;

    /** An import that is followed. */
    record Followed(KistPropertySource source, Kist kist, Watch watch) {}

    SecretsWatch(ConfigurableApplicationContext application) {
        this.application = application;
    }

    @Override
    public void start() {
        List<Followed> begun = new ArrayList<>();
        for (KistPropertySource source : KistPropertySource.of(application.getEnvironment())) {
            if (source.resource().settings().watches()) {
                try {
                    Kist kist = opened.computeIfAbsent(source.resource(), SecretsWatch::open);
                    Watch watch = kist.environment(source.environment())
                            .watch(source.secrets().snapshot(), (now, changed) -> changed(source, now));
                    begun.add(new Followed(source, kist, watch));
                } catch (KistException e) {
                    LOG.warn(source.label() + " is not followed: " + e.getMessage());
                }
            }
        }
        followed = List.copyOf(begun);
        isRunning = true;
    }

    /** What the import has warned of is not said again. */
    private static Kist open(KistConfigDataResource resource) {
        return Kist.open(resource.options(warning -> {
            if (!resource.hasSaid(warning)) {
                LOG.warn(warning);
            }
        }));
    }

    @Override
    public void stop() {
        // Each closes its watches.
        opened.values().forEach(Kist::close);
        opened.clear();
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** The imports that are followed, in the order of precedence. */
    List<Followed> followed() {
        return followed;
    }

    private void changed(KistPropertySource begun, Snapshot now) {
        changing.lock();
        try {
            ConfigurableEnvironment environment = application.getEnvironment();
            // Spring Cloud may have read the import anew and put another source in its place.
            KistPropertySource source = KistPropertySource.of(environment).stream()
                    .filter(other -> other.getName().equals(begun.getName()))
                    .findFirst()
                    .orElse(begun);
            SortedSet<String> secrets = new TreeSet<>();
            SortedSet<String> properties = new TreeSet<>();
            SortedSet<String> taken = source.take(now);
            if (!taken.isEmpty() && environment.getPropertySources().contains(source.getName())) {
                environment.getPropertySources().replace(source.getName(), source.again());
            }
            for (String secret : taken) {
                for (String property :
                        List.of(secret, secret.toLowerCase(Locale.ROOT).replace('_', '.'))) {
                    if (!isShadowed(property, source, environment)) {
                        secrets.add(secret);
                        properties.add(property);
                    }
                }
            }
            if (!secrets.isEmpty()) {
                LOG.info(source.label() + ": changed: " + String.join(", ", secrets));
                publish(
                        new SecretsChangedEvent(
                                application, source.environment().value(), secrets, properties),
                        source);
            }
        } finally {
            changing.unlock();
        }
    }

    /** Spring ends the event with the first listener that throws: the next change has to arrive all the same. */
    private void publish(SecretsChangedEvent event, KistPropertySource source) {
        try {
            application.publishEvent(event);
        } catch (RuntimeException | Error e) {
            Throwable thrown = e;
            while (thrown.getCause() != null) {
                thrown = thrown.getCause();
            }
            LOG.warn(source.label() + ": a listener threw " + thrown.getClass().getName() + place(thrown)
                    + "; listeners after it did not hear of the change of " + String.join(", ", event.secrets()));
        }
    }

    /** Where it was thrown: the first place that is neither Java's nor Spring's. The message may hold a secret. */
    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> !frame.getClassName().matches("(java|javax|jdk|sun|org\\.springframework)\\..*"))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    /** Whether a source of higher precedence has the property, so that the application sees nothing of the change. */
    private static boolean isShadowed(String property, KistPropertySource by, ConfigurableEnvironment environment) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source.equals(by)) {
                return false;
            }
            if (!source.getName().equals(ATTACHED) && source.containsProperty(property)) {
                return true;
            }
        }
        return false;
    }
}
