// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to open Kist. What is not said here comes from the environment variables and the nearest {@code .kist} folder, as on
 * the command line. Immutable; its {@code toString} shows no values.
 */
public final class KistOptions {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<Setting, SettingValue> settings;
    private final Map<String, String> variables;
    private final Path directory;
    private final boolean isLocalStoreAllowed;
    private final @Nullable Path localStore;
    private final Duration defaultTimeout;
    private final Consumer<String> warnings;
    private final @Nullable Consumer<String> waiting;
    private final boolean isOlderAccepted;
    private final boolean isConnectingAhead;

    private KistOptions(Builder builder) {
        this.settings = Map.copyOf(builder.settings);
        this.variables = Map.copyOf(builder.variables == null ? System.getenv() : builder.variables);
        this.directory = builder.directory == null ? Path.of("") : builder.directory;
        this.isLocalStoreAllowed = builder.isLocalStoreAllowed;
        this.localStore = builder.localStore;
        this.defaultTimeout = builder.defaultTimeout;
        this.warnings = builder.warnings;
        this.waiting = builder.waiting;
        this.isOlderAccepted = builder.isOlderAccepted;
        this.isConnectingAhead = builder.isConnectingAhead;
    }

    /** Everything from the environment variables and the nearest {@code .kist} folder. */
    public static KistOptions fromEnvironment() {
        return builder().build();
    }

    /** Begins with everything from the environment variables and the nearest {@code .kist} folder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these options. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.settings.putAll(settings);
        builder.variables = variables;
        builder.directory = directory;
        builder.isLocalStoreAllowed = isLocalStoreAllowed;
        builder.localStore = localStore;
        builder.defaultTimeout = defaultTimeout;
        builder.warnings = warnings;
        builder.waiting = waiting;
        builder.isOlderAccepted = isOlderAccepted;
        builder.isConnectingAhead = isConnectingAhead;
        return builder;
    }

    /** What was said in code, with where it was said; wins over all else. */
    public Map<Setting, SettingValue> settings() {
        return settings;
    }

    /** The environment variables. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Where to begin looking for {@code .kist}. */
    public Path directory() {
        return directory;
    }

    /** Whether the local store may be used where no MongoDB is set. */
    public boolean isLocalStoreAllowed() {
        return isLocalStoreAllowed;
    }

    /** The local store to use where no MongoDB is set, whether it is there or not; empty for that of the nearest {@code .kist}. */
    public Optional<Path> localStore() {
        return Optional.ofNullable(localStore);
    }

    /** The whole wait for the store where no setting says it. */
    public Duration defaultTimeout() {
        return defaultTimeout;
    }

    /** Takes a sentence for what is odd but accepted, without values. */
    public Consumer<String> warnings() {
        return warnings;
    }

    /** Takes what is waited for, where an answer of the store takes more than two seconds; empty if nobody listens. */
    public Optional<Consumer<String>> waiting() {
        return Optional.ofNullable(waiting);
    }

    /** Whether an environment is opened even if its document is older than one that was seen here before. */
    public boolean isOlderAccepted() {
        return isOlderAccepted;
    }

    /** Whether opening begins to connect. */
    public boolean isConnectingAhead() {
        return isConnectingAhead;
    }

    /** What a log shows as the place is a method with a name. */
    private static void log(String warning) {
        System.getLogger("dev.kist").log(System.Logger.Level.WARNING, warning);
    }

    @Override
    public String toString() {
        return "KistOptions" + settings.keySet();
    }

    /** Collects options; each setting is named as its variable. */
    public static final class Builder {
        private final Map<Setting, SettingValue> settings = new EnumMap<>(Setting.class);
        private @Nullable Map<String, String> variables;
        private @Nullable Path directory;
        private boolean isLocalStoreAllowed;
        private @Nullable Path localStore;
        private Duration defaultTimeout = TIMEOUT;
        private Consumer<String> warnings = KistOptions::log;
        private @Nullable Consumer<String> waiting;
        private boolean isOlderAccepted;
        private boolean isConnectingAhead;

        private Builder() {}

        /** A setting by its name, with where it was said for messages, such as {@code --uri}. */
        public Builder set(Setting setting, SettingValue value) {
            settings.put(setting, value);
            return this;
        }

        /** {@code KIST_MONGODB_URI}: any connection string that the MongoDB driver takes. */
        public Builder mongoDbUri(String uri) {
            return set(Setting.MONGODB_URI, uri);
        }

        /** {@code KIST_DATABASE}. */
        public Builder database(String name) {
            return set(Setting.DATABASE, name);
        }

        /** {@code KIST_COLLECTION}. */
        public Builder collection(String name) {
            return set(Setting.COLLECTION, name);
        }

        /** {@code KIST_ENVIRONMENT}: what {@link Kist#environment()} reads. */
        public Builder environment(String name) {
            return set(Setting.ENVIRONMENT, name);
        }

        /** {@code KIST_KEY}: one or more secret keys, or addresses of keys in key services, by white space or comma. */
        public Builder key(String keys) {
            return set(Setting.KEY, keys);
        }

        /** {@code KIST_KEY_FILE}. */
        public Builder keyFile(Path file) {
            return set(Setting.KEY_FILE, file.toString());
        }

        /** {@code KIST_FINGERPRINT}: one or more fingerprints that count, by white space or comma; none other does. */
        public Builder fingerprint(String fingerprints) {
            return set(Setting.FINGERPRINT, fingerprints);
        }

        /** {@code KIST_STRICT}: refuse environments whose fingerprint is not known. */
        public Builder strict() {
            return set(Setting.STRICT, "1");
        }

        /** {@code KIST_TIMEOUT}: the whole wait for MongoDB, at least a millisecond; 30 seconds where nothing says it. */
        public Builder timeout(Duration timeout) {
            // Where milliseconds do not fit, or are too many digits for a setting.
            boolean isLong = timeout.compareTo(Duration.ofDays(1)) > 0;
            return set(Setting.TIMEOUT, isLong ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms");
        }

        /** Lets the local store of the nearest {@code .kist} be used where no MongoDB is set; else it never is. */
        public Builder allowLocalStore() {
            isLocalStoreAllowed = true;
            return this;
        }

        /** The whole wait for the store where no setting says it; 30 seconds where nothing is said here either. */
        public Builder defaultTimeout(Duration timeout) {
            defaultTimeout = timeout;
            return this;
        }

        /**
         * Takes what is odd but accepted, a sentence each, without values: a key file that others can read, an environment or
         * a fingerprint that nothing sets. Where nobody takes it, it goes to the {@link System.Logger} {@code dev.kist}.
         */
        public Builder onWarning(Consumer<String> instead) {
            warnings = instead;
            return this;
        }

        /**
         * Takes what is waited for, such as {@code MongoDB db.example.com app.secrets}, where an answer of the store takes
         * more than two seconds; once for each opened Kist. Called on another thread than the one that waits.
         */
        public Builder onWaiting(Consumer<String> listener) {
            waiting = listener;
            return this;
        }

        /**
         * Opens environments even if their documents are older than those that were seen here before, and remembers them as
         * they are now: after a backup was restored on purpose.
         */
        public Builder acceptOlder() {
            isOlderAccepted = true;
            return this;
        }

        /**
         * Lets {@link Kist#open(KistOptions)} begin to connect in the background, for a program whose first call follows at once.
         */
        public Builder connectAhead() {
            isConnectingAhead = true;
            return this;
        }

        /** Uses this local store where no MongoDB is set; the first write makes it, with mode 0600. */
        public Builder localStore(Path file) {
            localStore = file;
            return allowLocalStore();
        }

        /** Reads these instead of the process's environment variables. */
        public Builder variables(Map<String, String> instead) {
            variables = Map.copyOf(instead);
            return this;
        }

        /** Begins to look for {@code .kist} here instead of in the working directory. */
        public Builder directory(Path instead) {
            directory = instead;
            return this;
        }

        /** The options as they are now. */
        public KistOptions build() {
            return new KistOptions(this);
        }

        private Builder set(Setting setting, String value) {
            return set(setting, new SettingValue(value, "KistOptions"));
        }
    }
}
