package dev.kist.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.connection.ServerMonitoringMode;
import com.mongodb.event.CommandListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.codecs.BsonValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;

/**
 * How Kist uses the driver. What a connection string says about hosts, TLS, signing in, compression and the pool holds;
 * what a write has to reach before it counts, and how long a wait is, is Kist's.
 */
final class ClientSettings {
    private static final String APPLICATION = "kist";
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);
    private static final int DEFAULT_CONNECT_MILLISECONDS = 10_000;

    private ClientSettings() {}

    /**
     * The settings of a client.
     *
     * @throws IllegalArgumentException if parts of the connection string do not go together
     */
    static MongoClientSettings of(ConnectionString uri, Duration timeout, CommandListener listener) {
        int milliseconds = milliseconds(timeout);
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(uri)
                .timeout(milliseconds, TimeUnit.MILLISECONDS)
                .writeConcern(WriteConcern.MAJORITY)
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .codecRegistry(CodecRegistries.fromProviders(new BsonValueCodecProvider()))
                .addCommandListener(listener)
                .applyToLoggerSettings(logger -> logger.maxDocumentLength(0))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(milliseconds, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(connectMilliseconds(uri, milliseconds), TimeUnit.MILLISECONDS));
        if (uri.getApplicationName() == null) {
            settings.applicationName(APPLICATION);
        }
        if (uri.getServerMonitoringMode() == null) {
            // The other mode opens a second connection to each server, which costs a short run more than it brings; a
            // failed command makes the driver look at the server anew in both.
            settings.applyToServerSettings(server -> server.serverMonitoringMode(ServerMonitoringMode.POLL));
        }
        return settings.build();
    }

    /** In whole milliseconds, at least one: the driver takes zero for no limit. */
    static int milliseconds(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? Integer.MAX_VALUE : (int) Math.max(1, timeout.toMillis());
    }

    private static int connectMilliseconds(ConnectionString uri, int timeout) {
        Integer ofUri = uri.getConnectTimeout();
        return Math.min(timeout, ofUri == null || ofUri <= 0 ? DEFAULT_CONNECT_MILLISECONDS : ofUri);
    }
}
