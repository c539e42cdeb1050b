// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.KistFolder;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.settings.ConnectionText;
import dev.kist.internal.settings.EffectiveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which settings there are and where each came from, never the values; and who can read the files that hold secrets. */
public final class SettingsInspection {
    private static final String SETTINGS = "settings";
    private static final String FILES = "files";

    private final EffectiveSettings settings;

    public SettingsInspection(EffectiveSettings settings) {
        this.settings = settings;
    }

    /** What there is to say. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        findings.add(settings.folder()
                .map(folder -> Finding.good(Code.SETTINGS_FOLDER, SETTINGS, "using " + folder.path()))
                .orElseGet(() ->
                        Finding.unknown(Code.SETTINGS_FOLDER, SETTINGS, "there is no .kist folder here or above")));
        for (Setting setting : Setting.values()) {
            Optional<SettingValue> value = settings.find(setting);
            findings.add(Finding.good(
                    Code.SETTING,
                    SETTINGS,
                    setting.variable()
                            + value.map(found -> " is set by " + found.source()).orElse(" is not set")));
        }
        settings.warnings()
                .forEach(text -> findings.add(
                        Finding.warning(Code.ODD_SETTING, SETTINGS, text, "correct the name or remove it")));
        settings.faults().forEach(fault -> findings.add(Finding.failure(SETTINGS, fault)));
        settings.find(Setting.MONGODB_URI).flatMap(SettingsInspection::password).ifPresent(findings::add);
        findings.addAll(files());
        return findings;
    }

    private static Optional<Finding> password(SettingValue uri) {
        boolean isTyped = uri.origin() == Origin.ARGUMENT && new ConnectionText(uri.text()).hasPassword();
        return isTyped
                ? Optional.of(Finding.warning(
                        Code.TYPED_PASSWORD,
                        SETTINGS,
                        "the password in " + uri.source() + " can be seen by others on this machine",
                        "put the connection string into .kist/config.local or KIST_MONGODB_URI"))
                : Optional.empty();
    }

    private List<Finding> files() {
        List<Path> files = new ArrayList<>(settings.defaultKeyFiles());
        settings.folder().map(KistFolder::localConfig).ifPresent(files::add);
        settings.find(Setting.KEY_FILE).ifPresent(named -> files.add(Path.of(named.text())));
        return files.stream()
                .distinct()
                .filter(Files::exists)
                .map(SettingsInspection::mode)
                .toList();
    }

    private static Finding mode(Path file) {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            Finding finding = mode.endsWith("------")
                    ? Finding.good(Code.FILE_MODE, FILES, file + " has mode " + mode)
                    : Finding.warning(
                            Code.FILE_MODE,
                            FILES,
                            file + " can be used by others: mode " + mode,
                            Ownership.advice("600", file));
            return finding.about("file", file);
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.unknown(Code.FILE_MODE, FILES, "who can read " + file + " cannot be told here")
                    .about("file", file);
        }
    }
}
