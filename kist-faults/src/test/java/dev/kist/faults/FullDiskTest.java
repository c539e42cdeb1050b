// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.faults.Answer.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up under the local store. */
class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void fullDisk_refusesWrites_andKeepsWhatIsThere() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        if (mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()) != 0) {
            Assumptions.abort("a full disk was not tried: this user may not mount a tmpfs");
        }
        try {
            fill(disk);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void fill(Path disk) throws Exception {
        Site site = Site.local(disk);
        Ledger ledger = new Ledger();
        ledger.record("FIRST", "of all", Answer.DONE);
        String filling = "x".repeat(60_000);
        try (Worker worker = site.start()) {
            for (int i = 0; i < 80; i++) {
                String key = "KEY_" + i % 4;
                String value = i + filling;
                Answer answer = worker.run("set", key, value);
                assertThat(answer.code()).as(answer.err()).isIn(0, 5);
                ledger.record(key, value, answer);
            }
            int refused = ledger.count(Claim.REFUSED);
            assertThat(refused).isPositive();
            Inspection.of(ledger, worker);
            assertThat(mount("-o", "remount,size=16m", disk.toString())).isZero();
            for (int i = 0; i < 8; i++) {
                String value = "after-" + i;
                ledger.record("KEY_" + i % 4, value, worker.done("set", "KEY_" + i % 4, value));
            }
            Inspection inspection = Inspection.of(ledger, worker);
            Report.row(
                    "full disk, then room again",
                    site.store(),
                    refused + " writes refused",
                    ledger,
                    inspection.versions());
        }
    }

    private static int mount(String... arguments) throws IOException, InterruptedException {
        String[] words = new String[arguments.length + 1];
        words[0] = "mount";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return run(words);
    }

    private static int run(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
