// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.EnvironmentName;
import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.KistFolder;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import dev.kist.internal.file.Blanks;
import dev.kist.internal.file.Ownership;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects settings: what was said in code, then environment variables, then {@code config.local},
 * {@code config.ENVIRONMENT} and {@code config} of the nearest {@code .kist}.
 */
final class SettingsFiles {
    static final String DEFAULT_ENVIRONMENT = "development";

    private final Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
    private final Set<Setting> committed = EnumSet.noneOf(Setting.class);
    private final List<String> warnings = new ArrayList<>();
    private final Optional<KistFolder> folder;

    /** @throws InvalidInputException if a file is refused or malformed, or holds what must not be in it */
    SettingsFiles(KistOptions options) {
        Map<Setting, SettingValue> explicit = explicit(options);
        this.folder = KistFolder.find(options.directory()).filter(found -> isUsable(found, explicit));
        folder.ifPresent(found -> read(found, explicit));
        values.putAll(explicit);
        committed.removeAll(explicit.keySet());
    }

    Map<Setting, SettingValue> values() {
        return values;
    }

    /** Those of the settings that a file says that is to be committed. */
    Set<Setting> committed() {
        return committed;
    }

    Optional<KistFolder> folder() {
        return folder;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    static EnvironmentName environmentOf(Map<Setting, SettingValue> values) {
        SettingValue value = values.get(Setting.ENVIRONMENT);
        return value == null
                ? EnvironmentName.parse(DEFAULT_ENVIRONMENT)
                : SettingText.read(value, EnvironmentName::parse);
    }

    private Map<Setting, SettingValue> explicit(KistOptions options) {
        Map<String, String> variables = options.variables();
        warnings.addAll(UnknownNames.among(variables.keySet()));
        Map<Setting, SettingValue> explicit = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String text = variables.getOrDefault(setting.variable(), "");
            put(explicit, setting, new SettingValue(text, Origin.VARIABLE, setting.variable() + " in the environment"));
        }
        options.settings().forEach((setting, value) -> put(explicit, setting, value));
        return explicit;
    }

    private void put(Map<Setting, SettingValue> explicit, Setting setting, SettingValue given) {
        // Quotes in a command are the shell's.
        ValueText text = setting == Setting.KEY_COMMAND
                ? new ValueText(Blanks.strip(given.text()), false)
                : ValueText.of(given.text());
        if (text.hadQuotes()) {
            warnings.add(
                    given.source() + " has quotes around its value, which are left out: docker --env-file, for one,"
                            + " passes them on");
        }
        if (!text.text().isEmpty()) {
            explicit.put(setting, given.withText(text.text()));
        }
    }

    /** Whether the folder may be used; one that others can change is ignored only where nothing of it is needed. */
    private boolean isUsable(KistFolder found, Map<Setting, SettingValue> explicit) {
        Optional<InvalidInputException> objection = objection(found);
        if (objection.isEmpty()) {
            return true;
        }
        Set<Setting> given = explicit.keySet();
        boolean hasKey =
                given.contains(Setting.KEY) || given.contains(Setting.KEY_FILE) || given.contains(Setting.KEY_COMMAND);
        if (hasKey && given.contains(Setting.MONGODB_URI) && given.contains(Setting.ENVIRONMENT)) {
            warnings.add(objection.get().getMessage() + "; the folder " + found.path() + " is ignored");
            return false;
        }
        throw objection.get();
    }

    private static Optional<InvalidInputException> objection(KistFolder folder) {
        List<Path> paths = new ArrayList<>(List.of(
                folder.path(),
                folder.config(),
                folder.localConfig(),
                folder.knownEnvironments(),
                folder.key(),
                folder.localStore()));
        try (DirectoryStream<Path> configs = Files.newDirectoryStream(folder.path(), "config.*")) {
            configs.forEach(paths::add);
        } catch (IOException e) {
            return Optional.of(new InvalidInputException(
                    folder.path() + " cannot be read: " + FileReason.of(e), "check that you may read it"));
        }
        return paths.stream()
                .flatMap(path -> Ownership.objection(path).stream())
                .findFirst();
    }

    private void read(KistFolder kist, Map<Setting, SettingValue> explicit) {
        Map<Setting, SettingValue> local = new ConfigFile(kist.localConfig(), kist.root(), false).read(warnings);
        add(new ConfigFile(kist.config(), kist.root(), true).read(warnings));
        Map<Setting, SettingValue> soFar = new EnumMap<>(values);
        soFar.putAll(local);
        soFar.putAll(explicit);
        validEnvironment(soFar).filter(SettingsFiles::hasOwnFile).ifPresent(environment -> {
            Map<Setting, SettingValue> ofEnvironment =
                    new ConfigFile(kist.config(environment), kist.root(), true).read(warnings);
            // The file is chosen by the environment, so it has no say in it.
            SettingValue other = ofEnvironment.remove(Setting.ENVIRONMENT);
            if (other != null && !other.text().equals(environment.value())) {
                warnings.add(other.source() + ": " + Setting.ENVIRONMENT.variable()
                        + " has no effect in the file of one environment");
            }
            add(ofEnvironment);
        });
        values.putAll(local);
        committed.removeAll(local.keySet());
        // A fingerprint there would count above the user's own, and a key file could hold an address.
        Set<Setting> ofTheUser = EnumSet.of(Setting.FINGERPRINT, Setting.KEY_FILE);
        ofTheUser.retainAll(local.keySet());
        if (!ofTheUser.isEmpty() && Tracked.of(kist.localConfig()) != Tracked.NO) {
            committed.addAll(ofTheUser);
        }
    }

    /** An environment called {@code local} has none: {@code config.local} is this machine's, and some disks know no case. */
    private static boolean hasOwnFile(EnvironmentName environment) {
        return !environment.value().equalsIgnoreCase("local");
    }

    /** Empty where what is set cannot be a name: that is told with the other faults. */
    private static Optional<EnvironmentName> validEnvironment(Map<Setting, SettingValue> values) {
        try {
            return Optional.of(environmentOf(values));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private void add(Map<Setting, SettingValue> ofFile) {
        values.putAll(ofFile);
        committed.addAll(ofFile.keySet());
    }
}
