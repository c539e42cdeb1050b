// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What is asked, after the gate. The body is read when it is asked for, up to a limit. Its {@code toString} shows no values. */
public final class Request {
    /** A value of 1 MiB takes three times that in a form, if every byte has to be escaped. */
    private static final int MOST_FORM_BYTES = 4 * 1024 * 1024;

    private final HttpExchange exchange;
    private final String path;
    private final Query query;
    private Optional<Query> form = Optional.empty();

    /** What part of a page is asked for. */
    public enum Form {
        /** All of it: the browser goes there. */
        PAGE,
        /** A part that is put into the page that is shown. */
        PART
    }

    Request(HttpExchange exchange, String path) {
        this.exchange = exchange;
        this.path = path;
        String raw = exchange.getRequestURI().getRawQuery();
        this.query = Query.parse(raw == null ? "" : raw);
    }

    /** The path below that of the page, such as {@code log}; empty for the first page. */
    public String path() {
        return path;
    }

    /** Whether it changes something, or shows a value: a POST. */
    public boolean isPost() {
        return exchange.getRequestMethod().equals("POST");
    }

    /** Whether a part or all of a page is asked for. */
    public Form form() {
        return exchange.getRequestHeaders().getFirst("HX-Request") == null ? Form.PAGE : Form.PART;
    }

    /** Whether the page asked by itself, without a person's doing. */
    boolean isBackground() {
        return exchange.getRequestHeaders().getFirst("Kist-Background") != null;
    }

    /** A value of the address, or of the form that was sent; empty text counts as a value. */
    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a name. */
    public List<String> all(String name) {
        List<String> ofAddress = query.all(name);
        return ofAddress.isEmpty() && isForm() ? sent().all(name) : ofAddress;
    }

    /**
     * A value that has to be there.
     *
     * @throws Refusal if it is not
     */
    public String require(String name) {
        return find(name).orElseThrow(() -> new Refusal(400, "The request lacks " + name + "."));
    }

    /** A number that has to be there. */
    public int requireNumber(String name) {
        try {
            return Integer.parseInt(require(name));
        } catch (NumberFormatException e) {
            throw new Refusal(400, "The request's " + name + " is not a number.");
        }
    }

    /** Whether a box of that name is ticked. */
    public boolean isTicked(String name) {
        return find(name).isPresent();
    }

    private boolean isForm() {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return isPost() && type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    private Query sent() {
        if (form.isEmpty()) {
            form = Optional.of(Query.parse(new String(body(MOST_FORM_BYTES), StandardCharsets.UTF_8)));
        }
        return form.orElseThrow();
    }

    /**
     * The bytes that were sent.
     *
     * @throws Refusal if there are more than {@code most}; the rest is not read
     */
    public byte[] body(int most) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && !isAtMost(length, most)) {
            throw tooLarge();
        }
        try {
            InputStream in = exchange.getRequestBody();
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(400, "The request ended before it was whole.");
        }
    }

    private static boolean isAtMost(String length, int most) {
        try {
            return Long.parseLong(length) <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "That is more than this page takes at once.");
    }

    @Override
    public String toString() {
        return "Request[" + exchange.getRequestMethod() + " " + path + "]";
    }
}
