// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

/** Colors, where they are wanted. Nothing is said by color alone. */
public enum Style {
    /** For a terminal. */
    COLORED,
    /** For files, pipes, and those who said {@code NO_COLOR}. */
    PLAIN;

    /** For a stream that is a terminal or not, of the kind that {@code TERM} says. */
    static Style of(boolean isTerminal, String type, String noColor) {
        boolean isAble = isTerminal && !type.isEmpty() && !type.equals("dumb");
        return isAble && noColor.isEmpty() ? COLORED : PLAIN;
    }

    /** For headings. */
    String bold(String text) {
        return in("1", text);
    }

    /** For what went wrong, and for what is taken away. */
    public String red(String text) {
        return in("31", text);
    }

    /** For what is added. */
    public String green(String text) {
        return in("32", text);
    }

    /** For what is odd, and for what changes. */
    public String yellow(String text) {
        return in("33", text);
    }

    private String in(String code, String text) {
        return this == PLAIN ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
