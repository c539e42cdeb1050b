// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The virtual environment of the tests, {@code target/test-python}: SecantusDB, pymongo and cryptography in the
 * versions of {@code kist-testing/python/requirements.txt}. Installed at first use, once for all test JVMs.
 */
public final class PythonEnvironment {

    private static final String ADVICE = "install python3 with its venv module, and have a package index in reach";

    private static Optional<String> failure = Optional.empty();

    private PythonEnvironment() {}

    /** The environment's interpreter. Skips the test where it cannot be had, with one line; fails it in CI. */
    public static Path python() {
        return program("python");
    }

    /** A program of the environment, such as {@code pip}. Skips the test where it cannot be had, as {@link #python()}. */
    public static Path program(String name) {
        return program(name, "no Python environment for the tests: ");
    }

    /** The same; the line begins as given, with what is missed and what else would help. */
    static synchronized Path program(String name, String beginning) {
        // A failed installation takes long, so it is not tried again for each test.
        if (failure.isEmpty()) {
            failure = install(folder(), "python/requirements.txt");
        }
        if (failure.isPresent()) {
            throw Requirement.unmet(beginning + ADVICE + " (" + failure.get() + ")");
        }
        return folder().resolve("bin").resolve(name);
    }

    private static Path folder() {
        return BuildFolders.target("test-python");
    }

    /** Makes a virtual environment of what a file of this module names, unless it is there; gives why that failed. */
    static Optional<String> install(Path environment, String source) {
        try {
            Path requirements = BuildFolders.source(source);
            PreparedFolder.prepare(environment, Files.readString(requirements), folder -> {
                PreparedFolder.run(List.of("python3", "-m", "venv", folder.toString()), folder);
                String python = folder.resolve("bin/python").toString();
                List<String> command = new ArrayList<>(List.of(python, "-m", "pip", "install", "--quiet"));
                command.addAll(List.of("--disable-pip-version-check", "--no-input", "--retries", "2"));
                command.addAll(List.of("--requirement", requirements.toString()));
                PreparedFolder.run(command, folder);
            });
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
