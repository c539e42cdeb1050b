package dev.kist.dotenv;

import java.util.Arrays;

/** Where each brace after a dollar sign is closed, found in one pass over a text. */
final class Braces {
    private int[] opens = new int[8];
    private int[] closes = new int[8];
    private int size;
    private boolean holdPlain;

    /** A brace after no dollar sign opens nothing, as in a shell. */
    static Braces in(String text) {
        return find(text, false);
    }

    /** Every brace opens, as in compose. */
    static Braces countingAll(String text) {
        return find(text, true);
    }

    private static Braces find(String text, boolean countAll) {
        Braces braces = new Braces();
        // For every open brace: its index in opens, or -1 if no $ stands before it.
        int[] stack = new int[8];
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                boolean afterDollar = i > 0 && text.charAt(i - 1) == '$';
                braces.holdPlain |= !afterDollar && depth > 0;
                if (afterDollar || countAll) {
                    if (depth == stack.length) {
                        stack = Arrays.copyOf(stack, depth * 2);
                    }
                    stack[depth++] = afterDollar ? braces.open(i) : -1;
                }
            } else if (c == '}' && depth > 0) {
                int opened = stack[--depth];
                if (opened >= 0) {
                    braces.closes[opened] = i;
                }
            }
        }
        return braces;
    }

    /** Whether a brace after no dollar sign stands where one after a dollar sign is open. */
    boolean holdPlain() {
        return holdPlain;
    }

    /** The offset of the brace that closes the one at this offset, -1 if none does. */
    int closeOf(int open) {
        int index = Arrays.binarySearch(opens, 0, size, open);
        return index < 0 ? -1 : closes[index];
    }

    private int open(int offset) {
        if (size == opens.length) {
            opens = Arrays.copyOf(opens, size * 2);
            closes = Arrays.copyOf(closes, size * 2);
        }
        opens[size] = offset;
        closes[size] = -1;
        return size++;
    }
}
