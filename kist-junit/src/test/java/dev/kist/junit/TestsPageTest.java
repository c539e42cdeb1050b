// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.kist.testing.DocumentedJava;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The tests that {@code docs/testing.md} shows compile and pass. The one with Spring is run in the starter's module. */
final class TestsPageTest {
    private static final DocumentedJava PAGE = DocumentedJava.of("docs/testing.md");
    private static final String IMPORTS =
            """
            import static org.assertj.core.api.Assertions.assertThat;
            import dev.kist.*;
            import dev.kist.junit.*;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;
            """;

    @TempDir
    Path folder;

    @Test
    void extension_inAField_passes() {
        String checkout =
                """
                final class Checkout {
                    private final Environment environment;
                    Checkout(Environment environment) { this.environment = environment; }
                    String pay() {
                        return environment.load().get("API_KEY").equals("revoked") ? "the API key was refused" : "paid";
                    }
                }
                """;

        Events tests = run("CheckoutTest", IMPORTS + PAGE.block("final class CheckoutTest") + checkout);

        tests.assertStatistics(statistics -> statistics.started(1).succeeded(1));
    }

    @Test
    void secret_byAnnotation_isInTheParameter() {
        String block = PAGE.block("@WithSecret");
        assertThat(block).contains("{ ... }");
        String test = block.replace("{ ... }", "{ assertThat(secrets.get(\"API_KEY\")).isEqualTo(\"of the test\"); }");

        Events tests = run("ClientTest", IMPORTS + "final class ClientTest {\n" + test + "}\n");

        tests.assertStatistics(statistics -> statistics.started(1).succeeded(1));
    }

    private Events run(String name, String source) {
        Class<?> compiled = DocumentedJava.compile(folder, name, source);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(compiled))
                .execute()
                .testEvents();
    }
}
