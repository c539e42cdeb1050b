// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network between client and server that fails when a test says so. It listens on a loopback port, passes messages on
 * both ways, and knows each message's command by its name as sent ({@code insert}, {@code update}, {@code find}, {@code
 * commitTransaction}). Without orders it changes nothing. Thread-safe.
 *
 * <p>Limits: it does not understand TLS or compression, and a client has to connect to it alone ({@code
 * directConnection=true}, which its connection strings say), since a replica set's own list of hosts leads past it.
 */
public final class FaultProxy implements AutoCloseable {

    private final TestServer server;
    private final ServerSocket listener;
    private final FaultPlan plan = new FaultPlan();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean isRefusing;

    private FaultProxy(TestServer server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    /**
     * A proxy in front of a server; closing the proxy leaves the server alone. Skips the test on an external server whose
     * connection string names anything but one port of 127.0.0.1.
     */
    public static FaultProxy before(TestServer server) {
        if (!addressOf(server).matcher(server.uri()).find()) {
            throw Requirement.unmet(
                    "the proxy needs a server at 127.0.0.1: unset KIST_TEST_MONGODB_URI to run this", false);
        }
        try {
            FaultProxy proxy = new FaultProxy(server, new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(proxy::accept, "proxy-listener");
            thread.setDaemon(true);
            thread.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** A connection string through the proxy for one database, as {@link TestServer#uri(String)} else. */
    public String uri(String database) {
        return through(server.uri(database));
    }

    /** One of the server's own connection strings, led through the proxy. */
    public String through(String uri) {
        Matcher address = addressOf(server).matcher(uri);
        if (!address.find()) {
            throw new IllegalArgumentException("not a connection string of " + server);
        }
        String led = address.replaceFirst("127.0.0.1:" + port());
        return led + (led.contains("?") ? "&" : "?") + "directConnection=true";
    }

    /** The next such command meets this fault, whoever sends it. Orders for one command are carried out in turn. */
    public void next(String command, Fault fault) {
        plan.add(command, fault, 1);
    }

    /** The next so many of such commands meet this fault. A driver's own retry counts as one. */
    public void next(String command, Fault fault, int times) {
        plan.add(command, fault, times);
    }

    /** The next such command waits in the proxy, before it reaches the server, until the test releases it. */
    public Hold hold(String command) {
        return plan.hold(command);
    }

    /**
     * From now on commands meet faults by chance; a connection's own upkeep (greeting, signing in, ping) never does.
     *
     * @param seed with one client that sends one command at a time, the same seed gives the same faults
     * @param probability of a command to meet one, from 0 to 1
     */
    public void randomly(long seed, double probability, Fault... faults) {
        plan.randomly(seed, probability, List.of(faults));
    }

    /** From now on every answer is late by this much; a day makes a server that accepts and never answers. */
    public void delayAnswers(Duration delay) {
        plan.delay(delay);
    }

    /** Cuts every connection there is, at once. New ones are accepted. */
    public void cutConnections() {
        connections.forEach(ProxiedConnection::cut);
        connections.clear();
    }

    /** From now on new connections are closed as soon as they are made, and those there are get cut. */
    public void refuseConnections() {
        isRefusing = true;
        cutConnections();
    }

    /** Ends every order: connections are accepted, messages pass, delayed answers and held requests go on. */
    public void passThrough() {
        isRefusing = false;
        plan.clear();
    }

    /** The faults that commands met so far, oldest first, such as {@code DROP_ANSWER update}. */
    public List<String> faults() {
        return plan.made();
    }

    /** Cuts every connection and stops listening. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            refuseConnections();
            plan.clear();
        }
    }

    private static Pattern addressOf(TestServer server) {
        return Pattern.compile("(?<=[/@])127\\.0\\.0\\.1:" + server.port() + "(?=[/?]|$)");
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The proxy was closed, which ends the loop; or the server does not listen, which its client is to see.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (isRefusing) {
            client.close();
            return;
        }
        connections.removeIf(connection -> !connection.isOpen());
        ProxiedConnection connection = new ProxiedConnection(plan, client, server.port());
        connections.add(connection);
        connection.start();
        // A refusal that came in between did not see this one.
        if (isRefusing) {
            connection.cut();
        }
    }
}
