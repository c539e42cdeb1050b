// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import dev.kist.Printable;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a provider tells Docker Compose on standard output: one JSON object a line, with a type and a message. Compose throws
 * error output away, so that whatever a person is to read goes this way, too.
 */
final class ComposeMessages {
    private static final String PROGRAM = "kist: ";

    private final Terminal terminal;

    ComposeMessages(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A variable for the services that depend on this one, as it is. */
    void variable(String name, String value) {
        send("rawsetenv", name + "=" + value);
    }

    /** A variable to which Compose adds the name of this service and {@code _} in front. */
    void prefixedVariable(String name, String value) {
        send("setenv", name + "=" + value);
    }

    /** Shown beside the service. */
    void info(String text) {
        send("info", Printable.visible(text));
    }

    /** Shown with {@code --verbose} alone. */
    void debug(String text) {
        send("debug", Printable.visible(text));
    }

    /** Why the service failed. Compose reads nothing after this. */
    void error(String text) {
        send("error", Printable.visible(text));
    }

    private void send(String type, String message) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("type", type);
        object.put("message", message);
        terminal.dataLine(Json.line(object));
    }

    /** A terminal whose messages are for Compose: each line is one of {@link #info}. */
    Terminal asTerminal() {
        Streams own = terminal.streams();
        PrintStream lines = new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
        return new Terminal(Streams.withoutTerminal(own.in(), own.out(), lines));
    }

    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int next) {
            if (next != '\n') {
                line.write(next);
                return;
            }
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            info(text.startsWith(PROGRAM) ? text.substring(PROGRAM.length()) : text);
        }
    }
}
