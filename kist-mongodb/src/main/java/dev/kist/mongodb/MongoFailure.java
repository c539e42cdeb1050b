// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import dev.kist.Printable;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.LostAnswerException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says in Kist's words what the driver or the server refused. The texts name hosts, database and collection, never a user,
 * a password, or what a command held: a server's own message may quote the whole command.
 */
final class MongoFailure {
    private static final int UNAUTHORIZED = 13;
    private static final int ATLAS_ERROR = 8000;
    private static final int LONGEST_MESSAGE = 200;

    private static final String DNS_HINT =
            "check the host in the connection string, and that this machine can ask DNS for its SRV and TXT records";

    private static final String NETWORK_HINT = "check the network between here and the server, then try again";

    private final MongoAddress address;
    private final Duration timeout;

    MongoFailure(MongoAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** What it was, as the end of a sentence, and what to do about it. */
    private record Reason(String why, @Nullable String hint) {}

    /**
     * For an operation that failed.
     *
     * @param cluster what is known of the servers, or null where there is no client yet
     * @param mayHaveWritten whether it was sent and not refused
     */
    StoreUnavailableException of(MongoException e, @Nullable ClusterDescription cluster, boolean mayHaveWritten) {
        Reason reason = reason(e, cluster);
        return mayHaveWritten
                ? new LostAnswerException(
                        "MongoDB at " + address.hosts() + " did not confirm a write: " + reason.why,
                        reason.hint,
                        showable(e))
                : new StoreUnavailableException(
                        "MongoDB at " + address.hosts() + " cannot be used: " + reason.why, reason.hint, showable(e));
    }

    /** For a write of which an earlier attempt's answer was lost, so that what the last attempt found says nothing. */
    LostAnswerException ofLostAnswer() {
        return new LostAnswerException(
                "MongoDB at " + address.hosts() + " did not confirm a write: the connection was lost",
                NETWORK_HINT,
                null);
    }

    /** For hosts that DNS does not tell. */
    StoreUnavailableException ofDns(@Nullable Throwable cause) {
        return new StoreUnavailableException(
                "MongoDB at " + address.hosts() + " cannot be found: DNS has no answer", DNS_HINT, cause);
    }

    /**
     * For an answer that the driver, or Kist, cannot take apart. Its text is not shown: it may hold anything.
     *
     * @param mayHaveWritten whether it may be the answer to a write
     */
    StoreUnavailableException ofOddAnswer(boolean mayHaveWritten) {
        String why = "it answers what no MongoDB answers";
        String hint = "check that the address is a MongoDB's, and what stands between here and there";
        return mayHaveWritten
                ? new LostAnswerException(
                        "MongoDB at " + address.hosts() + " did not confirm a write: " + why, hint, null)
                : unavailable(why, hint, null);
    }

    /** Whether the driver, or its reading of BSON, met what it does not expect: a field that is missing or of another type. */
    static boolean isOfDriver(RuntimeException e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
                return name.startsWith("com.mongodb.") || name.startsWith("org.bson.");
            }
        }
        return false;
    }

    /** For a call after the connection was closed, or while it is. */
    StoreUnavailableException ofClosed() {
        return new StoreUnavailableException(
                "the connection to MongoDB at " + address.hosts() + " is closed", "open Kist again", null);
    }

    StoreUnavailableException unavailable(String why, @Nullable String hint, @Nullable MongoException cause) {
        return new StoreUnavailableException(
                "MongoDB at " + address.hosts() + " cannot be used: " + why,
                hint,
                cause == null ? null : showable(cause));
    }

    /** Whether the user lacks a privilege. */
    static boolean isUnauthorized(MongoException e) {
        return e.getCode() == UNAUTHORIZED || (e.getCode() == ATLAS_ERROR && !(e instanceof MongoSecurityException));
    }

    private Reason reason(MongoException e, @Nullable ClusterDescription cluster) {
        List<Throwable> causes = causes(e);
        MongoSecurityException security = first(causes, MongoSecurityException.class);
        if (security != null && !isOfNetwork(security)) {
            return signingIn(security);
        }
        if (isUnauthorized(e)) {
            return new Reason(
                    "the user lacks a privilege on the database " + address.database(),
                    "reading needs the role read on " + address.database() + ", writing the role readWrite");
        }
        if (e instanceof MongoTimeoutException && cluster != null && cluster.getSrvResolutionException() != null) {
            return new Reason("DNS does not tell its hosts", DNS_HINT);
        }
        List<Throwable> serverCauses = new ArrayList<>();
        if (e instanceof MongoTimeoutException && cluster != null) {
            for (ServerDescription server : cluster.getServerDescriptions()) {
                if (server.getException() != null) {
                    serverCauses.addAll(causes(server.getException()));
                }
            }
        }
        causes.addAll(serverCauses);
        Reason network = network(causes);
        if (network != null) {
            return network;
        }
        if (e instanceof MongoTimeoutException || first(causes, SocketTimeoutException.class) != null) {
            return first(serverCauses, MongoSocketReadException.class) != null
                    ? new Reason(
                            "the server closes the connection",
                            "check that the port is MongoDB's, and whether the server wants TLS: tls=true in the connection"
                                    + " string")
                    : timeout(cluster);
        }
        if (e instanceof MongoInterruptedException) {
            return new Reason("the wait was interrupted", "try again");
        }
        if (e instanceof MongoServerException server) {
            return new Reason(serverText(server), "the server's log says more of it");
        }
        if (e instanceof MongoClientException && String.valueOf(e.getMessage()).contains("load balancing mode")) {
            return new Reason(
                    "the connection string has loadBalanced=true, which the server does not support",
                    "leave that option out");
        }
        return new Reason(
                e instanceof MongoClientException ? "the driver gave up" : "the connection was lost", NETWORK_HINT);
    }

    /** Whether signing in failed because the connection did. */
    private static boolean isOfNetwork(MongoSecurityException e) {
        return causes(e).stream()
                .anyMatch(cause -> cause instanceof MongoSocketException || cause instanceof MongoTimeoutException);
    }

    private static Reason signingIn(MongoSecurityException e) {
        if (causes(e).stream().anyMatch(MongoCommandException.class::isInstance)) {
            return new Reason(
                    "the user or the password was refused",
                    "check user, password, authSource (the database where the user is defined) and authMechanism in the"
                            + " connection string");
        }
        return new Reason(
                "signing in failed", "check user, password, authSource and authMechanism in the connection string");
    }

    private static @Nullable Reason network(List<Throwable> causes) {
        SSLException tls = first(causes, SSLException.class);
        if (tls != null) {
            return new Reason(
                    "the TLS connection failed (" + shortened(tls.getMessage()) + ")",
                    "name the server's authority: tlsCAFile=FILE in the connection string, a file in PEM; and check that"
                            + " the server speaks TLS, by the name that is in its certificate");
        }
        if (first(causes, UnknownHostException.class) != null) {
            return new Reason(
                    "a host name is unknown",
                    "check the hosts in the connection string, and whether this machine is in the network that knows them");
        }
        if (first(causes, ConnectException.class) != null) {
            return new Reason(
                    "nothing answers at that address",
                    "check hosts and ports in the connection string, that the server runs, and firewalls in between");
        }
        return null;
    }

    private Reason timeout(@Nullable ClusterDescription cluster) {
        String within = " within " + text(timeout);
        if (cluster != null && cluster.hasReadableServer(ReadPreference.nearest()) && !cluster.hasWritableServer()) {
            return new Reason("there is no primary" + within, "try again when the replica set has elected one");
        }
        return new Reason(
                "no answer" + within,
                "check the hosts, replicaSet and tls in the connection string, or wait longer with KIST_TIMEOUT");
    }

    /** The server's answer, without what it may quote of a command. */
    static String serverText(MongoServerException e) {
        if (e instanceof MongoCommandException command) {
            return error(command.getErrorCode(), command.getErrorMessage());
        }
        if (e instanceof MongoWriteException write) {
            return error(write.getError().getCode(), write.getError().getMessage());
        }
        if (e instanceof MongoWriteConcernException concern) {
            return "not confirmed by a majority: "
                    + error(
                            concern.getWriteConcernError().getCode(),
                            concern.getWriteConcernError().getMessage());
        }
        if (e instanceof MongoBulkWriteException bulk) {
            if (bulk.getWriteConcernError() != null) {
                return "not confirmed by a majority: "
                        + error(
                                bulk.getWriteConcernError().getCode(),
                                bulk.getWriteConcernError().getMessage());
            }
            return bulk.getWriteErrors().stream()
                    .findFirst()
                    .map(one -> error(one.getCode(), one.getMessage()))
                    .orElse("it refused a write");
        }
        return "error " + e.getCode();
    }

    private static String error(int code, @Nullable String message) {
        String text = shortened(message);
        return "error " + code + (text.isEmpty() ? "" : ": " + text);
    }

    /** A message up to where it may begin to quote documents, with spaces for control characters. */
    private static String shortened(@Nullable String message) {
        if (message == null) {
            return "";
        }
        int brace = message.indexOf('{');
        String text = (brace < 0 ? message : message.substring(0, brace))
                .codePoints()
                .limit(LONGEST_MESSAGE)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.strip();
    }

    /**
     * The exception for a stack trace, unless its text has more than ours may: a user, a command as it was sent, or characters that a log would
     * act on.
     */
    private static @Nullable Throwable showable(MongoException e) {
        for (Throwable cause : causes(e)) {
            String text = cause.toString();
            if (text.contains("MongoCredential{")
                    || cause instanceof MongoServerException
                    || !Printable.visible(text).equals(text)) {
                return null;
            }
        }
        return e;
    }

    private static List<Throwable> causes(Throwable e) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = e; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static <T extends Throwable> @Nullable T first(List<Throwable> causes, Class<T> type) {
        return causes.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private static String text(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }
}
