// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A parser of another project, installed under {@code target} at first use. */
final class RealParser {
    private static final Path HOME = Path.of("target", "parsers").toAbsolutePath();

    final Dialect dialect;
    private final List<String> command;

    private RealParser(Dialect dialect, List<String> command) {
        this.dialect = dialect;
        this.command = command;
    }

    /** node dotenv, absent where there is no node or it cannot be installed. */
    static Optional<RealParser> node() throws IOException {
        Path home = Files.createDirectories(HOME.resolve("node"));
        boolean there = Files.isDirectory(home.resolve("node_modules/dotenv"))
                || (Processes.works("node", "--version")
                        && Processes.works(
                                "npm",
                                "install",
                                "--prefix",
                                home.toString(),
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund",
                                "--no-save",
                                "dotenv@17.4.2"));
        List<String> command = List.of("node", script("read-with-node.js"), home.toString());
        return there ? Optional.of(new RealParser(Dialect.NODE, command)) : Optional.empty();
    }

    /** python-dotenv, absent where there is no Python or it cannot be installed. */
    static Optional<RealParser> python() throws IOException {
        Path home = HOME.resolve("python");
        String python = home.resolve("bin/python").toString();
        boolean there = Processes.works(python, "-c", "import dotenv")
                || (Processes.works("python3", "-m", "venv", home.toString())
                        && Processes.works(
                                python, "-m", "pip", "install", "--quiet", "--no-deps", "python-dotenv==1.2.2"));
        List<String> command = List.of(python, script("read-with-python.py"));
        return there ? Optional.of(new RealParser(Dialect.PYTHON, command)) : Optional.empty();
    }

    /** What it makes of each file: an object, or something else where it refuses the file. */
    List<JsonElement> read(List<byte[]> files) throws IOException {
        Path folder = Files.createDirectories(HOME.resolve("files-" + dialect.word()));
        for (int i = 0; i < files.size(); i++) {
            Files.write(folder.resolve(i + ".env"), files.get(i));
        }
        List<String> arguments = List.of(folder.toString(), String.valueOf(files.size()));
        List<String> line = Stream.concat(command.stream(), arguments.stream()).toList();
        String output = Processes.output(HOME, folder.resolve("0.env"), line);
        return output.lines().map(JsonParser::parseString).toList();
    }

    private static String script(String name) throws IOException {
        Files.createDirectories(HOME);
        Path script = HOME.resolve(name);
        try (var in = Objects.requireNonNull(RealParser.class.getResourceAsStream(name))) {
            Files.write(script, in.readAllBytes());
        }
        return script.toString();
    }
}
