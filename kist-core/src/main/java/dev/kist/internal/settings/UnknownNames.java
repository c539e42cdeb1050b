package dev.kist.internal.settings;

import dev.kist.Printable;
import dev.kist.Setting;
import dev.kist.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Points out names that look like settings and are none. */
final class UnknownNames {
    /** Read by the project's own tests and launcher. */
    private static final List<String> FOREIGN_PREFIXES = List.of("KIST_TEST_", "KIST_JAVA_", "KIST_CLASSPATH");

    private UnknownNames() {}

    /** One line for each of {@code names} that begins with {@code KIST_} and is no setting. */
    static List<String> among(Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith("KIST_"))
                .filter(name -> Setting.ofVariable(name).isEmpty())
                .filter(name -> FOREIGN_PREFIXES.stream().noneMatch(name::startsWith))
                .sorted()
                .map(UnknownNames::describe)
                .toList();
    }

    static String describe(String name) {
        List<String> near = Suggestions.near(
                name, Arrays.stream(Setting.values()).map(Setting::variable).toList());
        return Printable.quote(name) + " is no setting of Kist"
                + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?");
    }
}
