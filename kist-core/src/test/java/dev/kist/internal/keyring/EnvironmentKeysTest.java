package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentKeysTest {
    private static final EnvironmentName NAME = EnvironmentName.parse("production");
    private static final Actor ACTOR = Actor.parse("alice@laptop");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Author AUTHOR = new Author(ACTOR, () -> NOW);

    private final X25519Identity alice = X25519Identity.generate();

    @Test
    void with_aThousandKeys_takesNoMore() {
        OpenEnvironment first = OpenEnvironment.create(NAME, alice, Label.parse("alice"), AUTHOR);
        List<SealedKey> keys = new ArrayList<>(first.sealed().keys());
        for (int i = 1; i < EnvironmentDocument.MAX_KEYS; i++) {
            keys.add(new SealedKey(
                    "key " + i, X25519Identity.generate().recipient().text(), NOW, "alice@laptop"));
        }
        OpenEnvironment full = OpenEnvironment.write(
                EnvironmentSealing.after(
                        first.document(),
                        KeyringWrapper.anew(NAME, Keyring.generate(), KmsServices.none()),
                        new SealedChange(
                                first.sealed().withKeys(keys), List.of(), EventKind.KEY_ADDED, JsonMembers.NONE),
                        AUTHOR),
                true);

        assertThat(OpenEnvironment.open(full.document(), Identities.of(List.of(alice)), KnownFingerprints.none())
                        .keys()
                        .asList())
                .hasSize(1000);
        assertThatThrownBy(() -> full.keys().with(X25519Identity.generate().recipient(), Label.parse("over"), AUTHOR))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1000 keys");
    }

    @Test
    void named_takesIdLabelAndPublicKey() {
        EnvironmentKeys keys = OpenEnvironment.create(NAME, alice, Label.parse("alice"), AUTHOR)
                .keys();

        assertThat(keys.named(alice.recipient().id())).hasSize(1);
        assertThat(keys.named(alice.recipient().text())).hasSize(1);
        assertThat(keys.named("alice")).hasSize(1);
        assertThat(keys.named("bob")).isEmpty();
    }

    @Test
    void changes_haveTheServersTime_whateverTheDocumentSays() {
        OpenEnvironment open = OpenEnvironment.create(NAME, alice, Label.parse("alice"), AUTHOR);
        Instant earlier = NOW.minusSeconds(60);

        OpenEnvironment later = open.keys().withNewDek(new Author(ACTOR, () -> earlier));

        assertThat(later.document().updatedAt()).isEqualTo(earlier);
        assertThat(later.sealed().retired()).containsExactly(Map.entry(1, earlier));
        assertThat(later.document().revision()).isEqualTo(2);
    }

    @Test
    void secretKeys_wrongCutAndMistyped_eachHaveTheirOwnError() {
        String text = alice.exposeText();

        assertThatThrownBy(() -> X25519Identity.parse(text.substring(0, text.length() - 3)))
                .hasMessageContaining("is cut or has something added");
        char other = text.charAt(30) == 'A' ? 'B' : 'A';
        assertThatThrownBy(() -> X25519Identity.parse(text.substring(0, 30) + other + text.substring(31)))
                .hasMessageContaining("is mistyped: its checksum does not match");
        assertThatThrownBy(() -> X25519Identity.parse(alice.recipient().text()))
                .hasMessageContaining("not a secret key");
        OpenEnvironment open = OpenEnvironment.create(NAME, alice, Label.parse("alice"), AUTHOR);
        X25519Identity wrong = X25519Identity.generate();
        assertThatThrownBy(() ->
                        OpenEnvironment.open(open.document(), Identities.of(List.of(wrong)), KnownFingerprints.none()))
                .isInstanceOf(NoKeyException.class)
                .hasMessageContaining("tried " + wrong.recipient().id());
    }
}
