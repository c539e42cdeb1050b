package dev.kist.cli.doctor;

import dev.kist.KistException;
import dev.kist.environment.Environments;
import dev.kist.format.ForeignDocument;
import dev.kist.format.SecretDocument;
import dev.kist.keyring.OpenEnvironment;
import dev.kist.keyring.PreparedKeyring;
import dev.kist.keyring.UnknownDekException;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.Printable;
import dev.kist.store.Freshness;
import dev.kist.store.InspectableStore;
import dev.kist.store.SecretStore;
import dev.kist.store.Selection;
import dev.kist.store.StoreFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The connection, the server, and one environment: its keyring, and whether everything in it decrypts. */
final class StoreCheck {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
    private static final int MOST_NAMED = 50;

    private final Environments environments;
    private final SecretStore store;
    private final EnvironmentName name;
    private final List<Finding> findings = new ArrayList<>();

    StoreCheck(Environments environments, EnvironmentName name) {
        this.environments = environments;
        this.store = environments.store();
        this.name = name;
    }

    List<Finding> run() {
        try {
            connection();
            if (store instanceof InspectableStore inspectable) {
                inspectable.inspect().forEach(this::add);
            }
            keyring().ifPresent(this::decrypt);
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

    private Optional<OpenEnvironment> keyring() {
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
            return Optional.of(open);
        } catch (KistException e) {
            findings.add(Finding.error(
                    "keyring", String.valueOf(e.getMessage()), e.hint().orElse(null)));
            return Optional.empty();
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

    private void decrypt(OpenEnvironment open) {
        long[] good = {0};
        int before = findings.size();
        store.findSecrets(Selection.all(name), Freshness.PRIMARY, found -> {
            if (found instanceof ForeignDocument foreign) {
                bad(new Finding(
                        Finding.Status.WARNING,
                        "secrets",
                        Printable.quote(foreign.key()) + " of " + name + " cannot be read: " + foreign.why(),
                        "move the document to another collection, or remove it"));
            } else if (decrypts(open, (SecretDocument) found, true)) {
                good[0]++;
            }
        });
        store.findHistory(Selection.all(name), Freshness.PRIMARY, found -> {
            if (found instanceof SecretDocument former && decrypts(open, former, false)) {
                good[0]++;
            }
        });
        if (findings.size() == before) {
            findings.add(Finding.good("secrets", "all " + good[0] + " versions of " + name + " decrypt"));
        }
    }

    private boolean decrypts(OpenEnvironment open, SecretDocument document, boolean isCurrent) {
        String which = isCurrent ? "" : "version " + document.version() + " of ";
        try {
            var secret = isCurrent ? open.decryptCurrent(document) : open.decryptFormer(document);
            return secret.version() == document.version();
        } catch (UnknownDekException e) {
            bad(Finding.error(
                    "secrets",
                    which + "secret " + document.name() + " of " + name + " is by DEK " + e.dekId()
                            + ", which the keyring does not have",
                    "run kist doctor again if a rotation runs; else restore the document from a backup"));
        } catch (KistException e) {
            bad(Finding.error(
                    "secrets",
                    String.valueOf(e.getMessage()),
                    "restore the document from a backup, or set the secret again"));
        }
        return false;
    }

    private void bad(Finding finding) {
        if (findings.size() < MOST_NAMED) {
            findings.add(finding);
        }
    }
}
