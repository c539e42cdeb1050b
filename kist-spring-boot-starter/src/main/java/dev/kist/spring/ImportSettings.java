// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.EnvironmentName;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * What the application's properties under {@code kist.*} say. Each setting has the name of its variable: {@code
 * kist.mongodb-uri} is {@code KIST_MONGODB_URI}. Its {@code toString} shows no value.
 *
 * @param settings what is set; the rest comes from the environment variables and the nearest {@code .kist} folder
 * @param isEnabled whether imports are carried out at all
 * @param watches whether the secrets follow when they change
 * @param areProfilesEnvironments whether an import without a name reads the environments that are named as the profiles
 * @param oddities a sentence for each property that looks like one of these and is none
 */
record ImportSettings(
        Map<Setting, String> settings,
        boolean isEnabled,
        boolean watches,
        boolean areProfilesEnvironments,
        List<String> oddities) {
    private static final String PREFIX = "kist.";
    private static final Set<String> OWN = Set.of("kist.enabled", "kist.watch", "kist.profile-as-environment");

    /** A command comes from the environment variables alone, never from a file that is committed with the application. */
    private static final Set<Setting> PROPERTIES = EnumSet.complementOf(EnumSet.of(Setting.KEY_COMMAND));

    static ImportSettings from(Binder binder) {
        SetProperties properties = SetProperties.of(binder);
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (Setting setting : PROPERTIES) {
            String text = properties.find(setting.property(), String.class).orElse("");
            if (!text.isEmpty()) {
                settings.put(setting, text);
            }
        }
        return new ImportSettings(
                settings,
                flag(properties, "enabled", true),
                flag(properties, "watch", true),
                flag(properties, "profile-as-environment", false),
                Setting.describeUnknownProperties(unknown(properties), OWN));
    }

    /** The properties under {@code kist.} that are not known in any spelling that Spring Boot takes. */
    private static Set<String> unknown(SetProperties properties) {
        Set<String> known = new HashSet<>();
        PROPERTIES.forEach(setting -> known.add(uniform(setting.property())));
        OWN.forEach(name -> known.add(uniform(name)));
        Set<String> unknown = properties.below("kist");
        unknown.removeIf(name -> known.contains(uniform(name)));
        return unknown;
    }

    private static String uniform(String property) {
        return property.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static boolean flag(SetProperties properties, String name, boolean whereNotSet) {
        return properties.find(PREFIX + name, Boolean.class).orElse(whereNotSet);
    }

    /** The properties that say something else in {@code other}, ascending. */
    SortedSet<String> differences(ImportSettings other) {
        SortedSet<String> names = new TreeSet<>();
        for (Setting setting : PROPERTIES) {
            if (!Objects.equals(settings.get(setting), other.settings.get(setting))) {
                names.add(setting.property());
            }
        }
        if (isEnabled != other.isEnabled) {
            names.add(PREFIX + "enabled");
        }
        if (watches != other.watches) {
            names.add(PREFIX + "watch");
        }
        if (areProfilesEnvironments != other.areProfilesEnvironments) {
            names.add(PREFIX + "profile-as-environment");
        }
        return names;
    }

    /** What opens Kist, for one environment or for the one that the settings say. */
    KistOptions options(Optional<EnvironmentName> environment, Consumer<String> warnings) {
        KistOptions.Builder options = KistOptions.builder().onWarning(warnings);
        settings.forEach((setting, text) -> options.set(setting, new SettingValue(text, setting.property())));
        environment.ifPresent(name -> options.environment(name.value()));
        return options.build();
    }

    // By hand, since what Java makes for a record is noticed in each start.
    @Override
    public boolean equals(Object other) {
        return other instanceof ImportSettings that
                && settings.equals(that.settings)
                && isEnabled == that.isEnabled
                && watches == that.watches
                && areProfilesEnvironments == that.areProfilesEnvironments
                && oddities.equals(that.oddities);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "ImportSettings" + settings.keySet();
    }
}
