// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.Setting;
import dev.kist.Suggestions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Points out names that look like settings and are none. */
final class UnknownNames {
    /** Read before Java starts. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of("KIST_CLASSPATH", "KIST_JAVA_OPTIONS", "KIST_JAVA_HOME");

    /** Read where Kist is part of Spring Boot, of MicroProfile Config or of Micronaut. */
    private static final Set<String> OF_THE_FRAMEWORKS =
            Set.of("KIST_ENABLED", "KIST_WATCH", "KIST_OPTIONAL", "KIST_ORDINAL", "KIST_PROFILE_AS_ENVIRONMENT");

    /** Read by the project's own tests. */
    private static final String OF_TESTS = "KIST_TEST_";

    private UnknownNames() {}

    /** One line for each of {@code names} that begins with {@code KIST_} and is no setting. */
    static List<String> among(Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith("KIST_"))
                .filter(name -> Setting.ofVariable(name).isEmpty())
                .filter(name -> !OF_THE_LAUNCHER.contains(name) && !OF_THE_FRAMEWORKS.contains(name))
                .filter(name -> !name.startsWith(OF_TESTS))
                .sorted()
                .map(UnknownNames::describe)
                .toList();
    }

    /** A line for a name in a file. */
    static String describeInFile(String name) {
        return OF_THE_LAUNCHER.contains(name)
                ? name + " is taken from the environment alone, not from a file"
                : describe(name);
    }

    private static String describe(String name) {
        List<String> known = Stream.concat(Stream.of(Setting.values()).map(Setting::variable), OF_THE_LAUNCHER.stream())
                .toList();
        return Setting.describeUnknown(name, Suggestions.near(name, known));
    }
}
