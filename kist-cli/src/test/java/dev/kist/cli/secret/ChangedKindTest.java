// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret becomes another kind (text, template, bytes) in silence, by whatever command. */
class ChangedKindTest {
    private static final String WARNING = "warning: 1 template of development becomes a plain value: URL";

    private final KistRun kist;
    private final Path folder;

    ChangedKindTest(@TempDir Path folder) {
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
    void textThatBecomesATemplate_isTold_andBytesToo() throws Exception {
        Files.write(folder.resolve("bytes"), new byte[] {0, 1});
        kist.done("set", "BYTES", "--binary", "--file", "bytes");

        assertThat(kist.done("set", "HOST", "${URL}", "--template", "--force").err())
                .contains("kist: HOST in development was text and is a template now");
        assertThat(kist.done("set", "BYTES", "x").err())
                .contains("warning: BYTES in development was binary and is text now");
        assertThat(kist.done("rollback", "BYTES", "--to", "1", "-q").err())
                .contains("warning: BYTES in development was text and is binary now");
    }

    @Test
    void plans_tellOfTextThatBecomesATemplate() throws Exception {
        String becomes = "warning: 1 plain value of development becomes a template: ";
        KistRun editing = kist.with("EDITOR", "sed -i \"s/^HOST=.*/# kist: template\\nHOST='\\${URL}'/\"");
        kist.done("set", "URL", "plain");
        assertThat(editing.done("edit", "--yes").err()).contains(becomes + "HOST");
        kist.done("set", "HOST", "h");
        Files.writeString(folder.resolve("all.env"), "HOST=h\nURL=http://${HOST}\n");
        assertThat(kist.done("migrate", "all.env", "--yes", "-q").err()).contains(becomes + "URL");
        kist.done("environment", "create", "other");
        kist.done("copy", "--from", "development", "--to", "other");
        kist.done("set", "URL", "plain");
        assertThat(kist.done("copy", "--from", "other", "--to", "development", "--yes")
                        .err())
                .contains(becomes + "URL");
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

    @Test
    void quiet_leavesTheWarnings() {
        assertThat(kist.done("set", "URL", "plain", "-q").err())
                .isEqualTo("kist: warning: URL in development was a template and is text now\n");
        kist.done("set", "URL", "${HOST}", "--template");
        assertThat(kist.done("set", "URL", "--uuid", "-q").err())
                .contains("warning: URL in development was a template");
        kist.done("set", "URL", "${HOST}", "--template");
        assertThat(kist.done("set", "URL", "plain", "--literal").err())
                .contains("kist: URL in development was a template and is text now");
        kist.done("set", "DATABASE", "x");
        assertThat(kist.done("set", "DATABAES", "x", "-q").err())
                .contains("warning: DATABAES in development is new, and there is DATABASE already");
    }
}
