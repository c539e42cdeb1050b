// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;

/**
 * Three members of a replica set, as a driver sees one, in front of a single server: each is a port of its own, says in its
 * greeting which of the three is the primary, and refuses what only a primary does where it is none. A test moves the primary.
 * Thread-safe.
 *
 * <p>What it is not: the members have one storage, so that nothing is ever rolled back and no secondary is behind; nobody
 * votes; and the server itself never stops. It shows what a driver and Kist make of elections, not what MongoDB does.
 */
public final class FailoverSet implements AutoCloseable {
    private static final String NAME = "kist-failover";
    private static final int SIZE = 3;
    private static final int NONE = -1;

    private final TestServer server;
    private final List<FailoverMember> members = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private int primary;
    private int last;
    private int term = 1;

    private FailoverSet(TestServer server) {
        this.server = server;
    }

    /** A set in front of a server at 127.0.0.1; closing it leaves the server alone. Skips the test on any other server. */
    public static FailoverSet before(TestServer server) {
        FailoverSet set = new FailoverSet(server);
        if (!set.address().matcher(server.uri()).find()) {
            throw Requirement.unmet(
                    "the set needs a server at 127.0.0.1: unset KIST_TEST_MONGODB_URI to run this", false);
        }
        for (int i = 0; i < SIZE; i++) {
            set.members.add(FailoverMember.start(set, i));
        }
        return set;
    }

    /** One of the server's own connection strings, led to all members. */
    public String through(String uri) {
        Matcher matcher = address().matcher(uri);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not a connection string of " + server);
        }
        String led = matcher.replaceFirst(String.join(",", hosts())).replaceAll("[?&]directConnection=true", "");
        return led + (led.contains("?") ? "&" : "?") + "replicaSet=" + NAME;
    }

    /** From now on there is no primary; connections stay. Whatever only a primary does is refused. */
    public synchronized void stepDown() {
        primary = NONE;
    }

    /** From now on there is no primary; the connections to the one that was are cut, and answers on the way are lost. */
    public void crash() {
        FailoverMember former = null;
        synchronized (this) {
            if (primary != NONE) {
                former = members.get(primary);
            }
            primary = NONE;
        }
        if (former != null) {
            former.cutConnections();
        }
    }

    /** Another member than the last one is the primary from now on. */
    public synchronized void elect() {
        last = (last + 1 + ThreadLocalRandom.current().nextInt(SIZE - 1)) % SIZE;
        primary = last;
        term++;
    }

    /** How many commands were refused because a member was no primary. */
    public int refusals() {
        return refusals.get();
    }

    @Override
    public void close() {
        members.forEach(FailoverMember::close);
    }

    int serverPort() {
        return server.port();
    }

    void countRefusal() {
        refusals.incrementAndGet();
    }

    synchronized boolean isPrimary(int member) {
        return member == primary;
    }

    /** The server's greeting as this member's. */
    synchronized BsonDocument greeting(int member, BsonDocument ofServer) {
        BsonDocument greeting = ofServer.clone();
        // With it, the driver would wait for the server to tell of a change, which it never does.
        greeting.remove("topologyVersion");
        greeting.put("setName", new BsonString(NAME));
        greeting.put("setVersion", new BsonInt32(1));
        greeting.put(
                "hosts", new BsonArray(hosts().stream().map(BsonString::new).toList()));
        greeting.put("me", new BsonString(hosts().get(member)));
        for (String name : new String[] {"ismaster", "isWritablePrimary"}) {
            greeting.put(name, BsonBoolean.valueOf(member == primary));
        }
        greeting.put("secondary", BsonBoolean.valueOf(member != primary));
        greeting.remove("primary");
        greeting.remove("electionId");
        if (primary != NONE) {
            greeting.put("primary", new BsonString(hosts().get(primary)));
        }
        if (member == primary) {
            greeting.put(
                    "electionId", new BsonObjectId(new ObjectId(String.format(Locale.ROOT, "7fffffff%016x", term))));
        }
        return greeting;
    }

    private List<String> hosts() {
        return members.stream().map(member -> "127.0.0.1:" + member.port()).toList();
    }

    private Pattern address() {
        return Pattern.compile("(?<=[/@])127\\.0\\.0\\.1:" + server.port() + "(?=[/?]|$)");
    }

    /** The answer to a command that only a primary carries out, from a member that is none; empty for any other command. */
    Optional<BsonDocument> refusal(int member, String command, BsonDocument request) {
        return isPrimary(member) ? Optional.empty() : FailoverRefusal.of(command, request);
    }

    @Override
    public String toString() {
        return "FailoverSet before " + server;
    }

    static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    }
}
