// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaProgramTest {
    private static final JavaProgram PROGRAM = JavaProgram.of(Greeting.class.getName());

    /** Greets. */
    static final class Greeting {
        public static void main(String[] arguments) {
            System.out.println("hello " + String.join(" ", arguments));
        }
    }

    @Test
    void program_hasItsArguments() {
        assertThat(PROGRAM.command(List.of("a b", "c")).run().out()).isEqualTo("hello a b c\n");
    }

    @Test
    void program_thatIsArchived_hasItsClassesFromThere() {
        JavaProgram archived = PROGRAM.archivedBy(List.of(List.of("first"), List.of("last")));

        assertThat(archived.command(List.of("again")).run().out()).isEqualTo("hello again\n");
        assertThat(archived.with("-Xlog:class+load").command(List.of()).run().out())
                .containsPattern("JavaProgramTest[$]Greeting source: shared objects file [(]top[)]");
    }
}
