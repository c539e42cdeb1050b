// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** SecantusDB, from the Python environment of the tests. */
final class SecantusProgram implements ServerProgram {

    private final Path program;

    SecantusProgram(Path program) {
        this.program = program;
    }

    @Override
    public String product() {
        return "SecantusDB";
    }

    @Override
    public List<String> command(ServerOptions.Start start) {
        ServerOptions options = start.options();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                // Without a file named here it would read one from the home folder.
                "--config",
                emptyConfiguration(start.dataFolder()).toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(start.port()),
                "--storage-path",
                start.dataFolder().toString(),
                "--cache-size",
                "128M"));
        if (options.isStandalone()) {
            command.add("--standalone");
        }
        if (start.isAuthenticating()) {
            command.add("--auth");
        }
        if (options.isSyncOnCommit()) {
            command.add("--sync-on-commit");
        }
        if (options.hasTestCommands()) {
            command.add("--enable-test-commands");
        }
        TestCertificates certificates = options.certificates();
        if (certificates != null) {
            command.addAll(List.of(
                    "--tls-cert-file",
                    certificates.serverCertificate().toString(),
                    "--tls-key-file",
                    certificates.serverKey().toString()));
        }
        return command;
    }

    @Override
    public boolean isReplicaSet(ServerOptions options) {
        return !options.isStandalone();
    }

    private static Path emptyConfiguration(Path dataFolder) {
        try {
            return Files.writeString(dataFolder.resolveSibling("secantusd.toml"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
