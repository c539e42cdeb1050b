// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import dev.kist.Settings;
import dev.kist.cli.options.GlobalOptions;
import dev.kist.cli.terminal.Advice;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Table;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a command is run in.
 *
 * @param terminal where it speaks
 * @param variables the environment variables
 * @param directory the working directory
 * @param options the options of every command
 */
public record CommandContext(Terminal terminal, Map<String, String> variables, Path directory, GlobalOptions options) {
    /** With none of the options given. */
    public CommandContext(Terminal terminal, Map<String, String> variables, Path directory) {
        this(terminal, variables, directory, new GlobalOptions());
    }

    /** The same, with these options and what they make of the terminal. */
    public CommandContext with(Terminal newTerminal, GlobalOptions newOptions) {
        return new CommandContext(newTerminal, variables, directory, newOptions);
    }

    /** Whether data is printed as JSON. */
    public boolean isJson() {
        return options.isJson();
    }

    /** Prints {@code data} as JSON. */
    public void printJson(Object data) {
        terminal.page(Json.of(data).lines().toList());
    }

    /** Prints a table. */
    public void print(Table table) {
        terminal.table(table);
    }

    /** Says what went wrong, and what to do, where the command goes on. */
    public void say(KistException e) {
        terminal.error(String.valueOf(e.getMessage()));
        Advice.hint(e).ifPresent(terminal::hint);
    }

    /** What the options say, as settings. */
    public Map<Setting, SettingValue> flags() {
        return options.asSettings();
    }

    /** The same for the environment that {@code source}, an option or operand, names. */
    public Map<Setting, SettingValue> flags(EnvironmentName environment, String source) {
        Map<Setting, SettingValue> flags = flags();
        flags.put(Setting.ENVIRONMENT, new SettingValue(environment.value(), Origin.ARGUMENT, source));
        return flags;
    }

    /**
     * Refuses a {@code -e} with another environment than the command names itself.
     *
     * @throws InvalidInputException if there is one
     */
    public void requireNoOther(EnvironmentName... named) {
        for (EnvironmentName other : options.environments()) {
            if (!List.of(named).contains(other)) {
                throw new InvalidInputException(
                        "wrong arguments: -e " + other + " has no effect here, where " + named[0] + " is named",
                        "leave out -e, or name " + other + " instead");
            }
        }
    }

    /** How the library is opened with these flags; what is odd is said. */
    public KistOptions.Builder kistOptions(Map<Setting, SettingValue> flags) {
        FurtherJars.faults(variables, directory).forEach(terminal::warningOnce);
        KistOptions.Builder builder = KistOptions.builder()
                .variables(variables)
                .directory(directory)
                .allowLocalStore()
                .onWarning(terminal::warningOnce)
                .onWaiting(store -> terminal.waiting("waiting for " + store));
        flags.forEach(builder::set);
        return options.acceptsOlder() ? builder.acceptOlder() : builder;
    }

    /** The settings with these flags; what is odd about them is said. */
    public Settings settings(Map<Setting, SettingValue> flags) {
        Settings settings = Kist.settings(kistOptions(flags).build());
        settings.warnings().forEach(terminal::warningOnce);
        return settings;
    }

    @Override
    public String toString() {
        return "CommandContext[" + directory + "]";
    }
}
