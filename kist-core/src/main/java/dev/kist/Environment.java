// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment of a store: everything that can be done to its secrets, its history and its keys. Thread-safe; usable
 * until its {@link Kist} is closed.
 *
 * <p>Reading needs a key that opens the environment. Writing needs, besides, that its fingerprint is trusted (see
 * {@link #sight()}): whoever can write to the database could have planted it. Nothing is written by a method that throws,
 * unless its description says otherwise; an {@link UncertainWriteException} says that it may have been.
 *
 * <p>Every method that reaches the store may throw a {@link StoreUnavailableException} and, where a key service keeps the
 * key, a {@link KmsException}. Every method but {@link #exists()} and {@link #create()} throws a {@link NotFoundException}
 * if the environment does not exist, a {@link NoKeyException} if no key at hand opens it, and a
 * {@link FingerprintException} if its fingerprint is not the one that counts.
 */
public interface Environment {
    /** The environment's name. */
    EnvironmentName name();

    /** The store that holds it. */
    StoreDescription store();

    /** Whether the store has an environment of this name. Needs no key. */
    boolean exists();

    /** The names of existing environments that are so near to this one that one may be a slip of the other. */
    List<EnvironmentName> nearNames();

    /**
     * Creates the environment. The first key at hand alone opens it, and its fingerprint is trusted from then on: it goes
     * into the user's own file and into the project's, if there is one.
     *
     * @throws ConflictException if there is an environment of this name by now; it is untouched and nothing of it was trusted
     * @throws DecryptionFailedException if traces of an environment of this name are left: a known fingerprint, or secrets
     */
    Created create();

    /** Whether nothing is known here of the environment's fingerprint, and one is needed. Asks no server. */
    boolean isFirstSight();

    /**
     * How the environment presents itself here, and whether its fingerprint is trusted: whatever it is, to show it to a person.
     * Warns nobody, trusts nothing.
     */
    Sight sight();

    /**
     * The same, of an environment that is read here: for what tells its fingerprint to others, who take it from a member.
     * Warns nobody.
     *
     * @throws FingerprintException if another fingerprint counts here
     * @throws OlderCopyException if it is an older copy than one that was seen here
     */
    Sight recognized();

    /**
     * Takes a fingerprint as this environment's own, in the user's own file: from now on it is the one that counts.
     *
     * @return the file that holds it
     * @throws FingerprintException if the environment has another one
     * @throws InvalidInputException if there is no place to keep it, or it cannot be written
     */
    Path trust(Fingerprint fingerprint);

    /**
     * Puts a fingerprint into the project's {@code known_environments}, in the place of those that it has for this
     * environment, for everyone who works there. What counts here is not changed by this: see {@link #trust}.
     *
     * @return the file, to be committed; empty if there is no {@code .kist} here, or the store is local
     * @throws FingerprintException if the environment has another one
     * @throws InvalidInputException if the file cannot be written
     */
    Optional<Path> trustInProject(Fingerprint fingerprint);

    /** Reads and decrypts all secrets that apply, those of parents included, templates resolved: {@link #load(Loading)}. */
    default Snapshot load() {
        return load(Loading.all());
    }

    /**
     * Reads and decrypts the secrets that apply, those of parents included, templates resolved. One moment's state; nothing
     * is kept in step afterwards.
     *
     * @return an immutable snapshot, which does not need the connection any more
     * @throws KistException if any secret that is needed is not authentic, unless {@code what} skips it; nothing is left out
     *     silently
     */
    Snapshot load(Loading what);

    /** Compares what applies here, that of parents included, with what a project's example file asks for. */
    default CheckResult check(ExampleFile example) {
        return example.check(this);
    }

    /**
     * The current versions that the environment stores itself, templates unresolved; deletions are left out. With
     * {@link Loading#withInherited()} those of parents that apply are among them; a parent that cannot be read is among what
     * is unreadable. A name or a pattern that matches nothing is no failure here.
     */
    Listing list(Loading what);

    /**
     * The versions of one secret that are kept.
     *
     * @throws NotFoundException if it was never written here, or was purged
     */
    SecretHistory history(SecretName name);

    /** All changes that are kept, newest first: versions of secrets, and events of the environment itself. */
    Log log();

    /**
     * Writes a new version of a secret; where another writer comes first, reads and decides again, up to 10 times.
     *
     * @return what is there now; nothing is written where value, note and kind are the current ones
     * @throws ConflictException if {@code options} name a version and another one is current, or if other writers came first
     *     every time
     * @throws InvalidInputException if {@code options} leave open whether a template stays one
     * @throws TemplateException if the value is a template that cannot be resolved, unless that is forced
     * @throws NeededByTemplateException if a template that needs the secret breaks by it, unless that is forced
     */
    Written set(SecretName name, SecretValue value, SetOptions options);

    /**
     * Writes several secrets, all or none: in one transaction where the store has them and it takes them, else in batches,
     * of which the same call again completes what an interruption left.
     *
     * @param options hold for each: the note becomes that of all, and the version must be current of all
     * @return what is there now, in the order of {@code values}
     * @throws ConflictException as for one
     * @throws InvalidInputException as for one
     */
    WrittenTogether setAll(Map<SecretName, SecretValue> values, SetOptions options);

    /**
     * Writes a new version of a secret with another note and the same value.
     *
     * @param note the note; empty to remove it
     * @throws NotFoundException if the secret does not exist
     */
    Written setNote(SecretName name, Optional<Note> note);

    /**
     * The same, only if a version is current.
     *
     * @param ifVersion the version, from 1
     * @throws ConflictException if another one is; nothing was written
     */
    Written setNote(SecretName name, Optional<Note> note, int ifVersion);

    /**
     * Writes a version that is a deletion; the former versions stay. The deletion of an inherited secret hides it from this
     * environment, until it is purged here.
     *
     * @param names each is deleted, or none: a name that does not exist, or is needed by a template, stops all
     * @param force whether to delete what a template needs, too
     * @throws NotFoundException if one of them does not exist
     * @throws NeededByTemplateException if one of them is needed
     */
    WrittenTogether delete(Collection<SecretName> names, boolean force);

    /** Writes a new version with the content of the newest one before the deletion; all of {@code names} or none. */
    WrittenTogether restore(Collection<SecretName> names);

    /**
     * Writes a new version with the content of an earlier one.
     *
     * @param force whether to do so even if a template breaks by it
     * @throws NotFoundException if there is no such version
     * @throws TemplateException if that version is a template that cannot be resolved any more
     * @throws NeededByTemplateException if a template that needs the secret breaks by it
     */
    Written rollback(SecretName name, int version, boolean force);

    /**
     * Plans to write many secrets at once. Content without a note keeps the note that is there.
     *
     * @throws KistException if one of the secrets that would be replaced cannot be read
     */
    WritePlan plan(Map<SecretName, Secret.Content> contents);

    /**
     * Plans to write what a person made of secrets that were read before: exactly these contents, their notes and the lack of
     * a note included, and a deletion where a content is one.
     *
     * @param read what it was made from: a secret whose version is another one by now is told by
     *     {@link WritePlan#overtaken()}, and the plan cannot be applied; one that {@code read} lacks counts as not existing
     * @throws KistException if one of the secrets that would be replaced cannot be read
     */
    WritePlan planEdit(Listing read, Map<SecretName, Secret.Content> contents);

    /**
     * Plans to write what {@code source} has: all that it stores itself, or the secrets that {@code what} names, templates
     * as they are stored.
     *
     * @throws InvalidInputException if it is this very environment
     */
    WritePlan planCopy(Environment source, Loading what);

    /**
     * Plans to remove the oldest versions of secrets for good, never current ones: what both conditions let go.
     *
     * @param keep how many versions of each secret stay at least, the current one among them
     * @param before only versions that another one had replaced by then go; {@link Instant#MAX} for all, whatever the clock says
     */
    PrunePlan planPrune(int keep, Instant before);

    /**
     * Plans to remove a secret with all its versions for good. What does not decrypt any more can be removed, too.
     *
     * @param force whether to remove what a template needs, too
     * @throws NotFoundException if nothing is left of it
     * @throws NeededByTemplateException if it is needed
     */
    PurgePlan planPurge(SecretName name, boolean force);

    /**
     * Gives a secret another name, its history included; the old name is purged last, so that an interrupted call is
     * completed by the same call again.
     *
     * @return the new name's current version: one more than the old name had
     * @throws NotFoundException if {@code from} does not exist
     * @throws InvalidInputException if {@code to} exists as another secret
     * @throws NeededByTemplateException if a template needs {@code from}
     * @throws ConflictException if another writer wrote one of them at the same time: both may be there then
     */
    Written rename(SecretName from, SecretName to);

    /** Plans to remove the environment for good. Needs no key: it also removes what nobody can open any more. */
    EnvironmentRemovalPlan planRemoval();

    /**
     * What the environment inherits from: its parent, then its parent's parent, and so on; empty if it inherits from nothing.
     * Each sees the secrets of those behind it, unless it has or deleted its own.
     *
     * @throws ParentException if one of them does not exist, is another one than its child inherits from, or if there are too
     *     many
     * @throws NoKeyException if no key at hand opens one of them
     */
    List<Parent> parents();

    /**
     * Plans to let the environment inherit from another one of this store, in the place of a parent that it may have. The same
     * parent is pinned anew, where it has another fingerprint since.
     *
     * @throws NotFoundException if there is no {@code parent}
     * @throws ParentException if it is this environment, inherits from it, or with it there are more than 8 levels
     * @throws UntrustedException if the fingerprint of one of both is not trusted here
     * @throws FingerprintException if another one was given
     */
    ParentPlan planParent(EnvironmentName parent);

    /** Plans to let the environment inherit from nothing any more. */
    ParentPlan planNoParent();

    /** The keys that open the environment. */
    Members members();

    /**
     * Encrypts everything again with a new key of the environment's own, while others read and write; completes what an
     * interrupted run left. Keys of members and the fingerprint stay.
     */
    RotationResult rotate(Progress progress);

    /**
     * Follows the environment from how it is now: {@link #load()}, then {@link #watch(Snapshot, Watch.Listener)}.
     */
    default Watch watch(Watch.Listener listener) {
        return watch(load(), listener);
    }

    /**
     * Follows the environment: tells {@code listener} whenever a value that applies has really changed. Where the store can
     * tell of changes (a replica set of MongoDB, the local store) that is within a second, elsewhere by asking every
     * few seconds. While the store is away nothing is told, and afterwards what changed meanwhile.
     *
     * @param known what is known already, from {@link #load()}: the first call comes with the first change since
     * @return the watch, to be closed; closing the {@link Kist} closes it, too
     */
    Watch watch(Snapshot known, Watch.Listener listener);
}
