// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Actor;
import dev.kist.Created;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.EnvironmentRemovalPlan;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.Log;
import dev.kist.Members;
import dev.kist.Note;
import dev.kist.Parent;
import dev.kist.ParentPlan;
import dev.kist.Progress;
import dev.kist.PrunePlan;
import dev.kist.PurgePlan;
import dev.kist.RotationResult;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Sight;
import dev.kist.Snapshot;
import dev.kist.StoreDescription;
import dev.kist.Watch;
import dev.kist.WritePlan;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.internal.environment.EnvironmentRemoval;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.history.HistoryPruner;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.SecretPurge;
import dev.kist.internal.keyring.EnvironmentKeys;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.settings.DefaultActor;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.watch.Watches;
import dev.kist.spi.Freshness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** One environment of an opened store. Each method is a use case, put together from the packages below. */
final class OpenedEnvironment implements Environment {
    private final EnvironmentName name;
    private final Environments environments;
    private final Shared shared;
    private final TrustedFiles trusted;
    private final FirstSight firstSight;
    private final SecretReading reading;

    /** What all environments of one opened store share. */
    record Shared(Environments environments, EffectiveSettings settings, Watches watches, Consumer<String> warnings) {}

    OpenedEnvironment(EnvironmentName name, Shared shared) {
        this.name = name;
        this.environments = shared.environments();
        this.shared = shared;
        this.trusted = new TrustedFiles(shared.settings(), environments.store().description());
        this.firstSight = new FirstSight(environments, shared.warnings());
        this.reading = new SecretReading(name, environments, firstSight);
    }

    private SecretWriting writing() {
        return new SecretWriting(name, environments, actor(), firstSight);
    }

    /** Who writes: as a setting says, else the label of the key that opens the environment. */
    private Actor actor() {
        return shared.settings().actor().or(this::labelOfKey).orElseGet(DefaultActor::find);
    }

    private Optional<Actor> labelOfKey() {
        try {
            EnvironmentKeys keys = environments.openForWriting(name).keys();
            return environments.keys().asList().stream()
                    .flatMap(identity -> keys.find(identity.recipient()).stream())
                    .findFirst()
                    .map(key -> Actor.parse(key.label()));
        } catch (KistException e) {
            // What is done next meets the same, and tells it.
            return Optional.empty();
        }
    }

    @Override
    public EnvironmentName name() {
        return name;
    }

    @Override
    public StoreDescription store() {
        return environments.store().description();
    }

    @Override
    public boolean exists() {
        return environments.store().findEnvironment(name, Freshness.PRIMARY).isPresent();
    }

    @Override
    public List<EnvironmentName> nearNames() {
        return environments.namesNear(name);
    }

    @Override
    public Created create() {
        Actor actor = shared.settings().actor().orElseGet(DefaultActor::find);
        OpenEnvironment created = environments.create(name, new Label(actor.value()), actor);
        SealedKey only = created.keys().asList().get(0);
        List<Path> files = trusted.add(name, created.fingerprint());
        return new Created(name, created.fingerprint(), EnvironmentMembers.member(only, environments.keys()), files);
    }

    @Override
    public boolean isFirstSight() {
        return !store().isLocal() && environments.known().of(name).isEmpty();
    }

    @Override
    public Sight sight() {
        return firstSight.of(environments.openAsFound(name));
    }

    @Override
    public Sight recognized() {
        return firstSight.of(environments.open(name, Freshness.PREFER_PRIMARY));
    }

    @Override
    public Path trust(Fingerprint fingerprint) {
        requireFound(fingerprint);
        Path file = trusted.trust(name, fingerprint);
        environments.trust(name, fingerprint);
        return file;
    }

    @Override
    public Optional<Path> trustInProject(Fingerprint fingerprint) {
        requireFound(fingerprint);
        return trusted.trustInProject(name, fingerprint);
    }

    /** What {@code KIST_FINGERPRINT} gives counts above what is trusted. */
    private void requireFound(Fingerprint fingerprint) {
        Fingerprint found = sight().fingerprint();
        if (!found.equals(fingerprint)) {
            throw FingerprintException.notGiven(name, found, Set.of(fingerprint));
        }
        if (environments.known().isGiven() && !environments.known().of(name).contains(found)) {
            throw FingerprintException.notGiven(
                    name, found, environments.known().of(name));
        }
    }

    @Override
    public Snapshot load(Loading what) {
        return reading.load(what);
    }

    @Override
    public Listing list(Loading what) {
        return reading.list(what);
    }

    @Override
    public SecretHistory history(SecretName secret) {
        firstSight.welcome(environments.open(name, Freshness.PREFER_PRIMARY));
        return inherited().explaining(() -> new HistoryReader(environments).read(name, secret));
    }

    @Override
    public Log log() {
        return new LogReading(name, environments, firstSight).read();
    }

    @Override
    public Written set(SecretName secret, SecretValue value, SetOptions options) {
        return writing().set(secret, value, options);
    }

    @Override
    public WrittenTogether setAll(Map<SecretName, SecretValue> values, SetOptions options) {
        return writing().setAll(values, options);
    }

    @Override
    public Written setNote(SecretName secret, Optional<Note> note) {
        return writing().setNote(secret, note, OptionalInt.empty());
    }

    @Override
    public Written setNote(SecretName secret, Optional<Note> note, int ifVersion) {
        return writing().setNote(secret, note, OptionalInt.of(ifVersion));
    }

    @Override
    public WrittenTogether delete(Collection<SecretName> names, boolean force) {
        return writing().delete(names, force);
    }

    @Override
    public WrittenTogether restore(Collection<SecretName> names) {
        return writing().restore(names);
    }

    @Override
    public Written rollback(SecretName secret, int version, boolean force) {
        return writing().rollback(secret, version, force);
    }

    @Override
    public WritePlan plan(Map<SecretName, Secret.Content> contents) {
        return writing().plan(contents, List.of());
    }

    @Override
    public WritePlan planEdit(Listing read, Map<SecretName, Secret.Content> contents) {
        return writing().planEdit(read, contents);
    }

    @Override
    public WritePlan planCopy(Environment source, Loading what) {
        if (source.name().equals(name) && source.store().equals(store())) {
            throw new InvalidInputException(name + " cannot be copied to itself", "name two environments");
        }
        // What was planted there would be written here, as if a member had.
        FirstSight.requireTrusted(source.sight(), environments.known().isGiven());
        Contents contents = Contents.of(source, what);
        return writing().plan(contents.byName(), contents.unreadable());
    }

    @Override
    public PrunePlan planPrune(int keep, Instant before) {
        firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        HistoryPruner pruner = new HistoryPruner(environments, actor());
        return new PreparedPrune(pruner, pruner.plan(name, keep, before));
    }

    @Override
    public PurgePlan planPurge(SecretName secret, boolean force) {
        firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        List<KistException> broken = writing().brokenWithout(secret, force);
        SecretPurge purge = new SecretPurge(environments, actor());
        return new PreparedPurge(purge, inherited().explaining(() -> purge.find(name, secret)), broken);
    }

    @Override
    public Written rename(SecretName from, SecretName to) {
        return writing().rename(from, to);
    }

    @Override
    public EnvironmentRemovalPlan planRemoval() {
        EnvironmentRemoval removal = new EnvironmentRemoval(environments);
        EnvironmentRemoval.Remains remains = removal.find(name);
        Lineage.Heirs heirs = new Lineage(environments).heirs(name);
        return new PreparedEnvironmentRemoval(removal, remains, heirs.children(), heirs.unseen(), trusted);
    }

    @Override
    public Members members() {
        return new EnvironmentMembers(name, environments, actor(), trusted, firstSight);
    }

    @Override
    public List<Parent> parents() {
        return parentage().list();
    }

    @Override
    public ParentPlan planParent(EnvironmentName parent) {
        return parentage().plan(Optional.of(parent), actor());
    }

    @Override
    public ParentPlan planNoParent() {
        return parentage().plan(Optional.empty(), actor());
    }

    private InheritedSecrets inherited() {
        return new InheritedSecrets(name, environments);
    }

    private Parentage parentage() {
        return new Parentage(name, environments, firstSight);
    }

    @Override
    public RotationResult rotate(Progress progress) {
        firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        return RotationResults.of(new Rotation(environments, actor()).rotate(name, done -> progress.update(done, 0)));
    }

    @Override
    public Watch watch(Snapshot known, Watch.Listener listener) {
        Objects.requireNonNull(listener, "listener");
        return shared.watches().begin(new WatchedSecrets(name, environments, reading), known, listener);
    }

    @Override
    public String toString() {
        return "Environment[" + name + " in " + store() + "]";
    }
}
