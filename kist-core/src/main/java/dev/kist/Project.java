// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The {@code .kist} folder of a project, as something to make and to change: what {@code init} and {@code use} write. Every
 * file gets its mode with its first byte, is replaced as a whole, and no link is followed. Nothing here reaches a store.
 *
 * <p>Each method that writes throws an {@link InvalidInputException} if a file cannot be written, or if the folder, or a
 * file in it, is refused because others may change it; what was written before stays.
 */
public interface Project {
    /** The nearest folder in the directory or above it; where there is none, the one that the directory would get. */
    KistFolder folder();

    /** Whether the folder is set up: it has a {@code config}. */
    boolean exists();

    /**
     * The stores, {@code database.collection}, of which the project's {@code known_environments} has a fingerprint of an
     * environment with this name; they are in MongoDB.
     *
     * @throws InvalidInputException if the file is refused or malformed
     */
    List<String> storesWith(EnvironmentName environment);

    /** The folder that the directory itself would get, whether there is one above it or not. */
    Project here();

    /**
     * Makes what is missing of the folder: {@code config} with comments, {@code .gitignore}, and the line {@code .kist} in a
     * {@code .dockerignore} beside it, if there is one. Changes nothing that is there.
     *
     * @param environment what {@code config} says where no environment is given
     * @return the files that were made or changed
     */
    List<Path> make(EnvironmentName environment);

    /**
     * Plans to write the connection string of the project. It goes into {@code config}, or into {@code config.local} if it
     * holds a password, or uses what this machine has of its own to sign in.
     *
     * @throws InvalidInputException if {@code uri} is no connection string
     */
    UriPlan planUri(String uri);

    /**
     * Makes {@code environment} the one of this machine: in {@code config.local}. Gives the file.
     *
     * @throws NoProjectException if there is no folder
     */
    Path use(EnvironmentName environment);

    /**
     * Writes a key into a new file with mode 0600, folders that are missing with 0700.
     *
     * @throws InvalidInputException if the file is there already; it is not overwritten
     */
    void writeKey(NewKey key, Path file);

    /** What is to become of the project's connection string. */
    interface UriPlan {
        /** The file that it goes into. */
        Path file();

        /** Whether that file stays on this machine: the connection string holds what must not be committed. */
        boolean isPrivate();

        /**
         * Where another one stands that this one takes the place of: a file and a line; empty if there is none, or it differs in
         * the user and the password alone.
         */
        Optional<String> replaced();

        /** Whether the very same is there already, so that nothing has to be written. */
        boolean isThere();

        /** Writes it. */
        void apply();
    }
}
