package dev.kist.cli.doctor;

import dev.kist.KistFolder;
import dev.kist.internal.settings.EffectiveSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Whether git holds what it must not: a key, settings with a password, a {@code .env}. */
final class GitCheck {
    private static final String WHAT = "git";
    private static final Pattern ENV_FILE = Pattern.compile("(.*/)?\\.env(\\.[^/]*)?");
    private static final Pattern SAMPLE = Pattern.compile(".*\\.(example|sample|template|dist|schema)");

    private final EffectiveSettings settings;
    private final Path directory;

    GitCheck(EffectiveSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
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

    /** The lines that git prints; empty where it fails or is not there. A path outside of the repository is a failure. */
    private Optional<List<String>> git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            try (InputStream out = process.getInputStream()) {
                String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                boolean isDone = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
                return isDone ? Optional.of(text.lines().toList()) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
