// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.context.ApplicationEvent;

/**
 * Secrets have changed, and the application's properties with them. Published once a change, in the order of the versions,
 * for properties whose value is really another one by now. Holds names, never values.
 */
public final class SecretsChangedEvent extends ApplicationEvent {
    private static final long serialVersionUID = 1L;

    private final String environment;
    private final transient SortedSet<String> secrets;
    private final transient SortedSet<String> properties;

    SecretsChangedEvent(Object source, String environment, SortedSet<String> secrets, SortedSet<String> properties) {
        super(source);
        this.environment = environment;
        this.secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
        this.properties = Collections.unmodifiableSortedSet(new TreeSet<>(properties));
    }

    /** The environment that was imported. */
    public String environment() {
        return environment;
    }

    /** The names of the secrets that changed, are new or are gone: {@code DATABASE_URL}. */
    public SortedSet<String> secrets() {
        return secrets;
    }

    /** The names of the properties that have other values by it: {@code DATABASE_URL} and {@code database.url}. */
    public SortedSet<String> properties() {
        return properties;
    }

    @Override
    public String toString() {
        return "SecretsChangedEvent[" + environment + ", " + secrets + "]";
    }
}
