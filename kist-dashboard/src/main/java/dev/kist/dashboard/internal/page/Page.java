// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;

/** Answers the requests for one address. */
@FunctionalInterface
interface Page {
    Response answer(Request request);
}
