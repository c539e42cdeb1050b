package dev.kist.internal.environment;

import dev.kist.internal.keyring.OpenEnvironment;
import java.util.Optional;

/** Decides what becomes of an environment's document. May be asked again when another writer came first. */
interface EnvironmentChange {
    /** The environment of the next revision, or empty to leave it as it is. */
    Optional<OpenEnvironment> next(OpenEnvironment current);

    /** Whether {@code stored}, of a later revision, came from {@code ours}: what it changed is in it. */
    boolean isIn(OpenEnvironment stored, OpenEnvironment ours);
}
