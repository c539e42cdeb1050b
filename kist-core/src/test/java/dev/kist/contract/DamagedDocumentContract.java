// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.KistException;
import dev.kist.internal.rotation.Rotation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What another program did to a document's other fields loses nothing: a retired DEK stays for as long as something decrypts
 * by it, and it is said; what decrypts by nothing does not keep it.
 */
public abstract class DamagedDocumentContract extends TeamContract {
    private static final Duration MINUTES = Duration.ofMinutes(5);

    /** Which collection. */
    protected enum Place {
        CURRENT,
        HISTORY
    }

    /** Sets a field of the only document of that key in one collection, past the store; {@code json} as MongoDB writes it. */
    protected abstract void change(Place place, String key, String field, String json);

    /** Takes a field away. */
    protected abstract void remove(Place place, String key, String field);

    private void change(Place place, String field, String json) {
        if (json.equals("missing")) {
            remove(place, "B", field);
        } else {
            change(place, "B", field, json);
        }
    }

    private void twoSecrets() {
        team();
        set(alice, "A", "kept");
        set(alice, "B", "former");
        set(alice, "B", "precious");
    }

    private Rotation.Result rotateAndDrop() {
        rotation(alice).rotate(PRODUCTION, done -> {});
        store.putClockForward(MINUTES);
        return rotation(alice).settle(PRODUCTION, done -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "revision | {\"$numberDouble\":\"1.0\"} | 2",
                "revision | missing | 2",
                "revision | 0 | 2",
                "revision | \"2\" | 2",
                "revision | {\"$numberLong\":\"1099511627776\"} | 2",
                "version | {\"$numberDouble\":\"2.0\"} | 2",
                "deleted | 0 | missing",
                "template | \"no\" | missing",
            })
    void aCurrentVersion_thatOnlyReadsWrong_keepsItsDek_untilItIsSetRight(String field, String json, String right) {
        twoSecrets();
        change(Place.CURRENT, field, json);

        Rotation.Result result = rotateAndDrop();

        assertThat(result.dropped()).isEmpty();
        assertThat(result.needed()).containsExactly(1);
        assertThat(result.unreadable())
                .extracting(KistException::reason)
                .containsExactly(KistException.Reason.NOT_READABLE);
        assertThat(result.unreadable().get(0)).hasMessageContaining("secret B of production");
        assertThat(open(alice).retiredDeks()).containsExactly(1);

        change(Place.CURRENT, field, right);
        Rotation.Result after = rotation(alice).settle(PRODUCTION, done -> {});
        assertThat(after.encrypted()).isEqualTo(1);
        assertThat(after.dropped()).containsExactly(1);
        assertThat(values(alice)).containsExactly("kept", "precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1.AAAA", "no note of Kist"})
    void aValue_whoseNoteDoesNotDecrypt_keepsItsDek(String note) {
        twoSecrets();
        change(Place.CURRENT, "note", '"' + note + '"');

        Rotation.Result result = rotateAndDrop();

        assertThat(result.needed()).containsExactly(1);
        assertThat(result.dropped()).isEmpty();
        assertThat(result.unreadable()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{\"a\":1}"})
    void aValue_whoseNoteHasAnotherType_keepsItsDek(String note) {
        twoSecrets();
        change(Place.CURRENT, "note", note);

        assertThat(rotateAndDrop().needed()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"k1.AAAA\"", "\"plain text\"", "7", "missing"})
    void aNote_whoseValueDoesNotDecrypt_keepsItsDek(String value) {
        twoSecrets();
        change(Place.CURRENT, "value", value);

        assertThat(rotateAndDrop().needed()).containsExactly(1);
    }

    @Test
    void aFormerVersion_thatOnlyReadsWrong_keepsItsDek_andIsNamed() {
        twoSecrets();
        change(Place.HISTORY, "version", "{\"$numberDouble\":\"1.0\"}");

        Rotation.Result result = rotateAndDrop();

        assertThat(result.needed()).containsExactly(1);
        assertThat(result.unreadable()).singleElement().satisfies(e -> assertThat(e)
                .hasMessageContaining("version 1 of secret B of production"));
        change(Place.HISTORY, "version", "1");
        assertThat(rotation(alice).settle(PRODUCTION, done -> {}).dropped()).containsExactly(1);
        assertThat(history("B")).containsExactly("former", "precious");
    }

    @Test
    void aFormerVersion_thatIsNoLongerAuthentic_isSaid_andKeepsNothing() {
        twoSecrets();
        change(Place.HISTORY, "updated_by", "5");

        Rotation.Result result = rotateAndDrop();

        assertThat(result.unreadable()).hasSize(1);
        assertThat(result.needed()).isEmpty();
        assertThat(result.dropped()).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value | `\"k1.AQAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"`",
                "updated_by | `\"mallory\"`",
                "updated_by | 5",
                "key | `\"not a name\"`",
            })
    void garbage_thatNamesTheDek_doesNotKeepIt(String field, String json) {
        team();
        set(alice, "A", "kept");
        set(alice, "B", "garbage");
        remove(Place.CURRENT, "B", "note");
        change(Place.CURRENT, field, json);
        change(Place.CURRENT, field.equals("key") ? "not a name" : "B", "revision", "{\"$numberDouble\":\"1.0\"}");

        Rotation.Result result = rotateAndDrop();

        assertThat(result.needed()).isEmpty();
        assertThat(result.dropped()).containsExactly(1);
        assertThat(result.unreadable()).hasSize(1);
    }

    @Test
    void settleAndDrop_doesNotWaitForWhatIsNeeded() {
        twoSecrets();
        change(Place.CURRENT, "revision", "0");
        administration(alice).addDek(PRODUCTION);

        Rotation.Result result = new Rotation(as(alice), ACTOR, time -> {
                    throw new AssertionError("waited for what cannot be dropped");
                })
                .settleAndDrop(PRODUCTION, done -> {}, left -> {});

        assertThat(result.needed()).containsExactly(1);
        assertThat(result.dropped()).isEmpty();
    }
}
