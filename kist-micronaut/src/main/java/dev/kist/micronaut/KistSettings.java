// SPDX-License-Identifier: Apache-2.0
package dev.kist.micronaut;

import dev.kist.InvalidInputException;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Kist's settings as system properties: {@code kist.mongodb-uri} is {@code KIST_MONGODB_URI}. The rest comes from the
 * environment variables and the nearest {@code .kist} folder. Properties of the application are not there yet when its
 * secrets are read.
 */
final class KistSettings {
    private static final String PREFIX = "kist.";

    /** A command comes from the environment variables alone. */
    private static final Set<Setting> PROPERTIES = EnumSet.complementOf(EnumSet.of(Setting.KEY_COMMAND));

    private static final Set<String> OWN = Set.of("kist.enabled", "kist.watch");

    private KistSettings() {}

    /** A sentence for each system property that looks like a setting and is none. */
    static List<String> oddities() {
        return Setting.describeUnknownProperties(System.getProperties().stringPropertyNames(), OWN);
    }

    static KistOptions options() {
        KistOptions.Builder options = KistOptions.builder();
        for (Setting setting : PROPERTIES) {
            String property = setting.property();
            String text = System.getProperty(property, "");
            if (!text.isEmpty()) {
                options.set(setting, new SettingValue(text, property));
            }
        }
        return options.build();
    }

    /**
     * Whether {@code kist.name}, or {@code KIST_NAME} of the environment variables, says so.
     *
     * @throws InvalidInputException if it says neither yes nor no
     */
    static boolean is(String name, boolean whereNotSet) {
        String variable = System.getenv("KIST_" + name.toUpperCase(Locale.ROOT));
        String text = System.getProperty(PREFIX + name, variable == null ? "" : variable);
        return text.isEmpty() ? whereNotSet : new SettingValue(text, PREFIX + name).isYes();
    }
}
