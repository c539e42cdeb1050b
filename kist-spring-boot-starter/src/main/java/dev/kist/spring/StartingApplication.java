// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The application that this thread starts, while it has no context yet: what fails then is analyzed by Spring Boot without
 * its environment, and has to be kept from showing the secrets that were read all the same.
 */
final class StartingApplication implements ApplicationListener<SpringApplicationEvent>, Ordered {
    private static final ThreadLocal<@Nullable StartingApplication> OF_THREAD = new ThreadLocal<>();

    private final List<KistPropertySource> read = new ArrayList<>();
    private @Nullable ConfigurableEnvironment environment;

    /** Notes what an import of this thread's application has read. */
    static void read(List<KistPropertySource> sources) {
        StartingApplication starting = OF_THREAD.get();
        if (starting != null) {
            starting.read.addAll(sources);
        }
    }

    /** The secrets of the application that this thread starts; null if it starts none, or has a context by now. */
    static @Nullable SecretTexts secrets() {
        StartingApplication starting = OF_THREAD.get();
        return starting == null || starting.environment == null
                ? null
                : new SecretTexts(starting.environment, starting.read);
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            StartingApplication starting = new StartingApplication();
            starting.environment = prepared.getEnvironment();
            OF_THREAD.set(starting);
        } else if (event instanceof ApplicationContextInitializedEvent) {
            OF_THREAD.remove();
        }
    }

    /** Before Spring Boot reads the configuration, and after Spring Cloud has started its own application. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 9;
    }
}
