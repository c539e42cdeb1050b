// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system calls by which Kist makes and opens files to write, with a umask that allows everything: each file has its mode
 * when it comes into being, and no link is followed. Skipped, with one line, where there is no strace.
 */
@EnabledOnOs(OS.LINUX)
class FileCallsTest {
    private static final Pattern OPEN =
            Pattern.compile("open(?:at)?\\((?:AT_FDCWD, )?\"([^\"]*)\", ([A-Z_|]+)(?:, (0[0-7]*))?");
    private static final Pattern FOLDER = Pattern.compile("mkdir(?:at)?\\((?:AT_FDCWD, )?\"([^\"]*)\", (0[0-7]*)");
    private static final Pattern MODE = Pattern.compile("f?chmod(?:at)?\\((?:AT_FDCWD, )?\"?([^\",]*)");

    /** What is committed, and has nothing in it that others may not read. */
    private static final Pattern SHARED =
            Pattern.compile("\\.?(config|config\\.[a-z]+|known_environments)(\\.[0-9a-f]+\\.tmp)?|\\.gitignore");

    @TempDir
    Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void strace(@TempDir Path elsewhere) throws IOException {
        log = elsewhere.resolve("calls");
        boolean works;
        try {
            works = Command.of("strace", "-o", log.toString(), "true")
                            .inherit("PATH")
                            .run()
                            .exitCode()
                    == 0;
        } catch (UncheckedIOException e) {
            works = false;
        }
        Assumptions.assumeTrue(works, "no strace here: the system calls are not looked at");
        Files.deleteIfExists(log);
    }

    private void traced(int code, String... arguments) {
        KistProcess kist = KistProcess.in(folder);
        List<String> words = new ArrayList<>(List.of("-c", "umask 0; exec \"$@\"", "sh", "strace", "-f", "-qq", "-A"));
        words.addAll(List.of("-e", "trace=open,openat,creat,mkdir,mkdirat,chmod,fchmod,fchmodat", "-s", "4096"));
        words.addAll(List.of("-o", log.toString()));
        words.addAll(kist.words(arguments));
        ProcessRun run =
                Command.of("sh").args(words).env(kist.variables()).in(folder).run();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(code);
    }

    @Test
    void everyFile_hasItsModeFromTheFirstByte_andNoLinkIsFollowed() throws IOException {
        MongoServer server = MongoServer.shared();
        traced(0, "init");
        traced(0, "set", "A", "value");
        traced(0, "get", "A", "--output", "value");
        traced(0, "export", "-o", "out.env");
        traced(0, "export", "-o", "out.env");
        traced(0, "export", "--format", "github-env", "-o", "github");
        traced(0, "key", "new", "-o", "new.key");
        traced(0, "move", "--yes", "--to", server.uri(server.freshDatabase()));
        traced(0, "use", "staging");
        traced(0, "set", "B", "value", "--create");
        traced(5, "init", "--force", "--uri", "mongodb://u:secret@127.0.0.1:1/x");

        List<String> wrong = new ArrayList<>();
        int made = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher open = OPEN.matcher(line);
            if (open.find() && isOurs(open.group(1))) {
                String flags = open.group(2);
                boolean isMade = flags.contains("O_CREAT");
                boolean isWritten = isMade || flags.contains("O_WRONLY") || flags.contains("O_RDWR");
                boolean isSafe = flags.contains("O_EXCL") || flags.contains("O_NOFOLLOW");
                if (isWritten && !(isSafe && (!isMade || isModeRight(open.group(1), open.group(3))))) {
                    wrong.add(line);
                }
                made += isMade ? 1 : 0;
            }
            Matcher directory = FOLDER.matcher(line);
            if (directory.find() && isOurs(directory.group(1)) && (mode(directory.group(2)) & 022) != 0) {
                wrong.add(line);
            }
            Matcher changed = MODE.matcher(line);
            if (changed.find() && (isOurs(changed.group(1)) || line.contains("fchmod("))) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(made).as("files that were made").isGreaterThan(15);
    }

    private boolean isOurs(String path) {
        return path.startsWith(folder.toString());
    }

    private static boolean isModeRight(String path, String text) {
        int mode = mode(text);
        String name = Path.of(path).getFileName().toString();
        boolean isPrivate =
                name.contains("config.local") || !SHARED.matcher(name).matches();
        return isPrivate ? mode == 0600 : (mode & 022) == 0;
    }

    private static int mode(String octal) {
        return Integer.parseInt(octal, 8);
    }
}
