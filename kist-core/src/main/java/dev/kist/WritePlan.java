// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What writing many secrets at once would do, decided against what is stored now. Applying it writes exactly this: where
 * another writer came in between, that is a conflict. Its {@code toString} shows no values.
 */
public interface WritePlan {
    /** The environment to write to. */
    EnvironmentName environment();

    /** Whether the environment does not exist yet: create it before this is applied. */
    boolean isForNewEnvironment();

    /** Names that do not exist yet, ascending. */
    List<SecretName> added();

    /** Names that exist and would get another value, note or kind, ascending. */
    List<SecretName> changed();

    /** Names that are like that already, ascending. */
    List<SecretName> unchanged();

    /** Names that exist and would be deleted, ascending. */
    List<SecretName> removed();

    /** Those of {@link #changed} that would be of another kind, such as text that is a template today; ascending by name. */
    SortedMap<SecretName, ChangedKind> changedKinds();

    /**
     * Where the plan is for what was read before ({@link Environment#planEdit}): what others have written since to secrets
     * that would be written, ascending by name; empty where one is gone for good. {@link #apply} refuses to write over it.
     */
    SortedMap<SecretName, Optional<Secret>> overtaken();

    /** What could not be read of the source and is left out, where the plan was asked to skip it. */
    List<KistException> unreadable();

    /**
     * Templates that could not be resolved afterwards, and resolve today or are among what is written: one exception each,
     * that says why. Not known while the environment does not exist yet.
     */
    List<KistException> broken();

    /**
     * How {@link #apply} would write it now: one transaction takes 1,000 documents and 8 MiB, where a secret that exists
     * counts as two, and needs a store that has them. Not known while the environment does not exist yet.
     *
     * @throws StoreUnavailableException if the store does not answer
     */
    Optional<Mode> mode();

    /** The same, to be written even if templates break by it. */
    WritePlan force();

    /** The same without what would change existing secrets. */
    WritePlan keepingExisting();

    /**
     * Writes what the plan says.
     *
     * @throws TemplateException if a template that is written cannot be resolved, unless that is forced; nothing was written
     * @throws NeededByTemplateException if another template breaks by it, unless that is forced; nothing was written
     * @throws ConflictException if another writer came in between with some of them; in one transaction nothing was
     *     written then, in batches what is not named was
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    Mode apply(Progress progress);

    /** How a plan was written. */
    enum Mode {
        /** Everything was like that already. */
        NOTHING_TO_WRITE,
        /** All in one transaction. */
        ONE_TRANSACTION,
        /** Each by itself, under compare-and-set: had it been interrupted, a repeated run would complete it. */
        BATCHES
    }
}
