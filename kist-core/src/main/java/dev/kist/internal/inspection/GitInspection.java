// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.KistFolder;
import dev.kist.Printable;
import dev.kist.internal.settings.EffectiveSettings;
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

    public GitInspection(EffectiveSettings settings) {
        this.settings = settings;
        this.git = new GitCommand(
                settings.options().directory(), settings.options().variables());
    }

    /** What there is to say. */
    public List<Finding> run() {
        Optional<List<String>> top = git.lines("rev-parse", "--show-toplevel");
        if (top.isEmpty() || top.get().isEmpty()) {
            return List.of(Finding.unknown(Code.GIT, TOPIC, "this is no git repository, or git is not installed"));
        }
        List<Finding> findings = new ArrayList<>();
        List<Path> secret = new ArrayList<>(settings.defaultKeyFiles());
        settings.folder().map(KistFolder::localConfig).ifPresent(secret::add);
        settings.folder().map(KistFolder::localStore).ifPresent(secret::add);
        secret.forEach(file -> look(file).ifPresent(findings::add));
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
        if (findings.isEmpty()) {
            findings.add(Finding.good(
                    Code.GIT, TOPIC, "no key, config.local, local store or .env is tracked or in the history"));
        }
        return findings;
    }

    private Optional<Finding> look(Path file) {
        String path = file.toAbsolutePath().toString();
        if (has("ls-files", "--", path)) {
            return Optional.of(Finding.error(
                            Code.TRACKED_SECRET,
                            TOPIC,
                            file + " is tracked",
                            "have git forget it; everyone with the repository has it: replace the key or password")
                    .about("file", file));
        }
        if (has("log", "--all", "--max-count=1", "--format=%h", "--", path)) {
            return Optional.of(Finding.error(
                            Code.SECRET_IN_GIT_HISTORY,
                            TOPIC,
                            file + " is in the history",
                            "everyone with the repository has it: replace the key or password")
                    .about("file", file));
        }
        return Optional.empty();
    }

    private boolean has(String... arguments) {
        return !git.lines(arguments).orElse(List.of()).isEmpty();
    }
}
