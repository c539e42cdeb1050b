// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.Finding.Status;
import dev.kist.ForeignSecretException;
import dev.kist.KistException;
import dev.kist.Printable;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether everything in one environment can be read: every version decrypts, and each history runs without a gap up to the
 * current version. Some hundred secrets are held at a time.
 */
final class SecretsInspection {
    private static final String TOPIC = "secrets";
    private static final int NAMES_AT_ONCE = 500;
    private static final int MAX_NAMED = 50;

    private final SecretStore store;
    private final HistoryReader histories;
    private final EnvironmentName name;
    private final Set<String> secrets = new HashSet<>();
    private final List<Finding> bad = new ArrayList<>();
    private long badCount;
    private long versions;

    SecretsInspection(Environments environments, EnvironmentName name) {
        this.store = environments.store();
        this.histories = new HistoryReader(environments);
        this.name = name;
    }

    List<Finding> run() {
        store.findSecrets(Selection.all(name), Freshness.PRIMARY, this::list);
        List<SecretName> all = secrets.stream().sorted().map(SecretName::parse).toList();
        for (int from = 0; from < all.size(); from += NAMES_AT_ONCE) {
            read(all.subList(from, Math.min(from + NAMES_AT_ONCE, all.size())));
        }
        leftovers();
        if (badCount == 0) {
            return List.of(Finding.good(Code.SECRETS, TOPIC, all()));
        }
        if (badCount > bad.size()) {
            bad.add(Finding.warning(Code.SECRETS, TOPIC, (badCount - bad.size()) + " more in " + name, null));
        }
        return bad;
    }

    private String all() {
        return versions == 0
                ? name + " has no secrets"
                : (versions == 1 ? "the only version of " : "all " + versions + " versions of ") + name
                        + (versions == 1 ? " decrypts" : " decrypt") + ", and no history has a gap";
    }

    private void list(StoredDocument found) {
        if (found instanceof SecretDocument secret) {
            secrets.add(secret.key());
        } else if (found instanceof ForeignDocument foreign) {
            KistException failure = foreign.failure(name);
            Code code = failure instanceof ForeignSecretException ? Code.FOREIGN_SECRET : Code.UNREADABLE_SECRET;
            bad(unreadable(code, failure).about("secret", foreign.key()));
        }
    }

    private void read(List<SecretName> names) {
        Histories read = histories.read(Selection.of(name, names), Freshness.PRIMARY);
        read.secrets()
                .values()
                .forEach(history -> versions += history.versions().size());
        read.failures()
                .forEach((secret, failure) ->
                        bad(unreadable(Code.UNREADABLE_SECRET, failure).about("secret", secret)));
    }

    private static Finding unreadable(Code code, KistException failure) {
        return new Finding(
                code,
                Status.ERROR,
                TOPIC,
                String.valueOf(failure.getMessage()),
                failure.hint().orElse("restore the document from a backup, or set the secret again"),
                Map.of(),
                failure);
    }

    /** Former versions of secrets that are not there: a purge that was stopped, or a document that someone removed. */
    private void leftovers() {
        Set<String> names = new TreeSet<>();
        store.findHistory(Selection.all(name), Freshness.PRIMARY, found -> {
            if (!secrets.contains(found.key())) {
                names.add(found.key());
            }
        });
        for (String left : names) {
            bad(Finding.warning(
                            Code.LEFT_OVER_HISTORY,
                            TOPIC,
                            "the history of " + name + " has versions of " + Printable.quote(left)
                                    + ", which has no current document",
                            "if it was purged, purge it again; else restore its document from a backup")
                    .about("secret", left));
        }
    }

    private void bad(Finding finding) {
        badCount++;
        if (bad.size() < MAX_NAMED) {
            bad.add(finding);
        }
    }
}
