// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.KeyRemovalPlan;
import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.Member;
import dev.kist.Progress;
import dev.kist.RotationResult;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.environment.KeyAdministration.Root;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The removal of one key, ready to be carried out. */
final class PreparedKeyRemoval implements KeyRemovalPlan {
    private final OpenEnvironment open;
    private final Member leaving;
    private final Recipient recipient;
    private final Site site;
    private final Environments environments;
    private final Actor actor;
    private final boolean waits;

    /** Where the removal takes place, and who removes. */
    record Site(Environments environments, Actor actor, TrustedFiles trusted, FirstSight firstSight) {}

    PreparedKeyRemoval(OpenEnvironment open, Member leaving, Site site, boolean waits) {
        this.open = open;
        this.leaving = leaving;
        this.recipient = Recipient.parse(leaving.publicKey());
        this.site = site;
        this.environments = site.environments();
        this.actor = site.actor();
        this.waits = waits;
    }

    @Override
    public KeyRemovalPlan withoutWaiting() {
        return new PreparedKeyRemoval(open, leaving, site, false);
    }

    @Override
    public Member leaving() {
        return leaving;
    }

    @Override
    public List<Member> staying() {
        return open.keys().asList().stream()
                .filter(key -> !key.publicKey().equals(leaving.publicKey()))
                .map(key -> EnvironmentMembers.member(key, environments.keys()))
                .toList();
    }

    @Override
    public Optional<Fingerprint> prepared() {
        return new KeyAdministration(environments, actor)
                .findPrepared(open, recipient)
                .map(PreparedKeyring::fingerprint);
    }

    @Override
    public boolean shutsOut() {
        return environments.keys().asList().stream()
                .map(Identity::recipient)
                .filter(open.keys()::contains)
                .allMatch(recipient::equals);
    }

    @Override
    public Removed apply(Renewal renewal, Progress progress, Consumer<Taken> taken) {
        EnvironmentName name = open.name();
        Rotation rotation = new Rotation(environments, actor);
        rotation.settleIfDue(name);
        OpenEnvironment now = new KeyAdministration(environments, actor).remove(open, recipient, root(renewal));
        boolean isRenewed = !open.fingerprint().equals(now.fingerprint());
        boolean isInProject = isRenewed
                ? site.trusted().replace(name, now.fingerprint())
                : site.trusted().dropPrepared(name, now.fingerprint());
        taken.accept(new Taken(name, open.fingerprint(), now.fingerprint(), isInProject));
        List<EnvironmentName> informed = new ArrayList<>();
        List<EnvironmentName> uninformed = new ArrayList<>();
        if (isRenewed) {
            renewChildren(now, informed, uninformed);
        }
        Optional<RotationResult> result = Optional.empty();
        Optional<KistException> failure = Optional.empty();
        SortedSet<SecretName> exposed = new TreeSet<>();
        try {
            LongConsumer documents = done -> progress.update(done, 0);
            result = Optional.of(RotationResults.of(
                    waits
                            ? rotation.settleAndDrop(name, documents, progress::waiting)
                            : rotation.settle(name, documents)));
            exposed = liveNames(name);
        } catch (KistException e) {
            failure = Optional.of(e);
        }
        return new Removed(
                name,
                open.fingerprint(),
                now.fingerprint(),
                isInProject,
                result,
                failure,
                exposed,
                List.copyOf(informed),
                List.copyOf(uninformed));
    }

    private static Root root(Renewal renewal) {
        return switch (renewal) {
            case PREPARED_OR_NEW -> Root.PREPARED_OR_NEW;
            case NEW -> Root.NEW;
            case KEPT -> Root.KEPT;
        };
    }

    /** Environments that inherit from this one name its fingerprint; one that is not trusted itself is left as it is. */
    private void renewChildren(
            OpenEnvironment parent, List<EnvironmentName> informed, List<EnvironmentName> uninformed) {
        KeyAdministration administration = new KeyAdministration(environments, actor);
        for (EnvironmentName other : environments.names()) {
            try {
                if (!other.equals(parent.name()) && inherits(other, parent.name())) {
                    site.firstSight().requireTrusted(environments.open(other, Freshness.PRIMARY));
                    if (administration.renewInheritance(other, parent)) {
                        informed.add(other);
                    }
                }
            } catch (KistException e) {
                boolean isOfItsKeys = e.reason() == KistException.Reason.NOT_READABLE
                        || e.reason() == KistException.Reason.INVALID_INPUT
                        || e instanceof KmsException;
                if (!isOfItsKeys) {
                    throw e;
                }
                uninformed.add(other);
            }
        }
    }

    private boolean inherits(EnvironmentName child, EnvironmentName parent) {
        Inheritance inherits =
                environments.open(child, Freshness.PRIMARY).sealed().inherits();
        return inherits != null && inherits.environment().equals(parent.value());
    }

    private SortedSet<SecretName> liveNames(EnvironmentName name) {
        SortedSet<SecretName> names = new TreeSet<>();
        SecretReader.Reading reading = new SecretReader(environments).readAll(name, Freshness.PREFER_PRIMARY);
        reading.secrets().stream().filter(secret -> !secret.isDeleted()).forEach(secret -> names.add(secret.name()));
        // What cannot be read now could be once, for all that is known.
        for (String key : reading.failures().keySet()) {
            if (SecretName.isValid(key)) {
                names.add(SecretName.parse(key));
            }
        }
        return names;
    }
}
