// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates that miss a name: what would break one, and what still works beside one. */
class BrokenTemplateTest {
    private final KistRun kist;

    BrokenTemplateTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "HOST", "h");
        kist.done("set", "URL", "http://${HOST}", "--template");
        kist.done("set", "OK", "1");
    }

    private void breakIt() {
        kist.done("delete", "HOST", "--force");
    }

    @Test
    void whatWouldBreakOne_isRefusedByName_andForceDoesIt() {
        assertThat(kist.failed(2, "delete", "HOST").err()).contains("HOST", "URL", "--force");
        assertThat(kist.failed(2, "delete", "HOST", "--purge", "--yes").err()).contains("URL", "--force");
        assertThat(kist.failed(2, "rename", "HOST", "SERVER").err())
                .contains("URL")
                .doesNotContain("--force");
        assertThat(kist.failed(3, "set", "OTHER", "${MISSING}", "--template").err())
                .contains("MISSING", "--force");
        assertThat(kist.failed(2, "set", "HOST", "${URL}", "--template").err()).contains("HOST", "URL");
        assertThat(kist.done("get", "URL").out()).isEqualTo("http://h\n");

        breakIt();

        assertThat(kist.failed(3, "get", "URL").err()).contains("URL", "HOST");
        assertThat(kist.done("get", "URL", "--raw").out()).isEqualTo("http://${HOST}\n");
    }

    @Test
    void whatBrokeByForce_isNamed() {
        String broken = "warning: the template URL of development cannot be resolved any more: it refers to HOST";

        assertThat(kist.done("delete", "HOST", "--force").err()).contains(broken);
        kist.done("restore", "HOST");
        assertThat(kist.done("delete", "HOST", "--purge", "--yes", "--force").err())
                .contains(broken);
        kist.done("set", "HOST", "h");
        assertThat(kist.done("delete", "HOST", "OK", "--force").err()).containsOnlyOnce(broken);
        assertThat(kist.done("set", "HOST=${URL}", "OTHER=${NONE}", "--template", "--force")
                        .err())
                .contains("warning: the template HOST of development cannot be resolved: HOST -> URL -> HOST")
                .contains("warning: the template OTHER of development cannot be resolved: OTHER -> NONE")
                .doesNotContain("nothing was written");
        kist.done("set", "HOST", "h", "--literal");
        assertThat(kist.done("rollback", "OTHER", "--to", "1", "--force").err())
                .contains("unchanged")
                .doesNotContain("warning");
    }

    @Test
    void whatIsPurgedWithItsTemplate_isNoWarning() {
        assertThat(kist.done("delete", "HOST", "URL", "--purge", "--yes", "--force")
                        .err())
                .doesNotContain("warning");
    }

    @Test
    void aCopyIntoANewEnvironment_thatWouldBreak_createsNothing() {
        assertThat(kist.failed(3, "copy", "URL", "--from", "development", "--to", "staging", "--create")
                        .err())
                .contains("URL -> HOST", "nothing was written")
                .doesNotContain("created");
        assertThat(kist.done("environment", "list").out()).doesNotContain("staging");
        assertThat(kist.done("copy", "URL", "--from", "development", "--to", "staging", "--create", "--force")
                        .err())
                .contains("created the environment staging", "warning: the template URL of staging");
    }

    @Test
    void aCopyWithoutWhatItNeeds_isRefusedBeforeTheFirstWrite_andForceDoesIt() {
        kist.done("set", "B", "1", "-e", "staging");

        assertThat(kist.done("copy", "URL", "--from", "development", "--to", "staging", "--dry-run")
                        .err())
                .contains("new (1): URL", "URL -> HOST");
        assertThat(kist.failed(3, "copy", "URL", "--from", "development", "--to", "staging")
                        .err())
                .contains("URL -> HOST", "--force");
        assertThat(kist.done("list", "-e", "staging").out()).doesNotContain("URL");

        kist.done("copy", "URL", "--from", "development", "--to", "staging", "--force");

        assertThat(kist.done("get", "URL", "--raw", "-e", "staging").out()).isEqualTo("http://${HOST}\n");
        kist.done("copy", "HOST", "URL", "--from", "development", "--to", "staging");
        assertThat(kist.done("get", "URL", "-e", "staging").out()).isEqualTo("http://h\n");
    }

    @Test
    void whatNeedsOthersAlone_works() {
        breakIt();

        assertThat(kist.done("get", "OK").out()).isEqualTo("1\n");
        assertThat(kist.done("export", "--only", "OK").out()).isEqualTo("OK=1\n");
        assertThat(kist.done("list").out()).contains("OK", "URL");
        ProcessRun run = KistProcess.in(kist.folder()).run("run", "--only", "OK", "--", "sh", "-c", "echo $OK");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("1\n");
    }

    @Test
    void whatNeedsIt_namesIt_andSkipsItWhereAsked() {
        breakIt();

        ProcessRun refused = KistProcess.in(kist.folder()).run("run", "--", "true");
        assertThat(refused.exitCode()).isEqualTo(125);
        assertThat(refused.err()).contains("URL", "HOST");
        ProcessRun run =
                KistProcess.in(kist.folder()).run("run", "--skip-unreadable", "--", "sh", "-c", "echo $OK ${URL-none}");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("1 none\n");
        assertThat(run.err()).contains("kist: warning:", "URL");
        Result exported = kist.done("export", "--skip-unreadable");
        assertThat(exported.out()).isEqualTo("OK=1\n");
        assertThat(exported.err()).contains("URL");
    }

    @Test
    void doctor_namesIt() {
        breakIt();

        Result result = kist.run("doctor");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("URL", "HOST");
    }
}
