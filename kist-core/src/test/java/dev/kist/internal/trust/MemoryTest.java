// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.StoreDescription;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");
    private static final Fingerprint A = Fingerprint.parse("a".repeat(32));
    private static final Fingerprint B = Fingerprint.parse("b".repeat(32));
    private static final Fingerprint C = Fingerprint.parse("c".repeat(32));
    private static final StoreDescription STORE = new StoreDescription("db1", "app.secrets", false);

    @TempDir
    Path folder;

    @Test
    void lowerRevision_andReplacedFingerprint_areOlder() {
        assertThat(isOlder(A, 5)).isFalse();
        assertThat(isOlder(A, 4)).isTrue();
        assertThat(isOlder(A, 5)).isFalse();
        assertThat(isOlder(B, 6)).isFalse();
        assertThat(isOlder(A, 7)).isTrue();
        assertThat(isOlder(B, 6)).isFalse();
    }

    @Test
    void environmentThatWasMadeAnew_isNotOlder_whereItsFingerprintIsTheOnlyOneThatCounts() {
        assertThat(isOlder(A, 9)).isFalse();

        assertThat(memory(STORE).recognize(PRODUCTION, B, 1, Set.of(), false)).isPresent();
        assertThat(memory(STORE).recognize(PRODUCTION, B, 1, Set.of(), true)).isEmpty();
        assertThat(memory(STORE).recognize(PRODUCTION, A, 10, Set.of(), true)).isPresent();
    }

    /** During a change of fingerprints deployments know both: the one in between, which was never seen, is older too. */
    @Test
    void fingerprintThatWasSkipped_isOlderByItsRevision() {
        assertThat(isOlder(A, 5)).isFalse();
        assertThat(isOlder(C, 20)).isFalse();

        assertThat(isOlder(B, 12)).isTrue();
    }

    /** A former member seals the keyring that they kept anew, with a revision as high as they like. */
    @Test
    void fingerprintThatMembersReplaced_isOlder_whateverItsRevision_evenIfItWasNeverSeenHere() {
        assertThat(memory(STORE).recognize(PRODUCTION, B, 5, Set.of(A), false)).isEmpty();

        assertThat(isOlder(A, 1000)).isTrue();
        assertThat(memory(STORE).recognize(PRODUCTION, A, 1000, Set.of(B), false))
                .isPresent();
        assertThat(isOlder(B, 5)).isFalse();
    }

    @Test
    void replacedFingerprints_ofTwoCommands_areBothKept() {
        Memory one = memory(STORE);
        Memory other = memory(STORE);
        assertThat(one.recognize(PRODUCTION, C, 5, Set.of(A), false)).isEmpty();
        assertThat(other.recognize(PRODUCTION, C, 5, Set.of(A, B), false)).isEmpty();
        assertThat(one.recognize(PRODUCTION, C, 6, Set.of(A), false)).isEmpty();

        assertThat(isOlder(A, 1000)).isTrue();
        assertThat(isOlder(B, 1000)).isTrue();
    }

    @Test
    void accepted_isTheOneThatIsRightFromThenOn() {
        assertThat(isOlder(A, 5)).isFalse();
        assertThat(isOlder(B, 6)).isFalse();

        memory(STORE).accept(PRODUCTION, A, 3);

        assertThat(isOlder(A, 3)).isFalse();
        assertThat(isOlder(A, 2)).isTrue();
        assertThat(isOlder(A, 4)).isFalse();
    }

    @Test
    void forgotten_isSeenForTheFirstTime() {
        assertThat(isOlder(A, 5)).isFalse();

        memory(STORE).forget(PRODUCTION);

        assertThat(isOlder(A, 1)).isFalse();
    }

    @Test
    void otherHost_collection_orEnvironment_isAnother() {
        assertThat(isOlder(A, 5)).isFalse();

        for (StoreDescription other : List.of(
                new StoreDescription("db2", "app.secrets", false), new StoreDescription("db1", "app.other", false))) {
            assertThat(memory(other).recognize(PRODUCTION, A, 1, Set.of(), false))
                    .isEmpty();
        }
        assertThat(memory(STORE).recognize(EnvironmentName.parse("staging"), A, 1, Set.of(), false))
                .isEmpty();
    }

    @Test
    void localStore_hasNone() throws IOException {
        StoreDescription local = new StoreDescription("/x/local.db", "local.secrets", true);
        assertThat(memory(local).recognize(PRODUCTION, A, 5, Set.of(), false)).isEmpty();
        assertThat(memory(local).recognize(PRODUCTION, A, 4, Set.of(), false)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void withoutAHome_itLastsAsLongAsTheProgram_andSaysSo() {
        Memory memory = Memory.of(Optional.empty(), STORE, false);

        assertThat(memory.recognize(PRODUCTION, A, 5, Set.of(), false)).isEmpty();
        assertThat(memory.recognize(PRODUCTION, A, 4, Set.of(), false)).isPresent();
        assertThat(memory.problem().orElseThrow()).contains("no home");
    }

    @Test
    void readOnlyHome_countsAsNone_andSaysSo() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));
        Memory memory = Memory.of(Optional.of(new StateFolder(file.resolve("kist"))), STORE, false);

        assertThat(memory.recognize(PRODUCTION, A, 5, Set.of(), false)).isEmpty();
        assertThat(memory.recognize(PRODUCTION, A, 4, Set.of(), false)).isPresent();
        assertThat(memory.problem().orElseThrow()).contains("cannot be written");
    }

    @Test
    void damagedFile_countsAsNone_saysSo_andIsMadeGood() throws IOException {
        for (String damaged :
                List.of("rubbish", "fingerprint " + A, "fingerprint " + A + "\nrevision x\n", "\u0000\uffff")) {
            assertThat(isOlder(A, 5)).isFalse();
            Path file = files().get(0);
            Files.writeString(file, damaged);
            Memory memory = memory(STORE);

            assertThat(memory.recognize(PRODUCTION, A, 4, Set.of(), false)).isEmpty();
            assertThat(memory.problem().orElseThrow()).contains("is damaged");
            assertThat(isOlder(A, 3)).isTrue();
            assertThat(isOlder(A, 5)).isFalse();
        }
        Files.write(files().get(0), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(isOlder(A, 2)).isFalse();
        assertThat(isOlder(A, 1)).isTrue();
    }

    @Test
    void file_isTheUsersAlone_andOneThatOthersMayWriteIsRefused() throws IOException {
        assertThat(isOlder(A, 5)).isFalse();
        Path file = files().get(0);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("kist")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatThrownBy(() -> isOlder(A, 4)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void fileIsWritten_onlyWhenSomethingRose() throws IOException {
        assertThat(isOlder(A, 5)).isFalse();
        Object before = Files.readAttributes(files().get(0), "unix:ino");

        assertThat(isOlder(A, 5)).isFalse();

        assertThat(Files.readAttributes(files().get(0), "unix:ino")).isEqualTo(before);
    }

    @Test
    void fiftyAtOnce_keepTheHighest() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                int revision = i;
                tasks.add(() -> isOlder(A, revision));
            }
            for (Future<Boolean> each : threads.invokeAll(tasks)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(isOlder(A, 49)).isTrue();
        assertThat(isOlder(A, 50)).isFalse();
        assertThat(files()).hasSize(1);
    }

    /** As another command sees it. */
    private boolean isOlder(Fingerprint fingerprint, int revision) {
        return memory(STORE)
                .recognize(PRODUCTION, fingerprint, revision, Set.of(), false)
                .isPresent();
    }

    private Memory memory(StoreDescription store) {
        return Memory.of(Optional.of(new StateFolder(folder.resolve("kist"))), store, false);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Path seen = folder.resolve("kist/seen");
        if (Files.exists(seen)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(seen)) {
                all.forEach(files::add);
            }
        }
        return files;
    }
}
