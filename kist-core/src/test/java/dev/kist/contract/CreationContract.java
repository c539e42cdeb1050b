// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.NoKeyException;
import dev.kist.NotFoundException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The part of {@link EnvironmentContract} about creating and opening environments, and what is known of them. */
abstract class CreationContract extends OnRealStore {
    CreationContract(EnvironmentContract stores) {
        super(stores);
    }

    private static final Fingerprint OTHER = Fingerprint.parse("0123456789abcdef0123456789abcdef");

    @Test
    void open_ofAnEnvironmentThatIsNotThere_isNotFoundAndWritesNothing() {
        create(PRODUCTION);

        assertThatThrownBy(() -> environments(store).open(EnvironmentName.parse("producton"), Freshness.PRIMARY))
                .isInstanceOf(NotFoundException.class)
                .satisfies(e -> assertThat(((KistException) e).hint()).contains("did you mean production?"));
        assertThat(environments(store).find(EnvironmentName.parse("staging"), Freshness.PREFER_PRIMARY))
                .isEmpty();
        assertThat(store.environmentNames()).containsExactly(PRODUCTION);
    }

    @Test
    void create_makesAnEnvironmentThatItsKeyAloneOpens() {
        OpenEnvironment created = create(PRODUCTION);

        assertThat(created.isKnown()).isTrue();
        assertThat(created.document().revision()).isEqualTo(1);
        OpenEnvironment opened = environments(anotherStore()).open(PRODUCTION, Freshness.PREFER_PRIMARY);
        assertThat(opened.fingerprint()).isEqualTo(created.fingerprint());
        assertThat(opened.isKnown()).isFalse();
        Environments others =
                new Environments(store, Identities.of(List.of(X25519Identity.generate())), KnownFingerprints.none());
        assertThatThrownBy(() -> others.open(PRODUCTION, Freshness.PRIMARY)).isInstanceOf(NoKeyException.class);
    }

    @Test
    void create_withoutAKey_isRefused() {
        Environments none = new Environments(store, Identities.of(List.of()), KnownFingerprints.none());

        assertThatThrownBy(() -> none.create(PRODUCTION, LABEL, ALICE)).isInstanceOf(NoKeyException.class);
        assertThat(store.environmentNames()).isEmpty();
    }

    @Test
    void create_whereThereIsOne_isAConflict_andTrustsNothingOfIt() {
        OpenEnvironment created = create(PRODUCTION);
        Environments others = environments(anotherStore());

        assertThatThrownBy(() -> others.create(PRODUCTION, LABEL, BOB))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("nothing was created");

        OpenEnvironment opened = others.open(PRODUCTION, Freshness.PRIMARY);
        assertThat(opened.document()).isEqualTo(created.document());
        assertThat(opened.isKnown()).isFalse();
    }

    @Test
    void create_isTrustedByWhoeverMadeIt_andAnotherThatTakesItsPlaceIsRefused() {
        Environments environments = environments(store);
        OpenEnvironment created = environments.create(PRODUCTION, LABEL, ALICE);
        assertThat(environments.open(PRODUCTION, Freshness.PRIMARY).isKnown()).isTrue();

        assertThat(store.deleteEnvironment(created.document())).isTrue();
        create(PRODUCTION);

        assertThatThrownBy(() -> environments.open(PRODUCTION, Freshness.PRIMARY))
                .isInstanceOf(FingerprintException.class);
    }

    @Test
    void create_byTwoFirstWritersAtOnce_endsWithOneKeyring_andBothValuesDecrypt() throws Exception {
        for (int round = 0; round < 5; round++) {
            EnvironmentName name = EnvironmentName.parse("round-" + round);
            List<Callable<Fingerprint>> writers = new ArrayList<>();
            for (String secret : List.of("ONE", "TWO", "THREE", "FOUR")) {
                SecretStore own = anotherStore();
                writers.add(() -> {
                    Environments environments = environments(own);
                    OpenEnvironment open = findOrCreate(environments, name);
                    new SecretWriter(environments, ALICE)
                            .write(name, names(secret).get(0), to("value of " + secret));
                    return open.fingerprint();
                });
            }

            List<Fingerprint> fingerprints = atOnce(writers);

            assertThat(fingerprints).containsOnly(fingerprints.get(0));
            assertThat(load(name))
                    .hasSize(4)
                    .containsEntry("ONE", "value of ONE")
                    .containsEntry("TWO", "value of TWO");
        }
    }

    private static OpenEnvironment findOrCreate(Environments environments, EnvironmentName name) {
        try {
            return environments.find(name, Freshness.PRIMARY).orElseGet(() -> environments.create(name, LABEL, ALICE));
        } catch (ConflictException e) {
            return environments.open(name, Freshness.PRIMARY);
        }
    }

    /** Another writer creates the environment and its first secret right after this one saw that there is none. */
    @Test
    void find_whereAnotherWriterComesInBetween_opensWhatIsThere() {
        Environments slow = environments(new StoreWithAnotherWriter());

        OpenEnvironment opened = slow.find(PRODUCTION, Freshness.PREFER_PRIMARY).orElseThrow();

        assertThat(opened.document())
                .isEqualTo(
                        environments(store).open(PRODUCTION, Freshness.PRIMARY).document());
    }

    @Test
    void create_whereAnotherWriterComesInBetween_createsNothing() {
        Environments slow = environments(new StoreWithAnotherWriter());

        assertThatThrownBy(() -> slow.create(PRODUCTION, LABEL, BOB)).isInstanceOf(ConflictException.class);

        assertThat(slow.known().of(PRODUCTION)).isEmpty();
        assertThat(load(PRODUCTION)).containsEntry("TOKEN", "first");
    }

    private final class StoreWithAnotherWriter extends DelegatingStore {
        private boolean isFirst = true;

        StoreWithAnotherWriter() {
            super(store);
        }

        @Override
        public Optional<EnvironmentDocument> findEnvironment(EnvironmentName asked, Freshness freshness) {
            Optional<EnvironmentDocument> found = super.findEnvironment(asked, freshness);
            if (isFirst) {
                isFirst = false;
                create(asked);
                put(asked, "TOKEN", "first");
            }
            return found;
        }
    }

    @Test
    void create_whereSecretsAreLeft_isRefused() {
        OpenEnvironment created = create(PRODUCTION);
        put("TOKEN", "one");
        assertThat(store.deleteEnvironment(created.document())).isTrue();

        assertLost(KnownFingerprints.none(), "it has encrypted secrets");
    }

    @Test
    void create_whereHistoryAloneIsLeft_isRefused() {
        OpenEnvironment created = create(PRODUCTION);
        put("TOKEN", "one");
        put("TOKEN", "two");
        assertThat(store.deleteSecret(document(TOKEN))).isTrue();
        assertThat(store.deleteEnvironment(created.document())).isTrue();

        assertLost(KnownFingerprints.none(), "it has encrypted secrets");
    }

    @Test
    void create_whereAFingerprintIsKnown_isRefused() {
        assertLost(KnownFingerprints.none().with(PRODUCTION, OTHER), "a fingerprint of it is known here");
    }

    private void assertLost(KnownFingerprints known, String trace) {
        Environments environments = environments(store, known);
        for (Runnable attempt : List.<Runnable>of(
                () -> environments.create(PRODUCTION, LABEL, ALICE),
                () -> environments.find(PRODUCTION, Freshness.PRIMARY),
                () -> new SecretWriter(environments, ALICE).write(PRODUCTION, TOKEN, to("new")))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(DecryptionFailedException.class)
                    .hasMessageContaining("has lost its document")
                    .hasMessageContaining(trace);
        }
        assertThat(store.environmentNames()).isEmpty();
    }

    @Test
    void create_whereAFingerprintIsKnownWithoutAName_isRefused_andNotFoundStaysNotFound() {
        Environments environments = environments(store, KnownFingerprints.none().with(OTHER));

        assertThat(environments.find(PRODUCTION, Freshness.PRIMARY)).isEmpty();
        assertThatThrownBy(() -> environments.create(PRODUCTION, LABEL, ALICE))
                .hasMessageContaining("KIST_FINGERPRINT")
                .satisfies(e -> assertThat(((KistException) e).reason()).isEqualTo(Reason.NOT_READABLE));
        assertThat(store.environmentNames()).isEmpty();
    }

    @Test
    void fingerprint_known_unknown_another() {
        Fingerprint mine = create(PRODUCTION).fingerprint();

        assertThat(isKnown(KnownFingerprints.none())).isFalse();
        assertThat(isKnown(KnownFingerprints.none().with(mine))).isTrue();
        assertThat(isKnown(KnownFingerprints.none().with(OTHER).with(mine).strict()))
                .isTrue();
        assertThat(isKnown(KnownFingerprints.none().with(PRODUCTION, mine).strict()))
                .isTrue();
        assertThat(isKnown(KnownFingerprints.none()
                        .with(PRODUCTION, OTHER)
                        .with(PRODUCTION, mine)
                        .strict()))
                .isTrue();
        assertThat(isKnown(KnownFingerprints.none().with(EnvironmentName.parse("staging"), OTHER)))
                .isFalse();
        for (KnownFingerprints refusing : List.of(
                KnownFingerprints.none().with(OTHER),
                KnownFingerprints.none().with(PRODUCTION, OTHER),
                KnownFingerprints.none().strict(),
                KnownFingerprints.none()
                        .with(EnvironmentName.parse("staging"), mine)
                        .strict())) {
            assertThatThrownBy(() -> isKnown(refusing))
                    .isInstanceOf(FingerprintException.class)
                    .hasMessageContaining(mine.hex());
        }
    }

    private boolean isKnown(KnownFingerprints known) {
        return environments(store, known)
                .open(PRODUCTION, Freshness.PREFER_PRIMARY)
                .isKnown();
    }
}
