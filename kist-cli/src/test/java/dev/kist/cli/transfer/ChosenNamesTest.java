// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export --only, --except} on the local store. */
class ChosenNamesTest {
    private final KistRun kist;

    ChosenNamesTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void export_canPickNames_andLeaveNamesOut() {
        kist.done("set", "USER", "u");
        kist.done("set", "PASSWORD", "p");
        kist.done("set", "HOST", "h");

        assertThat(kist.done("export", "--only", "PASSWORD").out()).isEqualTo("PASSWORD=p\n");
        assertThat(kist.done("export", "--only", "USER,HOST").out()).isEqualTo("HOST=h\nUSER=u\n");
        assertThat(kist.done("export", "--except", "USER").out()).isEqualTo("HOST=h\nPASSWORD=p\n");
        assertThat(kist.done("export", "--only", "USER", "--format", "json").out())
                .contains("\"USER\": \"u\"")
                .doesNotContain("HOST");
        kist.failed(3, "export", "--only", "NONE");
        kist.failed(3, "export", "--except", "NONE");
    }

    @Test
    void export_takesPatterns() {
        kist.done("set", "STRIPE_KEY=k", "STRIPE_URL=u", "OTHER=o");

        assertThat(kist.done("export", "--only", "STRIPE_*").out()).isEqualTo("STRIPE_KEY=k\nSTRIPE_URL=u\n");
        assertThat(kist.done("export", "--only", "OTHER,*_URL").out()).isEqualTo("OTHER=o\nSTRIPE_URL=u\n");
        assertThat(kist.done("export", "--except", "*_*").out()).isEqualTo("OTHER=o\n");
        assertThat(kist.failed(3, "export", "--except", "PAYPAL_*").err())
                .contains("no secret of development matches PAYPAL_*", "kist list -e development shows the names");
        kist.failed(2, "export", "--only", "A B*");
    }

    @Test
    void anEmptyName_isRefused_andStandsNotForAll() {
        kist.done("set", "A=a", "B=b");

        for (String names : new String[] {",", "", "A,", ",A", "A,,B"}) {
            assertThat(kist.failed(2, "export", "--only", names).err()).contains("\"\" cannot be a secret's name");
            kist.failed(2, "export", "--except", names);
        }
        assertThat(kist.done("export", "--only", "A", "--only", "B").out()).isEqualTo("A=a\nB=b\n");
    }

    @Test
    void export_ofChosenNames_isNotStoppedByWhatTheFormatCannotHoldOfTheOthers() {
        kist.stdin("l1\nl2\n").done("set", "--exact", "tls.crt");
        kist.done("set", "PASSWORD", "p");

        assertThat(kist.done("export", "--only", "PASSWORD", "--format", "docker")
                        .out())
                .isEqualTo("PASSWORD=p\n");
        assertThat(kist.done("export", "--except", "tls.crt", "--format", "docker")
                        .out())
                .isEqualTo("PASSWORD=p\n");
        assertThat(kist.failed(2, "export", "--format", "docker").err()).contains("tls.crt");
    }
}
