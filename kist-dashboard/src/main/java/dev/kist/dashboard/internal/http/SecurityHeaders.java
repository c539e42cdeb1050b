// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import com.sun.net.httpserver.Headers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers of every answer, refusals among them: nothing is kept, nothing inline runs, nothing is loaded from elsewhere or
 * sent there, and no other page can hold, read or script this one.
 */
final class SecurityHeaders {
    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        ALL.put("Cache-Control", "no-store");
        ALL.put("X-Content-Type-Options", "nosniff");
        ALL.put("X-Frame-Options", "DENY");
        // Not no-referrer: by that one a browser would send the Origin of a form as null.
        ALL.put("Referrer-Policy", "same-origin");
        ALL.put("Cross-Origin-Opener-Policy", "same-origin");
        ALL.put("Cross-Origin-Resource-Policy", "same-origin");
        ALL.put("Cross-Origin-Embedder-Policy", "require-corp");
        ALL.put(
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=()");
        ALL.put("X-Robots-Tag", "noindex");
    }

    private SecurityHeaders() {}

    static void addTo(Headers headers) {
        ALL.forEach(headers::set);
    }
}
