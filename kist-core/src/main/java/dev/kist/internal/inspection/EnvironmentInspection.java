// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.KistException;
import dev.kist.PreparedRemovalException;
import dev.kist.Sight.Trust;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.List;

/** One environment: its keys, its fingerprint, and whether everything in it can be read. */
public final class EnvironmentInspection {
    private static final String TOPIC = "environment";

    private final Environments environments;
    private final EnvironmentName name;

    public EnvironmentInspection(Environments environments, EnvironmentName name) {
        this.environments = environments;
        this.name = name;
    }

    /** What there is to say. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        try {
            OpenEnvironment open = environments.open(name, Freshness.PRIMARY);
            findings.add(Finding.good(Code.ENVIRONMENT, TOPIC, name + " opens with a key at hand"));
            findings.add(keys(open.keys().asList().size()));
            findings.add(fingerprint(open));
            findings.addAll(RetiredKeys.findings(
                    name, open.sealed().retired().values(), environments.store().now()));
            if (isRemovalPrepared(open)) {
                findings.add(
                        Finding.good(Code.PREPARED_REMOVAL, TOPIC, "the removal of a key of " + name + " is prepared"));
            } else if (open.document().next().isEmpty()) {
                open.sealed()
                        .fingerprintToCome()
                        .map(told -> PreparedRemovalException.gone(name, told))
                        .map(gone -> Finding.failure(Code.PREPARED_REMOVAL, TOPIC, gone))
                        .ifPresent(findings::add);
            }
        } catch (KistException e) {
            findings.add(Finding.failure(TOPIC, e));
            return about(findings);
        }
        try {
            findings.addAll(new ParentsInspection(environments, name).run());
            findings.addAll(new SecretsInspection(environments, name).run());
            findings.addAll(new TemplatesInspection(environments, name).run());
        } catch (KistException e) {
            findings.add(Finding.failure("secrets", e));
        }
        return about(findings);
    }

    private List<Finding> about(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.about("environment", name))
                .toList();
    }

    private Finding keys(int count) {
        return count > 1
                ? Finding.good(Code.ENVIRONMENT, TOPIC, count + " keys open " + name)
                : Finding.warning(
                        Code.ONLY_ONE_KEY,
                        TOPIC,
                        "only one key opens " + name + ": if it is lost, nobody can read its secrets again",
                        "let another key in, and keep it in another place");
    }

    private boolean isRemovalPrepared(OpenEnvironment open) {
        return PreparedKeyring.find(open.document(), environments.keys())
                .filter(prepared -> !open.keys().isSpent(prepared))
                .isPresent();
    }

    private Finding fingerprint(OpenEnvironment open) {
        if (environments.known().judge(name, open.fingerprint()) == Trust.NOT_NEEDED) {
            return Finding.good(
                    Code.FINGERPRINT,
                    "fingerprint",
                    name + " is in a local store of your own, which needs no fingerprint");
        }
        return open.isKnown()
                ? Finding.good(Code.FINGERPRINT, "fingerprint", "the fingerprint of " + name + " is the known one")
                : Finding.warning(
                                Code.UNKNOWN_FINGERPRINT,
                                "fingerprint",
                                "the fingerprint of " + name + " is not known here and is taken as found: "
                                        + open.fingerprint(),
                                "compare it with a member's, then trust it")
                        .about("fingerprint", open.fingerprint());
    }
}
