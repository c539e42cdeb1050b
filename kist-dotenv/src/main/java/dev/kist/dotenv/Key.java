// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/** The characters of keys and of the names in references. */
final class Key {
    private Key() {}

    /** Where the run of key characters {@code [A-Za-z0-9_.-]} from here ends. */
    static int end(String text, int from, int to) {
        int i = from;
        while (i < to && isKeyCharacter(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Whether every parser and shell takes it: {@code [A-Za-z_][A-Za-z0-9_]*}. */
    static boolean isPortable(String key) {
        return !key.isEmpty() && nameEnd(key, 0, key.length(), false) == key.length();
    }

    /** Where a name {@code [A-Za-z_][A-Za-z0-9_]*} from here ends, {@code from} if none begins here. */
    static int nameEnd(String text, int from, int to, boolean dots) {
        if (from >= to || !isNameStart(text.charAt(from))) {
            return from;
        }
        int i = from + 1;
        while (i < to && (isNamePart(text.charAt(i)) || (dots && text.charAt(i) == '.'))) {
            i++;
        }
        return i;
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    private static boolean isKeyCharacter(char c) {
        return isNamePart(c) || c == '.' || c == '-';
    }
}
