// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.EnvironmentName;
import dev.kist.StoreDescription;
import dev.kist.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the documents of the three collections, encrypted as they are; it never sees plaintext. Section "Writing" of
 * {@code docs/format.md} says how its operations make up the write protocol.
 *
 * <p>Every write is under compare-and-set: it says what it expects, and where the store holds something else nothing is
 * written. Thread-safe. Every operation may throw {@link StoreUnavailableException}; a write whose answer was lost throws
 * {@link LostAnswerException} and may or may not have happened.
 */
public interface SecretStore extends AutoCloseable {
    /** How to speak of this store. */
    StoreDescription description();

    /**
     * Begins to connect, where that takes time, and returns at once. What goes wrong is the next operation's to find out and to
     * say.
     */
    default void connectAhead() {}

    /** The store's own time, to the millisecond. */
    Instant now();

    /** How long one operation may take, and how long a lost answer is tried to be settled. */
    Duration timeout();

    /** Whether {@link #writeAtomically} is there. */
    boolean hasTransactions();

    /**
     * Makes sure that the unique indexes exist. Called before a write, never by a reader.
     *
     * @throws StoreUnavailableException if they can neither be found nor made; the hint is the command for an administrator
     */
    void prepareForWriting();

    /**
     * The environment's document.
     *
     * @throws dev.kist.FormatException if it is there and cannot be read
     */
    Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness);

    /** Hands over the documents of all environments, ordered by name; those without a valid name are left out. */
    void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer);

    /** The names of all environments that have a document, ascending. */
    List<EnvironmentName> environmentNames();

    /** Inserts the document; false if the environment has one, and then nothing is written. */
    boolean insertEnvironment(EnvironmentDocument document);

    /** Replaces the document of the revision before; false if it has another one, and then nothing is written. */
    boolean replaceEnvironment(EnvironmentDocument document);

    /** Hands over the current documents of a selection, ordered by name. */
    void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer);

    /** Hands over the former versions of a selection, ordered by name and version. */
    void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer);

    /**
     * Carries out each write by itself, under its own compare-and-set: the former version is inserted into history, then
     * the current document is inserted or updated. Where history has an entry for the former version already, the write
     * goes on only if it is this very document, all fields alike; else it is not carried out, since the version could be
     * lost: the entry must be looked at first.
     *
     * @return the writes that are not known to have happened; what became of them must be read back
     */
    List<SecretWrite> write(List<SecretWrite> writes);

    /**
     * Carries out all writes in one transaction, or none; history is treated as by {@link #write}.
     *
     * @return empty if all happened; else all of them, and nothing was written by this call
     * @throws UnsupportedOperationException if {@link #hasTransactions()} is false
     */
    List<SecretWrite> writeAtomically(List<SecretWrite> writes);

    /**
     * Inserts current documents as they are, each by itself, whatever their version and revision: for a move to this store.
     * One that is there already, all fields alike, has happened.
     *
     * @return those that are not here now: another document is in their place
     */
    List<CurrentDocument> insertSecrets(List<CurrentDocument> documents);

    /**
     * Inserts former versions into history as they are, each by itself: for a move to this store, and for the history of a
     * secret that is renamed. One that is there already, all fields alike, has happened.
     *
     * @return those that are not here now: another document is in their place
     */
    List<FormerDocument> insertFormers(List<FormerDocument> documents);

    /**
     * Replaces former versions in history, each by itself and only where it is as expected. One that is there already, all
     * fields alike, has happened.
     *
     * @return the replacements that are not known to have happened
     */
    List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements);

    /**
     * Makes sure that the user may remove documents at all, before anything is recorded or written that only makes sense if
     * they go. Removes nothing.
     *
     * @param isOfFormersAlone whether only former versions are to be removed, and no current document
     * @throws StoreUnavailableException if the store refuses the user that
     */
    default void prepareForRemoval(boolean isOfFormersAlone) {}

    /**
     * Removes former versions from history, each only if it is as given, in the order given: an interruption leaves the
     * last ones. Returns how many were removed.
     */
    int deleteFormer(List<FormerDocument> formers);

    /** Removes a secret's current document of that revision; false if it has another one, and then nothing is removed. */
    boolean deleteSecret(CurrentDocument current);

    /** Removes the environment's document of that revision; false if it has another one, and then nothing is removed. */
    boolean deleteEnvironment(EnvironmentDocument document);

    /**
     * This store as one that can do more, such as {@link WatchableStore}; empty if it cannot. One that passes everything on to
     * another store passes this on, too.
     */
    default <T> Optional<T> as(Class<T> ability) {
        return ability.isInstance(this) ? Optional.of(ability.cast(this)) : Optional.empty();
    }

    @Override
    void close();
}
