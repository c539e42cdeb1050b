// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterDescription;
import dev.kist.InvalidInputException;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.Freshness;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * The client of one store: made at the first use, closed with the store. Each call to the driver goes through here and
 * fails in Kist's words. Thread-safe.
 */
final class MongoConnection implements AutoCloseable {
    private final MongoAddress address;
    private final Duration timeout;
    private final MongoFailure failure;
    private final SentCommands sent = new SentCommands();
    private @Nullable MongoClient client;
    private @Nullable RuntimeException failedAhead;
    private FirstContact contact = new FirstContact();
    private @Nullable MongoClientSettings checked;
    private boolean isClosed;

    /**
     * Sends nothing yet.
     *
     * @throws InvalidInputException if the parts of the connection string do not go together
     */
    MongoConnection(MongoAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        this.failure = new MongoFailure(address, timeout);
        MongoClientSettings settings = settings(address.offline());
        this.checked = address.isSrv() ? null : settings;
    }

    MongoAddress address() {
        return address;
    }

    Duration timeout() {
        return timeout;
    }

    MongoFailure failure() {
        return failure;
    }

    Deadline deadline() {
        return Deadline.in(timeout);
    }

    MongoDatabase database() {
        return client().getDatabase(address.database());
    }

    /** Current versions. */
    MongoCollection<BsonDocument> secrets() {
        return collection(address.collection());
    }

    /** Former versions. */
    MongoCollection<BsonDocument> history() {
        return collection(address.collection() + ".history");
    }

    /** Environments. */
    MongoCollection<BsonDocument> environments() {
        return collection(address.collection() + ".environments");
    }

    private MongoCollection<BsonDocument> collection(String name) {
        return database().getCollection(name, BsonDocument.class);
    }

    static ReadPreference preference(Freshness freshness) {
        return freshness == Freshness.PRIMARY ? ReadPreference.primary() : ReadPreference.primaryPreferred();
    }

    /** What the server says of itself: the primary, or a secondary where there is no primary. */
    BsonDocument command(String name) {
        return command(new BsonDocument(name, new BsonInt32(1)));
    }

    /** What the server answers to a command that changes nothing. */
    BsonDocument command(BsonDocument command) {
        Deadline deadline = deadline();
        return call(() ->
                deadline.on(database()).runCommand(command, ReadPreference.primaryPreferred(), BsonDocument.class));
    }

    /** Carries out a call that writes nothing. */
    <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw failed(e, false);
        } catch (LinkageError e) {
            throw address.unusable();
        } catch (RuntimeException e) {
            throw failed(e, false);
        }
    }

    /**
     * Carries out a call that writes with one of these commands.
     *
     * @param isDone whether a result says that what was asked for has been done. The contrary is believed only if no answer
     *     was lost on the way
     */
    <T> T write(Set<String> commands, Predicate<T> isDone, Supplier<T> call) {
        // The client is made first: making it can take as long as DNS does.
        client();
        SentCommands.Count count = sent.count(commands);
        try {
            T result = call.get();
            if (count.hasLostAnAnswer() && !isDone.test(result)) {
                throw failure.ofLostAnswer();
            }
            return result;
        } catch (MongoException e) {
            throw failed(e, count.mayHaveWritten());
        } catch (RuntimeException e) {
            throw failed(e, count.mayHaveWritten());
        } finally {
            sent.stop();
        }
    }

    /** What the driver says of a call that meets the closing of its client, or of an answer that it does not expect. */
    private RuntimeException failed(RuntimeException e, boolean mayHaveWritten) {
        if (!MongoFailure.isOfDriver(e)) {
            return e;
        }
        return e instanceof IllegalStateException && isClosed()
                ? failure.ofClosed()
                : failure.ofOddAnswer(mayHaveWritten);
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    private StoreUnavailableException failed(MongoException e, boolean mayHaveWritten) {
        if (isClosed() && !mayHaveWritten) {
            return failure.ofClosed();
        }
        MongoClient made = existing();
        return failure.of(e, made == null ? null : made.getClusterDescription(), mayHaveWritten);
    }

    private synchronized @Nullable MongoClient existing() {
        return client;
    }

    MongoClient client() {
        FirstContact first;
        MongoClient made;
        synchronized (this) {
            made = open();
            first = contact;
        }
        FirstContact.Finding finding = first.await(timeout);
        if (finding == FirstContact.Finding.ANSWER) {
            return made;
        }
        // Asked before the client is closed, which forgets what it found out.
        ClusterDescription servers =
                finding == FirstContact.Finding.HOPELESS ? first.hopeless() : made.getClusterDescription();
        // The driver would look again only after a while: a new client looks at once.
        giveUp(made);
        throw failure.of(new MongoTimeoutException("no server answers"), servers, false);
    }

    /** Makes the client in a thread of its own; the driver then greets the server by itself. The first use hears of a failure. */
    void openAhead() {
        Thread thread = new Thread(this::tryToOpen, "kist-connect");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void tryToOpen() {
        try {
            open();
        } catch (RuntimeException e) {
            failedAhead = e;
        }
    }

    /** The next use begins with a new client. */
    private void giveUp(MongoClient made) {
        synchronized (this) {
            if (client == made) {
                client = null;
            }
        }
        ClientEnd.close(made, timeout);
    }

    private MongoClient open() {
        if (isClosed) {
            throw failure.ofClosed();
        }
        if (failedAhead != null) {
            RuntimeException failure = failedAhead;
            failedAhead = null;
            throw failure;
        }
        if (client == null) {
            client = create(settings());
        }
        return client;
    }

    /** Those that were made to check them are good for the first client; a further one has a first contact of its own. */
    private MongoClientSettings settings() {
        MongoClientSettings settings = checked;
        checked = null;
        if (settings == null) {
            contact = new FirstContact();
            settings = settings(resolve());
        }
        return settings;
    }

    private MongoClient create(MongoClientSettings settings) {
        try {
            return MongoClients.create(settings);
        } catch (IncompatibleClassChangeError e) {
            throw oldDriver(e);
        } catch (IllegalArgumentException | IllegalStateException | MongoClientException | LinkageError e) {
            throw address.unusable();
        }
    }

    private MongoClientSettings settings(ConnectionString uri) {
        try {
            return ClientSettings.of(uri, address.tls(), timeout, sent, contact);
        } catch (IncompatibleClassChangeError e) {
            throw oldDriver(e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Its text is not passed on: it may quote the connection string.
            throw address.unusable();
        }
    }

    /** A program, or the framework that it builds on, chooses the version of the driver. */
    private static InvalidInputException oldDriver(IncompatibleClassChangeError missing) {
        return new InvalidInputException(
                "MongoDB's driver on the class path is too old for Kist, or its parts are of several versions: "
                        + missing.getMessage(),
                "have mongodb-driver-sync, mongodb-driver-core and bson in one version, 5.5 or newer;"
                        + " mvn dependency:tree shows what asks for another");
    }

    /** The connection string with what DNS says, asked on another thread because nothing else limits the wait. */
    private ConnectionString resolve() {
        if (!address.isSrv()) {
            return address.offline();
        }
        FutureTask<ConnectionString> task = new FutureTask<>(address::resolve);
        Thread thread = new Thread(task, "kist-dns");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(ClientSettings.milliseconds(timeout), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure.ofDns(null);
        } catch (ExecutionException e) {
            throw failure.ofDns(e.getCause() instanceof MongoException cause ? cause : null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.ofDns(e);
        }
    }

    @Override
    public void close() {
        MongoClient made;
        synchronized (this) {
            isClosed = true;
            made = client;
            client = null;
        }
        if (made != null) {
            ClientEnd.close(made, timeout);
        }
    }
}
