// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Shows what is longer than the screen: {@code $PAGER}, else {@code less -FRX}. The pager gets no key and no connection string
 * in its environment; what it is given may hold values, if they were asked for.
 */
final class Pager {
    private static final List<String> LESS = List.of("less", "-FRX");
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Map<String, String> variables;

    Pager(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Shows {@code text} and waits until it was read; false if there is no pager, and nothing was shown. */
    boolean show(String text) {
        String wanted = variables.getOrDefault("PAGER", String.join(" ", LESS)).strip();
        if (wanted.isEmpty() || wanted.equals("cat")) {
            return false;
        }
        List<String> command = variables.containsKey("PAGER") ? List.of("sh", "-c", wanted) : LESS;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.contains("KIST_"));
        // As git does: less alone would show the codes of colors, and clear the screen.
        builder.environment().putIfAbsent("LESS", "FRX");
        try {
            return show(builder.start(), text);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean show(Process pager, String text) {
        // Ctrl-C is the pager's: Java ends by it, but not before the pager has given the terminal back.
        Thread patience = new Thread(() -> await(pager), "kist-pager");
        Runtime.getRuntime().addShutdownHook(patience);
        try (OutputStream out = pager.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It was left before its end.
        }
        int code = await(pager);
        try {
            Runtime.getRuntime().removeShutdownHook(patience);
        } catch (IllegalStateException e) {
            // Java is ending.
        }
        return code != NOT_EXECUTABLE && code != NOT_FOUND;
    }

    private static int await(Process pager) {
        while (true) {
            try {
                return pager.waitFor();
            } catch (InterruptedException e) {
                // Asked again: the terminal is not ours before it has ended.
            }
        }
    }
}
