// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import com.mongodb.client.MongoClient;
import java.util.List;
import java.util.function.Supplier;

/** A program that can be started as a server. */
interface ServerProgram {

    /** Which server this is. */
    String product();

    /** The command that starts it in the foreground. */
    List<String> command(ServerOptions.Start start);

    /**
     * Waits until a server that accepts connections serves its clients.
     *
     * @param isFirst whether the server has no data yet
     */
    default void awaitReady(Supplier<MongoClient> clients, ServerOptions.Start start, boolean isFirst) {}

    /** Whether a server with these options is a replica set. */
    boolean isReplicaSet(ServerOptions options);
}
