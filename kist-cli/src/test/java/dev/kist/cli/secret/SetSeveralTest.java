// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code set KEY=VALUE...} on the local store. */
class SetSeveralTest {
    private final KistRun kist;

    SetSeveralTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void several_areSetTogether() {
        Result set = kist.done("set", "A=1", "B=x=y", "C=");

        assertThat(set.out()).isEmpty();
        assertThat(set.err().lines())
                .containsExactly(
                        "kist: set A in development: version 1, 1 byte",
                        "kist: set B in development: version 1, 3 bytes",
                        "kist: set C in development: version 1, 0 bytes",
                        "kist: set 3 secrets: all in one transaction");
        assertThat(kist.done("get", "A", "B", "C").out()).isEqualTo("1\nx=y\n\n");
    }

    @Test
    void one_isSetInTheSameForm() {
        assertThat(kist.done("set", "A=1", "--note", "why").err().lines())
                .containsExactly("kist: set A in development: version 1, 1 byte");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("why\n");
        assertThat(kist.done("set", "A=1").err()).contains("A in development is unchanged: version 1");
        kist.failed(6, "set", "A=2", "--if-version", "7");
    }

    @Test
    void aValueThatHoldsAnEqualsSign_isAValueBehindAKey() {
        kist.done("set", "A", "B=2");
        assertThat(kist.done("get", "A").out()).isEqualTo("B=2\n");
        kist.failed(3, "get", "B");
    }

    @Test
    void whereOneIsRefused_noneIsSet() {
        kist.done("set", "HOST", "h");
        kist.done("set", "URL", "http://${HOST}", "--template");

        kist.failed(2, "set", "A=value-1", "URL=value-${X}");
        kist.failed(3, "get", "A");
        kist.done("set", "A=1", "URL=http://${HOST}/x", "--template");
        assertThat(kist.done("get", "URL").out()).isEqualTo("http://h/x\n");
    }

    @Test
    void wrongArguments_areFoundFirst_andShowNoValue() {
        assertThat(kist.failed(2, "set", "A=value-1", "A=value-2").err()).contains("A is given twice");
        assertThat(kist.failed(2, "set", "A=value-1", "B=value-2", "--note", "n")
                        .err())
                .contains("--note goes with one secret");
        assertThat(kist.failed(2, "set", "A=value-1", "B=value-2", "--if-version", "0")
                        .err())
                .contains("--if-version goes with one secret");
        assertThat(kist.failed(2, "set", "A=value-1", "value-2").err()).contains("has no =");
        assertThat(kist.failed(2, "set", "https://value-1@host/?a=b").err()).contains("what stands before =");
        assertThat(kist.failed(2, "set", "A=value-1", "--file", "f").err())
                .contains("another place that the value comes from");
        kist.failed(2, "set", "A=value-1", "--generate");
        assertThat(kist.failed(2, "set", "A", "value-1", "value-2").err())
                .contains("A is given 2 values", "put quotes around a value that holds blanks");
        kist.failed(3, "get", "A");
    }

    @Test
    void aLoneMinus_isStandardInput_once() {
        kist.stdin("from input\n").done("set", "A=-", "B=2");
        assertThat(kist.done("get", "A", "B").out()).isEqualTo("from input\n2\n");
        assertThat(kist.stdin("x").failed(2, "set", "A=-", "B=-").err()).contains("it can be read once");
        assertThat(kist.stdin("").failed(2, "set", "A=-", "B=3").err()).contains("the input is empty: A");
    }

    @Test
    void nearNames_areThoseThatWereThere_notThoseOfTheSameCommand() {
        assertThat(kist.done("set", "API_KEY1=a", "API_KEYS=b").err()).doesNotContain("was that one meant");
        assertThat(kist.done("set", "API_KEY=c", "ELSE=d").err())
                .contains("API_KEY in development is new, and there is");
    }
}
