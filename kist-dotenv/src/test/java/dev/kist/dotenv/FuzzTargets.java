package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is fuzzed. Not in the test class, so that the classes it uses are loaded only when Jazzer is ready to instrument
 * them: Java 17 breaks annotated records that are transformed later.
 */
final class FuzzTargets {
    private FuzzTargets() {}

    static void parse(byte[] content, String dialect) {
        DotenvFile file;
        try {
            file = DotenvFile.parse(content, DotenvOptions.of("f").withDialect(Dialect.valueOf(dialect)));
        } catch (DotenvException e) {
            assertThat(e.getMessage()).startsWith("f:");
            return;
        }
        file.blockers(Set.of()).stream().limit(2).forEach(warning -> assertThat(file.readings(warning))
                .isNotEmpty());
        requireTemplatesGiveTheValues(file);
    }

    /** What a template refers to is defined once above, so the values of the whole file resolve it. */
    private static void requireTemplatesGiveTheValues(DotenvFile file) {
        Map<String, String> values = values(file);
        for (DotenvEntry entry : file.entries()) {
            if (entry.template() != null) {
                assertThat(SmallTemplate.resolve(entry.template(), values)).isEqualTo(entry.value());
            }
        }
    }

    static void writeThenRead(FuzzedDataProvider data) {
        Map<String, String> values = new LinkedHashMap<>();
        while (data.remainingBytes() > 0 && values.size() < 20) {
            values.put("K_" + values.size(), data.consumeString(40));
        }
        for (ExportFormat format : ExportFormat.values()) {
            requireReadBack(writable(values, WriteOptions.of(format)), WriteOptions.of(format));
        }
        for (Target target : Target.values()) {
            WriteOptions options = WriteOptions.of(ExportFormat.DOTENV).withTarget(target);
            Map<String, String> writable = writable(values, options);
            requireReadBack(writable, options);
        }
    }

    private static void requireReadBack(Map<String, String> values, WriteOptions options) {
        byte[] file = DotenvWriter.write(values, options).getBytes(StandardCharsets.UTF_8);
        options.dialect()
                .map(dialect -> DotenvFile.parse(file, DotenvOptions.of("f").withDialect(dialect)))
                .ifPresent(read -> assertThat(values(read)).isEqualTo(values));
    }

    private static Map<String, String> values(DotenvFile file) {
        Map<String, String> values = new LinkedHashMap<>();
        file.effectiveEntries().forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }

    private static Map<String, String> writable(Map<String, String> values, WriteOptions options) {
        Map<String, String> writable = new LinkedHashMap<>(values);
        DotenvWriter.refusals(values, options).forEach(refusal -> writable.remove(refusal.key()));
        return writable;
    }
}
