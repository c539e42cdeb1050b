// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.EnvironmentName;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The options of every command. They may stand before the command, too. */
public final class GlobalOptions extends ArgumentGroup {
    private static final String ENVIRONMENT = "--environment";

    private final RepeatedOption<EnvironmentName> environments = RepeatedOption.of(
            "-e, " + ENVIRONMENT, "ENV", EnvironmentName::parse, "Environment (KIST_ENVIRONMENT; else development).");
    private final Option<String> uri = Option.filled("--uri", "URI", "MongoDB connection string (KIST_MONGODB_URI).");
    private final Option<String> database = Option.filled("--database", "NAME", "Database (KIST_DATABASE).");
    private final Option<String> collection = Option.filled("--collection", "NAME", "Collection (KIST_COLLECTION).");
    private final Option<String> keyFile =
            Option.filled("--key-file", "FILE", "File with secret keys (KIST_KEY_FILE).");
    private final Option<String> timeout =
            Option.filled("--timeout", "TIME", "Wait for MongoDB: 500ms, 2s, 1m (KIST_TIMEOUT).");
    private final Option<String> trust =
            Option.filled("--trust", "FINGERPRINT", "The environment's fingerprint (KIST_FINGERPRINT).");
    private final Flag acceptOlder = Flag.of(
            "--accept-older", "Open an environment that is older than it was, after a backup was restored on purpose.");
    private final Flag json = Flag.of("--json", "Print data as JSON.");
    private final Flag quiet = Flag.of("-q, --quiet", "Say only what went wrong, or is odd.");
    private final Flag debug = Flag.of("--debug", "Print stack traces.");

    /** The environments that were named, each once; none where the settings decide. */
    public List<EnvironmentName> environments() {
        return environments.values().stream().distinct().toList();
    }

    /** Whether data is printed as JSON. */
    public boolean isJson() {
        return json.isGiven();
    }

    /** Whether only errors and warnings are printed besides data. */
    public boolean isQuiet() {
        return quiet.isGiven();
    }

    /** Whether stack traces are printed. */
    public boolean isDebug() {
        return debug.isGiven();
    }

    /** Whether an environment is opened even if it is older than it was when it was last seen. */
    public boolean acceptsOlder() {
        return acceptOlder.isGiven();
    }

    /** What was given, as settings. */
    public Map<Setting, SettingValue> asSettings() {
        Map<Setting, SettingValue> settings = new EnumMap<>(Setting.class);
        put(settings, Setting.MONGODB_URI, "--uri", uri);
        put(settings, Setting.DATABASE, "--database", database);
        put(settings, Setting.COLLECTION, "--collection", collection);
        put(settings, Setting.KEY_FILE, "--key-file", keyFile);
        put(settings, Setting.TIMEOUT, "--timeout", timeout);
        put(settings, Setting.FINGERPRINT, "--trust", trust);
        if (environments.values().size() == 1) {
            settings.put(
                    Setting.ENVIRONMENT,
                    new SettingValue(environments.values().get(0).value(), Origin.ARGUMENT, ENVIRONMENT));
        }
        return settings;
    }

    private static void put(Map<Setting, SettingValue> settings, Setting setting, String flag, Option<String> option) {
        option.find().ifPresent(value -> settings.put(setting, new SettingValue(value, Origin.ARGUMENT, flag)));
    }

    @Override
    protected List<Arguments> all() {
        return List.of(
                environments, uri, database, collection, keyFile, timeout, trust, acceptOlder, json, quiet, debug);
    }

    /** Shows no connection string. */
    @Override
    public String toString() {
        return "GlobalOptions" + environments.values();
    }
}
