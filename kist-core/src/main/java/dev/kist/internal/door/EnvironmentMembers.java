// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.KeyRemovalPlan;
import dev.kist.Label;
import dev.kist.Member;
import dev.kist.Members;
import dev.kist.NameList;
import dev.kist.NotFoundException;
import dev.kist.ParentPlan.ShutOut;
import dev.kist.Printable;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.rotation.Rotation;
import dev.kist.spi.Freshness;
import java.util.List;

/** The keys of one environment, behind the front door. */
final class EnvironmentMembers implements Members {
    private final EnvironmentName name;
    private final Environments environments;
    private final Actor actor;
    private final TrustedFiles trusted;
    private final FirstSight firstSight;

    EnvironmentMembers(
            EnvironmentName name, Environments environments, Actor actor, TrustedFiles trusted, FirstSight firstSight) {
        this.name = name;
        this.environments = environments;
        this.actor = actor;
        this.trusted = trusted;
        this.firstSight = firstSight;
    }

    /** A key as the front door shows it. */
    static Member member(SealedKey key, Identities atHand) {
        boolean isAtHand = atHand.asList().stream()
                .anyMatch(identity -> identity.recipient().text().equals(key.publicKey()));
        return new Member(
                Recipient.idOf(key.publicKey()),
                key.label(),
                key.publicKey(),
                key.createdAt(),
                key.createdBy(),
                isAtHand);
    }

    private Member member(SealedKey key) {
        return member(key, environments.keys());
    }

    @Override
    public List<Member> list() {
        return firstSight.welcome(environments.open(name, Freshness.PREFER_PRIMARY)).keys().asList().stream()
                .map(this::member)
                .toList();
    }

    @Override
    public Member get(String text) {
        List<SealedKey> found =
                environments.open(name, Freshness.PRIMARY).keys().named(text);
        if (found.isEmpty()) {
            throw NotFoundException.key(name, text);
        }
        if (found.size() > 1) {
            throw new InvalidInputException(
                    "several keys of " + name + " are called " + Printable.quote(text) + ": "
                            + NameList.of(found.stream()
                                    .map(key -> Recipient.idOf(key.publicKey()))
                                    .toList()),
                    "say the id");
        }
        return member(found.get(0));
    }

    @Override
    public List<ShutOut> shutOut() {
        OpenEnvironment open = firstSight.welcome(environments.open(name, Freshness.PREFER_PRIMARY));
        return Parentage.shutOut(
                open, new Lineage(environments).chain(open, Freshness.PREFER_PRIMARY), environments.keys());
    }

    @Override
    public Member add(String publicKey, Label label) {
        Recipient recipient = Recipient.parse(publicKey);
        requireTrusted();
        new Rotation(environments, actor).settleIfDue(name);
        OpenEnvironment now = new KeyAdministration(environments, actor).add(name, recipient, label);
        return member(now.keys().find(recipient).orElseThrow());
    }

    @Override
    public PreparedRemoval prepareRemoval(Member leaving) {
        OpenEnvironment open = requireTrusted();
        return new KeyAdministration(environments, actor)
                .findPrepared(open, Recipient.parse(leaving.publicKey()))
                .map(found -> told(leaving, open, found, false))
                .orElseGet(() -> prepareRemovalAnew(leaving));
    }

    @Override
    public PreparedRemoval prepareRemovalAnew(Member leaving) {
        OpenEnvironment open = requireTrusted();
        PreparedKeyring made =
                new KeyAdministration(environments, actor).prepareRemoval(name, Recipient.parse(leaving.publicKey()));
        return told(leaving, open, made, true);
    }

    private PreparedRemoval told(Member leaving, OpenEnvironment open, PreparedKeyring prepared, boolean isNew) {
        Fingerprint after = prepared.fingerprint();
        environments.expect(name, open.fingerprint(), after);
        boolean isInProject = trusted.addPrepared(name, open.fingerprint(), after);
        return new PreparedRemoval(leaving, open.fingerprint(), after, isInProject, isNew);
    }

    @Override
    public KeyRemovalPlan planRemoval(Member leaving) {
        OpenEnvironment open = requireTrusted();
        if (open.keys().asList().size() == 1 && open.keys().contains(Recipient.parse(leaving.publicKey()))) {
            throw new InvalidInputException(
                    "the key " + leaving.id() + " is the only one of " + name
                            + ": without it nobody could open the environment again",
                    "let another key in first");
        }
        return new PreparedKeyRemoval(
                open, leaving, new PreparedKeyRemoval.Site(environments, actor, trusted, firstSight), true);
    }

    private OpenEnvironment requireTrusted() {
        return firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
    }
}
