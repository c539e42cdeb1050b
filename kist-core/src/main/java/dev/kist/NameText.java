// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** What names of secrets and environments are made of. By hand, as thousands of them are looked at when secrets are loaded. */
final class NameText {
    private NameText() {}

    static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether all but the first character are letters, digits, dots, dashes and underscores. */
    static boolean goesOn(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
