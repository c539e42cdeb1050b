// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request is not answered. The message is for the person at the browser and holds nothing of the store. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String allowed;

    public Refusal(int status, String message) {
        this(status, message, null);
    }

    private Refusal(int status, String message, @Nullable String allowed) {
        super(message, null, false, false);
        this.status = status;
        this.allowed = allowed;
    }

    /** The request was not meant for this page, or comes from another one. */
    static Refusal forbidden(String message) {
        return new Refusal(403, message);
    }

    /**
     * The method is none that this answers to (RFC 9110, section 15.5.6).
     *
     * @param allowed the methods that it does, with commas between
     */
    public static Refusal method(String allowed, String message) {
        return new Refusal(405, message, allowed);
    }

    /** There is no such page. */
    public static Refusal notFound() {
        return new Refusal(404, "There is no such page here.");
    }

    /** Something that should not happen; what it was may hold a value, so that it is not said. */
    static Refusal unexpected() {
        return new Refusal(500, "Something went wrong inside Kist, and nothing more is known here.");
    }

    /** The status code of HTTP. */
    public int status() {
        return status;
    }

    /** What is to stand in {@code Allow}; empty but for a method that is not answered. */
    public Optional<String> allowed() {
        return Optional.ofNullable(allowed);
    }

    /** What happened, as one sentence. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
