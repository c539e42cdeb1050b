// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.util.Map;

/** What is served to who was let in. */
public interface Pages {
    /**
     * Answers a request that passed the gate. May throw a {@link Refusal}.
     *
     * @param request what is asked
     */
    Response answer(Request request);

    /** The page for a refusal; it is also shown to who was not let in, so it holds nothing of the store. */
    Response refused(Refusal refusal, Request.Form form);

    /** What a page is told first when it begins to listen, event by event: how things are now. */
    Map<String, String> greeting();

    /** What is sent to who was let in just now: it leads on to {@code address} by itself. */
    Response welcome(String address);
}
