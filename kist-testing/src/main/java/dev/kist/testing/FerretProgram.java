// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** FerretDB, built from this module's {@code ferretdb} folder: MongoDB's protocol on SQLite, always a standalone. */
final class FerretProgram implements ServerProgram {

    private static Optional<String> failure = Optional.empty();

    private final Path program;

    private FerretProgram(Path program) {
        this.program = program;
    }

    /** Builds it, unless it is built already. Skips the test where it cannot be, or fails it where it is required. */
    static synchronized FerretProgram build() {
        Optional<String> setting = TestSettings.find(ServerKind.FERRETDB_SETTING);
        if (setting.isEmpty()) {
            throw Requirement.unmet("no FerretDB asked for: set KIST_TEST_FERRETDB=on to run on it", false);
        }
        boolean isRequired = setting.get().equals("required");
        // A failed build takes long, so it is not tried again for each test.
        if (failure.isPresent()) {
            throw Requirement.unmet(failure.get(), isRequired);
        }
        try {
            Path module = BuildFolders.source("ferretdb");
            String sources = Files.readString(module.resolve("main.go"))
                    + Files.readString(module.resolve("go.mod"))
                    + Files.readString(module.resolve("go.sum"));
            Path built = PreparedFolder.prepare(
                    BuildFolders.target("test-ferretdb"),
                    sources,
                    folder -> PreparedFolder.run(
                            List.of("go", "build", "-trimpath", "-o", folder.resolve("ferretdb") + "", "."), module));
            return new FerretProgram(built.resolve("ferretdb"));
        } catch (IOException e) {
            String line = "no FerretDB for the tests: install Go 1.22, and have a Go module proxy in reach ("
                    + e.getMessage() + ")";
            failure = Optional.of(line);
            throw Requirement.unmet(line, isRequired);
        }
    }

    @Override
    public String product() {
        return "FerretDB";
    }

    @Override
    public List<String> command(ServerOptions.Start start) {
        return List.of(
                program.toString(),
                "127.0.0.1:" + start.port(),
                start.dataFolder().toString());
    }

    @Override
    public boolean isReplicaSet(ServerOptions options) {
        return false;
    }
}
