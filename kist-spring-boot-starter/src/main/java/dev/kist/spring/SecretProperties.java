// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.Snapshot;
import dev.kist.Snapshot.Loaded;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Secrets as the values of properties: a map that changes when {@link #take} is called. Text in which Spring would look for
 * placeholders is escaped, so that what is bound is the secret itself; bytes are a {@code base64:} resource. Thread-safe. Its
 * {@code toString} shows no value.
 */
final class SecretProperties extends AbstractMap<String, Object> {
    private static final String PREFIX = "${";

    private volatile Contents contents;

    private record Contents(Snapshot snapshot, Instant readAt, Map<String, Object> values) {
        static Contents of(Snapshot snapshot, Instant readAt) {
            Map<String, Object> values = new TreeMap<>();
            snapshot.secrets().forEach((name, loaded) -> values.put(name.value(), escaped(text(loaded.value()))));
            return new Contents(snapshot, readAt, Collections.unmodifiableMap(values));
        }
    }

    private SecretProperties(Contents contents) {
        this.contents = contents;
    }

    static SecretProperties of(Snapshot snapshot) {
        return new SecretProperties(Contents.of(snapshot, Instant.now()));
    }

    /** None, since they could not be read yet. */
    static SecretProperties unread(EnvironmentName environment) {
        return new SecretProperties(Contents.of(new Snapshot(environment, Map.of(), List.of()), Instant.MIN));
    }

    private static String text(SecretValue value) {
        return value.isBinary() ? "base64:" + Base64.getEncoder().encodeToString(value.bytes()) : value.text();
    }

    /** The text with a backslash before each placeholder: Spring takes that one away, and looks for no placeholder there. */
    private static String escaped(String text) {
        int at = text.indexOf(PREFIX);
        if (at < 0) {
            return text;
        }
        int[] closings = closings(text);
        StringBuilder escaped = new StringBuilder(text.length() + 1);
        int written = 0;
        for (; at >= 0; at = text.indexOf(PREFIX, at + PREFIX.length())) {
            // Where a placeholder has no end, Spring sees none.
            if (closings[at + PREFIX.length()] > 0) {
                escaped.append(text, written, at).append('\\');
                written = at;
            }
        }
        return escaped.append(text, written, text.length()).toString();
    }

    /** For each place of a text, how many braces that are open there are closed from there on. */
    private static int[] closings(String text) {
        int[] closings = new int[text.length() + 1];
        for (int at = text.length() - 1; at >= 0; at--) {
            int after = closings[at + 1];
            closings[at] = switch (text.charAt(at)) {
                case '}' -> after + 1;
                case '{' -> Math.max(0, after - 1);
                default -> after;
            };
        }
        return closings;
    }

    /** Replaces all of them; gives the names whose values are others than before, or are new, or are gone. */
    synchronized SortedSet<String> take(Snapshot snapshot) {
        Contents before = contents;
        if (isOlder(snapshot, before.snapshot())) {
            return new TreeSet<>();
        }
        Contents now = Contents.of(snapshot, Instant.now());
        SortedSet<String> changed = new TreeSet<>(before.values().keySet());
        changed.addAll(now.values().keySet());
        changed.removeIf(
                name -> Objects.equals(before.values().get(name), now.values().get(name)));
        contents = now;
        return changed;
    }

    /** Whether a secret would go back in time: the snapshot was taken before the one that is there. */
    private static boolean isOlder(Snapshot snapshot, Snapshot present) {
        for (Map.Entry<SecretName, Loaded> entry : present.secrets().entrySet()) {
            Loaded there = entry.getValue();
            Loaded other = snapshot.secrets().get(entry.getKey());
            if (other != null
                    && other.stored().environment().equals(there.stored().environment())
                    && other.stored().updatedAt().isBefore(there.stored().updatedAt())) {
                return true;
            }
        }
        return false;
    }

    /** When they were read; empty if they could not be yet. */
    Optional<Instant> readAt() {
        return Optional.of(contents.readAt()).filter(time -> !time.equals(Instant.MIN));
    }

    /** What was read. */
    Snapshot snapshot() {
        return contents.snapshot();
    }

    /** The secret of that name. */
    Optional<Loaded> secret(String name) {
        return SecretName.isValid(name)
                ? Optional.ofNullable(contents.snapshot().secrets().get(SecretName.parse(name)))
                : Optional.empty();
    }

    /** The secrets as text, bytes as they are given to properties. */
    List<String> texts() {
        return contents.snapshot().secrets().values().stream()
                .map(secret -> text(secret.value()))
                .toList();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String && contents.values().containsKey(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name instanceof String ? contents.values().get(name) : null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return contents.values().entrySet();
    }

    @Override
    public String toString() {
        return contents.values().keySet() + " (values hidden)";
    }
}
