// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.environment.KeyAdministration.Root;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.internal.keyring.StandInService;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.KmsAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An environment that alice and a key in a key service open, on a real store. */
public abstract class ServiceKeyContract extends TeamContract {
    private static final KmsIdentity ADDRESS = new KmsIdentity(
            KmsAddress.parse("gcp-kms://projects/acme/locations/global/keyRings/kist/cryptoKeys/production"));

    private static final EnvironmentName DEVELOPMENT = EnvironmentName.parse("development");

    private final StandInService service = new StandInService(KmsAddress.Service.GCP_KMS);

    /** As the holder of this key, who can reach the service. */
    private Environments reaching(Identity key) {
        return new Environments(store, Identities.of(List.of(key)).with(service.alone()), KnownFingerprints.none());
    }

    private List<String> valuesByTheService() {
        return new SecretReader(reaching(ADDRESS))
                .readAll(PRODUCTION, Freshness.PRIMARY).requireAll().stream()
                        .map(secret -> secret.value().text())
                        .toList();
    }

    private EnvironmentDocument document() {
        return store.findEnvironment(PRODUCTION, Freshness.PRIMARY).orElseThrow();
    }

    private void refuse() {
        service.disturb(operation -> {
            throw new KmsException(ADDRESS.text(), Problem.PRIVILEGE, operation, null);
        });
    }

    @BeforeEach
    void letTheServiceIn() {
        team(bob);
        new KeyAdministration(reaching(alice), ACTOR).add(PRODUCTION, ADDRESS, Label.parse("kms"));
        set(alice, "TOKEN", "one");
    }

    @Test
    void theService_reads_writes_andRotates() {
        set(reaching(ADDRESS), "OTHER", "two");
        new Rotation(reaching(ADDRESS), ACTOR).rotate(PRODUCTION, done -> {});

        assertThat(valuesByTheService()).containsExactly("two", "one");
        assertThat(values(alice)).containsExactly("two", "one");
        assertThat(open(alice).activeDek()).isEqualTo(2);
    }

    @Test
    void theServiceAlone_canHaveAnEnvironment() {
        Environments own = reaching(ADDRESS);
        OpenEnvironment created = own.create(DEVELOPMENT, Label.parse("kms"), ACTOR);

        assertThat(created.keys().asList()).hasSize(1);
        assertThat(reaching(ADDRESS).open(DEVELOPMENT, Freshness.PRIMARY).fingerprint())
                .isEqualTo(created.fingerprint());
        assertThatThrownBy(() -> as(alice).open(DEVELOPMENT, Freshness.PRIMARY)).isInstanceOf(NoKeyException.class);
    }

    @Test
    void create_whereTheServiceRefuses_writesNothing() {
        refuse();

        assertThatThrownBy(() -> reaching(ADDRESS).create(DEVELOPMENT, Label.parse("kms"), ACTOR))
                .isInstanceOf(KmsException.class);
        assertThat(store.findEnvironment(DEVELOPMENT, Freshness.PRIMARY)).isEmpty();
    }

    @Test
    void changeOfTheKeyring_whereTheServiceRefuses_writesNothing() {
        refuse();
        EnvironmentDocument before = document();
        KeyAdministration keys = new KeyAdministration(reaching(alice), ACTOR);
        Rotation rotation = new Rotation(reaching(alice), ACTOR);

        assertThatThrownBy(() -> rotation.rotate(PRODUCTION, done -> {})).isInstanceOf(KmsException.class);
        assertThatThrownBy(() -> keys.remove(open(alice), bob.recipient(), Root.NEW))
                .isInstanceOf(KmsException.class);
        assertThatThrownBy(() -> keys.prepareRemoval(PRODUCTION, bob.recipient()))
                .isInstanceOf(KmsException.class);

        assertThat(document()).isEqualTo(before);
        assertThat(values(bob)).containsExactly("one");
    }

    @Test
    void add_whereTheServiceRefuses_keepsItIn() {
        refuse();
        administration(alice).add(PRODUCTION, carol.recipient(), Label.parse("carol"));

        service.disturb(operation -> {});
        assertThat(valuesByTheService()).containsExactly("one");
        assertThat(values(carol)).containsExactly("one");
    }

    @Test
    void aRetiredDek_staysWhereTheServiceRefuses_andIsDroppedLater() {
        new Rotation(reaching(alice), ACTOR).rotate(PRODUCTION, done -> {});
        store.putClockForward(Duration.ofMinutes(61));
        refuse();

        new Rotation(reaching(alice), ACTOR).settleIfDue(PRODUCTION);
        assertThat(open(alice).retiredDeks()).containsExactly(1);

        service.disturb(operation -> {});
        new Rotation(reaching(alice), ACTOR).settleIfDue(PRODUCTION);
        assertThat(open(alice).retiredDeks()).isEmpty();
        assertThat(valuesByTheService()).containsExactly("one");
    }

    @Test
    void remove_ofAPersonByTheService_withAKeyringMadeAhead() {
        PreparedKeyring prepared =
                new KeyAdministration(reaching(alice), ACTOR).prepareRemoval(PRODUCTION, bob.recipient());
        KnownFingerprints known =
                KnownFingerprints.none().with(open(alice).fingerprint()).with(prepared.fingerprint());
        Environments byService =
                new Environments(store, Identities.of(List.of(ADDRESS)).with(service.alone()), known);

        new KeyAdministration(byService, ACTOR)
                .remove(byService.open(PRODUCTION, Freshness.PRIMARY), bob.recipient(), Root.PREPARED_OR_NEW);

        assertThat(open(alice).fingerprint()).isEqualTo(prepared.fingerprint());
        assertThatThrownBy(() -> open(bob)).isInstanceOf(NoKeyException.class);
        assertThat(valuesByTheService()).containsExactly("one");
    }

    @Test
    void aRemovedAddress_doesNotOpenWhatIsWrittenFromThenOn() {
        EnvironmentDocument before = document();
        administration(alice).remove(open(alice), ADDRESS, Root.NEW);

        assertThatThrownBy(this::valuesByTheService).isInstanceOf(NoKeyException.class);
        // What the service encrypted before is all that it can decrypt.
        OpenEnvironment old = OpenEnvironment.open(
                before, Identities.of(List.of(ADDRESS)).with(service.alone()), KnownFingerprints.none());
        assertThat(old.activeDek()).isEqualTo(1);
        assertThat(open(alice).activeDek()).isEqualTo(2);
    }
}
