// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import dev.kist.cli.terminal.ForeignTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A terminal's foreground process group: the one that its keys send signals to. */
final class Foreground {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Foreground() {}

    /** Whether this process has a terminal and is in its foreground group. */
    static boolean isOurs() {
        try {
            // pid (name) state parent group session terminal foreground-group; a name may hold anything.
            String line = Files.readString(Path.of("/proc/self/stat"));
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", 7));
            return fields.get(2).equals(fields.get(5));
        } catch (IOException noProc) {
            return askedOfPs();
        }
    }

    private static boolean askedOfPs() {
        if (OperatingSystem.current() == OperatingSystem.WINDOWS) {
            // A console hands Ctrl-C to every program in it, and there is no other sender.
            return true;
        }
        String pid = Long.toString(ProcessHandle.current().pid());
        return new ForeignTool(Path.of("").toAbsolutePath(), System.getenv(), PATIENCE)
                .answer(List.of("ps", "-o", "pgid=,tpgid=", "-p", pid))
                .map(text -> text.trim().split(" +", -1))
                .filter(fields -> fields.length == 2 && fields[0].equals(fields[1]))
                .isPresent();
    }
}
