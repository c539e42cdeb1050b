// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and values as a browser sends them in an address or a form. Its {@code toString} shows no values. */
final class Query {
    private static final int MOST_PAIRS = 20_000;

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads {@code a=1&b=2}.
     *
     * @throws Refusal if it is not encoded as it should be, or has too many parts
     */
    static Query parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int pairs = 0;
        for (int from = 0; from < text.length(); pairs++) {
            if (pairs == MOST_PAIRS) {
                throw new Refusal(413, "That is more than this page takes at once.");
            }
            int end = text.indexOf('&', from) < 0 ? text.length() : text.indexOf('&', from);
            int equals = text.indexOf('=', from);
            boolean hasValue = equals >= 0 && equals < end;
            String name = decode(text.substring(from, hasValue ? equals : end));
            String value = hasValue ? decode(text.substring(equals + 1, end)) : "";
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            from = end + 1;
        }
        return new Query(values);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The request is not encoded as a form is.");
        }
    }

    /** The other way. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Query" + values.keySet();
    }
}
