// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.KistFolder;
import dev.kist.Printable;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.settings.Tracked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether git holds what it must not: a key, settings with a password, a {@code .env}. */
public final class GitInspection {
    private static final String TOPIC = "git";
    private static final Pattern ENV_FILE = Pattern.compile("(.*/)?\\.env(\\.[^/]*)?");
    private static final Pattern SAMPLE = Pattern.compile(".*\\.(example|sample|template|dist|schema)");

    private final EffectiveSettings settings;
    private final GitCommand git;
    private boolean isHistoryReadable = true;

    public GitInspection(EffectiveSettings settings) {
        this.settings = settings;
        this.git = new GitCommand(
                settings.options().directory(), settings.options().variables());
    }

    /** What there is to say. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        List<Path> secret = new ArrayList<>(settings.defaultKeyFiles());
        settings.folder().map(KistFolder::localConfig).ifPresent(secret::add);
        settings.folder().map(KistFolder::localStore).ifPresent(secret::add);
        Optional<Path> top = git.lines("rev-parse", "--show-toplevel").stream()
                .flatMap(List::stream)
                .findFirst()
                .map(Path::of)
                .map(GitInspection::real);
        secret.forEach(file -> look(file, top).ifPresent(findings::add));
        if (top.isEmpty()) {
            findings.add(Finding.unknown(Code.GIT, TOPIC, "this is no git repository, or git is not installed"));
            return findings;
        }
        for (String tracked : git.lines("ls-files", "--full-name", ":/").orElse(List.of())) {
            if (ENV_FILE.matcher(tracked).matches() && !SAMPLE.matcher(tracked).matches()) {
                findings.add(Finding.error(
                                Code.TRACKED_ENV_FILE,
                                TOPIC,
                                Printable.quote(tracked) + " is tracked",
                                "move it into Kist, have git forget it, and change what is in it, since the history keeps"
                                        + " it")
                        .about("file", tracked));
            }
        }
        GitKeys keys = new GitKeys(git, top.get());
        keys.run().stream().filter(found -> !isAbout(findings, found)).forEach(findings::add);
        if (findings.isEmpty() && isHistoryReadable && keys.isTrackedReadable()) {
            findings.add(good(keys.isHistoryRead()));
        }
        if (!isHistoryReadable || !keys.isTrackedReadable()) {
            findings.add(Finding.unknown(
                    Code.GIT,
                    TOPIC,
                    "git cannot read all of what it has here, as in a partial clone: nothing is fetched"));
        } else if (!keys.isHistoryRead()) {
            findings.add(Finding.unknown(
                    Code.GIT,
                    TOPIC,
                    "the history was not searched for secret keys to its end: git takes too long for that, or cannot"
                            + " read all of it"));
        }
        return findings;
    }

    /** Says what was looked at, and no more. */
    private static Finding good(boolean isHistoryRead) {
        return Finding.good(
                Code.GIT,
                TOPIC,
                isHistoryRead
                        ? "no secret key of Kist, config.local or local store is tracked or in the history, and no .env is"
                                + " tracked"
                        : "no secret key of Kist, config.local, local store or .env is tracked");
    }

    /** Whether the file that a key was found in was named already. */
    private static boolean isAbout(List<Finding> findings, Finding found) {
        return findings.stream()
                .anyMatch(other ->
                        other.code() == found.code() && other.detail("file").equals(found.detail("file")));
    }

    private Optional<Finding> look(Path file, Optional<Path> top) {
        if (Tracked.of(file) == Tracked.YES) {
            return Optional.of(Finding.error(
                            Code.TRACKED_SECRET,
                            TOPIC,
                            file + " is tracked" + (isLinked(file) ? ", or a link that leads to it" : ""),
                            "have git forget it; everyone with the repository has it: replace the key or password")
                    .about("file", file));
        }
        if (top.filter(real(file)::startsWith).isPresent() && isInHistory(file)) {
            return Optional.of(Finding.error(
                            Code.SECRET_IN_GIT_HISTORY,
                            TOPIC,
                            file + " is in the history",
                            "everyone with the repository has it: replace the key or password")
                    .about("file", file));
        }
        return Optional.empty();
    }

    /** Git does not follow links in what it is asked for. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }

    private static boolean isLinked(Path file) {
        return !real(file).equals(file.toAbsolutePath().normalize());
    }

    private boolean isInHistory(Path file) {
        Optional<List<String>> commits = git.lines(
                "--literal-pathspecs",
                "log",
                "--all",
                "--max-count=1",
                "--format=%h",
                "--",
                real(file).toString());
        isHistoryReadable &= commits.isPresent();
        return !commits.orElse(List.of()).isEmpty();
    }
}
