package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The virtual environment of the tests, {@code target/test-python}: SecantusDB, pymongo and cryptography in the
 * versions of {@code kist-testing/python/requirements.txt}. Installed at first use, once for all test JVMs.
 */
public final class PythonEnvironment {

    private static final String INSTALL = "install python3 with its venv module, and have a package index in reach";

    private static Optional<String> failure = Optional.empty();

    private PythonEnvironment() {}

    /** The environment's interpreter. Skips the test where it cannot be had, with one line; fails it in CI. */
    public static Path python() {
        return program("python");
    }

    /** A program of the environment, such as {@code pip}. Skips the test where it cannot be had, as {@link #python()}. */
    public static Path program(String name) {
        Path folder = install();
        return folder.resolve("bin").resolve(name);
    }

    private static synchronized Path install() {
        // A failed installation takes long, so it is not tried again for each test.
        if (failure.isPresent()) {
            throw Requirement.unmet(failure.get());
        }
        try {
            Path requirements = BuildFolders.source("python/requirements.txt");
            return PreparedFolder.prepare(
                    BuildFolders.target("test-python"), Files.readString(requirements), folder -> {
                        run(List.of("python3", "-m", "venv", folder.toString()));
                        run(List.of(
                                folder.resolve("bin/python").toString(),
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "--disable-pip-version-check",
                                "--no-input",
                                "--requirement",
                                requirements.toString()));
                    });
        } catch (IOException e) {
            String line = "no Python environment for the tests: " + INSTALL + " (" + e.getMessage() + ")";
            failure = Optional.of(line);
            throw Requirement.unmet(line);
        }
    }

    private static void run(List<String> command) throws IOException {
        Path log = Files.createTempFile("kist-python", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            AtExit.kill(process.toHandle());
            process.getOutputStream().close();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            AtExit.killTree(process.toHandle());
            if (!ended || process.exitValue() != 0) {
                List<String> printed = Files.readString(log, StandardCharsets.UTF_8)
                        .strip()
                        .lines()
                        .toList();
                throw new IOException(printed.isEmpty() ? "it printed nothing" : printed.get(printed.size() - 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
