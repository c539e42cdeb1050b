// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs commands in this JVM as a user types them, in a folder and with variables of their own. Immutable. */
public final class KistRun {
    private final Path folder;
    private final Map<String, String> variables;
    private final byte[] stdin;

    private KistRun(Path folder, Map<String, String> variables, byte[] stdin) {
        this.folder = folder;
        this.variables = variables;
        this.stdin = stdin;
    }

    /** What a command printed and its exit code. */
    public record Result(int code, String out, String err) {}

    /** In {@code folder}, with an empty home below it and nothing else set. */
    public static KistRun in(Path folder) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("KIST_ACTOR", "tester@here");
        return new KistRun(folder, variables, new byte[0]);
    }

    /** In {@code folder}, where {@code init} has made a local store, a key and an environment. */
    public static KistRun initialized(Path folder) {
        KistRun kist = in(folder);
        kist.done("init");
        return kist;
    }

    /** The same with a variable set. */
    public KistRun with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(variable, value);
        return new KistRun(folder, more, stdin);
    }

    /** The same in another folder. */
    public KistRun in(String subfolder) {
        return new KistRun(folder.resolve(subfolder), variables, stdin);
    }

    /** The same with this standard input. */
    public KistRun stdin(String text) {
        return new KistRun(folder, variables, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path folder() {
        return folder;
    }

    /** Someone else at the same store, with a home and a key of their own. */
    public KistRun person(String name) {
        KistRun person = with("HOME", folder.resolve(name).toString()).with("KIST_ACTOR", name + "@there");
        person.done("init");
        return person;
    }

    /** This person's public key. */
    public String publicKey() {
        Result result = run("key", "public");
        assertThat(result.out()).matches("kist-pub-1-[A-Za-z0-9_-]{48}\n");
        return result.out().strip();
    }

    /** Runs a command that has to succeed. */
    public Result done(String... arguments) {
        Result result = run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    /** Runs a command that has to fail with {@code code}, say why, and print nothing else. */
    public Result failed(int code, String... arguments) {
        Result result = run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("kist: error: ").doesNotContain("value-", "Exception");
        return result;
    }

    /** Runs {@code kist} with these arguments; no stream is a terminal. */
    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = Streams.withoutTerminal(
                new ByteArrayInputStream(stdin),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = Main.execute(new CommandContext(new Terminal(streams), variables, folder), arguments);
        streams.out().flush();
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
