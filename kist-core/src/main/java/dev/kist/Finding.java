// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an inspection found.
 *
 * @param code what it is, for programs
 * @param status how it is
 * @param topic what was looked at, a word or two: {@code settings}, {@code keys}, {@code connection}, ...
 * @param text what was found, without values
 * @param advice what to do; null where nothing has to be done
 * @param details what it is about, as its code says: {@code environment}, {@code secret}, {@code file}, {@code fingerprint}
 * @param failure the failure that it tells of; null where it tells of none
 */
public record Finding(
        Code code,
        Status status,
        String topic,
        String text,
        @Nullable String advice,
        Map<String, String> details,
        @Nullable KistException failure) {
    public Finding {
        details = Map.copyOf(details);
    }

    /** How something is. */
    public enum Status {
        GOOD,
        /** It could not be found out. */
        UNKNOWN,
        WARNING,
        ERROR
    }

    /** What was found. */
    public enum Code {
        /** The folder of the settings, or that there is none. */
        SETTINGS_FOLDER,
        /** A setting, and where it comes from. */
        SETTING,
        /** A setting that is odd. */
        ODD_SETTING,
        /** A connection string with a password on the command line. */
        TYPED_PASSWORD,
        /** Who can read {@code file}. */
        FILE_MODE,
        /** What git holds. */
        GIT,
        /** Git tracks {@code file}, which holds what must stay here. */
        TRACKED_SECRET,
        /** {@code file}, which holds what must stay here, is in git's history. */
        SECRET_IN_GIT_HISTORY,
        /** Git tracks {@code file}, a {@code .env}. */
        TRACKED_ENV_FILE,
        /** A key at hand. */
        KEY,
        /** There is no key. */
        NO_KEY,
        /** A file of keys is odd, such as that others can read it. */
        ODD_KEY_FILE,
        /** A key service does not let a key encrypt. */
        KEY_SERVICE_PRIVILEGE,
        /** The connection to the store. */
        CONNECTION,
        /** How far the clocks are apart. */
        CLOCK,
        /** A local store that holds secrets and is not in use, or is in use where the project has another store. */
        LOCAL_STORE,
        /** How the store is run. */
        STORE,
        /** Whether {@code environment} opens, and how many keys open it. */
        ENVIRONMENT,
        /** One key alone opens {@code environment}. */
        ONLY_ONE_KEY,
        /** The fingerprint of {@code environment}. */
        FINGERPRINT,
        /** The {@code fingerprint} of {@code environment} is not trusted here. */
        UNKNOWN_FINGERPRINT,
        /** A former key of {@code environment}'s own waits to be dropped. */
        RETIRED_KEY,
        /** The removal of a key of {@code environment} is prepared. */
        PREPARED_REMOVAL,
        /** What {@code environment} inherits from. */
        PARENTS,
        /** A member of {@code environment}, by {@code public_key}, whom {@code parent} does not open for. */
        SHUT_OUT_BY_PARENT,
        /** What was seen of environments is not remembered. */
        MEMORY,
        /** The secrets of {@code environment}. */
        SECRETS,
        /** A document in the place of {@code secret} that Kist did not write. */
        FOREIGN_SECRET,
        /** {@code secret} of {@code environment}, or its history, cannot be read. */
        UNREADABLE_SECRET,
        /** History of {@code secret} of {@code environment}, which has no current document. */
        LEFT_OVER_HISTORY,
        /** {@code secret} of {@code environment} is a template that cannot be resolved. */
        BROKEN_TEMPLATE,
        /** Something could not be looked at. */
        FAILURE
    }

    /** Something that is as it should be. */
    public static Finding good(Code code, String topic, String text) {
        return new Finding(code, Status.GOOD, topic, text, null, Map.of(), null);
    }

    /** Something that could not be found out. */
    public static Finding unknown(Code code, String topic, String text) {
        return new Finding(code, Status.UNKNOWN, topic, text, null, Map.of(), null);
    }

    /** Something that should be another way. */
    public static Finding warning(Code code, String topic, String text, @Nullable String advice) {
        return new Finding(code, Status.WARNING, topic, text, advice, Map.of(), null);
    }

    /** Something that is broken. */
    public static Finding error(Code code, String topic, String text, @Nullable String advice) {
        return new Finding(code, Status.ERROR, topic, text, advice, Map.of(), null);
    }

    /** The failure to look at something. */
    public static Finding failure(String topic, KistException failure) {
        return failure(Code.FAILURE, topic, failure);
    }

    /** The same for something of its own kind. */
    public static Finding failure(Code code, String topic, KistException failure) {
        return new Finding(
                code,
                Status.ERROR,
                topic,
                String.valueOf(failure.getMessage()),
                failure.hint().orElse(null),
                Map.of(),
                failure);
    }

    /** The same with one of its details. */
    public Finding about(String name, Object value) {
        Map<String, String> more = new HashMap<>(details);
        more.put(name, value.toString());
        return new Finding(code, status, topic, text, advice, more, failure);
    }

    /** One of the details. */
    public Optional<String> detail(String name) {
        return Optional.ofNullable(details.get(name));
    }

    /** What to do. */
    public Optional<String> remedy() {
        return Optional.ofNullable(advice);
    }
}
