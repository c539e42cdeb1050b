// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The secrets of a team in one store, for a Java program's first lines:
 *
 * <pre>{@code
 * try (Kist kist = Kist.open(KistOptions.fromEnvironment())) {
 *     Snapshot secrets = kist.environment("production").load();
 *     connect(secrets.get("DATABASE_URL"));
 * }
 * }</pre>
 *
 * <p>The command line, the page and the framework integrations use this door and no other. Thread-safe. Needs
 * {@code kist-mongodb} on the class path, or {@code kist-sqlite} for the local store.
 */
public interface Kist extends AutoCloseable {
    /**
     * Opens the store that the options say. Nothing is sent to a server yet, unless the options
     * connect ahead, and no file is made.
     *
     * @throws KistException if the settings are wrong: no store, a malformed connection string, a mistyped key, a module
     *     that is not on the class path
     */
    static Kist open(KistOptions options) {
        return Implementation.find().open(options);
    }

    /**
     * Reads the settings without opening anything.
     *
     * @throws InvalidInputException if a file of settings is refused or malformed
     */
    static Settings settings(KistOptions options) {
        return Implementation.find().settings(options);
    }

    /**
     * Looks at everything that can be wrong: settings, key files, connection, server, environment, secrets. Changes nothing.
     *
     * @param inspection which environments to look at
     */
    static List<Finding> inspect(KistOptions options, Inspection inspection) {
        return Implementation.find().inspect(options, inspection);
    }

    /**
     * The {@code .kist} folder of the options' directory, to make it or to change it.
     *
     * @throws InvalidInputException if a file of settings is refused or malformed
     */
    static Project project(KistOptions options) {
        return Implementation.find().project(options);
    }

    /** A new key pair from the platform's secure random numbers; nothing is written. */
    static NewKey newKey() {
        return Implementation.find().newKey();
    }

    /** The settings that it was opened with. */
    Settings settings();

    /** How to speak of the store. */
    StoreDescription store();

    /** The store's own time, to the millisecond. */
    Instant now();

    /** The environment that the settings say; {@code development} where they say none, which is warned of once. */
    Environment environment();

    /** An environment of this store. */
    Environment environment(EnvironmentName name);

    /**
     * An environment of this store.
     *
     * @throws InvalidInputException if {@code name} cannot be the name of one
     */
    default Environment environment(String name) {
        return environment(EnvironmentName.parse(name));
    }

    /** The names of all environments of the store, ascending. Needs no key. */
    List<EnvironmentName> environmentNames();

    /** All environments of the store, ascending by name. Needs no key; one whose document cannot be read says so. */
    List<EnvironmentOverview> environments();

    /**
     * Looks for secrets in every environment, or in those that {@code what} names; values are decrypted here, and the server
     * learns nothing of what is looked for. Inherited secrets are found where they are stored.
     *
     * @return what was found; environments that no key at hand opens are among what could not be looked into
     */
    Search.Result search(Search what);

    /** The public halves of the keys at hand, in the order in which they are tried; the first one creates environments. */
    List<KeyAtHand> keys();

    /**
     * Plans to move everything of this store (environments, secrets, history, keys) to another one. Needs no key; an environment
     * that a key at hand opens has to be a trusted one, and no older copy.
     *
     * @throws UntrustedException if one is not trusted
     * @throws InvalidInputException if the target has other environments, or is this store
     * @throws ForeignSecretException if a document here was not written by Kist: it would be left behind
     * @throws DecryptionFailedException if a document here was changed by other hands, so that it cannot be moved
     */
    MovePlan planMove(Kist target);

    /**
     * Ends all watches and closes the connection to the store; snapshots stay usable. It waits for listeners at work, and no
     * longer than the timeout, at most four seconds, for a store that does not answer: then daemon threads are left, which end
     * with their requests. Called by a listener, it waits for no watch.
     */
    @Override
    void close();

    /** What opens Kist. {@code kist-core} brings the only one; found by the service loader, so that this package knows it not. */
    interface Implementation {
        /** As {@link Kist#open(KistOptions)}. */
        Kist open(KistOptions options);

        /** As {@link Kist#settings(KistOptions)}. */
        Settings settings(KistOptions options);

        /** As {@link Kist#inspect(KistOptions, Inspection)}. */
        List<Finding> inspect(KistOptions options, Inspection inspection);

        /** As {@link Kist#project(KistOptions)}. */
        Project project(KistOptions options);

        /** As {@link Kist#newKey()}. */
        NewKey newKey();

        private static Implementation find() {
            return ServiceLoader.load(Implementation.class, Kist.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("kist-core is not whole: no implementation is declared"));
        }
    }
}
