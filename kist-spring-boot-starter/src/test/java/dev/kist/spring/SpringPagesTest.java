// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.DocumentedJava;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.EventListener;

/** What {@code docs/spring-boot.md} and {@code docs/testing.md} show of Spring compiles. */
final class SpringPagesTest {
    @TempDir
    Path folder;

    @Test
    void listener_ofTheExample_compiles() throws Exception {
        DocumentedJava page = DocumentedJava.of("docs/spring-boot.md");
        String source =
                """
                import dev.kist.spring.SecretsChangedEvent;
                import org.springframework.context.event.EventListener;
                import org.springframework.core.env.Environment;
                public final class Rotated {
                    // As HikariCP has them; examples/spring-boot has the real ones.
                    interface Config { void setPassword(String password); }
                    interface Connections { void softEvictConnections(); }
                    interface Pool { Config getHikariConfigMXBean(); Connections getHikariPoolMXBean(); }
                    private Pool pool;
                    private Environment environment;
                    %s
                }
                """
                        .formatted(page.block("@EventListener"));

        Class<?> compiled = DocumentedJava.compile(folder, "Rotated", source);

        assertThat(page.count()).isEqualTo(1);
        assertThat(compiled.getDeclaredMethod("rotate", SecretsChangedEvent.class)
                        .isAnnotationPresent(EventListener.class))
                .isTrue();
    }

    @Test
    void extension_withSpring_compiles() {
        String source =
                """
                import dev.kist.junit.KistExtension;
                import org.junit.jupiter.api.extension.RegisterExtension;
                import org.springframework.boot.test.context.SpringBootTest;
                """
                        + DocumentedJava.of("docs/testing.md").block("@SpringBootTest");

        assertThat(DocumentedJava.compile(folder, "ShopTest", source)).isNotNull();
    }
}
