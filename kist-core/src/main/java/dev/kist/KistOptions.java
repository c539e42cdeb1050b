package dev.kist;

import dev.kist.internal.settings.Setting;
import dev.kist.internal.settings.SettingValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to open Kist. What is not said here comes from the environment variables and the nearest {@code .kist} folder, as on
 * the command line. Immutable; its {@code toString} shows no values.
 */
public final class KistOptions {
    private final Map<Setting, SettingValue> settings;
    private final Map<String, String> variables;
    private final Path directory;
    private final boolean isLocalStoreAllowed;

    private KistOptions(Builder builder) {
        this.settings = Map.copyOf(builder.settings);
        this.variables = Map.copyOf(builder.variables == null ? System.getenv() : builder.variables);
        this.directory = builder.directory == null ? Path.of("") : builder.directory;
        this.isLocalStoreAllowed = builder.isLocalStoreAllowed;
    }

    /** Everything from the environment variables and the nearest {@code .kist} folder. */
    public static KistOptions fromEnvironment() {
        return builder().build();
    }

    /** Begins with everything from the environment variables and the nearest {@code .kist} folder. */
    public static Builder builder() {
        return new Builder();
    }

    Map<Setting, SettingValue> settings() {
        return settings;
    }

    Map<String, String> variables() {
        return variables;
    }

    Path directory() {
        return directory;
    }

    boolean isLocalStoreAllowed() {
        return isLocalStoreAllowed;
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

        private Builder() {}

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

        /** {@code KIST_ENVIRONMENT}: what {@link Kist#secrets()} reads. */
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

        /** {@code KIST_FINGERPRINT}: one or more known fingerprints, by white space or comma. */
        public Builder fingerprint(String fingerprints) {
            return set(Setting.FINGERPRINT, fingerprints);
        }

        /** {@code KIST_STRICT}: refuse environments whose fingerprint is not known. */
        public Builder strict() {
            return set(Setting.STRICT, "1");
        }

        /** {@code KIST_TIMEOUT}: the whole wait for MongoDB, at least a millisecond; 30 seconds where nothing says it. */
        public Builder timeout(Duration timeout) {
            return set(Setting.TIMEOUT, timeout.toMillis() + "ms");
        }

        /** Lets the local store of the nearest {@code .kist} be used where no MongoDB is set; else it never is. */
        public Builder allowLocalStore() {
            isLocalStoreAllowed = true;
            return this;
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
            settings.put(setting, new SettingValue(value, "KistOptions"));
            return this;
        }
    }
}
