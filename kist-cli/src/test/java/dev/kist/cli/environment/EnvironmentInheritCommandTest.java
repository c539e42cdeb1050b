// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code environment inherit} on the local store, and what other commands make of parents. */
class EnvironmentInheritCommandTest {
    private final KistRun kist;

    EnvironmentInheritCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "HOST=base-host", "PORT=1", "-e", "base");
        kist.done("set", "PORT=2", "-e", "staging");
    }

    private Result inherit() {
        return kist.done("environment", "inherit", "base", "-e", "staging");
    }

    @Test
    void inherit_isSaid_andShownWhereverOneLooks() {
        assertThat(inherit().err()).contains("staging inherits from base now");
        assertThat(inherit().err()).contains("staging inherits from base already: unchanged");

        assertThat(kist.done("environment", "list").out())
                .contains("INHERITS FROM")
                .containsPattern("staging .* base\n");
        assertThat(kist.done("environment", "list", "--json").out()).contains("\"parent\": \"base\"");
        assertThat(kist.done("status", "-e", "staging").out()).containsPattern("parents +base\n");
        assertThat(kist.done("status", "-e", "staging", "--json").out())
                .containsPattern("\"parents\": \\[\\s*\"base\"\\s*]");
        assertThat(kist.done("log", "-e", "staging").out()).containsOnlyOnce("inherits from base");
        assertThat(kist.done("doctor", "-e", "staging").out()).contains("staging inherits from base");

        assertThat(kist.done("environment", "inherit", "--none", "-e", "staging")
                        .err())
                .contains("staging inherits from no environment now, no longer from base");

        assertThat(kist.done("environment", "inherit", "--none", "-e", "staging")
                        .err())
                .contains("unchanged");
        assertThat(kist.done("log", "-e", "staging").out()).contains("inherits no longer");
        assertThat(kist.done("environment", "list").out()).doesNotContain("INHERITS FROM");
        kist.failed(3, "get", "HOST", "-e", "staging");
    }

    @Test
    void inherit_asJson_isOneObject() {
        String fingerprint = kist.done("fingerprint", "-e", "base").out().strip();

        assertThat(kist.done("environment", "inherit", "base", "-e", "staging", "--json")
                        .out()
                        .replaceAll("\\s", ""))
                .isEqualTo("{\"environment\":\"staging\",\"parent\":\"base\",\"fingerprint\":\"" + fingerprint
                        + "\",\"changed\":true}");
        assertThat(kist.done("environment", "inherit", "--none", "-e", "staging", "--json")
                        .out()
                        .replaceAll("\\s", ""))
                .isEqualTo("{\"environment\":\"staging\",\"parent\":\"\",\"fingerprint\":\"\",\"changed\":true}");
    }

    @Test
    void whatIsInherited_isRead_byEveryCommandThatReadsWhatApplies() {
        inherit();

        assertThat(kist.done("get", "HOST", "PORT", "-e", "staging").out()).isEqualTo("base-host\n2\n");
        assertThat(kist.done("export", "-e", "staging").out()).contains("HOST=", "PORT=");
        assertThat(kist.done("diff", "base", "staging").out()).isEqualTo("= HOST\n~ PORT\n");
        assertThat(kist.done("search", "HOST").out()).contains("base").doesNotContain("staging");
        String list = kist.done("list", "-e", "staging").out();
        assertThat(list).contains("FROM").containsPattern("HOST .* base\n").containsPattern("PORT .* staging\n");
        assertThat(kist.done("list", "--own", "-e", "staging").out())
                .contains("PORT")
                .doesNotContain("FROM", "HOST");
        assertThat(kist.done("list", "--all").out()).containsOnlyOnce("HOST");
        assertThat(kist.done("list", "HOST", "-e", "staging", "--json").out()).contains("\"environment\": \"base\"");
        kist.done("copy", "HOST", "--from", "staging", "--to", "copied");
        kist.done("copy", "--from", "staging", "--to", "own");
        assertThat(kist.done("get", "HOST", "-e", "copied").out()).isEqualTo("base-host\n");
        kist.failed(3, "get", "HOST", "-e", "own");
    }

    @Test
    void deletionOfWhatIsInherited_hidesIt_untilItIsPurged() {
        inherit();

        assertThat(kist.done("delete", "HOST", "-e", "staging").err())
                .contains("HOST")
                .contains("hidden");

        assertThat(kist.failed(3, "get", "HOST", "-e", "staging").err())
                .contains("which hides the one of base")
                .contains("kist delete HOST --purge -e staging");
        assertThat(kist.done("get", "HOST", "-e", "base").out()).isEqualTo("base-host\n");
        for (String[] line : new String[][] {
            {"restore", "HOST", "-e", "staging"},
            {"delete", "HOST", "-e", "staging"},
            {"set", "HOST", "--note", "text", "-e", "staging"},
            {"rename", "HOST", "OTHER", "-e", "staging"}
        }) {
            assertThat(kist.failed(3, line).err())
                    .contains("which hides the one of base")
                    .contains("kist delete HOST --purge -e staging shows that one again");
        }
        assertThat(kist.done("delete", "HOST", "--purge", "--yes", "-e", "staging")
                        .err())
                .contains("staging inherits HOST from base now");
        assertThat(kist.done("get", "HOST", "-e", "staging").out()).isEqualTo("base-host\n");
    }

    @Test
    void whatIsForTheEnvironmentThatStoresIt_saysWhichThatIs() {
        inherit();

        for (String[] command : new String[][] {
            {"history", "HOST"},
            {"rename", "HOST", "OTHER"},
            {"rollback", "HOST", "--to", "1"},
            {"restore", "HOST"},
            {"get", "HOST", "--version", "1"},
            {"delete", "HOST", "--purge", "--yes"}
        }) {
            String[] line = Arrays.copyOf(command, command.length + 2);
            line[command.length] = "-e";
            line[command.length + 1] = "staging";
            assertThat(kist.failed(3, line).err())
                    .contains("it is inherited from base")
                    .contains("-e base");
        }
        kist.done("set", "HOST=own", "-e", "staging");
        assertThat(kist.done("get", "HOST", "-e", "staging").out()).isEqualTo("own\n");
        assertThat(kist.done("get", "HOST", "-e", "base").out()).isEqualTo("base-host\n");
    }

    @Test
    void wrongParents_areRefused_eachInItsWords() {
        assertThat(kist.failed(2, "environment", "inherit", "-e", "staging").err())
                .contains("no PARENT is given");
        assertThat(kist.failed(2, "environment", "inherit", "base", "--none", "-e", "staging")
                        .err())
                .contains("both");
        assertThat(kist.failed(2, "environment", "inherit", "staging", "-e", "staging")
                        .err())
                .contains("staging cannot inherit from itself");
        assertThat(kist.failed(3, "environment", "inherit", "nowhere", "-e", "staging")
                        .err())
                .contains("the environment nowhere does not exist");
        inherit();
        assertThat(kist.failed(2, "environment", "inherit", "staging", "-e", "base")
                        .err())
                .contains("a circle");
        assertThat(kist.failed(2, "environment", "delete", "base", "--yes").err())
                .contains("staging inherits from base")
                .contains("kist environment inherit --none -e staging");
    }

    @Test
    void templateThatBreaks_refusesTheChange_unlessItIsForced() {
        inherit();
        kist.done("set", "URL", "http://${HOST}", "--template", "-e", "staging");

        assertThat(kist.failed(3, "environment", "inherit", "--none", "-e", "staging")
                        .err())
                .contains("URL")
                .contains("--force");

        assertThat(kist.done("get", "URL", "-e", "staging").out()).isEqualTo("http://base-host\n");
        assertThat(kist.done("environment", "inherit", "--none", "--force", "-e", "staging")
                        .err())
                .contains("warning");
    }

    @Test
    void memberWhoDoesNotOpenTheParent_isNamed_beforeAndAfter() {
        KistRun bob = kist.person("bob");
        kist.done("key", "add", bob.publicKey(), "--label", "bob", "-e", "staging");

        Result refused = kist.failed(2, "environment", "inherit", "base", "-e", "staging");
        assertThat(refused.err())
                .contains("bob (")
                .contains("opens staging but not base")
                .contains("kist key add -e base --label bob " + bob.publicKey())
                .contains("--yes");
        assertThat(bob.done("get", "PORT", "-e", "staging").out()).isEqualTo("2\n");

        kist.done("environment", "inherit", "base", "-e", "staging", "--yes");
        assertThat(bob.failed(4, "get", "HOST", "-e", "staging").err()).contains("key add -e base");
        assertThat(kist.done("doctor", "-e", "staging").out())
                .contains("bob opens staging, but not base")
                .contains("kist key add -e base --label NAME " + bob.publicKey());
        kist.done("key", "add", bob.publicKey(), "--label", "bob", "-e", "base");
        assertThat(bob.done("get", "HOST", "-e", "staging").out()).isEqualTo("base-host\n");

        KistRun carol = kist.person("carol");
        assertThat(kist.done("key", "add", carol.publicKey(), "--label", "carol", "-e", "staging")
                        .err())
                .contains("carol (")
                .contains("kist key add -e base --label carol " + carol.publicKey());
    }

    @Test
    void keyMadeForAChild_thatDoesNotOpenTheParent_isNamed_unlessItIsLetInThereToo() {
        inherit();

        assertThat(kist.done("key", "new", "--add", "--label", "ci", "-e", "staging")
                        .err())
                .contains("ci (", "opens staging but not base", "kist key add -e base --label ci kist-pub-1-");
        assertThat(kist.done("init", "--recovery-key", "-e", "staging").err())
                .contains("recovery (", "opens staging but not base")
                .contains("kist key add -e base --label recovery kist-pub-1-")
                .contains("kist init --recovery-key -e staging | lpr prints it");
        assertThat(kist.done("key", "new", "--add", "--label", "both", "-e", "staging", "-e", "base")
                        .err())
                .doesNotContain("but not base");
        KistRun carol = kist.person("carol");
        assertThat(kist.done("key", "add", carol.publicKey(), "--label", "carol", "-e", "staging", "-e", "base")
                        .err())
                .doesNotContain("but not base");
    }
}
