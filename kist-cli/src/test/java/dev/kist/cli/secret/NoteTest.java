// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code set --note} with and without a value, and what is pointed out about values. */
class NoteTest {
    private final KistRun kist;

    NoteTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "1");
    }

    @Test
    void aNoteAlone_leavesTheValue() {
        kist.done("set", "A", "--note", "why");

        assertThat(kist.done("get", "A").out()).isEqualTo("1\n");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("why\n");
    }

    @Test
    void aPipedValueBesideANote_isTaken() {
        kist.stdin("2\n").done("set", "A", "--note", "why");

        assertThat(kist.done("get", "A").out()).isEqualTo("2\n");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("why\n");
        kist.stdin("3\n").done("set", "NEW", "--note", "because");
        assertThat(kist.done("get", "NEW").out()).isEqualTo("3\n");
    }

    @Test
    void aNote_isShownVisibly() {
        kist.done("set", "A", "--note", "red \u001b[31m \u202e");

        assertThat(kist.done("list", "--notes").out()).contains("red ").doesNotContain("\u001b", "\u202e");
        assertThat(kist.done("list", "--notes", "--json").out()).contains("red \\u001b[31m \\u202e");
    }

    @Test
    void oddValues_arePointedOut_andKept() {
        assertThat(kist.done("set", "Q", "\u201csecret\u201d").err())
                .contains("warning: the value of Q in development begins with U+201C")
                .doesNotContain("secret\u201d");
        assertThat(kist.done("set", "Z", "abc\u200b").err()).contains("ends with U+200B");
        assertThat(kist.done("set", "C", "ENC[AES256_GCM,data:aa,iv:bb,tag:cc,type:str]")
                        .err())
                .contains("has to open it before it is used");
        assertThat(kist.done("get", "Z", "-n").out()).isEqualTo("abc\u200b");
        assertThat(kist.done("set", "P", "plain").err()).doesNotContain("warning");
    }
}
