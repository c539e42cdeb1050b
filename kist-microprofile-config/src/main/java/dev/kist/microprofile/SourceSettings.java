// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import dev.kist.InvalidInputException;
import dev.kist.KistOptions;
import dev.kist.Printable;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What lower sources say of Kist: {@code kist.mongodb-uri} is {@code KIST_MONGODB_URI}, and so on. Its {@code toString} shows
 * no value.
 *
 * @param settings what is set; the rest comes from the environment variables and the nearest {@code .kist} folder
 * @param isEnabled whether there is a source at all
 * @param isOptional whether the application can do without its secrets
 * @param watches whether the source follows when secrets change
 * @param ordinal where the source stands among others
 */
record SourceSettings(
        Map<Setting, String> settings, boolean isEnabled, boolean isOptional, boolean watches, int ordinal) {
    /** Above {@code application.properties} and the like, below environment variables and system properties. */
    static final int DEFAULT_ORDINAL = 275;

    private static final String PREFIX = "kist.";
    private static final Set<String> OWN = Set.of("kist.enabled", "kist.optional", "kist.watch", "kist.ordinal");

    /** A command comes from the environment variables alone, never from a file that is committed with the application. */
    private static final Set<Setting> PROPERTIES = EnumSet.complementOf(EnumSet.of(Setting.KEY_COMMAND));

    /**
     * Reads settings with {@code lookup}, which gives the value of a property. One that is empty counts as not set.
     *
     * @throws InvalidInputException if one of them cannot be what it says
     */
    static SourceSettings from(Function<String, Optional<String>> lookup) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (!flag(lookup, "enabled", true)) {
            // What else is said of it may be incomplete.
            return new SourceSettings(settings, false, false, false, DEFAULT_ORDINAL);
        }
        for (Setting setting : PROPERTIES) {
            set(lookup, setting.property()).ifPresent(text -> settings.put(setting, text));
        }
        return new SourceSettings(
                settings,
                true,
                flag(lookup, "optional", false),
                flag(lookup, "watch", true),
                set(lookup, PREFIX + "ordinal").map(SourceSettings::ordinal).orElse(DEFAULT_ORDINAL));
    }

    private static Optional<String> set(Function<String, Optional<String>> lookup, String property) {
        return lookup.apply(property).filter(text -> !text.isEmpty());
    }

    private static int ordinal(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    PREFIX + "ordinal: " + Printable.quote(text) + " is no whole number", "write one such as 275");
        }
    }

    private static boolean flag(Function<String, Optional<String>> lookup, String name, boolean whereNotSet) {
        return set(lookup, PREFIX + name)
                .map(text -> new SettingValue(text, PREFIX + name).isYes())
                .orElse(whereNotSet);
    }

    /** What stops the start where a property refers to another one that is not there: a default would be a guess. */
    static InvalidInputException unresolved(String property) {
        return new InvalidInputException(
                property + ": what it refers to by ${...} is not set",
                "set that, or write a default as in ${NAME:default}; with ${NAME:} the property counts as not set");
    }

    /** A sentence for each of {@code names} that looks like a setting and is none. */
    static List<String> oddities(Collection<String> names) {
        return Setting.describeUnknownProperties(names, OWN);
    }

    KistOptions options() {
        KistOptions.Builder options = KistOptions.builder();
        settings.forEach((setting, text) -> options.set(setting, new SettingValue(text, setting.property())));
        return options.build();
    }

    @Override
    public String toString() {
        return "SourceSettings" + settings.keySet();
    }
}
