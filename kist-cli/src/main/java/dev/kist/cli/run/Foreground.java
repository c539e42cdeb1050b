package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A terminal's foreground process group: the one that its keys send signals to. */
final class Foreground {
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
        if (Platform.current() == Platform.WINDOWS) {
            // A console hands Ctrl-C to every program in it, and there is no other sender.
            return true;
        }
        try {
            String pid = Long.toString(ProcessHandle.current().pid());
            Process ps = new ProcessBuilder("ps", "-o", "pgid=,tpgid=", "-p", pid)
                    .redirectErrorStream(true)
                    .start();
            String[] fields =
                    new String(ps.getInputStream().readAllBytes(), UTF_8).trim().split(" +", -1);
            return fields.length == 2 && fields[0].equals(fields[1]);
        } catch (IOException noPs) {
            return false;
        }
    }
}
