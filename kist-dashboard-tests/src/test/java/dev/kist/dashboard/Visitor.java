// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import dev.kist.dashboard.RawRequest.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who was let in, without a browser: has the cookie and sends what a browser would. */
final class Visitor {
    private static final Pattern ADDRESS = Pattern.compile("url=(/[A-Za-z0-9_-]+/)\"");

    private final int port;
    private final String path;
    private final String cookie;

    private Visitor(int port, String path, String cookie) {
        this.port = port;
        this.path = path;
        this.cookie = cookie;
    }

    /** Opens a new link of the page. */
    static Visitor of(Dashboard dashboard) {
        return of(dashboard.newLink());
    }

    /** Opens a link of a page. */
    static Visitor of(URI link) {
        int port = link.getPort();
        Answer answer = RawRequest.of("GET", target(link))
                .with("Host", "127.0.0.1:" + port)
                .send(port);
        Matcher matcher = ADDRESS.matcher(answer.body());
        if (answer.status() != 200 || !matcher.find()) {
            throw new AssertionError("not let in: " + answer);
        }
        String cookie = answer.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new Visitor(port, matcher.group(1), cookie);
    }

    /** The path and query of a new link. */
    static String target(Dashboard dashboard) {
        return target(dashboard.newLink());
    }

    private static String target(URI link) {
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    int port() {
        return port;
    }

    /** The path that all pages are below. */
    String path() {
        return path;
    }

    String cookie() {
        return cookie;
    }

    /** A request with all that a browser would send for this page. */
    RawRequest request(String method, String page) {
        RawRequest request = RawRequest.of(method, path + page)
                .with("Host", "127.0.0.1:" + port)
                .with("Cookie", cookie)
                .with("Sec-Fetch-Site", "same-origin");
        return method.equals("POST")
                ? request.with("Origin", "http://127.0.0.1:" + port)
                        .with("Content-Type", "application/x-www-form-urlencoded")
                : request;
    }

    Answer get(String page) {
        return request("GET", page).send(port);
    }

    /** Sends a form of names and values, alternately. */
    Answer post(String page, String... values) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < values.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(values[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(values[i + 1], StandardCharsets.UTF_8));
        }
        return request("POST", page)
                .with("HX-Request", "true")
                .body(form.toString())
                .send(port);
    }
}
