// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.KistFolder;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.internal.keyring.Identities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where keys come from: {@code KIST_KEY}, then {@code KIST_KEY_FILE} or, where it is not set, the default places; and
 * {@code KIST_KEY_COMMAND}, which is run only on demand.
 */
final class KeySources {
    private static final String CREDENTIAL = "kist-key";

    private final SettingsFiles files;
    private final KistOptions options;

    KeySources(SettingsFiles files, KistOptions options) {
        this.files = files;
        this.options = options;
    }

    Identities keys(List<String> warn) {
        Identities keys = Identities.of(List.of());
        SettingValue given = files.values().get(Setting.KEY);
        if (given != null) {
            keys = SettingText.read(given, Identities::parse);
        }
        SettingValue named = files.values().get(Setting.KEY_FILE);
        return keys.and(named == null ? defaults() : named(named, warn));
    }

    private Identities named(SettingValue named, List<String> warn) {
        // Those of files are whole by now.
        Path file = SettingText.file(named, options.directory());
        return files.committed().contains(Setting.KEY_FILE)
                ? KeyFiles.readNamedByProject(file, named.source(), warn)
                : KeyFiles.readNamed(file, named.source(), warn);
    }

    private Identities defaults() {
        Identities keys = Identities.of(List.of());
        Optional<Path> ofProject = files.folder().map(KistFolder::key).filter(Files::exists);
        if (ofProject.isPresent()) {
            keys = keys.and(KeyFiles.readOfProject(ofProject.get()));
        }
        if (Files.exists(userKeyFile())) {
            keys = keys.and(KeyFiles.readOwn(userKeyFile()));
        }
        Optional<Path> credential = credential().filter(Files::exists);
        return credential.isPresent() ? keys.and(KeyFiles.readCredential(credential.get())) : keys;
    }

    Identities keysOfCommand() {
        SettingValue command = files.values().get(Setting.KEY_COMMAND);
        return command == null
                ? Identities.of(List.of())
                : new KeyCommand(command.text(), command.source(), options.variables(), options.directory()).run();
    }

    Path userKeyFile() {
        Map<String, String> variables = options.variables();
        String config = variables.getOrDefault("XDG_CONFIG_HOME", "");
        String home = variables.getOrDefault("HOME", System.getProperty("user.home", ""));
        // The XDG specification has relative paths ignored.
        Path base = Path.of(config).isAbsolute() ? Path.of(config) : Path.of(home, ".config");
        return base.resolve("kist").resolve("key");
    }

    /** What systemd hands to a service by {@code LoadCredential=kist-key:...}. */
    private Optional<Path> credential() {
        String folder = options.variables().getOrDefault("CREDENTIALS_DIRECTORY", "");
        return Path.of(folder).isAbsolute() ? Optional.of(Path.of(folder, CREDENTIAL)) : Optional.empty();
    }

    List<Path> defaultKeyFiles() {
        List<Path> all = new ArrayList<>();
        files.folder().ifPresent(kist -> all.add(kist.key()));
        all.add(userKeyFile());
        credential().ifPresent(all::add);
        return List.copyOf(all);
    }
}
