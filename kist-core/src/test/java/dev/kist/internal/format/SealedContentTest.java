// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Fingerprint;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealedContentTest {
    private static final Instant CREATED = Instant.ofEpochMilli(1767323045678L);
    private static final SealedKey ALICE = new SealedKey("alice", "kist-pub-1-x", CREATED, "alice@laptop");
    private static final String REST = ",\"retired\":{},\"events\":[]";

    private static SealedContent read(String json) throws BeforeReleaseException {
        return SealedContent.fromBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SealedContent content) {
        return new String(content.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void content_isJsonInOrder_andBack() throws Exception {
        SealedContent content = new SealedContent(
                        List.of(new SealedKey("a \"b\" \\", "kist-pub-1-x", CREATED, "<&'>=@host")),
                        new TreeMap<>(Map.of(2, CREATED, -1, CREATED)),
                        List.of(),
                        new Inheritance("base", "0123456789abcdef0123456789abcdef"),
                        JsonMembers.NONE)
                .withEvent(CREATED, "a\"", EventKind.ROTATED, JsonMembers.NONE.with("dek", 3));

        assertThat(text(content))
                .isEqualTo(
                        "{\"keys\":[{\"label\":\"a \\\"b\\\" \\\\\",\"public_key\":\"kist-pub-1-x\","
                                + "\"created_at\":1767323045678,\"created_by\":\"<&'>=@host\"}],"
                                + "\"retired\":{\"2\":1767323045678,\"4294967295\":1767323045678},"
                                + "\"events\":[{\"number\":1,\"at\":1767323045678,\"by\":\"a\\\"\",\"kind\":\"rotated\","
                                + "\"details\":{\"dek\":3}}],"
                                + "\"inherits\":{\"environment\":\"base\",\"fingerprint\":\"0123456789abcdef0123456789abcdef\"}}");
        assertThat(read(text(content))).isEqualTo(content);
    }

    @Test
    void membersThatAreNotKnown_stayBehindTheOthers() throws Exception {
        SealedContent content =
                read(" { \"policy\": {\"keep\":1.50}, \"events\": [ {\"why\":\"w\", \"details\":{\"x\":[{}]},"
                        + " \"kind\":\"key-polished\",\"by\":\"b\",\"at\":2,\"number\":7}],\"retired\":{ },"
                        + " \"keys\" : [ { \"created_by\":\"b\", \"label\":\"\\u0061\", \"x\":[], \"created_at\": 5 ,"
                        + " \"public_key\":\"p\"} ] } ");

        assertThat(content.keys()).containsExactly(new SealedKey("a", "p", Instant.ofEpochMilli(5), "b"));
        assertThat(text(content.withEvent(CREATED, "b", EventKind.PRUNED, JsonMembers.NONE)))
                .isEqualTo("{\"keys\":[{\"label\":\"a\",\"public_key\":\"p\",\"created_at\":5,\"created_by\":\"b\"}],"
                        + "\"retired\":{},\"events\":[{\"number\":7,\"at\":2,\"by\":\"b\",\"kind\":\"key-polished\","
                        + "\"details\":{\"x\":[{}]},\"why\":\"w\"},{\"number\":8,\"at\":1767323045678,\"by\":\"b\","
                        + "\"kind\":\"pruned\",\"details\":{}}],\"policy\":{\"keep\":1.50}}");
    }

    @Test
    void events_beyondTwoHundred_leaveTheOldestOut() {
        SealedContent content = SealedContent.first(ALICE);
        for (int i = 0; i < 230; i++) {
            content = content.withEvent(CREATED, "alice", EventKind.ROTATED, JsonMembers.NONE);
        }

        assertThat(content.events()).hasSize(200);
        assertThat(content.events().get(0).number()).isEqualTo(31);
        assertThat(content.events().get(199).number()).isEqualTo(230);
    }

    @Test
    void fingerprintsBefore_areThoseThatEventsReplaced() {
        String a = "a".repeat(32);
        String b = "b".repeat(32);
        SealedContent content = SealedContent.first(ALICE)
                .withEvent(CREATED, "alice", EventKind.CREATED, JsonMembers.NONE.with("fingerprint", a));
        assertThat(content.fingerprintsBefore()).isEmpty();

        content = content.withEvent(CREATED, "alice", EventKind.KEY_REMOVED, JsonMembers.NONE.with("fingerprint", a))
                .withEvent(CREATED, "alice", EventKind.REMOVAL_PREPARED, JsonMembers.NONE.with("fingerprint", b));
        assertThat(content.fingerprintsBefore()).as("kept, and not there yet").isEmpty();

        content = content.withEvent(CREATED, "alice", EventKind.KEY_REMOVED, JsonMembers.NONE.with("fingerprint", b))
                .withEvent(CREATED, "alice", EventKind.ROTATED, JsonMembers.NONE.with("dek", 2))
                .withEvent(CREATED, "mallory", EventKind.KEY_REMOVED, JsonMembers.NONE.with("fingerprint", "no such"));
        assertThat(content.fingerprintsBefore()).containsExactly(Fingerprint.parse(a));
    }

    @Test
    void within_leavesOutAsManyOfTheOldestEventsAsItTakes() {
        SealedContent content = SealedContent.first(ALICE);
        for (int i = 0; i < 12; i++) {
            content = content.withEvent(CREATED, "alice", EventKind.ROTATED, JsonMembers.NONE.with("dek", i));
        }
        int whole = content.toBytes().length;

        for (int bytes = whole + 1; bytes > 0; bytes -= 7) {
            SealedContent cut = content.within(bytes);
            boolean isCut = cut.events().size() < content.events().size();
            if (!cut.events().isEmpty()) {
                assertThat(cut.toBytes().length).isLessThanOrEqualTo(bytes);
            }
            assertThat(content.events().subList(12 - cut.events().size(), 12)).isEqualTo(cut.events());
            if (isCut) {
                int one = content.events()
                        .get(11 - cut.events().size())
                        .toJson()
                        .toString()
                        .length();
                assertThat(cut.toBytes().length + one + 1).isGreaterThan(bytes);
            }
        }
        assertThat(content.within(whole)).isEqualTo(content);
        assertThat(content.within(1).events()).isEmpty();
    }

    @Test
    void numbersThatNobodyAsksFor_areOfAnySize() throws Exception {
        String begin = "{\"keys\":[]" + REST + ",\"x\":[";
        for (String taken : List.of("1" + "0".repeat(100_000), "-1e999999999", "0." + "1".repeat(100_000))) {
            assertThat(text(read(begin + taken + "]}"))).contains(taken);
        }
    }

    @Test
    void content_withoutRetired_isFromBeforeTheRelease() {
        assertThatThrownBy(() -> read("{\"keys\":[]}")).isInstanceOf(BeforeReleaseException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{\"retired\":{}",
                "{\"retired\":{}}{}",
                "{\"retired\":{},\"events\":[]}",
                "{\"keys\":[],\"retired\":{}}",
                "{\"keys\":[],\"retired\":[],\"events\":[]}",
                "{\"keys\":[],\"retired\":{},\"events\":{}}",
                "{\"keys\":[],\"retired\":{},\"events\":[1]}",
                "{'keys':[],\"retired\":{},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"0\":1},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"01\":1},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"4294967296\":1},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"1\":\"1\"},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"1\":1.5},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"1\":1e999999999},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"1\":9007199254740992},\"events\":[]}",
                "{\"keys\":[],\"retired\":{\"1\":NaN},\"events\":[]}",
                "{\"keys\":[],\"retired\":{},\"events\":[{\"at\":1,\"by\":\"b\",\"kind\":\"k\",\"details\":{}}]}",
                "{\"keys\":[],\"retired\":{},\"events\":[{\"number\":1,\"at\":1,\"by\":\"b\",\"kind\":\"k\",\"details\":1}]}",
            })
    void content_ofAnotherShape_isRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":{}",
                "{\"keys\":[1]",
                "{\"keys\":[{}]",
                "{\"keys\":null",
                "{\"keys\":[],\"inherits\":[]",
                "{\"keys\":[],\"inherits\":{}",
                "{\"keys\":[],\"inherits\":{\"environment\":null}",
                "{\"keys\":[{\"label\":null,\"public_key\":\"p\",\"created_at\":1,\"created_by\":\"b\"}]",
                "{\"keys\":[{\"label\":\"a\",\"public_key\":\"p\",\"created_at\":\"x\",\"created_by\":\"b\"}]",
            })
    void keysAndParent_ofAnotherShape_areRefused(String begin) {
        assertThatThrownBy(() -> read(begin + REST + "}")).isInstanceOf(IllegalArgumentException.class);
    }
}
