// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A setting, by its one name in environment variables and in the files of {@code .kist/}. */
public enum Setting {
    /** The connection string of the MongoDB store. */
    MONGODB_URI,
    /** The database, if it is not the connection string's. */
    DATABASE,
    /** The collection of the current versions. */
    COLLECTION,
    /** The environment. */
    ENVIRONMENT,
    /** Secret keys and addresses of keys in key services, separated by white space or commas. */
    KEY,
    /**
     * A command whose standard output is the key; run only if no other key opens an environment. From the environment
     * variables alone, never from a file.
     */
    KEY_COMMAND,
    /** A file that holds secret keys. */
    KEY_FILE,
    /** Known fingerprints, separated by white space or commas. */
    FINGERPRINT,
    /** {@code 1} refuses environments whose fingerprint is not known. */
    STRICT,
    /** Who writes. */
    ACTOR,
    /** How long to wait for MongoDB as a whole, and for each answer of a key service. */
    TIMEOUT;

    private static final String VARIABLES = "KIST_";
    private static final String PROPERTIES = "kist.";

    /** Read by the project's own tests. */
    private static final Set<String> OF_TESTS = Set.of("kist.test.", "KIST_TEST_");

    /** The name in environment variables and files: {@code KIST_MONGODB_URI}. */
    public String variable() {
        return VARIABLES + name();
    }

    /** The name as a property of a framework: {@code kist.mongodb-uri}. */
    public String property() {
        return PROPERTIES + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A sentence for each of {@code properties} that begins with {@code kist.} and is no setting, nor one of the framework's
     * {@code own}; and for each that has the name of a variable, which does nothing as a property. Those that are environment
     * variables are left out: opening Kist points them out by that name.
     */
    public static List<String> describeUnknownProperties(Collection<String> properties, Set<String> own) {
        Set<String> known = new TreeSet<>(own);
        Arrays.stream(values())
                .filter(setting -> setting != KEY_COMMAND)
                .forEach(setting -> known.add(setting.property()));
        return properties.stream()
                .filter(name -> name.startsWith(PROPERTIES) || name.startsWith(VARIABLES))
                .filter(name -> !known.contains(name) && OF_TESTS.stream().noneMatch(name::startsWith))
                .filter(name -> System.getenv(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")) == null)
                .sorted()
                .map(name -> describe(name, known))
                .toList();
    }

    private static String describe(String name, Set<String> known) {
        String property = name.startsWith(VARIABLES) ? asProperty(name) : name;
        if (property.equals(KEY_COMMAND.property())) {
            return name + " is no property: " + KEY_COMMAND.variable()
                    + " is taken from the environment variables alone";
        }
        return known.contains(property)
                ? name + " is no property, but the name of an environment variable: write " + property
                : describeUnknown(name, Suggestions.near(property, known));
    }

    private static String asProperty(String variable) {
        return PROPERTIES
                + variable.substring(VARIABLES.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
    }

    /** A sentence for a name that is no setting; {@code near} are known ones, the nearest first. */
    public static String describeUnknown(String name, List<String> near) {
        return Printable.quote(name) + " is no setting of Kist"
                + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?");
    }

    /** The setting with that name. */
    public static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }
}
