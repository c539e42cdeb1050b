// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A copy of {@code clients/node} with the driver that its lock file names, in {@code target/test-node}, beside the files that
 * its tests read. Installed at first use and whenever the source is another, once for all test JVMs.
 */
public final class NodeReader {

    private static final String ADVICE = "install node 20.19 or newer with npm, and have a package registry in reach";

    private static final List<String> SOURCES =
            List.of("clients/node", "clients/dangerous-names.txt", "clients/invisible-characters.txt", "testvectors");

    private static Optional<String> failure = Optional.empty();
    private static boolean isInstalled;

    private NodeReader() {}

    /** The package's folder. Skips the test where it cannot be had, with one line; fails it in CI. */
    public static synchronized Path folder() {
        // A failed installation takes long, so it is not tried again for each test.
        if (!isInstalled && failure.isEmpty()) {
            failure = install();
            isInstalled = failure.isEmpty();
        }
        if (failure.isPresent()) {
            throw Requirement.unmet("no Node reader for the tests: " + ADVICE + " (" + failure.get() + ")");
        }
        return installed().resolve("clients/node");
    }

    private static Path installed() {
        return BuildFolders.target("test-node");
    }

    private static Optional<String> install() {
        try {
            List<Path> files = files();
            PreparedFolder.prepare(installed(), contents(files), folder -> {
                for (Path file : files) {
                    Path copy = folder.resolve(BuildFolders.root().relativize(file));
                    Files.createDirectories(copy.resolveSibling("."));
                    Files.copy(file, copy);
                }
                PreparedFolder.run(
                        List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"),
                        folder.resolve("clients/node"));
            });
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** What is committed: not what an installation put beside it. */
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String source : SOURCES) {
            try (Stream<Path> all = Files.walk(BuildFolders.root().resolve(source))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("node_modules"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static String contents(List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(file).append('\n').append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }
}
