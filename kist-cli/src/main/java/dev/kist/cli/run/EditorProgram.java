// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import dev.kist.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's editor: {@code VISUAL}, else {@code EDITOR}, else {@code vi}; a line that the shell reads, as git
 * does it. It has
 * Kist's terminal, and none of the variables that hold credentials.
 */
public final class EditorProgram {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+=:@%, -]+");

    private final String command;
    private final ProgramVariables variables;

    private EditorProgram(String command, ProgramVariables variables) {
        this.command = command;
        this.variables = variables;
    }

    /** Whether {@code variables} name one. */
    public static boolean isNamed(Map<String, String> variables) {
        return named(variables).isPresent();
    }

    private static Optional<String> named(Map<String, String> variables) {
        return Stream.of("VISUAL", "EDITOR")
                .map(name -> variables.getOrDefault(name, "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst();
    }

    /**
     * The editor that {@code variables} name.
     *
     * @param withheld variables that it does not get
     */
    public static EditorProgram of(Map<String, String> variables, Set<String> withheld) {
        String command =
                named(variables).orElse(OperatingSystem.current() == OperatingSystem.WINDOWS ? "notepad" : "vi");
        return new EditorProgram(
                command,
                ProgramVariables.of(
                        InheritedVariables.ofThisProcess(),
                        Map.of(),
                        VariableRules.standard().withholding(withheld)));
    }

    /** Its name, for messages: the first word of the line. */
    public String name() {
        return command.split("\\s", 2)[0];
    }

    /**
     * Runs it to its end. Ctrl-C is its own meanwhile.
     *
     * @param started is told of the process
     * @return its exit code, or 128+n after signal n
     * @throws InvalidInputException if it cannot be started
     */
    public int run(Path file, Consumer<Process> started) {
        ProcessBuilder builder = new ProcessBuilder(words(file)).inheritIO();
        variables.applyTo(builder.environment());
        ForeignInterrupts interrupts = ForeignInterrupts.begin();
        try {
            Process process = builder.start();
            started.accept(process);
            return process.waitFor();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the editor " + name() + " cannot be started", "set VISUAL or EDITOR to the editor that you want");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("the editor was interrupted", "run the command again");
        } finally {
            interrupts.end();
        }
    }

    /** Without a shell where none is needed: it would end by a Ctrl-C that the editor takes for itself. */
    private List<String> words(Path file) {
        if (OperatingSystem.current() == OperatingSystem.WINDOWS) {
            return List.of("cmd", "/c", command + " \"" + file + "\"");
        }
        return PLAIN.matcher(command).matches()
                ? Stream.concat(Stream.of(command.split(" +")), Stream.of(file.toString()))
                        .toList()
                : List.of("/bin/sh", "-c", command + " \"$@\"", command, file.toString());
    }
}
