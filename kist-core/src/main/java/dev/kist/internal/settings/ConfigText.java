package dev.kist.internal.settings;

import dev.kist.EnvironmentName;
import dev.kist.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a file of settings, as something to change a line of. Comments and all other lines stay as they are. */
final class ConfigText {
    private ConfigText() {}

    /** The {@code config} of a new project. */
    static String ofNewProject(EnvironmentName environment) {
        return """
                # Settings of Kist for everyone who works here: commit this file.
                # A setting here is overruled by .kist/config.ENVIRONMENT, .kist/config.local (not committed),
                # the environment variable of the same name, and the command's flag, each by the next.
                #
                # No key and no password belongs in this file: put them into .kist/config.local or the environment.

                # The MongoDB that holds the secrets. Without it the local store .kist/local.db is used.
                #KIST_MONGODB_URI=mongodb://localhost:27017/kist

                # The database, if it is not in the connection string, and the collection.
                #KIST_DATABASE=kist
                #KIST_COLLECTION=secrets

                # The environment where no --environment is given.
                %s

                # The whole wait for MongoDB.
                #KIST_TIMEOUT=5s
                """
                .formatted(
                        environment.value().equals(SettingsFiles.DEFAULT_ENVIRONMENT)
                                ? "#KIST_ENVIRONMENT=" + SettingsFiles.DEFAULT_ENVIRONMENT
                                : "KIST_ENVIRONMENT=" + environment);
    }

    /** With {@code setting} once: where it stood, or below the line that has it commented out, or at the end. */
    static String with(String text, Setting setting, String value) {
        String line = setting.variable() + "=" + quoted(value);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = first(lines, assignment(setting));
        if (at < 0) {
            int comment = first(lines, Pattern.compile("\\s*#\\s*" + setting.variable() + "\\s*=.*"));
            at = comment < 0 ? lines.size() : comment + 1;
        }
        List<String> before = without(lines.subList(0, at), setting);
        List<String> all = new ArrayList<>(before);
        all.add(line);
        all.addAll(without(lines.subList(at, lines.size()), setting));
        return joined(all);
    }

    /** Without any line that sets {@code setting}. */
    static String without(String text, Setting setting) {
        List<String> lines = text.lines().toList();
        return first(lines, assignment(setting)) < 0 ? text : joined(without(lines, setting));
    }

    private static List<String> without(List<String> lines, Setting setting) {
        Pattern assignment = assignment(setting);
        return lines.stream()
                .filter(line -> !assignment.matcher(line).matches())
                .toList();
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static Pattern assignment(Setting setting) {
        return Pattern.compile("\\s*(export\\s+)?" + setting.variable() + "\\s*=.*");
    }

    private static int first(List<String> lines, Pattern pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** A connection string has no single quote that cannot be percent-encoded. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@%+,?&=-]*") ? value : "'" + value.replace("'", "%27") + "'";
    }
}
