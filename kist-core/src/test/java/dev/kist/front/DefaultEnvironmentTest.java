// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program is told where the environment is only the default. */
final class DefaultEnvironmentTest {
    private final KistOptions.Builder options;
    private final List<String> warnings = new ArrayList<>();

    DefaultEnvironmentTest(@TempDir Path home) {
        this.options = InMemoryKist.in(home).options();
    }

    @Test
    void environment_thatNothingSets_isWarnedOfOnce() {
        try (Kist kist = Kist.open(options.onWarning(warnings::add).build())) {
            assertThat(warnings).isEmpty();

            assertThat(kist.environment().name()).hasToString("development");
            assertThat(kist.environment().name()).hasToString("development");

            assertThat(warnings).containsExactly("no environment is set: using development; KIST_ENVIRONMENT sets one");
        }
    }

    @Test
    void environment_thatIsSet_orNamed_isNotWarnedOf() {
        try (Kist set = Kist.open(options.onWarning(warnings::add)
                        .environment("production")
                        .build());
                Kist named = Kist.open(options.build())) {
            assertThat(set.environment().name()).hasToString("production");
            assertThat(named.environment("development").name()).hasToString("development");

            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void warning_thatNobodyTakes_isLogged_fromAMethodWithAName() {
        List<LogRecord> logged = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.kist");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                // The place is looked for when it is asked for, in the stack of that moment.
                assertThat(entry.getSourceMethodName()).isEqualTo("log");
                logged.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try (Kist kist = Kist.open(options.build())) {
            assertThat(kist.environment().name()).hasToString("development");
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }

        assertThat(logged)
                .extracting(LogRecord::getMessage)
                .singleElement()
                .asString()
                .contains("no environment is set");
    }
}
