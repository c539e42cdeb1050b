// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rename} on the local store. */
class RenameCommandTest {
    private final KistRun kist;

    RenameCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void rename_takesTheHistoryAlong() {
        kist.done("set", "OLD", "one");
        kist.done("set", "OLD", "two");

        assertThat(kist.done("rename", "OLD", "NEW").err()).contains("renamed OLD to NEW in development: version 3");

        assertThat(kist.done("get", "NEW").out()).isEqualTo("two\n");
        assertThat(kist.done("get", "NEW", "--version", "1").out()).isEqualTo("one\n");
        kist.failed(3, "get", "OLD");
    }

    @Test
    void rename_toANameThatIsTaken_orOfNone_changesNothing() {
        kist.done("set", "A", "one");
        kist.done("set", "B", "two");

        kist.failed(2, "rename", "A", "A");
        assertThat(kist.run("rename", "A", "B").code()).isNotZero();
        kist.failed(3, "rename", "NONE", "C");

        assertThat(kist.done("get", "A", "B").out()).isEqualTo("one\ntwo\n");
    }

    @Test
    void rename_ofWhatATemplateNeeds_isRefused() {
        kist.done("set", "HOST", "db");
        kist.done("set", "URL", "--template", "http://${HOST}/");

        assertThat(kist.run("rename", "HOST", "SERVER").code()).isNotZero();

        assertThat(kist.done("get", "URL").out()).isEqualTo("http://db/\n");
    }

    @Test
    void rename_ofWhatAParentHasToo_saysThatThatOneIsSeenNow() {
        inheritHost();

        assertThat(kist.done("rename", "HOST", "SERVER").err()).contains("development inherits HOST from base now");
        assertThat(kist.done("get", "HOST", "SERVER").out()).isEqualTo("base\nown\n");
        assertThat(kist.done("rename", "SERVER", "OTHER").err()).doesNotContain("inherits");
    }

    @Test
    void rename_ofWhatATemplateNeeds_isRefused_evenIfAParentHasOneOfThatName() {
        inheritHost();
        kist.done("set", "URL", "--template", "http://${HOST}/");

        assertThat(kist.failed(2, "rename", "HOST", "SERVER").err())
                .contains("the template URL of development refers to HOST: nothing was written");
        assertThat(kist.done("get", "URL").out()).isEqualTo("http://own/\n");
    }

    private void inheritHost() {
        kist.done("environment", "create", "base");
        kist.done("set", "HOST", "base", "-e", "base");
        kist.done("environment", "inherit", "base");
        kist.done("set", "HOST", "own");
    }
}
