package dev.kist;

import java.util.Arrays;
import java.util.Optional;

/** A setting, by its one name in environment variables and in the files of {@code .kist/}. */
public enum Setting {
    /** The connection string of the MongoDB store. */
    MONGODB_URI,
    /** The database, if it is not the connection string's. */
    DATABASE,
    /** The collection of the current versions. */
    COLLECTION,
    /** The environment. */
    ENVIRONMENT,
    /** Secret keys and addresses of keys in key services, separated by white space or commas. */
    KEY,
    /**
     * A command whose standard output is the key; run only if no other key opens an environment. From the environment
     * variables alone, never from a file.
     */
    KEY_COMMAND,
    /** A file that holds secret keys. */
    KEY_FILE,
    /** Known fingerprints, separated by white space or commas. */
    FINGERPRINT,
    /** {@code 1} refuses environments whose fingerprint is not known. */
    STRICT,
    /** Who writes. */
    ACTOR,
    /** How long to wait for MongoDB as a whole, and for each answer of a key service. */
    TIMEOUT;

    /** The name in environment variables and files: {@code KIST_MONGODB_URI}. */
    public String variable() {
        return "KIST_" + name();
    }

    /** The setting with that name. */
    public static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }
}
