package dev.kist.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.StoredSamples;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentJsonTest {
    @Test
    void everyType_comesBackAsItWas() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "quote \" line \n ü 😀 </script>");
        fields.put("int", Integer.MIN_VALUE);
        fields.put("long", 1L);
        fields.put("double", 1.0);
        fields.put("nan", Double.NaN);
        fields.put("flag", true);
        fields.put("date", Instant.ofEpochMilli(-1));
        fields.put("id", new DocumentId("00112233445566778899aabb"));
        fields.put("list", List.of(1, "two", Map.of("three", Instant.EPOCH)));
        fields.put("map", Map.of("$oid", "not an id", "other", 1));
        fields.put("null", null);

        assertThat(DocumentJson.read(DocumentJson.write(fields))).isEqualTo(fields);
    }

    @Test
    void aSecret_looksAsDocumented() {
        assertThat(DocumentJson.write(DocumentFields.of(StoredSamples.secret("TOKEN"))))
                .matches("\\{\"_id\":\\{\"\\$oid\":\"[0-9a-f]{24}\"},\"key\":\"TOKEN\",\"value\":\"k1\\.[^\"]+\","
                        + "\"environment\":\"development\",\"created_at\":\\{\"\\$date\":1767323045678},"
                        + "\"updated_at\":\\{\"\\$date\":1767323045678},\"version\":1,"
                        + "\"updated_by\":\"alice@laptop\",\"revision\":1}");
    }

    @Test
    void whatOnlyLooksLikeAType_staysADocument() {
        assertThat(DocumentJson.read(
                        "{\"a\":{\"$oid\":\"xyz\"},\"b\":{\"$numberLong\":\"many\"},\"c\":{\"$date\":\"today\"}}"))
                .isEqualTo(Map.of(
                        "a", Map.of("$oid", "xyz"),
                        "b", Map.of("$numberLong", "many"),
                        "c", Map.of("$date", "today")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "{\"value\":\"marked", "{'a':1}", "{\"a\":NaN}"})
    void whatIsNoDocument_isRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> DocumentJson.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the JSON of a document")
                .hasNoCause();
    }

    @Test
    void aDeepDocument_isRefused() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatThrownBy(() -> DocumentJson.read(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void texts_areAList() {
        assertThat(DocumentJson.list(Arrays.asList("A", "b.c"))).isEqualTo("[\"A\",\"b.c\"]");
    }
}
