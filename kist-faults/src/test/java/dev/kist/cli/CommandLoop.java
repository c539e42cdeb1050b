// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import com.google.gson.Gson;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that runs one command after the other, so that one can be killed in the middle without a JVM's start for
 * each. It reads a command's arguments from a line of standard input, a JSON array, and answers with a line: a JSON
 * array of exit code, standard output and standard error. It ends with its input.
 */
public final class CommandLoop {
    private CommandLoop() {}

    public static void main(String[] none) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Gson gson = new Gson();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answers.println("ready");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.println(gson.toJson(run(gson.fromJson(line, String[].class))));
        }
    }

    private static List<String> run(String[] arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = Streams.withoutTerminal(
                InputStream.nullInputStream(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        CommandContext context = new CommandContext(
                new Terminal(streams), System.getenv(), Path.of("").toAbsolutePath());
        int code = Main.execute(context, arguments);
        streams.out().flush();
        return List.of(
                String.valueOf(code), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
