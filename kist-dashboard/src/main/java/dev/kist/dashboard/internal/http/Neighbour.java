// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose program is at the other end of a connection within this machine. Linux tells; elsewhere nothing is known. A link stands
 * among the arguments of the browser for a moment, where every user of the machine sees it: this keeps it from being of use to them.
 */
final class Neighbour {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int OWNER = 7;

    private Neighbour() {}

    /** Whether it is certainly another user's; root, and who started Kist by {@code sudo}, are none. */
    static boolean isForeign(InetSocketAddress from, int port) {
        Optional<String> owner = owner(from.getPort(), port);
        return owner.isPresent() && !own().contains(owner.get());
    }

    private static Set<String> own() {
        Set<String> users = new HashSet<>(Set.of("0"));
        Optional.ofNullable(System.getenv("SUDO_UID")).ifPresent(users::add);
        try {
            users.add(String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
        } catch (IOException | RuntimeException e) {
            // Not on Linux: then no owner is found either.
        }
        return users;
    }

    /** The owner of the socket at {@code from} that is connected to {@code to}. */
    private static Optional<String> owner(int from, int to) {
        String local = ending(from);
        String remote = ending(to);
        return TABLES.stream()
                .flatMap(Neighbour::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > OWNER)
                .filter(columns -> columns[LOCAL].endsWith(local) && columns[REMOTE].endsWith(remote))
                .map(columns -> columns[OWNER])
                .findFirst();
    }

    /** How 127.0.0.1 and a port stand in both tables. */
    private static String ending(int port) {
        return String.format(Locale.ROOT, "0100007F:%04X", port);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
