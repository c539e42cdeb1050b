// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who was let in: codes that each work once, and the cookies that were given for them. Thread-safe.
 *
 * <p>Browsers send a cookie to every port of a host. The page therefore has a path that is drawn anew for each run, and its
 * cookie is for that path alone: another program on this machine that the person visits does not get it.
 */
final class Sessions {
    private static final String COOKIE = "kist";

    private final String path = "/" + Secrecy.newToken() + "/";
    private final Set<String> codes = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> cookies = new HashSet<>();

    /** Whether a code works. */
    enum Code {
        GOOD,
        USED,
        UNKNOWN
    }

    /** The path of the page, with a slash at both ends. */
    String path() {
        return path;
    }

    /** A new code. */
    synchronized String newCode() {
        String code = Secrecy.newToken();
        codes.add(Secrecy.imprint(code));
        return code;
    }

    /** Takes a code: a good one does not work again. */
    synchronized Code take(String code) {
        String imprint = Secrecy.imprint(code);
        if (codes.remove(imprint)) {
            used.add(imprint);
            return Code.GOOD;
        }
        return used.contains(imprint) ? Code.USED : Code.UNKNOWN;
    }

    /** The header that gives a browser its cookie. */
    synchronized String newCookie() {
        String token = Secrecy.newToken();
        cookies.add(Secrecy.imprint(token));
        return COOKIE + "=" + token + "; Path=" + path + "; HttpOnly; SameSite=Strict";
    }

    /** Whether the {@code Cookie} header holds a cookie that was given. */
    synchronized boolean knows(Optional<String> header) {
        for (String pair : header.orElse("").split(";", -1)) {
            String trimmed = pair.strip();
            if (trimmed.startsWith(COOKIE + "=")
                    && cookies.contains(Secrecy.imprint(trimmed.substring(COOKIE.length() + 1)))) {
                return true;
            }
        }
        return false;
    }
}
