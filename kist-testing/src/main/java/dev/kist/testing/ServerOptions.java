// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test asks of its server.
 *
 * @param userDatabases where the writer and the reader have their roles; empty for a server without users
 */
record ServerOptions(
        boolean isStandalone,
        List<String> userDatabases,
        boolean isSyncOnCommit,
        boolean hasTestCommands,
        @Nullable TestCertificates certificates) {

    static final ServerOptions NONE = new ServerOptions(false, List.of(), false, false, null);

    boolean hasUsers() {
        return !userDatabases.isEmpty();
    }

    /** One start of a server. */
    record Start(ServerOptions options, int port, Path dataFolder, boolean isAuthenticating) {}
}
