// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Parent;
import dev.kist.ParentException;
import dev.kist.ParentPlan;
import dev.kist.ParentPlan.ShutOut;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.secret.TemplateEffects;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What one environment inherits from, behind the front door. */
final class Parentage {
    private final EnvironmentName name;
    private final Environments environments;
    private final FirstSight firstSight;
    private final Lineage lineage;

    Parentage(EnvironmentName name, Environments environments, FirstSight firstSight) {
        this.name = name;
        this.environments = environments;
        this.firstSight = firstSight;
        this.lineage = new Lineage(environments);
    }

    List<Parent> list() {
        OpenEnvironment open = firstSight.welcome(environments.open(name, Freshness.PREFER_PRIMARY));
        return lineage.chain(open, Freshness.PREFER_PRIMARY).stream()
                .skip(1)
                .map(Parentage::asParent)
                .toList();
    }

    private static Parent asParent(OpenEnvironment parent) {
        return new Parent(parent.name(), parent.fingerprint());
    }

    ParentPlan plan(Optional<EnvironmentName> wanted, Actor actor) {
        OpenEnvironment child = firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        List<OpenEnvironment> chain = new ArrayList<>(List.of(child));
        wanted.ifPresent(parent -> chain.addAll(ancestors(parent)));
        return new PreparedParent(
                Lineage.parentOf(child),
                chain.stream().skip(1).findFirst().map(Parentage::asParent),
                shutOut(child, chain, environments.keys()),
                new PreparedParent.Work(
                        name, new KeyAdministration(environments, actor), lineage, new TemplateEffects(environments)),
                false);
    }

    /** The parent that is wanted, and its own. */
    private List<OpenEnvironment> ancestors(EnvironmentName wanted) {
        if (wanted.equals(name)) {
            throw ParentException.circle(name, wanted);
        }
        // What was planted there would be read here as a member's.
        OpenEnvironment parent = firstSight.requireTrusted(environments.open(wanted, Freshness.PRIMARY));
        List<OpenEnvironment> ancestors = lineage.chain(parent, Freshness.PRIMARY);
        if (ancestors.stream().anyMatch(one -> one.name().equals(name))) {
            throw ParentException.circle(name, wanted);
        }
        Collection<Integer> below = lineage.descendants(name).values();
        int levels = ancestors.size()
                + 1
                + below.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (levels > Lineage.MAX_LEVELS) {
            throw ParentException.tooMany(name, wanted, Lineage.MAX_LEVELS);
        }
        return ancestors;
    }

    /** The members of {@code child} whose keys do not open one of {@code chain}, which begins with it. */
    static List<ShutOut> shutOut(OpenEnvironment child, List<OpenEnvironment> chain, Identities atHand) {
        return Lineage.shutOut(child, chain).stream()
                .map(one -> new ShutOut(EnvironmentMembers.member(one.key(), atHand), one.closed()))
                .toList();
    }
}
