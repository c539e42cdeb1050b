package dev.kist.testing;

import com.mongodb.client.MongoClient;
import java.util.List;

/** A program that can be started as a server. */
interface ServerProgram {

    /** Which server this is. */
    String product();

    /** The command that starts it in the foreground. */
    List<String> command(ServerOptions.Start start);

    /** Makes a server that was just started for the first time ready for its clients. */
    default void initiate(MongoClient client, ServerOptions.Start start) {}

    /** Whether a server with these options is a replica set. */
    boolean isReplicaSet(ServerOptions options);
}
