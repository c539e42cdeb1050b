// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is at a limit works whole, what is over it is refused with the limit named and nothing written. The numbers of secrets,
 * environments and versions are those of the docs with {@code -Dkist.test.limits=full}, else smaller ones.
 */
class LimitsTest {
    private static final boolean IS_FULL = "full".equals(System.getProperty("kist.test.limits"));

    private KistRun kist;

    LimitsTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    private void refused(String limit, String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(limit);
    }

    @Test
    void value_upToOneMebibyte() throws Exception {
        String largest = "ä".repeat(512 * 1024);
        Path file = Files.writeString(kist.folder().resolve("value"), largest);
        kist.done("set", "A", "--file", file.toString());
        assertThat(kist.done("get", "A", "-n").out()).isEqualTo(largest);
        assertThat(kist.done("get", "A", "-n", "--version", "1").out()).isEqualTo(largest);

        Files.writeString(file, largest + "x");
        refused("1 MiB", "set", "A", "--file", file.toString());
        Result piped = kist.stdin(largest + "x").run("set", "A");
        assertThat(piped.code()).isEqualTo(2);
        assertThat(piped.err()).contains("1 MiB");
        Files.writeString(file, "A=" + largest + "x\n");
        Result migrated = kist.run("migrate", "--env-file", file.toString(), "--yes");
        assertThat(migrated.code()).isEqualTo(2);
        assertThat(migrated.err()).contains("1 MiB");
        assertThat(kist.done("history", "A").out().lines()).hasSize(2);
    }

    @Test
    void names_notes_actors_atTheirLimit() {
        String name = "N" + "a".repeat(254);
        String environment = "e" + "b".repeat(63);
        String note = "€".repeat(1365) + "x";
        String actor = "ü".repeat(127) + "x";
        kist = kist.with("KIST_ACTOR", actor);
        kist.done("set", name, "1", "--note", note, "-e", environment);
        assertThat(kist.done("get", name, "-e", environment).out()).isEqualTo("1\n");
        assertThat(kist.done("get", name, "--note", "-n", "-e", environment).out())
                .isEqualTo(note);
        assertThat(JsonParser.parseString(
                                kist.done("list", "--json", "-e", environment).out())
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("updated_by")
                        .getAsString())
                .isEqualTo(actor);

        refused("255 characters", "set", name + "a", "1");
        refused("64 characters", "set", "A", "1", "-e", environment + "b");
        refused("4 KiB", "set", "A", "1", "--note", note + "x");
        kist = kist.with("KIST_ACTOR", actor + "x");
        refused("255 bytes", "set", "A", "1");
        kist = kist.with("KIST_ACTOR", "tester");
        assertThat(kist.done("list").err()).contains("no secrets yet");
    }

    @Test
    void manySecrets_inOneEnvironment() throws Exception {
        int count = IS_FULL ? 10_000 : 2_000;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("NAME_").append(i).append("=value ").append(i).append('\n');
        }
        Path file = Files.writeString(kist.folder().resolve("many.env"), text);
        kist.done("migrate", "--env-file", file.toString());
        Files.writeString(file, text.toString().replace("=value", "=another"));
        kist.done("migrate", "--env-file", file.toString(), "--yes");

        assertThat(kist.done("list").out().lines()).hasSize(count + 1);
        assertThat(kist.done("get", "NAME_" + (count - 1)).out()).isEqualTo("another " + (count - 1) + "\n");
        // The heading, and that the environment was created.
        assertThat(kist.done("log").out().lines()).hasSize(2 * count + 2);
        assertThat(kist.done("export", "--at", "0s").out().lines()).hasSize(count);
        assertThat(kist.done("prune", "--keep", "1", "--yes").err()).contains("removed " + count + " versions");
        assertThat(kist.done("environment", "delete", "development", "--yes").err())
                .contains(count + " secrets");
    }

    @Test
    void manyVersions_ofOneSecret() {
        int count = IS_FULL ? 10_000 : 300;
        for (int i = 1; i <= count; i++) {
            kist.done("set", "A", "value " + i);
        }

        assertThat(kist.done("history", "A").out().lines()).hasSize(count + 1);
        assertThat(kist.done("get", "A", "--version", "1").out()).isEqualTo("value 1\n");
        kist.done("rollback", "A", "--to", "1");
        assertThat(kist.done("prune", "--keep", "10", "--yes").err())
                .contains("removed " + (count + 1 - 10) + " versions");
        assertThat(kist.done("get", "A").out()).isEqualTo("value 1\n");
        assertThat(kist.done("delete", "A", "--purge", "--yes").err()).contains("all its 10 versions");
    }

    @Test
    void manyEnvironments_areCreatedAndListed() {
        int count = IS_FULL ? 1_000 : 100;
        for (int i = 0; i < count; i++) {
            kist.done("set", "A", "value " + i, "--create", "-e", "environment-" + i);
        }

        assertThat(kist.done("environment", "list").out().lines()).hasSize(count + 2);
        assertThat(kist.done("list", "--all").out().lines()).hasSize(count + 1);
        assertThat(kist.done("get", "A", "-e", "environment-" + (count - 1)).out())
                .isEqualTo("value " + (count - 1) + "\n");
    }
}
