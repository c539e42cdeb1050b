// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The secrets that apply in an environment at one moment, decrypted, templates resolved. Immutable and thread-safe. Its
 * {@code toString}, and that of {@link #asMap()}, show no value.
 */
public final class Snapshot {
    private final EnvironmentName environment;
    private final SortedMap<SecretName, Loaded> secrets;
    private final SortedMap<String, String> texts = new TreeMap<>();
    private final List<KistException> unreadable;

    /**
     * A secret that applies.
     *
     * @param stored the version as it is stored, in the environment itself or in a parent
     * @param value its value, a template resolved
     */
    public record Loaded(Secret stored, SecretValue value) {}

    /**
     * A snapshot of these secrets.
     *
     * @param unreadable one exception for each document that was left out because it cannot be read
     */
    public Snapshot(EnvironmentName environment, Map<SecretName, Loaded> secrets, List<KistException> unreadable) {
        this.environment = environment;
        this.secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
        this.unreadable = List.copyOf(unreadable);
        secrets.forEach((name, loaded) -> {
            if (!loaded.value().isBinary()) {
                texts.put(name.value(), loaded.value().text());
            }
        });
    }

    /** The environment's name. */
    public EnvironmentName environment() {
        return environment;
    }

    /**
     * The text of a secret.
     *
     * @throws NotFoundException if the environment does not have it
     * @throws InvalidInputException if it is binary
     */
    public String get(String name) {
        return require(SecretName.parse(name)).value().text();
    }

    /** The text of a secret; empty if the environment does not have it, or has it as bytes. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /**
     * The bytes of a secret: those of a binary one, or the text in UTF-8.
     *
     * @throws NotFoundException if the environment does not have it
     */
    public byte[] bytes(String name) {
        return require(SecretName.parse(name)).value().bytes();
    }

    /** The value of a secret; empty if the environment does not have it. */
    public Optional<SecretValue> value(SecretName name) {
        return Optional.ofNullable(secrets.get(name)).map(Loaded::value);
    }

    /**
     * A secret, as it is stored and with its value.
     *
     * @throws NotFoundException if the environment does not have it
     */
    public Loaded require(SecretName name) {
        Loaded found = secrets.get(name);
        if (found == null) {
            throw NotFoundException.secret(environment, name, secrets.keySet());
        }
        return found;
    }

    /** All secrets, ascending by name; unmodifiable. */
    public SortedMap<SecretName, Loaded> secrets() {
        return secrets;
    }

    /** The names of all secrets, ascending; a copy. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        secrets.keySet().forEach(name -> names.add(name.value()));
        return names;
    }

    /** One exception for each document that was left out because it cannot be read. */
    public List<KistException> unreadable() {
        return unreadable;
    }

    /**
     * Name to text, ascending by name, binary ones left out; unmodifiable, with a {@code toString} that shows no value.
     */
    public Map<String, String> asMap() {
        return new HiddenValuesMap(texts);
    }

    /**
     * Sets each secret that is text as a system property of its name, over one that is set already. All code in the JVM can
     * read them.
     */
    public void toSystemProperties() {
        texts.forEach(System::setProperty);
    }

    @Override
    public String toString() {
        return "Snapshot[" + environment + ", " + secrets.size() + " secrets]";
    }
}
