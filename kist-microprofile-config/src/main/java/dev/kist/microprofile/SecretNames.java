// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How names of properties meet those of secrets. MicroProfile maps {@code database.url} to {@code DATABASE_URL} for
 * environment variables alone, so that a source has to do it itself, by the same rule.
 */
final class SecretNames {
    private static final Pattern OF_VARIABLES = Pattern.compile("[A-Z_][A-Z0-9_]*");

    private SecretNames() {}

    /** The name as an environment variable of it: all but letters, digits and {@code _} becomes {@code _}. */
    static String asVariable(String property) {
        StringBuilder variable = new StringBuilder(property.length());
        for (int i = 0; i < property.length(); i++) {
            char c = property.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            variable.append(isPlain ? c : '_');
        }
        return variable.toString();
    }

    /** Secrets' names, and for those that look like variables the properties that they most likely mean. */
    static Set<String> asProperties(Set<String> secrets) {
        Set<String> properties = new TreeSet<>(secrets);
        for (String secret : secrets) {
            if (OF_VARIABLES.matcher(secret).matches()) {
                properties.add(secret.toLowerCase(Locale.ROOT).replace('_', '.'));
            }
        }
        return properties;
    }
}
