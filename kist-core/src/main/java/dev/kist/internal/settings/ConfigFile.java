package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads one file of settings, a dotenv file of {@code KIST_} names. */
final class ConfigFile {
    private ConfigFile() {}

    /**
     * The settings of {@code file}; empty if it does not exist.
     *
     * @param isCommitted whether it goes into version control: then it may hold no key and no password
     * @param warnings takes one line for each name that is no setting
     */
    static Map<Setting, SettingValue> read(Path file, boolean isCommitted, List<String> warnings) {
        Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
        if (!Files.exists(file)) {
            return values;
        }
        for (DotenvEntry entry : parse(file).effectiveEntries().values()) {
            String source = file + ":" + entry.line();
            Setting setting = Setting.ofVariable(entry.key()).orElse(null);
            if (setting == null) {
                warnings.add(source + ": " + UnknownNames.describe(entry.key()));
                continue;
            }
            if (isCommitted) {
                requirePublic(setting, entry.value(), file, source);
            }
            if (!entry.value().isEmpty()) {
                values.put(setting, new SettingValue(entry.value(), source));
            }
        }
        return values;
    }

    private static DotenvFile parse(Path file) {
        try {
            return DotenvFile.parse(Files.readAllBytes(file), DotenvOptions.of(file.toString()));
        } catch (DotenvException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), "write one KIST_NAME=value a line");
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be read: " + e.getClass().getSimpleName(),
                    "check that it is a file that you may read");
        }
    }

    private static void requirePublic(Setting setting, String value, Path file, String source) {
        if (setting == Setting.KEY) {
            throw new InvalidInputException(
                    source + ": KIST_KEY does not belong in a file that is to be committed",
                    "move the key to " + file.resolveSibling("key")
                            + " (mode 0600); if the file was committed, treat the key as" + " known to others");
        }
        if (setting == Setting.MONGODB_URI && ConnectionText.hasPassword(value)) {
            throw new InvalidInputException(
                    source
                            + ": KIST_MONGODB_URI holds a password and does not belong in a file that is to be committed",
                    "move the line to " + file.resolveSibling("config.local")
                            + "; if the file was committed, change the password");
        }
    }
}
