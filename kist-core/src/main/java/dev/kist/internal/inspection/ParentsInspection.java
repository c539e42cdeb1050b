// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.Printable;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one environment inherits from, and whether its members can read that. A chain that is broken is met with the secrets. */
final class ParentsInspection {
    private static final String TOPIC = "parents";

    private final Environments environments;
    private final EnvironmentName name;

    ParentsInspection(Environments environments, EnvironmentName name) {
        this.environments = environments;
        this.name = name;
    }

    List<Finding> run() {
        OpenEnvironment open = environments.open(name, Freshness.PRIMARY);
        List<OpenEnvironment> chain = new Lineage(environments).chain(open, Freshness.PRIMARY);
        List<OpenEnvironment> parents = chain.subList(1, chain.size());
        if (parents.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.good(
                Code.PARENTS,
                TOPIC,
                name + " inherits from "
                        + parents.stream().map(parent -> parent.name().value()).collect(Collectors.joining(", "))));
        Lineage.shutOut(open, chain).forEach(one -> findings.add(shutOut(one.key(), one.closed())));
        return findings;
    }

    private Finding shutOut(SealedKey key, EnvironmentName closed) {
        return Finding.warning(
                        Code.SHUT_OUT_BY_PARENT,
                        TOPIC,
                        Printable.visible(key.label()) + " opens " + name + ", but not " + closed
                                + ", which it inherits from: they cannot read it",
                        "let their key into " + closed + ", too")
                .about("parent", closed)
                .about("public_key", key.publicKey());
    }
}
