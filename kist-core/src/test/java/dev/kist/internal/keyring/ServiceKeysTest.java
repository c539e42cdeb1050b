package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException.Reason;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.KmsAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Environments that a key in a key service opens, and what changing them asks of the service. */
final class ServiceKeysTest {
    private static final EnvironmentName NAME = EnvironmentName.parse("production");
    private static final Actor ACTOR = Actor.parse("alice@laptop");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Author AUTHOR = new Author(ACTOR, () -> NOW);
    private static final Label LABEL = Label.parse("kms");
    private static final KmsIdentity ADDRESS =
            new KmsIdentity(KmsAddress.parse("aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1234abcd"));
    private static final KmsIdentity OTHER =
            new KmsIdentity(KmsAddress.parse("aws-kms://arn:aws:kms:eu-central-1:111122223333:key/5678abcd"));

    private final StandInService service = new StandInService(KmsAddress.Service.AWS_KMS);
    private final X25519Identity alice = X25519Identity.generate();
    private final Recipient bob = X25519Identity.generate().recipient();
    private final Identities withAlice = Identities.of(List.of(alice)).with(service.alone());
    private final OpenEnvironment first = OpenEnvironment.create(NAME, withAlice, Label.parse("alice"), AUTHOR);
    private final OpenEnvironment both = first.keys().with(ADDRESS, LABEL, AUTHOR);

    /** Keys at hand, with services that remember nothing. */
    private Identities keys(Identity... keys) {
        return Identities.of(List.of(keys)).with(service.alone());
    }

    private static OpenEnvironment open(EnvironmentDocument document, Identities keys) {
        return OpenEnvironment.open(document, keys, KnownFingerprints.none());
    }

    private static Consumer<String> refusing(Problem problem) {
        return operation -> {
            throw new KmsException(ADDRESS.text(), problem, operation + " is refused", null);
        };
    }

    private static String wrapped(OpenEnvironment environment, Recipient key) {
        return environment.document().keys().stream()
                .filter(entry -> entry.publicKey().equals(key.text()))
                .findFirst()
                .orElseThrow()
                .wrapped();
    }

    @Test
    void create_withAnAddress_opensForItAlone() {
        OpenEnvironment created = OpenEnvironment.create(NAME, keys(ADDRESS, alice), LABEL, AUTHOR);

        assertThat(service.asked()).containsExactly("encrypt", "encrypt", "decrypt");
        assertThat(created.document().keys()).singleElement().satisfies(entry -> {
            assertThat(entry.publicKey()).isEqualTo(ADDRESS.text());
            assertThat(entry.keyId()).isEqualTo(ADDRESS.id());
            assertThat(entry.wrapped()).startsWith("w1.");
        });
        assertThat(open(created.document(), keys(ADDRESS)).fingerprint()).isEqualTo(created.fingerprint());
        assertThatThrownBy(() -> open(created.document(), keys(alice))).isInstanceOf(NoKeyException.class);
    }

    @Test
    void create_whereTheServiceDoesNotDecrypt_fails() {
        service.disturb(operation -> {
            if (operation.equals("decrypt")) {
                refusing(Problem.PRIVILEGE).accept(operation);
            }
        });

        assertThatThrownBy(() -> OpenEnvironment.create(NAME, keys(ADDRESS), LABEL, AUTHOR))
                .isInstanceOf(KmsException.class)
                .hasMessage("the key service of " + ADDRESS + " does not allow it: decrypt is refused");
    }

    @Test
    void open_withASecretKey_asksNoService() {
        service.asked();

        assertThat(open(both.document(), keys(ADDRESS, alice)).keys().asList()).hasSize(2);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void open_withAnAddressThatIsNotOfTheEnvironment_asksNoService() {
        service.asked();

        assertThatThrownBy(() -> open(both.document(), keys(OTHER))).isInstanceOf(NoKeyException.class);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void open_again_asksTheServiceOnce() {
        Identities keys = keys(ADDRESS);
        service.asked();

        open(both.document(), keys);
        open(both.document(), keys);

        assertThat(service.asked()).containsExactly("decrypt");
    }

    @Test
    void open_whereAnotherKeyOpens_isNotStoppedByAFailingService() {
        OpenEnvironment three = both.keys().with(OTHER, Label.parse("other"), AUTHOR);
        int[] calls = {0};
        service.disturb(operation -> {
            if (calls[0]++ == 0) {
                refusing(Problem.UNREACHABLE).accept(operation);
            }
        });

        assertThat(open(three.document(), keys(ADDRESS, OTHER)).fingerprint()).isEqualTo(three.fingerprint());
    }

    @Test
    void open_whereTheServiceFails_saysSo_asUnavailable() {
        for (Problem problem : Problem.values()) {
            service.disturb(refusing(problem));

            assertThatThrownBy(() -> open(both.document(), keys(ADDRESS, X25519Identity.generate())))
                    .isInstanceOfSatisfying(KmsException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
                        assertThat(e.problem()).isEqualTo(problem);
                        assertThat(e.address()).isEqualTo(ADDRESS.text());
                    });
        }
    }

    @Test
    void open_withoutTheModule_namesIt() {
        Identities keys = Identities.of(List.of(ADDRESS));

        assertThatThrownBy(() -> open(both.document(), keys))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs the module kist-aws-kms");
    }

    @Test
    void with_anotherKey_keepsWhatTheServiceEncrypted() {
        service.disturb(refusing(Problem.PRIVILEGE));

        OpenEnvironment three = both.keys().with(bob, Label.parse("bob"), AUTHOR);
        OpenEnvironment child = three.keys().inheriting(new Inheritance("base", "0".repeat(32)), AUTHOR);

        assertThat(wrapped(child, ADDRESS)).isEqualTo(wrapped(both, ADDRESS));
        service.disturb(operation -> {});
        assertThat(open(child.document(), keys(ADDRESS)).keys().asList()).hasSize(3);
    }

    @Test
    void with_anAddress_asksItsServiceAlone() {
        service.asked();

        OpenEnvironment three = both.keys().with(OTHER, Label.parse("other"), AUTHOR);

        assertThat(service.asked()).containsExactly("encrypt");
        assertThat(open(three.document(), keys(OTHER)).fingerprint()).isEqualTo(first.fingerprint());
    }

    @Test
    void with_anAddressTwice_isRefused() {
        assertThatThrownBy(() -> both.keys().with(ADDRESS, Label.parse("again"), AUTHOR))
                .hasMessageContaining("opens production already, as kms");
        assertThat(both.keys().named(ADDRESS.text()))
                .hasSize(1)
                .isEqualTo(both.keys().named(ADDRESS.id()));
    }

    @Test
    void withNewDek_hasTheServiceEncryptTheNewKeyring() {
        OpenEnvironment rotated = both.keys().withNewDek(AUTHOR);
        OpenEnvironment settled = rotated.keys().withoutDeks(Set.of(1), AUTHOR);

        assertThat(open(rotated.document(), keys(ADDRESS)).activeDek()).isEqualTo(2);
        assertThat(open(settled.document(), keys(ADDRESS)).retiredDeks()).isEmpty();
        assertThat(wrapped(rotated, ADDRESS)).isNotEqualTo(wrapped(both, ADDRESS));
    }

    @Test
    void changeOfTheKeyring_whereTheServiceRefuses_fails() {
        OpenEnvironment three = both.keys().with(bob, Label.parse("bob"), AUTHOR);
        service.disturb(refusing(Problem.PRIVILEGE));

        assertThatThrownBy(() -> three.keys().withNewDek(AUTHOR)).isInstanceOf(KmsException.class);
        assertThatThrownBy(() -> three.keys().without(bob, AUTHOR)).isInstanceOf(KmsException.class);
        assertThatThrownBy(() -> three.keys().withoutKeepingRoot(bob, AUTHOR)).isInstanceOf(KmsException.class);
        assertThatThrownBy(() -> three.keys().preparing(bob, three.keys().prepare(bob), AUTHOR))
                .isInstanceOf(KmsException.class);
    }

    @Test
    void without_theAddress_asksItsServiceNoMore() {
        service.disturb(refusing(Problem.UNREACHABLE));

        OpenEnvironment left = both.keys().without(ADDRESS, AUTHOR);

        assertThat(left.keys().asList()).hasSize(1);
        assertThat(left.fingerprint()).isNotEqualTo(both.fingerprint());
        assertThat(open(left.document(), keys(alice)).activeDek()).isEqualTo(2);
    }

    @Test
    void preparing_forAKeyThatLeaves_isReadByTheService() {
        OpenEnvironment three = both.keys().with(bob, Label.parse("bob"), AUTHOR);
        PreparedKeyring prepared = three.keys().prepare(bob);
        OpenEnvironment stored = three.keys().preparing(bob, prepared, AUTHOR);

        PreparedKeyring found =
                PreparedKeyring.find(stored.document(), keys(ADDRESS)).orElseThrow();
        assertThat(found.fingerprint()).isEqualTo(prepared.fingerprint());
        assertThat(found.isFor(bob)).isTrue();
        OpenEnvironment left = stored.keys().without(bob, found, AUTHOR);
        assertThat(open(left.document(), keys(ADDRESS)).fingerprint()).isEqualTo(prepared.fingerprint());
    }

    @Test
    void preparing_forAnAddressThatLeaves_isNotForIt() {
        PreparedKeyring prepared = both.keys().prepare(ADDRESS);
        OpenEnvironment stored = both.keys().preparing(ADDRESS, prepared, AUTHOR);

        assertThat(PreparedKeyring.find(stored.document(), keys(ADDRESS))).isEmpty();
        assertThat(PreparedKeyring.find(stored.document(), keys(alice))
                        .orElseThrow()
                        .isFor(ADDRESS))
                .isTrue();
        assertThat(prepared.isFor(OTHER)).isFalse();
    }

    @Test
    void keyOfAServiceThatIsNotKnown_staysThroughAnAddition_andStopsARotation() {
        String future = "other-kms://somewhere/key";
        List<KeyEntry> entries = new ArrayList<>(first.document().keys());
        entries.add(new KeyEntry(Recipient.idOf(future), "future", future, NOW, "alice@laptop", "w1.AAAA"));
        EnvironmentDocument before = first.document();
        EnvironmentDocument document = sealedBy(before, entries);

        OpenEnvironment opened = open(document, keys(alice));
        OpenEnvironment more = opened.keys().with(bob, Label.parse("bob"), AUTHOR);

        assertThat(more.document().keys().get(1).wrapped()).isEqualTo("w1.AAAA");
        assertThatThrownBy(() -> more.keys().withNewDek(AUTHOR)).isInstanceOf(InvalidInputException.class);
    }

    /** {@code before} with these keys, as a member whose Kist knows more services would have written it. */
    private EnvironmentDocument sealedBy(EnvironmentDocument before, List<KeyEntry> entries) {
        EnvironmentDocument listed = new EnvironmentDocument(
                before.name(), entries, before.sealed(), before.revision(), before.createdAt(), before.updatedAt());
        Keyring keyring = KeyringWrapping.unwrap(before.keys().get(0).wrapped(), alice, NAME)
                .orElseThrow();
        SealedContent sealed = first.sealed()
                .withKeys(entries.stream()
                        .map(entry ->
                                new SealedKey(entry.label(), entry.publicKey(), entry.createdAt(), entry.createdBy()))
                        .toList());
        return EnvironmentSealing.after(
                        listed,
                        KeyringWrapper.keeping(listed, keyring, KmsServices.none()),
                        new SealedChange(sealed, List.of(), EventKind.KEY_ADDED, JsonMembers.NONE),
                        AUTHOR)
                .document();
    }

    @Test
    void call_thatDoesNotEnd_isLeftBehindInTime() {
        service.disturb(operation -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        KmsServices hasty = KmsServices.of(List.of(service), Map.of(), Duration.ofMillis(200));
        long begin = System.nanoTime();

        assertThatThrownBy(() ->
                        open(both.document(), Identities.of(List.of(ADDRESS)).with(hasty)))
                .hasMessage("the key service of " + ADDRESS + " cannot be reached: no answer within 200 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void call_thatFailsUnforeseen_showsNothingThatTheClientSaid() {
        String canary = "c4n4ry-" + alice.exposeText();
        for (Throwable thrown :
                List.of(new IllegalStateException(canary, new IllegalArgumentException(canary)), new Error(canary))) {
            service.disturb(operation -> {
                throw sneaky(thrown);
            });

            assertThatThrownBy(() -> both.keys().withNewDek(AUTHOR))
                    .isInstanceOf(KmsException.class)
                    .hasNoCause()
                    .hasMessageContaining(thrown.getClass().getName())
                    .extracting(ServiceKeysTest::everything)
                    .asString()
                    .doesNotContain("c4n4ry");
        }
    }

    @Test
    void call_whereAClassIsMissing_saysThatTheModuleIsIncomplete() {
        service.disturb(operation -> {
            throw new NoClassDefFoundError("com/amazonaws/services/kms/AWSKMS");
        });

        assertThatThrownBy(() -> both.keys().withNewDek(AUTHOR))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("kist-aws-kms");
    }

    private static String everything(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
