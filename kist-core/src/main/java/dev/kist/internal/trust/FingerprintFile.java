// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import dev.kist.EnvironmentName;
import dev.kist.FileReason;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.internal.file.ByteOrderMark;
import dev.kist.internal.file.FileMode;
import dev.kist.internal.file.OwnFile;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.file.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of known fingerprints: lines {@code database.collection environment fingerprint}, sorted, so that git merges it, and
 * {@code #} comments, which stay at the top. The user's own has, besides, comments {@code # at HOSTS}: the lines below such a
 * one are of that server, as two projects may name database and environment alike. Lines above the first are of any server.
 */
public final class FingerprintFile {
    private static final Pattern LINE = Pattern.compile("(.+?)\\s+(\\S+)\\s+(\\S+)");

    /** Space of ASCII alone, as between the words: another reader takes other characters for space. */
    private static final Pattern ENDS = Pattern.compile("^\\s+|\\s+$");

    private static final Pattern CONFLICT = Pattern.compile("(<{7}|={7}|>{7}|\\|{7})( .*)?");
    private static final String SERVER = "# at ";
    private static final String ANY = "";

    private final Path file;
    private final FileMode mode;

    private FingerprintFile(Path file, FileMode mode) {
        this.file = file;
        this.mode = mode;
    }

    /** A project's {@code known_environments}. */
    public static FingerprintFile ofProject(Path file) {
        return new FingerprintFile(file, FileMode.SHARED);
    }

    /** The user's own {@code trusted}. */
    public static FingerprintFile ofUser(Path file) {
        return new FingerprintFile(file, FileMode.PRIVATE);
    }

    /**
     * A line.
     *
     * @param hosts the server, as a connection string names it; empty for any
     * @param namespace {@code database.collection}
     * @param environment the environment
     * @param fingerprint its fingerprint
     */
    public record Line(String hosts, String namespace, EnvironmentName environment, Fingerprint fingerprint) {
        /** A line of any server, as in the project's file. */
        public Line(String namespace, EnvironmentName environment, Fingerprint fingerprint) {
            this(ANY, namespace, environment, fingerprint);
        }

        /** Whether it is of any server. */
        public boolean isOfAnyServer() {
            return hosts.equals(ANY);
        }

        @Override
        public String toString() {
            return namespace + " " + environment + " " + fingerprint;
        }
    }

    private record Content(List<String> comments, List<Line> lines) {
        String text() {
            StringBuilder text = new StringBuilder();
            comments.forEach(comment -> text.append(comment).append('\n'));
            for (String hosts : new TreeSet<>(lines.stream().map(Line::hosts).toList())) {
                text.append(hosts.equals(ANY) ? "" : SERVER + hosts + "\n");
                lines.stream()
                        .filter(line -> line.hosts().equals(hosts))
                        .map(Line::toString)
                        .sorted()
                        .distinct()
                        .forEach(line -> text.append(line).append('\n'));
            }
            return text.toString();
        }
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * Its lines; none if it does not exist.
     *
     * @throws InvalidInputException if others may change it, it cannot be read, or a line is not as described
     */
    public List<Line> lines() {
        Ownership.requireOwn(file);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return parse(SmallFile.text(file)).lines();
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be read: " + FileReason.of(e), "check that it is a text file that you may read");
        }
    }

    /**
     * Puts {@code by} in the place of the lines that {@code isReplaced} takes. A file that has just these is left as it is.
     *
     * @throws IOException if it is a link, or cannot be written
     * @throws InvalidInputException if others may change it, or a line is not as described
     */
    public void replace(Predicate<Line> isReplaced, List<Line> by) throws IOException {
        OwnFile own = new OwnFile(file, mode);
        if (mode == FileMode.PRIVATE && !by.isEmpty()) {
            own.createFolders();
        }
        Ownership.requireOwn(file);
        own.change(text -> {
            Content before = parse(text);
            Set<Line> lines = new HashSet<>(before.lines());
            lines.removeIf(isReplaced);
            lines.addAll(by);
            return lines.equals(new HashSet<>(before.lines()))
                    ? Optional.empty()
                    : Optional.of(new Content(before.comments(), List.copyOf(lines)).text());
        });
    }

    private Content parse(String text) {
        List<String> comments = new ArrayList<>();
        List<Line> found = new ArrayList<>();
        String hosts = ANY;
        // Behind the mark that editors on Windows put first, the first line would be of a database that nobody has.
        List<String> lines = ByteOrderMark.without(text).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = ENDS.matcher(lines.get(i)).replaceAll("");
            if (mode == FileMode.PRIVATE && line.startsWith(SERVER)) {
                hosts = line.substring(SERVER.length()).strip();
            } else if (line.startsWith("#")) {
                comments.add(line);
            } else if (!line.isEmpty()) {
                found.add(parse(line, i + 1, hosts));
            }
        }
        return new Content(comments, found);
    }

    private Line parse(String line, int number, String hosts) {
        if (CONFLICT.matcher(line).matches()) {
            throw malformed(
                    number,
                    "a mark of a merge that git could not finish",
                    "keep the lines that members confirm, and remove the marks");
        }
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw malformed(number, "a line has three words: database.collection environment fingerprint", null);
        }
        try {
            return new Line(
                    hosts, words.group(1), EnvironmentName.parse(words.group(2)), Fingerprint.parse(words.group(3)));
        } catch (InvalidInputException e) {
            throw malformed(number, String.valueOf(e.getMessage()), null);
        }
    }

    private InvalidInputException malformed(int number, String why, @Nullable String hint) {
        return new InvalidInputException(
                file + ":" + number + ": " + why, hint == null ? "correct or remove the line" : hint);
    }
}
