// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Sight.Trust;
import dev.kist.UntrustedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local store that is the user's own file needs no fingerprint; one that others own or may write to does. */
class LocalTrustTest {
    private static final SecretName TOKEN = SecretName.parse("TOKEN");

    private final NewKey key = Kist.newKey();
    private final List<String> warnings = new ArrayList<>();
    private final Path folder;
    private final Path file;

    LocalTrustTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("local.db");
    }

    @Test
    void ownStore_needsNoFingerprint_evenIfStrict_andLeavesNoTrace() {
        try (Kist kist = open()) {
            assertThat(kist.environment("development").create().trustedIn()).isEmpty();
        }
        try (Kist kist = open()) {
            set(kist);
            assertThat(kist.environment("development").sight().trust()).isEqualTo(Trust.NOT_NEEDED);
        }
        assertThat(warnings).isEmpty();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void storeOfAnotherUser_isMetAsAnyOther() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        try (Kist kist = open()) {
            kist.environment("development").create();
            set(kist);
        }
        Files.setAttribute(file, "unix:uid", 65_534);

        try (Kist kist = open()) {
            Environment development = kist.environment("development");
            assertThat(development.sight().trust()).isEqualTo(Trust.UNKNOWN);
            assertThatThrownBy(() -> set(kist)).isInstanceOf(UntrustedException.class);

            development.trust(development.sight().fingerprint());
            set(kist);
        }
        try (Kist kist = open()) {
            assertThat(kist.environment("development").sight().trust()).isEqualTo(Trust.TRUSTED);
        }
    }

    private static void set(Kist kist) {
        kist.environment("development").set(TOKEN, SecretValue.of("one"), SetOptions.none());
    }

    private Kist open() {
        return Kist.open(KistOptions.builder()
                .variables(Map.of("HOME", folder.resolve("home").toString()))
                .directory(folder)
                .key(key.exposeSecretKey())
                .localStore(file)
                .onWarning(warnings::add)
                .build());
    }
}
