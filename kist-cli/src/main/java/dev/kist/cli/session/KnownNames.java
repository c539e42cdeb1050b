// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.EnvironmentName;
import dev.kist.KistFolder;
import dev.kist.Listing;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.cli.terminal.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of secrets and environments that commands met, for the completions of shells: a file for each project in
 * {@code $XDG_CACHE_HOME/kist/names}, called as the project's folder with {@code %} for each {@code /}. A line has a name and the
 * second since 1970 until which it is offered, a day after it was met. No values. Where there is no project, or nothing can be
 * written, nothing is kept: this is a courtesy, and never fails.
 */
final class KnownNames {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String HEADER =
            "# Names for completion, each with the time until which it is offered; no values.\n";
    private static final Pattern LINE =
            Pattern.compile("((?:environment|secret [A-Za-z0-9._-]+) [A-Za-z0-9_.-]+) ([0-9]{1,12})");
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Optional<Path> file;
    private final Clock clock;

    /** Those of the project that {@code directory} is in. */
    KnownNames(Map<String, String> variables, Path directory, Clock clock) {
        this.file = KistFolder.find(directory).flatMap(folder -> caches(variables)
                .map(caches -> caches.resolve(
                        Path.of("kist", "names", folder.root().toString().replace('/', '%')))));
        this.clock = clock;
    }

    private static Optional<Path> caches(Map<String, String> variables) {
        String set = variables.getOrDefault("XDG_CACHE_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        return set.startsWith("/")
                ? Optional.of(Path.of(set))
                : Optional.of(home).filter(text -> text.startsWith("/")).map(text -> Path.of(text, ".cache"));
    }

    /** Keeps what a result of the library has of names; whatever it is. */
    void note(EnvironmentName environment, Object result) {
        if (result instanceof Snapshot snapshot) {
            keep(environment, snapshot.secrets().keySet(), List.of());
        } else if (result instanceof Listing listing) {
            keep(
                    environment,
                    listing.secrets().stream().map(secret -> secret.name()).toList(),
                    List.of());
        } else if (result instanceof Written written) {
            keep(environment, names(List.of(written), false), names(List.of(written), true));
        } else if (result instanceof WrittenTogether several) {
            keep(environment, names(several.secrets(), false), names(several.secrets(), true));
        }
    }

    private static List<SecretName> names(List<Written> all, boolean areDeleted) {
        return all.stream()
                .map(Written::secret)
                .filter(secret -> secret.isDeleted() == areDeleted)
                .map(secret -> secret.name())
                .toList();
    }

    private void keep(EnvironmentName environment, Collection<SecretName> met, Collection<SecretName> gone) {
        keep(known -> {
            known.put("environment " + environment, true);
            met.forEach(name -> known.put(line(environment, name), true));
            gone.forEach(name -> known.put(line(environment, name), false));
        });
    }

    /** Offers a secret no more: it is gone. */
    void forget(EnvironmentName environment, SecretName name) {
        keep(known -> known.put(line(environment, name), false));
    }

    /** Offers an environment no more: it is gone. */
    void forget(EnvironmentName environment) {
        keep(known -> known.put("environment " + environment, false));
    }

    /** Keeps the names of environments. */
    void note(Collection<EnvironmentName> environments) {
        keep(known -> environments.forEach(name -> known.put("environment " + name, true)));
    }

    private static String line(EnvironmentName environment, SecretName name) {
        return "secret " + environment + " " + name;
    }

    /** What is to be known from now on, or not any more. */
    private interface Change {
        void into(Map<String, Boolean> known);
    }

    private void keep(Change change) {
        if (file.isEmpty()) {
            return;
        }
        try {
            // Not a sorted map: a stream of its entries makes a class at run time.
            Map<String, Boolean> changes = new HashMap<>();
            change.into(changes);
            long now = clock.instant().getEpochSecond();
            Map<String, Long> known = read(file.get(), now);
            // A name that has most of its day before it needs no new line.
            long enough = now + KEPT.toSeconds() * 9 / 10;
            boolean isNew = changes.entrySet().stream()
                    .anyMatch(one -> one.getValue()
                            ? known.getOrDefault(one.getKey(), 0L) < enough
                            : known.containsKey(one.getKey()));
            if (isNew) {
                changes.forEach((name, isKnown) -> {
                    known.remove(name);
                    if (isKnown) {
                        known.put(name, now + KEPT.toSeconds());
                    }
                });
                write(file.get(), known);
            }
        } catch (IOException e) {
            // Completion offers less.
        }
    }

    private static Map<String, Long> read(Path file, long now) throws IOException {
        Map<String, Long> known = new TreeMap<>();
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return known;
        }
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && Long.parseLong(matcher.group(2)) > now) {
                known.put(matcher.group(1), Long.parseLong(matcher.group(2)));
            }
        }
        return known;
    }

    private static void write(Path file, Map<String, Long> known) throws IOException {
        PrivateFile.createFolders(file.resolveSibling(""));
        StringBuilder text = new StringBuilder(HEADER);
        known.forEach(
                (name, until) -> text.append(name).append(' ').append(until).append('\n'));
        Path beside = file.resolveSibling("." + UUID.randomUUID());
        try {
            PrivateFile.create(beside, text.toString());
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
