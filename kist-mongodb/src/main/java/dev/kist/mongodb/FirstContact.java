// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoInterruptedException;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What the driver finds out first about the servers. It goes on trying as long as it may wait; where every server refuses the
 * connection, has a name that nobody knows, or cannot agree on TLS, waiting brings nothing. Once one has answered, later
 * failures are the driver's to get over.
 */
final class FirstContact implements ClusterListener {
    private final CompletableFuture<Finding> outcome = new CompletableFuture<>();
    private volatile @Nullable ClusterDescription hopeless;

    /** What was found out. */
    enum Finding {
        /** A server answers. */
        ANSWER,
        /** No server is worth waiting for. */
        HOPELESS,
        /** Nothing until the end of the wait. */
        SILENCE
    }

    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        ClusterDescription now = event.getNewDescription();
        List<ServerDescription> servers = now.getServerDescriptions();
        if (outcome.isDone()) {
            return;
        }
        if (servers.stream().anyMatch(ServerDescription::isOk)) {
            outcome.complete(Finding.ANSWER);
        } else if (!servers.isEmpty() && servers.stream().allMatch(FirstContact::isHopeless)) {
            hopeless = now;
            outcome.complete(Finding.HOPELESS);
        }
    }

    /** How all servers failed, where it is hopeless. */
    @Nullable
    ClusterDescription hopeless() {
        return hopeless;
    }

    private static boolean isHopeless(ServerDescription server) {
        for (Throwable cause = server.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until something is found out.
     *
     * @throws MongoInterruptedException if the thread is interrupted
     */
    Finding await(Duration longest) {
        try {
            return outcome.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Finding.SILENCE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoInterruptedException("interrupted", e);
        }
    }
}
