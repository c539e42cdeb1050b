// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.completion;

import dev.kist.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A shell that completes what is typed at the Tab key, by a script that it reads. */
public enum Shell {
    BASH {
        @Override
        public String script(CommandSpec program) {
            return NameCompletion.bash(AutoComplete.bash(program.name(), new CommandLine(program)), program);
        }
    },
    ZSH {
        @Override
        public String script(CommandSpec program) {
            return ZshCompletion.of(program);
        }
    },
    FISH {
        @Override
        public String script(CommandSpec program) {
            return FishCompletion.of(program);
        }
    };

    /** The script, for what {@code program} takes. */
    public abstract String script(CommandSpec program);

    /**
     * The shell of that name.
     *
     * @throws InvalidInputException if it is none of these
     */
    static Shell parse(String word) {
        for (Shell shell : values()) {
            if (shell.word().equals(word)) {
                return shell;
            }
        }
        throw new InvalidInputException("completions are for bash, zsh and fish alone", "kist completion bash");
    }

    /** The names of all. */
    static List<String> names() {
        return Stream.of(values()).map(Shell::word).toList();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
