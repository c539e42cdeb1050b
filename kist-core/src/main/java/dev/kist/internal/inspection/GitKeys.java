// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.internal.inspection.GitCommand.Answer;
import dev.kist.internal.keyring.X25519Identity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secret keys in what git holds, whatever the file is called: in what is tracked, and in what was committed at any time. What
 * merely looks like one, as an example in a text does, is told apart by its checksum. The history is searched for some
 * seconds only.
 */
final class GitKeys {
    private static final String TOPIC = "git";
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(20);
    /** The newest commits that add or remove what looks like a key. */
    private static final int MOST_COMMITS = 50;

    private static final String KEY = X25519Identity.PREFIX + "[A-Za-z0-9_-]{48}";
    private static final Pattern FOUND = Pattern.compile("([^\\x00]+)\\x00(" + KEY + ")\n");
    private static final Pattern OF_COMMIT = Pattern.compile("([0-9a-f]{40,64}):(.*)", Pattern.DOTALL);
    /** Tells a commit from a file in what git prints. */
    private static final String COMMIT = "\u0001";

    private static final int MOST_FILES = 200;

    private final GitCommand git;
    private final Path top;
    private boolean isTrackedReadable = true;
    private boolean isHistoryRead = true;

    GitKeys(GitCommand git, Path top) {
        this.git = git;
        this.top = top;
    }

    /** What there is to say, once for each file. */
    List<Finding> run() {
        Set<X25519Identity> known = new HashSet<>();
        List<Finding> findings = new ArrayList<>(tracked(known));
        findings.addAll(former(known));
        return findings;
    }

    /** Whether all that is tracked could be searched; after {@link #run}. */
    boolean isTrackedReadable() {
        return isTrackedReadable;
    }

    /** Whether the history was searched to its end; after {@link #run}. */
    boolean isHistoryRead() {
        return isHistoryRead;
    }

    private List<Finding> tracked(Set<X25519Identity> known) {
        Optional<String> text = grep(List.of("--cached"), List.of(":/"));
        isTrackedReadable = text.isPresent();
        Map<String, Finding> byFile = new LinkedHashMap<>();
        keys(text.orElse("")).forEach((place, key) -> {
            known.add(key);
            Path file = place(place.file());
            byFile.putIfAbsent(
                    place.file(),
                    Finding.error(
                                    Code.TRACKED_SECRET,
                                    TOPIC,
                                    Printable.quote(place.file()) + " is tracked, and holds the secret key "
                                            + key.recipient().id(),
                                    "have git forget it; everyone with the repository has it: replace the key")
                            .about("file", file));
        });
        return List.copyOf(byFile.values());
    }

    private List<Finding> former(Set<X25519Identity> known) {
        List<String> changes = changes();
        List<String> commits = changes.stream()
                .filter(part -> part.startsWith(COMMIT))
                .map(part -> part.substring(COMMIT.length()))
                .toList();
        List<String> files = changes.stream()
                .filter(part -> !part.startsWith(COMMIT))
                .limit(MOST_FILES)
                .map(file -> ":(top,literal)" + file)
                .toList();
        if (commits.isEmpty() || files.isEmpty()) {
            return List.of();
        }
        Optional<String> text = grep(commits, files);
        isHistoryRead &= text.isPresent();
        Map<String, Finding> byFile = new LinkedHashMap<>();
        keys(text.orElse("")).forEach((place, key) -> {
            Matcher named = OF_COMMIT.matcher(place.file());
            if (!known.contains(key) && named.matches()) {
                byFile.putIfAbsent(
                        named.group(2),
                        Finding.error(
                                        Code.SECRET_IN_GIT_HISTORY,
                                        TOPIC,
                                        Printable.quote(named.group(2)) + " is in the history, with the secret key "
                                                + key.recipient().id() + ", in the commit "
                                                + named.group(1).substring(0, 12),
                                        "everyone with the repository has it: replace the key")
                                .about("file", place(named.group(2))));
            }
        });
        return List.copyOf(byFile.values());
    }

    /** The commits that change how many keys a file holds, of all branches, tags and stashes, and these files; each once. */
    private List<String> changes() {
        Optional<String> text = git.within(LONGEST_SEARCH)
                .ask(List.of(
                        "log",
                        "--all",
                        "-m",
                        "--no-renames",
                        "--no-textconv",
                        "--no-ext-diff",
                        "--ignore-submodules=all",
                        "--max-count=" + MOST_COMMITS,
                        "--format=%x01%H",
                        "--name-only",
                        "-z",
                        "--pickaxe-regex",
                        "-S" + KEY))
                .flatMap(Answer::ifDone);
        isHistoryRead = text.isPresent();
        return Arrays.stream(text.orElse("").split("[\\x00\n]+"))
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    /** What git prints of each place; empty where it cannot read all of what it was asked for. */
    private Optional<String> grep(List<String> trees, List<String> paths) {
        List<String> arguments = new ArrayList<>(List.of(
                "grep",
                "--text",
                "--no-textconv",
                "--no-color",
                "--full-name",
                "--only-matching",
                "--null",
                "-E",
                "-e",
                KEY));
        arguments.addAll(trees);
        arguments.add("--");
        arguments.addAll(paths);
        // 1: there is none. What it cannot read it only complains of.
        return git.ask(arguments)
                .filter(answer -> answer.exitCode() <= 1 && answer.isQuiet())
                .map(Answer::text);
    }

    private record Place(String file, int position) {}

    private static Map<Place, X25519Identity> keys(String text) {
        Map<Place, X25519Identity> keys = new LinkedHashMap<>();
        Matcher found = FOUND.matcher(text);
        while (found.find()) {
            try {
                keys.put(new Place(found.group(1), found.start()), X25519Identity.parse(found.group(2)));
            } catch (InvalidInputException e) {
                // It only looks like one.
            }
        }
        return keys;
    }

    private Path place(String file) {
        try {
            return top.resolve(file);
        } catch (InvalidPathException e) {
            return top;
        }
    }
}
