// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a request has to be before anything is looked up for it. Each rule refuses one way in which a page from elsewhere could
 * use the browser of whoever has this page open.
 */
final class Gate {
    private static final Set<String> FRAMES = Set.of("iframe", "frame", "object", "embed", "fencedframe");

    private final Set<String> hosts;

    Gate(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /**
     * Checks a request's head.
     *
     * @param isEntry whether it is for the address with the code, which may be opened from anywhere
     * @throws Refusal if it is refused
     */
    void check(String method, URI address, Headers headers, boolean isEntry) {
        if (address.isAbsolute() || address.getRawAuthority() != null) {
            throw new Refusal(400, "This is no proxy.");
        }
        // A name that someone else's name server points at this machine arrives here with that name.
        String host = one(headers, "Host");
        if (!hosts.contains(host.toLowerCase(Locale.ROOT))) {
            throw Refusal.forbidden("This page answers to 127.0.0.1 and localhost alone.");
        }
        if (!method.equals("GET") && !method.equals("POST")) {
            throw Refusal.method("GET, POST", "This page takes GET and POST alone.");
        }
        if (FRAMES.contains(first(headers, "Sec-Fetch-Dest"))) {
            throw Refusal.forbidden("This page is not shown inside another one.");
        }
        String site = first(headers, "Sec-Fetch-Site");
        boolean isFromElsewhere = site.equals("cross-site") || site.equals("same-site");
        if (isFromElsewhere && !(isEntry && first(headers, "Sec-Fetch-Mode").equals("navigate"))) {
            throw Refusal.forbidden("This was asked for by another page.");
        }
        if (method.equals("POST") && !one(headers, "Origin").equalsIgnoreCase("http://" + host)) {
            throw Refusal.forbidden("This was sent by another page.");
        }
        // A body that two readers would measure differently.
        if (headers.containsKey("Transfer-Encoding") && headers.containsKey("Content-Length")) {
            throw new Refusal(400, "The request says its length twice.");
        }
    }

    /** Whether the browser only prepares what may be opened: a code is not spent on that. */
    static boolean isPrefetch(Headers headers) {
        return first(headers, "Sec-Purpose").contains("prefetch")
                || first(headers, "Purpose").contains("prefetch");
    }

    private static String one(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : "";
    }

    private static String first(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }
}
