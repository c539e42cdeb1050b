// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The style sheet, scripts and picture of the page. Only these names exist: no path leads to any other file. */
final class Assets {
    private static final String FOLDER = "/dev/kist/dashboard/assets/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("kist.css", "text/css; charset=utf-8");
        TYPES.put("icon.svg", "image/svg+xml");
        for (String script : new String[] {
            "htmx.min",
            "theme",
            "main",
            "grid",
            "heads",
            "cells",
            "keys",
            "live",
            "parts",
            "values",
            "clipboard",
            "files",
            "notices",
            "typed"
        }) {
            TYPES.put(script + ".js", SCRIPT);
        }
    }

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    Assets() {
        for (String name : TYPES.keySet()) {
            try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
                if (in == null) {
                    throw new IllegalStateException("kist-dashboard is not whole: it lacks " + name);
                }
                contents.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The file of that name; empty for any other. */
    Optional<Response> find(String name) {
        return Optional.ofNullable(contents.get(name))
                .map(bytes -> Response.of(200, TYPES.getOrDefault(name, ""), bytes));
    }
}
