// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.Printable;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.cli.options.GlobalOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the options that say where one is, as they were typed, into the commands of a hint: pasted, the command goes where this
 * one went. A connection string that may hold a credential is not shown.
 */
final class CarriedOptions implements UnaryOperator<String> {
    private static final List<Setting> CARRIED =
            List.of(Setting.MONGODB_URI, Setting.DATABASE, Setting.COLLECTION, Setting.KEY_FILE, Setting.TIMEOUT);
    /** It moves away from the store in use, to what was typed. */
    private static final String MOVE = "move";

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.-])kist (?=([a-z]+)(?![\\w-]))");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,+%-]+");
    private static final Pattern MAY_HOLD_CREDENTIAL = Pattern.compile("//[^@]*:.*@|(?i:password|properties|token)");

    private final String options;
    private final Set<String> commands;

    CarriedOptions(GlobalOptions globals, CommandTree tree) {
        List<String> typed = new ArrayList<>();
        Map<Setting, SettingValue> given = globals.asSettings();
        for (Setting setting : CARRIED) {
            SettingValue value = given.get(setting);
            if (value != null) {
                typed.add(value.source() + " " + word(setting, value.text()) + " ");
            }
        }
        this.options = String.join("", typed);
        this.commands = new HashSet<>(CommandTree.names(tree.nodes()));
        this.commands.remove(MOVE);
    }

    /** The hint with the options; a command that another person is to run stays as it is. */
    @Override
    public String apply(String hint) {
        if (options.isEmpty()) {
            return hint;
        }
        StringBuilder text = new StringBuilder();
        Matcher command = COMMAND.matcher(hint);
        int end = 0;
        while (command.find()) {
            text.append(hint, end, command.end());
            end = command.end();
            String before = hint.substring(hint.lastIndexOf(';', command.start()) + 1, command.start());
            if (commands.contains(command.group(1)) && !before.contains("a member")) {
                text.append(options);
            }
        }
        return text.append(hint.substring(end)).toString();
    }

    /** As a shell takes it for one word; what cannot be pasted is named only. */
    private static String word(Setting setting, String value) {
        boolean isHidden = setting == Setting.MONGODB_URI
                && MAY_HOLD_CREDENTIAL.matcher(value).find();
        if (isHidden || !Printable.visible(value).equals(value)) {
            return setting == Setting.MONGODB_URI ? "URI" : "...";
        }
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return "CarriedOptions[" + options + "]";
    }
}
