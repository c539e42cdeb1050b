// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.CheckResult.Kind;
import dev.kist.ExampleFile.Need;
import dev.kist.Secret.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an example file asks for. */
class ExampleFileTest {
    private static ExampleFile parse(String text) {
        return ExampleFile.parse(text.getBytes(StandardCharsets.UTF_8), ".env.example");
    }

    private static Snapshot snapshot(Map<String, SecretValue> values) {
        Map<SecretName, Snapshot.Loaded> loaded = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Secret secret = secret(name, Content.literal(value));
            loaded.put(secret.name(), new Snapshot.Loaded(secret, value));
        });
        return new Snapshot(new EnvironmentName("development"), loaded, List.of());
    }

    private static Secret secret(String name, Content content) {
        Instant then = Instant.EPOCH;
        return new Secret(
                new EnvironmentName("development"), SecretName.parse(name), content, 1, then, then, Actor.parse("me"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A=|true|",
                "A=x|true|",
                "# required\\nA=|true|",
                "# optional\\nA=|false|",
                "A= # optional|false|",
                "A=# optional|false|",
                "A='x' # optional, url|false|URL",
                "# OPTIONAL  int\\nA=|false|INT",
                "#optional\\nA=|false|",
                "# optional: where errors go\\nA=|false|",
                "# int: the port\\nA=8080|true|INT",
                "# where errors go\\n# optional\\n# url\\nA=|false|URL",
                "# the optional url\\nA=|true|",
                "# url of the database\\nA=|true|",
                "# optional\\n\\nA=|true|",
                "# optional\\nB=\\nA=|true|",
                "export A=1 # int|true|INT"
            })
    void marks_countWhereTheyStandAlone(String text, boolean isRequired, String kind) {
        assertThat(parse(text.replace("\\n", "\n")).needs())
                .containsEntry(
                        SecretName.parse("A"),
                        new Need(isRequired, Optional.ofNullable(kind).map(Kind::valueOf)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A=1\nnonsense", "A.B C=1", "1A=2", "# optional\nA= # required", "# int, url\nA=", "A=\u0000"})
    void whatCannotBeMeant_isRefused_withItsLine(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(".env.example");
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 0, true",
        "INT, -17, true",
        "INT, 99999999999999999999, true",
        "INT, 1.5, false",
        "INT, ' 1', false",
        "INT, 0x1f, false",
        "URL, https://example.org/a?b=c, true",
        "URL, 'mongodb://u:p@a:1,b:2/db', true",
        "URL, jdbc:oracle:thin:@db:1521:xe, true",
        "URL, example.org, false",
        "URL, localhost:8080, false",
        "URL, 'https://a b', false",
        "URL, https://, false"
    })
    void kinds(Kind kind, String value, boolean fits) {
        assertThat(kind.fits(SecretValue.of(value))).isEqualTo(fits);
        assertThat(kind.fits(SecretValue.ofBytes(value.getBytes(StandardCharsets.UTF_8))))
                .isFalse();
    }

    @Test
    void check_namesWhatDiffers() {
        ExampleFile example = parse(
                """
                MISSING=
                EMPTY=
                PORT= # int
                URL= # url
                OPT= # optional
                OPT_EMPTY= # optional int
                OPT_WRONG= # optional int
                KEY=
                GIVEN=
                """);
        Map<String, SecretValue> values = new LinkedHashMap<>();
        values.put("EMPTY", SecretValue.of(""));
        values.put("PORT", SecretValue.of("http"));
        values.put("URL", SecretValue.of("https://example.org"));
        values.put("OPT_EMPTY", SecretValue.of(""));
        values.put("OPT_WRONG", SecretValue.of("one"));
        values.put("KEY", SecretValue.ofBytes(new byte[] {0}));
        values.put("MORE", SecretValue.of("1"));
        Snapshot snapshot = snapshot(values);

        CheckResult result = example.check(snapshot, name -> name.value().equals("GIVEN"));

        assertThat(result.missing()).containsExactly(SecretName.parse("MISSING"));
        assertThat(result.empty()).containsExactly(SecretName.parse("EMPTY"));
        assertThat(result.wrong())
                .isEqualTo(Map.of(SecretName.parse("PORT"), Kind.INT, SecretName.parse("OPT_WRONG"), Kind.INT));
        assertThat(result.superfluous()).containsExactly(SecretName.parse("MORE"));
        assertThat(result.isSufficient()).isFalse();
        assertThat(example.check(snapshot).missing()).hasSize(2);
    }

    @Test
    void check_ofJustThat_isExact() {
        Snapshot snapshot = snapshot(Map.of("A", SecretValue.of("1")));
        assertThat(parse("A=").check(snapshot).isExact()).isTrue();
        assertThat(parse("").check(snapshot).isSufficient()).isTrue();
        assertThat(parse("").check(snapshot).isExact()).isFalse();
    }

    @Test
    void textFor_hasNamesAndNotes_andReadsAsThat() {
        SecretValue value = SecretValue.of("marked-value");
        String text = ExampleFile.textFor(List.of(
                secret("A", Content.literal(value)),
                secret("B", Content.template(value).withNote(Note.of("first\n\nthird\u202E"))),
                secret("PORT", Content.literal(SecretValue.of("8080")).withNote(Note.of("optional, int"))),
                secret("WORD", Content.literal(value).withNote(Note.of("int")))));
        assertThat(text)
                .isEqualTo("A=\n\n# first\n#\n# third<U+202E>\nB=\n\n# optional, int\nPORT=\n\n# \"int\"\nWORD=\n");
        assertThat(parse(text).needs())
                .containsOnlyKeys(
                        SecretName.parse("A"),
                        SecretName.parse("B"),
                        SecretName.parse("PORT"),
                        SecretName.parse("WORD"))
                .containsEntry(SecretName.parse("WORD"), new Need(true, Optional.empty()))
                .containsEntry(SecretName.parse("PORT"), new Need(false, Optional.of(Kind.INT)));
        assertThat(ExampleFile.textFor(List.of())).isEmpty();
    }
}
