// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import dev.kist.internal.door.OwnProperties;
import java.net.URI;
import java.time.Duration;
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
    private final HiddenValuesMap texts;
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
        this.texts = new HiddenValuesMap(this.secrets);
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
        return text(SecretName.parse(name));
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

    /**
     * A secret that is a whole number.
     *
     * @throws NotFoundException if the environment does not have it
     * @throws InvalidInputException if it is no such number, or too large for an {@code int}; the value is not shown
     */
    public int getInt(String name) {
        return typed(name).toInt();
    }

    /**
     * The same, or {@code otherwise} if the environment does not have it.
     *
     * @throws InvalidInputException if it is there and cannot be read so; the value is not shown
     */
    public int getInt(String name, int otherwise) {
        return has(name) ? getInt(name) : otherwise;
    }

    /**
     * A secret that is a whole number.
     *
     * @throws NotFoundException if the environment does not have it
     * @throws InvalidInputException if it is no such number, or too large for a {@code long}; the value is not shown
     */
    public long getLong(String name) {
        return typed(name).toLong();
    }

    /**
     * The same, or {@code otherwise} if the environment does not have it.
     *
     * @throws InvalidInputException if it is there and cannot be read so; the value is not shown
     */
    public long getLong(String name, long otherwise) {
        return has(name) ? getLong(name) : otherwise;
    }

    /**
     * A secret that says yes or no: {@code true}, {@code yes}, {@code on}, {@code 1}, or {@code false}, {@code no},
     * {@code off}, {@code 0}, in capitals or not.
     *
     * @throws NotFoundException if the environment does not have it
     * @throws InvalidInputException if it says something else; the value is not shown
     */
    public boolean getBoolean(String name) {
        return typed(name).toBoolean();
    }

    /**
     * The same, or {@code otherwise} if the environment does not have it.
     *
     * @throws InvalidInputException if it is there and cannot be read so; the value is not shown
     */
    public boolean getBoolean(String name, boolean otherwise) {
        return has(name) ? getBoolean(name) : otherwise;
    }

    /**
     * A secret that is a duration: seconds, or a number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}, or ISO
     * 8601 as {@link Duration#parse} takes it.
     *
     * @throws NotFoundException if the environment does not have it
     * @throws InvalidInputException if it is none; the value is not shown
     */
    public Duration getDuration(String name) {
        return typed(name).toDuration();
    }

    /**
     * The same, or {@code otherwise} if the environment does not have it.
     *
     * @throws InvalidInputException if it is there and cannot be read so; the value is not shown
     */
    public Duration getDuration(String name, Duration otherwise) {
        return has(name) ? getDuration(name) : otherwise;
    }

    /**
     * A secret that is an absolute URI.
     *
     * @throws NotFoundException if the environment does not have it
     * @throws InvalidInputException if it is none; the value is not shown
     */
    public URI getUri(String name) {
        return typed(name).toUri();
    }

    /**
     * The same, or {@code otherwise} if the environment does not have it.
     *
     * @throws InvalidInputException if it is there and cannot be read so; the value is not shown
     */
    public URI getUri(String name, URI otherwise) {
        return has(name) ? getUri(name) : otherwise;
    }

    private boolean has(String name) {
        return secrets.containsKey(SecretName.parse(name));
    }

    private TypedText typed(String name) {
        SecretName parsed = SecretName.parse(name);
        return new TypedText(environment, parsed, text(parsed));
    }

    private String text(SecretName name) {
        SecretValue value = require(name).value();
        if (value.isBinary()) {
            throw new InvalidInputException(
                    "secret " + name + " of " + environment + " is binary: it is no text", "take its bytes");
        }
        return value.text();
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
        return texts;
    }

    /**
     * Sets each secret that is text as a system property of its name, over one that is set already. All code in the JVM can
     * read them.
     *
     * @throws InvalidInputException if a name is one that Java or Kist takes settings from, such as {@code
     *     javax.net.ssl.trustStore}: whoever may write a secret would steer the program. Nothing is set then
     */
    public void toSystemProperties() {
        List<String> own =
                texts.keySet().stream().filter(OwnProperties::contains).toList();
        if (!own.isEmpty()) {
            throw new InvalidInputException(
                    "secrets of " + environment + " have names that Java or Kist takes settings from: "
                            + String.join(", ", own),
                    "rename these secrets, or set those that you mean with System.setProperty");
        }
        texts.forEach(System::setProperty);
    }

    @Override
    public String toString() {
        return "Snapshot[" + environment + ", " + secrets.size() + " secrets]";
    }
}
