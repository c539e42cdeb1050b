// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import dev.kist.testing.Command;
import dev.kist.testing.JavaProgram;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in processes of their own, in a folder and with variables of their own. Immutable. */
public final class KistProcess {
    private static final JavaProgram KIST =
            JavaProgram.of("dev.kist.cli.Main").archivedBy(List.of(List.of("init"), List.of("set", "A", "some value")));

    private final Path folder;
    private final Map<String, String> variables;

    private KistProcess(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** In {@code folder}, with an empty home below it and nothing else set but PATH. */
    public static KistProcess in(Path folder) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("LC_ALL", "C.UTF-8");
        return new KistProcess(folder, variables);
    }

    /** The same after {@code init}, which is not in a process of its own: it prepares, and is not what is tried. */
    public static KistProcess initialized(Path folder) {
        KistRun.initialized(folder);
        return in(folder);
    }

    /** Runs a command that has to succeed, in this JVM, to prepare or to see what is stored. */
    public KistRun.Result done(String... arguments) {
        KistRun here = KistRun.in(folder);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            here = here.with(variable.getKey(), variable.getValue());
        }
        return here.done(arguments);
    }

    public KistProcess with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(variable, value);
        return new KistProcess(folder, more);
    }

    public Path folder() {
        return folder;
    }

    public Map<String, String> variables() {
        return variables;
    }

    /** The words that start {@code kist} with these arguments. */
    public List<String> words(String... arguments) {
        return KIST.words(List.of(arguments));
    }

    /** A command that can still be given input. */
    public Command command(String... arguments) {
        return KIST.command(List.of(arguments)).env(variables).in(folder);
    }

    public ProcessRun run(String... arguments) {
        return command(arguments).run();
    }
}
