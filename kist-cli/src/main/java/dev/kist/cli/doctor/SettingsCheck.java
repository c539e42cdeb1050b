package dev.kist.cli.doctor;

import dev.kist.KistFolder;
import dev.kist.Setting;
import dev.kist.SettingValue;
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
final class SettingsCheck {
    private static final String WHAT = "settings";

    private final EffectiveSettings settings;

    SettingsCheck(EffectiveSettings settings) {
        this.settings = settings;
    }

    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        findings.add(settings.folder()
                .map(folder -> Finding.good(WHAT, "using " + folder.path()))
                .orElseGet(() -> Finding.unknown(WHAT, "there is no .kist folder here or above")));
        for (Setting setting : Setting.values()) {
            Optional<SettingValue> value = settings.find(setting);
            findings.add(Finding.good(
                    WHAT,
                    setting.variable()
                            + value.map(found -> " is set by " + found.source()).orElse(" is not set")));
        }
        settings.warnings().forEach(text -> findings.add(Finding.warning(WHAT, text, "correct the name or remove it")));
        settings.find(Setting.MONGODB_URI).ifPresent(uri -> findings.addAll(password(uri)));
        findings.addAll(files());
        return findings;
    }

    private static List<Finding> password(SettingValue uri) {
        boolean isTyped = uri.source().startsWith("--") && ConnectionText.hasPassword(uri.text());
        return isTyped
                ? List.of(Finding.warning(
                        WHAT,
                        "the password in --uri can be seen by others on this machine while a command runs",
                        "put the line into .kist/config.local or KIST_MONGODB_URI"))
                : List.of();
    }

    private List<Finding> files() {
        List<Path> files = new ArrayList<>(settings.defaultKeyFiles());
        settings.folder().map(KistFolder::localConfig).ifPresent(files::add);
        settings.find(Setting.KEY_FILE).ifPresent(named -> files.add(Path.of(named.text())));
        List<Finding> findings = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                findings.add(mode(file));
            }
        }
        return findings;
    }

    private static Finding mode(Path file) {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            return mode.endsWith("------")
                    ? Finding.good("files", file + " has mode " + mode)
                    : Finding.warning("files", file + " can be used by others: mode " + mode, "chmod 600 " + file);
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.unknown("files", "who can read " + file + " cannot be told here");
        }
    }
}
