// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.Setting;
import dev.kist.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a test says in place of the settings that the machine has, where a framework reads both: a developer's own key file or
 * time to wait is none of a test's business. It says nothing where the machine has nothing, so that an application's own
 * settings stay.
 */
final class MachineSettings {
    private static final Map<Setting, String> NEUTRAL = Map.of(
            Setting.DATABASE, "kist",
            Setting.COLLECTION, "secrets",
            Setting.STRICT, "no",
            Setting.TIMEOUT, "30s");

    /** What the frameworks know besides Kist's settings, as it is where nobody says anything. */
    private static final Map<String, String> SWITCHES = Map.of(
            "kist.enabled", "true",
            "kist.watch", "true",
            "kist.profile-as-environment", "false",
            "kist.optional", "false",
            "kist.ordinal", "275");

    private MachineSettings() {}

    /**
     * What stands against the settings that these options find.
     *
     * @param keyFile where a key may be written that opens nothing, so that no other file is read
     */
    static Map<Setting, String> against(KistOptions options, Path keyFile) {
        Map<Setting, String> against = new EnumMap<>(Setting.class);
        Settings found;
        try {
            found = Kist.settings(options);
        } catch (KistException e) {
            // A file of the project that is malformed: who starts an application here has to hear of it.
            return against;
        }
        NEUTRAL.forEach((setting, text) -> {
            if (found.find(setting).isPresent()) {
                against.put(setting, text);
            }
        });
        boolean hasKeyFile = found.find(Setting.KEY_FILE).isPresent()
                || found.defaultKeyFiles().stream().anyMatch(Files::exists);
        if (hasKeyFile) {
            against.put(Setting.KEY_FILE, withStrangerKey(keyFile).toString());
        }
        return against;
    }

    /** What stands against the frameworks' own switches among the environment variables, by the names of properties. */
    static Map<String, String> againstSwitches(KistOptions options) {
        Map<String, String> against = new TreeMap<>(SWITCHES);
        against.keySet().removeIf(property -> variables(property).noneMatch(options.variables()::containsKey));
        return against;
    }

    /** As MicroProfile names the variable of a property, and as Spring Boot does. */
    private static Stream<String> variables(String property) {
        String name = property.toUpperCase(Locale.ROOT).replace('.', '_');
        return Stream.of(name.replace('-', '_'), name.replace("-", ""));
    }

    private static Path withStrangerKey(Path file) {
        NewKey stranger = Kist.newKey();
        try {
            return Files.writeString(file, stranger.exposeSecretKey() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
