// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;

/** A local store with one secret, and what is typed wrong. */
abstract class ArgumentsFixture {
    final KistRun kist;

    ArgumentsFixture(Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "first");
    }

    /** Wrong arguments: nothing is printed for a program. */
    final Result refused(String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        return result;
    }
}
