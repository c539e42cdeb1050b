package dev.kist;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Moving everything of one store to another: environments, secrets, history, keys. */
public interface MovePlan {
    /** Where it comes from. */
    StoreDescription source();

    /** Where it goes. */
    StoreDescription target();

    /** The environments, ascending. */
    List<EnvironmentName> environments();

    /** How many documents there are in all. */
    long documents();

    /**
     * Copies everything as it is stored; the source stays untouched. Interrupted, the same plan made again completes it.
     *
     * What is trusted of the source is trusted of the target from then on.
     *
     * @throws InvalidInputException if the target has other environments by now; nothing was moved
     * @throws ConflictException if others write to the source all the time, or created one of the environments in the target
     */
    void apply(Progress progress);

    /**
     * Renames the local store that everything was moved from, so that there is one store, and closes the source.
     *
     * @return where it is now; empty if the source is no local store
     */
    Optional<Path> retireSource();
}
