// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kist.Setting;
import dev.kist.junit.KistExtension;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What happens before an application runs: in an IDE, at a build ahead of time. */
final class AheadOfTimeTest {
    @RegisterExtension
    static final KistExtension KIST =
            KistExtension.with("TOKEN", "marked-token").forFrameworks();

    @Test
    void load_whileSpringProcessesAheadOfTime_asksNoStore() {
        KIST.cutStore();
        System.setProperty(AbstractAotProcessor.AOT_PROCESSING, "true");
        try (ConfigurableApplicationContext application = StartedApplication.start("kist:")) {
            assertThat(KistPropertySource.of(application.getEnvironment())).isEmpty();
        } finally {
            System.clearProperty(AbstractAotProcessor.AOT_PROCESSING);
        }
    }

    @Test
    void configuration_canBeProcessedAheadOfTime() {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
        try (AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext()) {
            application.register(StartedApplication.Application.class);
            new ApplicationContextAotGenerator().processAheadOfTime(application, generation);
            generation.writeGeneratedContent();
        }

        assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                .anyMatch(file -> file.contains("KistAutoConfiguration"));
    }

    @Test
    void hints_keepWhatTheServiceLoaderFinds() {
        RuntimeHints hints = new RuntimeHints();
        new KistRuntimeHints().registerHints(hints, getClass().getClassLoader());

        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of("dev.kist.internal.door.KistImplementation")))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/services/dev.kist.spi.SecretStoreProvider"))
                .accepts(hints);
    }

    @Test
    void metadata_describesEachSetting() throws Exception {
        Set<String> described = new TreeSet<>();
        try (InputStream file =
                KistAutoConfiguration.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode metadata = JsonMapper.builder().build().readTree(file);
            for (JsonNode property : metadata.get("properties")) {
                assertThat(property.get("description").asText()).endsWith(".");
                described.add(property.get("name").asText());
            }
        }

        Set<String> settings = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            settings.add("kist." + setting.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        settings.remove("kist.key-command");
        assertThat(described).containsAll(settings).doesNotContain("kist.key-command");
        assertThat(described)
                .contains(
                        "kist.enabled", "kist.watch", "kist.profile-as-environment", "management.health.kist.enabled");
    }
}
