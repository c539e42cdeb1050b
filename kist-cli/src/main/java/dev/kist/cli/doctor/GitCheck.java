package dev.kist.cli.doctor;

import dev.kist.Finding;
import dev.kist.KistFolder;
import dev.kist.Settings;
import dev.kist.cli.terminal.ForeignTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether git holds what it must not: a key, settings with a password, a {@code .env}. */
final class GitCheck {
    private static final String WHAT = "git";
    private static final Pattern ENV_FILE = Pattern.compile("(.*/)?\\.env(\\.[^/]*)?");
    private static final Pattern SAMPLE = Pattern.compile(".*\\.(example|sample|template|dist|schema)");

    private final Settings settings;
    private final ForeignTool git;

    GitCheck(Settings settings, ForeignTool git) {
        this.settings = settings;
        this.git = git;
    }

    List<Finding> run() {
        Optional<List<String>> top = git("rev-parse", "--show-toplevel");
        if (top.isEmpty() || top.get().isEmpty()) {
            return List.of(Finding.unknown(WHAT, "this is no git repository, or git is not installed"));
        }
        List<Finding> findings = new ArrayList<>();
        List<Path> secret = new ArrayList<>(settings.defaultKeyFiles());
        settings.folder().map(KistFolder::localConfig).ifPresent(secret::add);
        settings.folder().map(KistFolder::localStore).ifPresent(secret::add);
        secret.forEach(file -> findings.addAll(look(file)));
        for (String tracked : git("ls-files", "--full-name", ":/").orElse(List.of())) {
            if (ENV_FILE.matcher(tracked).matches() && !SAMPLE.matcher(tracked).matches()) {
                findings.add(Finding.error(
                        WHAT,
                        tracked + " is tracked",
                        "move it with kist migrate --env-file, then: git rm --cached " + tracked
                                + "; change what is in it, since the history keeps it"));
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good(WHAT, "no key, config.local, local store or .env is tracked or in the history"));
        }
        return findings;
    }

    private List<Finding> look(Path file) {
        String path = file.toAbsolutePath().toString();
        if (!git("ls-files", "--", path).orElse(List.of()).isEmpty()) {
            return List.of(Finding.error(
                    WHAT,
                    file + " is tracked",
                    "git rm --cached " + file + "; everyone with the repository has it: replace the key or password"));
        }
        if (!git("log", "--all", "--max-count=1", "--format=%h", "--", path)
                .orElse(List.of())
                .isEmpty()) {
            return List.of(
                    Finding.error(
                            WHAT,
                            file + " is in the history",
                            "everyone with the repository has it: replace the key or password (kist key remove, kist key add)"));
        }
        return List.of();
    }

    /**
     * The lines that git prints; empty where it fails or is not there. A path outside of the repository is a failure. A
     * repository can name programs for git to start: none that this needs.
     */
    private Optional<List<String>> git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "--no-pager"));
        command.addAll(Arrays.asList(arguments));
        return git.answer(command).map(text -> text.lines().toList());
    }
}
