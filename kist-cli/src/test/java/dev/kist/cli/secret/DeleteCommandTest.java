// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code delete} on the local store. */
class DeleteCommandTest {
    private final KistRun kist;

    DeleteCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void purge_asks_andRemovesForGood() {
        versions("A", 3);
        versions("B", 1);

        assertThat(kist.failed(2, "delete", "A", "--purge").err())
                .contains("this removes A of development with all its 3 versions for good")
                .contains("say --yes");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-3\n");

        assertThat(kist.done("delete", "A", "--purge", "--yes").err()).contains("removed A of development");

        kist.failed(3, "get", "A");
        kist.failed(3, "history", "A");
        kist.failed(3, "delete", "A", "--purge", "--yes");
        assertThat(kist.done("log").out())
                .containsPattern("purged 3 versions +A ")
                .contains(" B ")
                .doesNotContain("value-");
        kist.done("set", "A", "new");
        assertThat(kist.done("history", "A").out().lines()).hasSize(2);
    }

    @Test
    void several_areDeletedTogether_orNotAtAll() {
        kist.done("set", "A=1", "B=2");

        kist.failed(3, "delete", "A", "NOWHERE");
        assertThat(kist.done("get", "A").out()).isEqualTo("1\n");

        assertThat(kist.done("delete", "A", "B").err())
                .contains("deleted A in development: version 2", "deleted B in development: version 2")
                .contains("deleted 2 secrets: all in one transaction");
        kist.failed(3, "get", "A");
        assertThat(kist.done("restore", "A", "B").err()).contains("restored 2 secrets: all in one transaction");
        assertThat(kist.done("get", "A", "B").out()).isEqualTo("1\n2\n");
    }

    @Test
    void whatWasDeletedAlready_isSaidToBe() {
        kist.done("set", "A", "1");
        kist.done("delete", "A");

        for (String[] line : new String[][] {{"delete", "A"}, {"set", "A", "--note", "text"}, {"rename", "A", "B"}}) {
            assertThat(kist.failed(3, line).err())
                    .contains("secret A does not exist in development: it was deleted")
                    .contains("kist restore A -e development brings it back");
        }
    }

    @Test
    void purge_ofSeveral_findsAllBeforeItAsks() {
        kist.done("set", "A=1", "B=2");

        assertThat(kist.failed(3, "delete", "A", "NOWHERE", "--purge", "--yes").err())
                .contains("NOWHERE")
                .doesNotContain("removed");
        assertThat(kist.failed(2, "delete", "A", "B", "--purge").err())
                .contains(
                        "this removes A of development with its only version, B of development with its only version");
        kist.done("delete", "A", "B", "A", "--purge", "--yes");
        kist.failed(3, "history", "B");
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }

    @Test
    void whatAParentHas_isSaidToBeHidden_alsoByADeletionOfTheOwn() {
        kist.done("set", "A", "value-parent");
        kist.done("environment", "create", "child");
        kist.done("environment", "inherit", "development", "-e", "child");
        kist.done("set", "A", "value-own", "-e", "child");
        kist.done("set", "B", "value-own", "-e", "child");

        assertThat(kist.done("delete", "A", "-e", "child").err())
                .contains(
                        "deleted A in child: version 2; what it inherits by that name is hidden there now",
                        "kist delete A --purge -e child, which removes its versions there");
        assertThat(kist.done("delete", "B", "-e", "child").err()).doesNotContain("hidden");
    }
}
