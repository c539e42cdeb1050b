package dev.kist.cli.session;

import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.settings.EffectiveSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command is run in.
 *
 * @param terminal where it speaks
 * @param variables the environment variables
 * @param directory the working directory
 */
public record CommandContext(Terminal terminal, Map<String, String> variables, Path directory) {
    /** The settings with these flags; what is odd about them is said. */
    public EffectiveSettings settings(Map<Setting, SettingValue> flags) {
        EffectiveSettings settings = EffectiveSettings.read(flags, variables, directory);
        settings.warnings().forEach(terminal::warningOnce);
        return settings;
    }

    @Override
    public String toString() {
        return "CommandContext[" + directory + "]";
    }
}
