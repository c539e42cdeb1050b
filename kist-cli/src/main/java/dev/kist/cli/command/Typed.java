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

    /** Whether it has the form of an option: it begins with {@code -} and is not {@code -} alone. */
    boolean isOptionLike() {
        return text.length() > 1 && text.charAt(0) == '-';
    }

    /** Shows the place alone: an argument may be a secret. */
    @Override
    public String toString() {
        return "argument " + position;
    }
}
