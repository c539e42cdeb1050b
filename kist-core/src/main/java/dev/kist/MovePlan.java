package dev.kist;

import java.util.List;

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
     * @throws ConflictException if the target has one of the environments already, and another one than the source
     */
    void apply(Progress progress);
}
