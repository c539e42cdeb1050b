// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.testing.Command;
import dev.kist.testing.ProcessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for Fedora and others, as rpm itself reads it, where rpm is there. */
class RpmPackageTest {
    private static final Platform PLATFORM = new Platform("linux-x64", "", Pattern.compile(""));
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private Path made(String name) throws IOException {
        Path app = folder.resolve("kist-1.0.0-rc.1");
        write(app, "bin/kist", "#!/bin/sh\ninstalled=\n");
        assertThat(app.resolve("bin/kist").toFile().setExecutable(true)).isTrue();
        write(app, "lib/kist.jar", "jar");
        write(app, "runtime/legal/a", "text");
        write(app, "share/man/man1/kist.1", ".TH KIST 1\n");
        write(app, "share/zsh/site-functions/_kist", "#compdef kist\n");
        Files.deleteIfExists(app.resolve("runtime/legal/b"));
        Files.createSymbolicLink(app.resolve("runtime/legal/b"), Path.of("a"));
        Path file = folder.resolve(name);
        RpmPackage.write(app, file, "1.0.0-rc.1", PLATFORM, TIME);
        return file;
    }

    private static void write(Path app, String name, String text) throws IOException {
        Files.createDirectories(app.resolve(name).getParent());
        Files.writeString(app.resolve(name), text);
    }

    private String rpm(String... arguments) {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "rpm"))),
                "rpm is not here");
        ProcessRun run = Command.of("rpm", arguments).run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    @Test
    void theSameFolder_givesTheSameBytes() throws IOException {
        assertThat(RpmPackage.name("1.0.0-rc.1", PLATFORM)).isEqualTo("kist-1.0.0~rc.1-1.x86_64.rpm");
        assertThat(made("one.rpm")).hasSameBinaryContentAs(made("two.rpm"));
    }

    @Test
    void itsChecksums_areRight_andItHoldsWhatWasMeant() throws IOException {
        String file = made("kist.rpm").toString();
        assertThat(rpm("-Kv", "--nosignature", file)).contains("Header SHA256 digest: OK", "Payload SHA256 digest: OK");
        assertThat(rpm("-qp", "--qf", "%{NVRA} %{LICENSE} %{BUILDTIME}", file))
                .isEqualTo("kist-1.0.0~rc.1-1.x86_64 Apache-2.0 " + TIME.getEpochSecond());
        assertThat(rpm("-qplv", file).lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.startsWith("-rwxr-xr-x") && line.endsWith(" /usr/bin/kist"))
                .anyMatch(line -> line.startsWith("drwxr-xr-x") && line.endsWith(" /usr/lib/kist"))
                .anyMatch(line -> line.startsWith("lrwx") && line.endsWith(" /usr/lib/kist/runtime/legal/b -> a"))
                .anyMatch(line -> line.startsWith("-rw-r--r--") && line.endsWith(" /usr/share/man/man1/kist.1.gz"))
                .anyMatch(line -> line.endsWith(" /usr/share/zsh/site-functions/_kist"))
                .noneMatch(line -> line.endsWith(" /usr/share") || line.endsWith(" /usr/bin"));
        assertThat(rpm("-qp", "--requires", file)).contains("/bin/sh\n", "glibc >= 2.17\n");
        assertThat(rpm("-qp", "--scripts", file)).isEmpty();
    }

    @Test
    void changedBytes_areSeen() throws IOException {
        Path file = made("kist.rpm");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
        rpm("--version");
        assertThat(Command.of("rpm", "-K", "--nosignature", file.toString())
                        .run()
                        .exitCode())
                .isNotZero();
    }
}
