package dev.kist.cli;

import dev.kist.cli.run.ProgramStart;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the launcher runs once to learn which classes the commands load: they go through their usual work on a local
 * store in a folder that is thrown away, and once against a MongoDB that is not there. Nothing is asked, printed or
 * read from elsewhere.
 */
final class Training {
    private final Path folder;

    private Training(Path folder) {
        this.folder = folder;
    }

    /** Trains in the folder that the argument names. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        // A .kist of its own: none is looked for in the folders above.
        Files.createDirectories(folder.resolve(".kist"));
        new Training(folder).trainAll();
        ProgramStart.rehearse();
    }

    private void trainAll() throws IOException {
        Files.writeString(folder.resolve(".env"), "# Sample\nA=1\nB='two\nlines'\nC=\"$A\"\n");
        train("--version");
        train("--help");
        train("init");
        train("migrate", "--env-file", ".env", "--environment", "development", "--yes");
        train("set", "KEY", "value", "--environment", "development");
        train("set", "KEY", "another", "-e", "development");
        train("get", "KEY", "--environment", "development");
        train("get", "KEY", "A", "--json");
        train("get", "MISSING");
        train("list");
        train("list", "--json");
        train("export");
        train("export", "--format", "json");
        train("delete", "KEY", "--environment", "development");
        // Fails before a program would be started.
        train("run", "--only", "MISSING", "--", "true");
        train("get", "KEY", "--uri", "mongodb://127.0.0.1:" + refusingPort() + "/kist", "--timeout", "500ms");
    }

    /** A command that fails loads classes as well. */
    private void train(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Streams streams = new Streams(InputStream.nullInputStream(), nowhere, nowhere, false, false, false);
        Map<String, String> variables = Map.of("HOME", folder.toString(), "KIST_ACTOR", "training@localhost");
        Main.execute(new CommandContext(new Terminal(streams), variables, folder), arguments);
    }

    /** A port of this machine that nobody listens at. */
    private static int refusingPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
