// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.util.Map;

/**
 * A folder from which processes of Kist work on one store.
 *
 * @param store which store it is, for the table
 * @param folder their working directory
 * @param variables what leads them to the store
 */
record Site(String store, Path folder, Map<String, String> variables) {
    /** The local store below {@code folder}, made by {@code kist init}. */
    static Site local(Path folder) {
        Site site = new Site("local", folder, Map.of("KIST_TIMEOUT", "20s"));
        site.initialize();
        return site;
    }

    /** A database of its own on a server. */
    static Site on(MongoServer server, Path folder) {
        Site site = at(server.uri(server.freshDatabase()), server.product(), folder);
        site.initialize();
        return site;
    }

    /** The database's connection string; empty for the local store. */
    String uri() {
        return variables.getOrDefault("KIST_MONGODB_URI", "");
    }

    /** The same database by another way, such as through a proxy, with another patience. */
    Site by(String uri, String timeout) {
        return new Site(store, folder, Map.of("KIST_MONGODB_URI", uri, "KIST_TIMEOUT", timeout));
    }

    private static Site at(String uri, String product, Path folder) {
        return new Site(product, folder, Map.of("KIST_MONGODB_URI", uri, "KIST_TIMEOUT", "10s"));
    }

    private void initialize() {
        try (Worker worker = start()) {
            worker.done("init");
            worker.done("set", "FIRST", "of all");
        }
    }

    Worker start() {
        return Worker.start(folder, variables);
    }
}
