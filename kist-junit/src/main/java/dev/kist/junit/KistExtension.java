// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.SetOptions.Reading;
import dev.kist.Snapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A Kist in memory with given values, for tests: no server, no key file, no settings of the machine. All else is as in
 * production: values are encrypted, have versions, and can be watched.
 *
 * <pre>{@code
 * @RegisterExtension
 * static KistExtension kist = KistExtension.with("DATABASE_URL", "jdbc:h2:mem:shop").and("API_KEY", "of the test");
 * }</pre>
 *
 * <p>In a static field, or by {@link WithSecret} at the class, it lives as long as the test class with the classes that are
 * nested in it, and each test finds the given values again, whatever the one before did to them. In a field of the
 * instance, or by {@link WithSecret} at a method, each test has its own. Not for tests of one class that run at the same
 * time.
 */
public final class KistExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final Map<SecretName, Secret.Content> given = new LinkedHashMap<>();
    private String environmentName = "test";
    private boolean isForFrameworks;
    private @Nullable RunningKist running;

    /** The test classes that are at work: one, and those that are nested in it. */
    private int classes;

    /** For {@code @ExtendWith}: the secrets are those of {@link WithSecret}. */
    public KistExtension() {}

    /** A Kist without a secret. */
    public static KistExtension empty() {
        return new KistExtension();
    }

    /** A Kist with this secret. */
    public static KistExtension with(String name, String value) {
        return empty().and(name, value);
    }

    /** This secret, too. */
    public KistExtension and(String name, String value) {
        given.put(SecretName.parse(name), Secret.Content.literal(SecretValue.of(value)));
        return this;
    }

    /** This binary secret, too. */
    public KistExtension and(String name, byte[] value) {
        given.put(SecretName.parse(name), Secret.Content.literal(SecretValue.ofBytes(value)));
        return this;
    }

    /** This template, too: its {@code ${NAME}} references are resolved on load. */
    public KistExtension andTemplate(String name, String value) {
        given.put(SecretName.parse(name), Secret.Content.template(SecretValue.of(value)));
        return this;
    }

    /** The environment's name, {@code test} where nothing is said. */
    public KistExtension inEnvironment(String name) {
        environmentName = name;
        return this;
    }

    /**
     * Has Spring Boot, MicroProfile Config and Micronaut find this Kist: its settings are the system properties {@code
     * kist.mongodb-uri}, {@code kist.key} and so on while the test class runs. One at a time in a JVM; in a static field,
     * since a framework starts before the test's instance is there.
     */
    public KistExtension forFrameworks() {
        isForFrameworks = true;
        return this;
    }

    /** The Kist of the running test. */
    public Kist kist() {
        return running().kist();
    }

    /** The environment with the given secrets. */
    public Environment environment() {
        return kist().environment();
    }

    /** Creates another environment in the same store. It stays until the store goes. */
    public Environment addEnvironment(String name) {
        return running().create(kist().environment(name));
    }

    /** Writes a new version of a secret, as a colleague would. */
    public void set(String name, String value) {
        SetOptions literal = SetOptions.none().reading(Reading.LITERAL);
        environment().set(SecretName.parse(name), SecretValue.of(value), literal);
    }

    /** Deletes a secret, as a colleague would. */
    public void delete(String name) {
        environment().delete(List.of(SecretName.parse(name)), true);
    }

    /** Makes the store unreachable until {@link #restoreStore()}, or until the test's end. */
    public void cutStore() {
        running().documents().setAway(true);
    }

    /** Makes the store reachable again. */
    public void restoreStore() {
        running().documents().setAway(false);
    }

    /** What opens this Kist elsewhere: name and value of each setting, {@code KIST_MONGODB_URI} and so on. */
    public Map<String, String> settings() {
        return running().settings();
    }

    private RunningKist running() {
        if (running == null) {
            throw new IllegalStateException("this Kist is there while tests run, not before and not after");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startOrReset(context);
        classes++;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startOrReset(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (classes == 0) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        classes--;
        if (classes == 0) {
            stop();
        }
    }

    private void startOrReset(ExtensionContext context) {
        if (running != null) {
            running.documents().setAway(false);
            running.reset(wanted(context));
            return;
        }
        running = RunningKist.start(environmentName, wanted(context));
        if (isForFrameworks) {
            running.publish();
        }
    }

    private void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    private Map<SecretName, Secret.Content> wanted(ExtensionContext context) {
        Map<SecretName, Secret.Content> wanted = new LinkedHashMap<>(given);
        for (Class<?> type : outermostFirst(context)) {
            AnnotationSupport.findRepeatableAnnotations(type, WithSecret.class).forEach(secret -> put(wanted, secret));
        }
        context.getTestMethod()
                .ifPresent(method -> AnnotationSupport.findRepeatableAnnotations(method, WithSecret.class)
                        .forEach(secret -> put(wanted, secret)));
        return wanted;
    }

    /** The test's class, and those that it is nested in. */
    private static Deque<Class<?>> outermostFirst(ExtensionContext context) {
        Deque<Class<?>> types = new ArrayDeque<>();
        @Nullable Class<?> type = context.getTestClass().orElse(null);
        while (type != null) {
            types.addFirst(type);
            type = AnnotationSupport.isAnnotated(type, Nested.class) ? type.getEnclosingClass() : null;
        }
        return types;
    }

    private static void put(Map<SecretName, Secret.Content> wanted, WithSecret secret) {
        wanted.put(SecretName.parse(secret.name()), Secret.Content.literal(SecretValue.of(secret.value())));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Kist.class || type == Environment.class || type == Snapshot.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Kist.class
                ? kist()
                : type == Environment.class ? environment() : environment().load();
    }
}
