// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import java.util.ArrayList;
import java.util.List;

/**
 * An argument as it was typed.
 *
 * @param text the argument; what is not UTF-8 in it is replaced
 * @param position its place, counted from 1 behind {@code kist}
 * @param isText whether it is UTF-8
 */
public record Typed(String text, int position, boolean isText) {
    /** Arguments that are text. */
    public static List<Typed> of(String... arguments) {
        List<Typed> typed = new ArrayList<>();
        for (String argument : arguments) {
            typed.add(new Typed(argument, typed.size() + 1, true));
        }
        return typed;
    }

    /** What word processors and web pages make of {@code -} and {@code --}: dashes, hyphens and the minus sign. */
    private static final String OTHER_DASHES = "\u00AD\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D";

    /** Whether it has the form of an option: it begins with a dash of any kind and is not {@code -} alone. */
    boolean isOptionLike() {
        return text.startsWith("-") ? text.length() > 1 : hasOtherDash();
    }

    /** Whether it begins with a dash that is not {@code -}, as text does that was pasted. */
    boolean hasOtherDash() {
        return !text.isEmpty() && isOtherDash(text.charAt(0));
    }

    /** What it begins with, up to {@code =}, with the dashes that options have. */
    String optionName() {
        int separator = text.indexOf('=');
        String name = separator < 0 ? text : text.substring(0, separator);
        if (name.chars().noneMatch(Typed::isOtherDash)) {
            return name;
        }
        int dashes = 0;
        while (dashes < name.length() && (name.charAt(dashes) == '-' || isOtherDash(name.charAt(dashes)))) {
            dashes++;
        }
        String word = name.substring(dashes);
        return (word.length() == 1 ? "-" : "--") + word;
    }

    private static boolean isOtherDash(int c) {
        return OTHER_DASHES.indexOf(c) >= 0;
    }

    /** Shows the place alone: an argument may be a secret. */
    @Override
    public String toString() {
        return "argument " + position;
    }
}
