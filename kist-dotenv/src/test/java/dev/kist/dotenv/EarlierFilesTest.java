package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several files that are read one after the other. */
class EarlierFilesTest {
    @ParameterizedTest
    @EnumSource(names = {"KIST", "PYTHON", "COMPOSE", "SHELL"})
    void reference_findsTheNameInAnEarlierFile(Dialect dialect) {
        DotenvOptions options = DotenvOptions.of("b").withDialect(dialect);
        Map<String, DotenvEntry> together = together(options, "HOST=h1\nPORT=1\n", "URL=http://${HOST}:${PORT}/\n");

        DotenvEntry url = entry(together, "URL");
        assertThat(url.value()).isEqualTo("http://h1:1/");
        assertThat(url.template()).isEqualTo("http://${HOST}:${PORT}/");
        assertThat(url.references()).extracting(Reference::definedAt).containsExactly(0, 0);
    }

    @Test
    void reference_toAnEarlierFile_isNotUndefined() {
        List<DotenvEntry> earlier = read(DotenvOptions.of("a"), "HOST=h1\n").entries();
        DotenvFile file = read(DotenvOptions.of("b").withEarlier(earlier), "URL=$HOST\nX=$Y\n");

        assertThat(file.blockers(Set.of())).singleElement().satisfies(warning -> assertThat(warning.line())
                .isEqualTo(2));
    }

    @ParameterizedTest
    @EnumSource(names = {"KIST", "PYTHON", "COMPOSE", "SHELL"})
    void definitionAboveInTheFileItself_winsOverAnEarlierOne(Dialect dialect) {
        DotenvOptions options = DotenvOptions.of("b").withDialect(dialect);
        Map<String, DotenvEntry> together = together(options, "HOST=h1\n", "HOST=h2\nURL=${HOST}\n");

        assertThat(entry(together, "URL").value()).isEqualTo("h2");
        assertThat(entry(together, "URL").template()).isNull();
    }

    @Test
    void definitionInALaterFile_takesTheTemplateAway() {
        Map<String, DotenvEntry> together =
                together(DotenvOptions.of("f"), "HOST=h1\n", "URL=${HOST}\nV=1\nW=$V\n", "HOST=h3\n");

        assertThat(together).containsOnlyKeys("URL", "V", "W", "HOST");
        assertThat(entry(together, "URL").value()).isEqualTo("h1");
        assertThat(entry(together, "URL").template()).isNull();
        assertThat(entry(together, "W").template()).isEqualTo("${V}");
    }

    @Test
    void lastOfEqualKeysInEarlierFiles_counts_andGivesNoTemplate() {
        Map<String, DotenvEntry> together = together(DotenvOptions.of("f"), "HOST=h1\n", "HOST=h2\n", "URL=${HOST}\n");

        assertThat(entry(together, "URL").value()).isEqualTo("h2");
        assertThat(entry(together, "URL").template()).isNull();
    }

    @Test
    void earlierFile_isAskedBeforeTheEnvironment() {
        DotenvOptions options = DotenvOptions.of("b").withEnvironment(Map.of("HOST", "env", "E", "env")::get);

        assertThat(entry(together(options, "HOST=h1\n", "URL=$HOST-$E\n"), "URL")
                        .value())
                .isEqualTo("h1-env");
    }

    @Test
    void entryOfAnotherFormat_canBeReferredTo() {
        DotenvOptions options = DotenvOptions.of("b").withEarlier(List.of(DotenvEntry.literal("HOST", 0, "$h")));
        DotenvFile file = read(options, "URL=${HOST}/\n");

        assertThat(entry(file.effectiveEntries(), "URL").value()).isEqualTo("$h/");
        assertThat(entry(file.effectiveEntries(), "URL").template()).isEqualTo("${HOST}/");
    }

    private static Map<String, DotenvEntry> together(DotenvOptions options, String... texts) {
        List<DotenvEntry> all = new ArrayList<>();
        for (String text : texts) {
            all.addAll(read(options.withEarlier(all), text).entries());
        }
        return DotenvEntry.lastOfEach(all);
    }

    private static DotenvFile read(DotenvOptions options, String text) {
        return DotenvFile.parse(text.getBytes(StandardCharsets.UTF_8), options);
    }

    private static DotenvEntry entry(Map<String, DotenvEntry> entries, String key) {
        return Objects.requireNonNull(entries.get(key));
    }
}
