package dev.kist.cli.doctor;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.spi.Freshness;
import dev.kist.spi.InspectableStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.StoreFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The connection, the server, and one environment: its keyring, and whether everything in it decrypts. */
final class StoreCheck {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    private final Environments environments;
    private final SecretStore store;
    private final EnvironmentName name;
    private final boolean isNewPlace;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A check of one environment.
     *
     * @param isNewPlace whether the store itself is to be looked at, too
     */
    StoreCheck(Environments environments, EnvironmentName name, boolean isNewPlace) {
        this.environments = environments;
        this.store = environments.store();
        this.name = name;
        this.isNewPlace = isNewPlace;
    }

    List<Finding> run() {
        try {
            if (isNewPlace) {
                connection();
                if (store instanceof InspectableStore inspectable) {
                    inspectable.inspect().forEach(this::add);
                }
            }
            if (keyring()) {
                findings.addAll(new SecretsCheck(environments, name).run());
            }
        } catch (KistException e) {
            findings.add(Finding.error(
                    "connection", String.valueOf(e.getMessage()), e.hint().orElse(null)));
        }
        return findings;
    }

    private void connection() {
        long begin = System.nanoTime();
        int count = environments.names().size();
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        findings.add(Finding.good(
                "connection",
                store.description() + " answered in " + millis + " ms; it has " + count
                        + (count == 1 ? " environment" : " environments")));
        Duration apart = Duration.between(Instant.now(), store.now()).abs();
        findings.add(
                apart.compareTo(CLOCK_TOLERANCE) <= 0
                        ? Finding.good("clock", "this machine and the store differ by " + apart.toMillis() + " ms")
                        : Finding.warning(
                                "clock",
                                "this machine and the store differ by " + apart.toSeconds() + " s",
                                "set this machine's clock by NTP; Kist takes the store's time"));
    }

    private void add(StoreFinding found) {
        findings.add(
                found.isGood()
                        ? Finding.good(found.what(), found.text())
                        : Finding.warning(found.what(), found.text(), found.advice()));
    }

    /** Whether the environment opens. */
    private boolean keyring() {
        try {
            OpenEnvironment open = environments.open(name, Freshness.PRIMARY);
            int keys = open.keys().asList().size();
            findings.add(Finding.good("keyring", name + " opens with a key at hand"));
            findings.add(
                    keys > 1
                            ? Finding.good("keyring", keys + " keys open " + name)
                            : Finding.warning(
                                    "keyring",
                                    "only one key opens " + name + ": if it is lost, nobody can read its secrets again",
                                    "kist init --recovery-key -e " + name + ", or kist key add"));
            findings.add(fingerprint(open));
            if (!open.retiredDeks().isEmpty()) {
                findings.add(Finding.good(
                        "keyring",
                        open.retiredDeks().size() + " retired DEK waits to be dropped by kist rotate or kist key"));
            }
            boolean isPrepared = PreparedKeyring.find(open.document(), environments.keys())
                    .filter(prepared -> !open.keys().isSpent(prepared))
                    .isPresent();
            if (isPrepared) {
                findings.add(Finding.good("keyring", "a keyring is made ahead for the removal of a key"));
            }
            return true;
        } catch (KistException e) {
            findings.add(Finding.error(
                    "keyring", String.valueOf(e.getMessage()), e.hint().orElse(null)));
            return false;
        }
    }

    private Finding fingerprint(OpenEnvironment open) {
        if (open.isKnown()) {
            return Finding.good("fingerprint", "the fingerprint of " + name + " is the known one");
        }
        return store.description().isLocal()
                ? Finding.good("fingerprint", "the local store needs none that is known")
                : Finding.warning(
                        "fingerprint",
                        "the fingerprint of " + name + " is not known here and is taken as found: "
                                + open.fingerprint(),
                        "compare it with a member's, then set KIST_FINGERPRINT or commit .kist/known_environments");
    }
}
