// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A manifest of a v1 Secret with its limits: names of 253 characters, 1 MiB in all. */
final class KubernetesSecret {
    private static final int MAX_NAME = 253;
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private KubernetesSecret() {}

    static String manifest(String name, Map<String, String> values) {
        StringBuilder out = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"")
                .append(name)
                .append("\"\ntype: Opaque\n")
                .append(values.isEmpty() ? "data: {}\n" : "data:\n");
        values.forEach((key, value) -> out.append("  ")
                .append(YamlText.key(key))
                .append(": \"")
                .append(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                .append("\"\n"));
        return out.toString();
    }

    /** What is wrong with the Secret as a whole. */
    static List<RefusedEntry> refusals(String name, Map<String, String> values) {
        List<RefusedEntry> refusals = new ArrayList<>();
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            refusals.add(new RefusedEntry(
                    "", "the name of the Secret is to be lower-case letters, digits, - and ., at most 253"));
        }
        long bytes = 0;
        for (String value : values.values()) {
            bytes += value.getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MAX_BYTES) {
            refusals.add(
                    new RefusedEntry("", "the values are more than the 1 MiB that a Secret of Kubernetes can hold"));
        }
        return refusals;
    }

    static @Nullable String nameRefusal(String key) {
        if (key.isEmpty() || Key.end(key, 0, key.length()) < key.length() || key.equals(".") || key.startsWith("..")) {
            return "is not a name that a Secret of Kubernetes can hold";
        }
        return key.length() > MAX_NAME ? "is a name of more than the 253 characters that Kubernetes allows" : null;
    }
}
