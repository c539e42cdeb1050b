// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCompressor;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.connection.ServerMonitoringMode;
import com.mongodb.event.ClusterListener;
import com.mongodb.event.CommandListener;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.bson.codecs.BsonValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.jspecify.annotations.Nullable;

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
     * @param tls what TLS works with, or null for Java's own
     * @throws IllegalArgumentException if parts of the connection string do not go together
     */
    static MongoClientSettings of(
            ConnectionString uri,
            @Nullable SSLContext tls,
            Duration timeout,
            CommandListener commands,
            ClusterListener cluster) {
        int milliseconds = milliseconds(timeout);
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(uri)
                .timeout(milliseconds, TimeUnit.MILLISECONDS)
                .writeConcern(WriteConcern.MAJORITY)
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .codecRegistry(CodecRegistries.fromProviders(new BsonValueCodecProvider()))
                .addCommandListener(commands)
                .applyToLoggerSettings(logger -> logger.maxDocumentLength(0))
                .compressorList(compressors(uri))
                .applyToSslSettings(ssl -> ssl.context(tls))
                .applyToClusterSettings(selection -> selection
                        .serverSelectionTimeout(milliseconds, TimeUnit.MILLISECONDS)
                        .addClusterListener(cluster))
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

    /** Those whose libraries are there; the server takes the first that it knows too, or none. */
    private static List<MongoCompressor> compressors(ConnectionString uri) {
        return uri.getCompressorList().stream()
                .filter(compressor -> switch (compressor.getName().toLowerCase(Locale.ROOT)) {
                    case "snappy" -> isThere("org.xerial.snappy.Snappy");
                    case "zstd" -> isThere("com.github.luben.zstd.Zstd");
                    default -> true;
                })
                .toList();
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, MongoCompressor.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static int connectMilliseconds(ConnectionString uri, int timeout) {
        Integer ofUri = uri.getConnectTimeout();
        return Math.min(timeout, ofUri == null || ofUri <= 0 ? DEFAULT_CONNECT_MILLISECONDS : ofUri);
    }
}
