// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.KistOptions;
import dev.kist.Snapshot;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as a Java program uses it, on what the command line wrote. */
class LibraryTest {
    @TempDir
    Path folder;

    private KistOptions options = KistOptions.fromEnvironment();
    private String uri = "";

    @BeforeEach
    void init() {
        MongoServer server = MongoServer.shared();
        uri = server.uri(server.freshDatabase());
        KistRun kist = KistRun.in(folder).with("KIST_MONGODB_URI", uri);
        assertThat(kist.run("init").code()).isZero();
        kist.run("set", "DATABASE_URL", "marked-value", "-e", "production");
        kist.run("set", "LIBRARY_TEST", "1", "-e", "production");
        options = KistOptions.builder()
                .variables(Map.of("HOME", folder.resolve("home").toString(), "KIST_MONGODB_URI", uri))
                .directory(folder)
                .build();
    }

    @Test
    void load_givesAnImmutableSnapshotThatOutlivesTheConnection() {
        Snapshot secrets;
        try (Kist kist = Kist.open(options)) {
            secrets = kist.environment("production").load();
        }
        assertThat(secrets.get("DATABASE_URL")).isEqualTo("marked-value");
        assertThat(secrets.find("NOPE")).isEmpty();
        assertThat(secrets.names()).containsExactly("DATABASE_URL", "LIBRARY_TEST");
        assertThat(secrets.asMap()).hasSize(2).containsEntry("LIBRARY_TEST", "1");
        assertThatThrownBy(() -> secrets.asMap().put("A", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(secrets + " " + secrets.asMap() + secrets.asMap().entrySet() + options)
                .doesNotContain("marked-value");
        secrets.toSystemProperties();
        assertThat(System.clearProperty("LIBRARY_TEST")).isEqualTo("1");
        System.clearProperty("DATABASE_URL");
    }

    @Test
    void get_misspelt_namesWhatIsNear() {
        try (Kist kist = Kist.open(options)) {
            assertThatThrownBy(() -> kist.environment("production").load().get("DATABSE_URL"))
                    .isInstanceOfSatisfying(KistException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
                        assertThat(e.hint()).contains("did you mean DATABASE_URL?");
                    });
        }
    }

    @Test
    void load_withoutKey_fails() {
        KistOptions without = KistOptions.builder()
                .mongoDbUri(uri)
                .variables(Map.of("HOME", folder.resolve("nobody").toString()))
                .directory(folder)
                .build();
        try (Kist kist = Kist.open(without)) {
            assertThatThrownBy(() -> kist.environment("production").load())
                    .isInstanceOfSatisfying(
                            KistException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_READABLE));
        }
    }

    @Test
    void localStore_isUsedOnlyWhenAsked(@TempDir Path local) {
        assertThat(KistRun.in(local).run("init").code()).isZero();
        KistRun.in(local).run("set", "A", "1");
        KistOptions.Builder builder = KistOptions.builder()
                .variables(Map.of("HOME", local.resolve("home").toString()))
                .directory(local);
        assertThatThrownBy(() -> Kist.open(builder.build())).isInstanceOf(KistException.class);
        try (Kist kist = Kist.open(builder.allowLocalStore().build())) {
            assertThat(kist.environment().load().get("A")).isEqualTo("1");
        }
    }
}
