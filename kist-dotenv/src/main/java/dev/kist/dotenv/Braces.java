package dev.kist.dotenv;

import java.util.Arrays;

/** Where each brace after a dollar sign is closed, found in one pass over a text. */
final class Braces {
    private int[] opens = new int[8];
    private int[] closes = new int[8];
    private int size;

    static Braces in(String text) {
        Braces braces = new Braces();
        // For every open brace: its index in opens, or -1 if no $ stands before it.
        int[] stack = new int[8];
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                if (depth == stack.length) {
                    stack = Arrays.copyOf(stack, depth * 2);
                }
                stack[depth++] = i > 0 && text.charAt(i - 1) == '$' ? braces.open(i) : -1;
            } else if (c == '}' && depth > 0) {
                int opened = stack[--depth];
                if (opened >= 0) {
                    braces.closes[opened] = i;
                }
            }
        }
        return braces;
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
