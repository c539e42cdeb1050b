package dev.kist.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.format.EnvironmentDocument;
import dev.kist.format.SealedContent;
import dev.kist.format.SealedContent.SealedKey;
import dev.kist.secret.Actor;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.InvalidInputException;
import dev.kist.secret.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnvironmentKeysTest {
    private static final EnvironmentName NAME = EnvironmentName.parse("production");
    private static final Actor ACTOR = Actor.parse("alice@laptop");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final SecretKey alice = SecretKey.generate();

    @Test
    void with_aThousandKeys_takesNoMore() {
        OpenEnvironment first = OpenEnvironment.create(NAME, alice, Label.parse("alice"), ACTOR, NOW);
        List<SealedKey> keys = new ArrayList<>(first.sealed().keys());
        for (int i = 1; i < EnvironmentDocument.MAX_KEYS; i++) {
            keys.add(new SealedKey("key " + i, SecretKey.generate().publicKey().text(), NOW, "alice@laptop"));
        }
        OpenEnvironment full = OpenEnvironment.write(EnvironmentSealing.after(
                first.document(),
                KeyringWrapper.anew(NAME, Keyring.generate(), KeyServices.none()),
                new SealedContent(keys, null),
                List.of(),
                NOW));

        assertThat(OpenEnvironment.open(full.document(), SecretKeys.of(List.of(alice)), KnownFingerprints.none())
                        .keys()
                        .asList())
                .hasSize(1000);
        assertThatThrownBy(() -> full.keys().with(SecretKey.generate().publicKey(), Label.parse("over"), ACTOR, NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1000 keys");
    }

    @Test
    void named_takesIdLabelAndPublicKey() {
        EnvironmentKeys keys = OpenEnvironment.create(NAME, alice, Label.parse("alice"), ACTOR, NOW)
                .keys();

        assertThat(keys.named(alice.publicKey().id())).hasSize(1);
        assertThat(keys.named(alice.publicKey().text())).hasSize(1);
        assertThat(keys.named("alice")).hasSize(1);
        assertThat(keys.named("bob")).isEmpty();
    }

    @Test
    void changes_neverGoBackInTime() {
        OpenEnvironment open = OpenEnvironment.create(NAME, alice, Label.parse("alice"), ACTOR, NOW);

        OpenEnvironment later = open.keys().withNewDek(NOW.minusSeconds(60));

        assertThat(later.document().updatedAt()).isEqualTo(NOW.plusMillis(1));
        assertThat(later.document().revision()).isEqualTo(2);
    }

    @Test
    void secretKeys_wrongCutAndMistyped_eachHaveTheirOwnError() {
        String text = alice.exposeText();

        assertThatThrownBy(() -> SecretKey.parse(text.substring(0, text.length() - 3)))
                .hasMessageContaining("is cut or has something added");
        char other = text.charAt(30) == 'A' ? 'B' : 'A';
        assertThatThrownBy(() -> SecretKey.parse(text.substring(0, 30) + other + text.substring(31)))
                .hasMessageContaining("is mistyped: its checksum does not match");
        assertThatThrownBy(() -> SecretKey.parse(alice.publicKey().text())).hasMessageContaining("not a secret key");
        OpenEnvironment open = OpenEnvironment.create(NAME, alice, Label.parse("alice"), ACTOR, NOW);
        SecretKey wrong = SecretKey.generate();
        assertThatThrownBy(() ->
                        OpenEnvironment.open(open.document(), SecretKeys.of(List.of(wrong)), KnownFingerprints.none()))
                .isInstanceOf(NoKeyException.class)
                .hasMessageContaining("tried " + wrong.publicKey().id());
    }
}
