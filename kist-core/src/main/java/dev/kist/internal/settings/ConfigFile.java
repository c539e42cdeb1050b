// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import dev.kist.dotenv.DotenvWarning;
import dev.kist.dotenv.WarningCode;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.file.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One file of settings, a dotenv file of {@code KIST_} names. A line that is no assignment, or that parsers read differently,
 * is an error: a setting that is lost, or half read, would go unnoticed.
 */
final class ConfigFile {
    private static final Pattern CONFLICT = Pattern.compile("(<{7}|={7}|>{7}|\\|{7})( .*)?");
    private static final Set<WarningCode> REFUSED = Set.of(
            WarningCode.NOT_AN_ASSIGNMENT,
            WarningCode.EXPORT_WITHOUT_VALUE,
            WarningCode.YAML_STYLE,
            WarningCode.UNBALANCED_QUOTE);

    private final Path file;
    private final Path root;
    private final boolean isCommitted;

    /**
     * A file of settings.
     *
     * @param root where relative paths in it count from
     * @param isCommitted whether it goes into version control: then it may hold nothing that is this machine's own
     */
    ConfigFile(Path file, Path root, boolean isCommitted) {
        this.file = file;
        this.root = root;
        this.isCommitted = isCommitted;
    }

    /**
     * Its settings; empty if it does not exist.
     *
     * @param warnings takes one line for each name that is no setting, and for each that is set twice
     * @throws InvalidInputException if others may change it, a line is no assignment, or it holds what must not be in it
     */
    Map<Setting, SettingValue> read(List<String> warnings) {
        Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
        Ownership.requireOwn(file);
        if (!Files.exists(file)) {
            return values;
        }
        DotenvFile parsed = parse();
        parsed.warnings().stream()
                .filter(warning -> warning.code() == WarningCode.DUPLICATE)
                .map(warning -> file + ":" + warning.line() + ": " + warning.key()
                        + " is set in a line above, too; this one counts")
                .forEach(warnings::add);
        for (DotenvEntry entry : parsed.effectiveEntries().values()) {
            String source = file + ":" + entry.line();
            Setting setting = Setting.ofVariable(entry.key()).orElse(null);
            if (setting == null) {
                warnings.add(source + ": " + UnknownNames.describeInFile(entry.key()));
                continue;
            }
            SettingValue value = new SettingValue(ValueText.of(entry.value()).text(), Origin.FILE, source);
            if (!value.text().isEmpty()) {
                PlaceRules.ofFile(file, isCommitted).require(setting, value);
                values.put(setting, located(setting, value));
            }
        }
        return values;
    }

    private SettingValue located(Setting setting, SettingValue value) {
        return switch (setting) {
            case KEY_FILE -> value.withText(SettingText.file(value, root).toString());
            case MONGODB_URI -> value.withText(new ConnectionText(value.text()).resolvedFrom(root));
            default -> value;
        };
    }

    private DotenvFile parse() {
        byte[] bytes;
        try {
            bytes = SmallFile.read(file);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be read: " + FileReason.of(e), "check that it is a file that you may read");
        }
        requireNoConflict(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        try {
            DotenvFile parsed = DotenvFile.parse(bytes, DotenvOptions.of(file.toString()));
            Predicate<DotenvWarning> isRefused = warning -> warning.blocks() || REFUSED.contains(warning.code());
            parsed.warnings().stream().filter(isRefused).findFirst().ifPresent(warning -> {
                throw new InvalidInputException(
                        file + ":" + warning.line() + ": "
                                + (warning.key() == null ? "this line" : warning.key()) + " "
                                + (warning.code() == WarningCode.NOT_AN_ASSIGNMENT
                                        ? "is no assignment"
                                        : warning.difference()),
                        "write one KIST_NAME=value a line, with single quotes around a value that has special characters");
            });
            return parsed;
        } catch (DotenvException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), "write one KIST_NAME=value a line");
        }
    }

    private void requireNoConflict(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (CONFLICT.matcher(lines.get(i).strip()).matches()) {
                throw new InvalidInputException(
                        file + ":" + (i + 1) + ": a mark of a merge that git could not finish",
                        "keep the lines that are right, and remove the marks");
            }
        }
    }
}
