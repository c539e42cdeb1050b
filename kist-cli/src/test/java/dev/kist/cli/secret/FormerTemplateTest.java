// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template never becomes text or bytes in silence, by whatever command. */
class FormerTemplateTest {
    private static final String WARNING = "warning: 1 template of development becomes a plain value: URL";

    private final KistRun kist;
    private final Path folder;

    FormerTemplateTest(@TempDir Path folder) {
        this.folder = folder;
        kist = KistRun.initialized(folder);
    }

    @BeforeEach
    void setTemplate() {
        kist.done("set", "HOST", "h");
        kist.done("set", "URL", "first");
        kist.done("set", "URL", "http://${HOST}", "--template");
    }

    @Test
    void set_saysSo() throws Exception {
        Files.write(folder.resolve("bytes"), new byte[] {0, 1});

        assertThat(kist.done("set", "URL", "--binary", "--file", "bytes").err())
                .contains("URL in development was a template and is binary now");
        kist.done("set", "URL", "${HOST}", "--template");
        assertThat(kist.done("set", "URL=x", "HOST=y").err()).contains("URL in development was a template");
    }

    @Test
    void rollback_saysSo() {
        assertThat(kist.done("rollback", "URL", "--to", "1").err())
                .contains("URL in development was a template and is text now");
        assertThat(kist.done("rollback", "URL", "--to", "2").err()).doesNotContain("was a template");
        kist.done("delete", "URL");
        assertThat(kist.done("restore", "URL").err()).doesNotContain("was a template");
    }

    @Test
    void migrate_saysSoBeforeItWrites() {
        kist.done("export", "--format", "json", "-o", "all.json");

        assertThat(kist.done("migrate", "all.json", "--dry-run", "--json").err())
                .contains(WARNING);
        assertThat(kist.done("migrate", "all.json", "--keep-existing").err()).doesNotContain("becomes");
        assertThat(kist.failed(2, "migrate", "all.json").err()).contains(WARNING);
        assertThat(kist.done("migrate", "all.json", "--yes", "-q").err()).contains(WARNING);
        assertThat(kist.done("get", "URL", "--raw").out()).isEqualTo("http://h\n");
        assertThat(kist.done("migrate", "all.json", "--yes").err()).doesNotContain("becomes");
    }

    @Test
    void copy_saysSo() {
        kist.done("environment", "create", "other");
        kist.done("set", "URL=plain", "HOST=x", "-e", "other");
        kist.done("set", "SECOND", "${HOST}", "--template");
        kist.done("set", "SECOND", "plain", "-e", "other");

        assertThat(kist.done("copy", "--from", "other", "--to", "development", "--yes")
                        .err())
                .contains("warning: 2 templates of development become plain values: SECOND, URL");
    }

    @Test
    void edit_saysSo() {
        KistRun editing = kist.with("EDITOR", "sed -i '/kist: template$/d'");

        assertThat(editing.done("edit", "URL", "--yes").err()).contains(WARNING);
        assertThat(kist.done("get", "URL").out()).isEqualTo("http://${HOST}\n");
    }
}
