// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the program's own page of the manual says of variables and files, section by section. */
final class Surroundings {
    private Surroundings() {}

    static Map<String, Map<String, String>> all() {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        sections.put("ENVIRONMENT", variables());
        sections.put("FILES", files());
        return sections;
    }

    private static Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "KIST_MONGODB_URI",
                "MongoDB connection string. Without one, the local store, if kist init made one here.");
        all.put("KIST_DATABASE", "Database; else the one of the connection string, else kist.");
        all.put("KIST_COLLECTION", "Collection; else secrets.");
        all.put("KIST_ENVIRONMENT", "Environment; else development.");
        all.put(
                "KIST_KEY",
                "One or more secret keys, or addresses of keys in a key service. Never in a file to be committed.");
        all.put("KIST_KEY_FILE", "File with secret keys, in place of those below FILES.");
        all.put(
                "KIST_KEY_COMMAND",
                "Command that prints the key, such as: pass show kist. Run if no other key opens the environment.");
        all.put("KIST_FINGERPRINT", "One or more fingerprints of the environment.");
        all.put("KIST_STRICT", "1: nothing unknown is trusted, and nothing is asked.");
        all.put(
                "KIST_ACTOR",
                "Who writes, as history and log show it; else the label of the key that opens the environment.");
        all.put("KIST_TIMEOUT", "How long to wait for MongoDB: 500ms, 2s, 1m. Else 5 s, and 30 s for run.");
        all.put("KIST_CLASSPATH", "Further jars, such as those of key services, joined by a colon.");
        all.put(
                "KIST_JAVA_OPTIONS",
                "Options for Kist's own Java. JAVA_TOOL_OPTIONS and the like are for the program of run.");
        all.put("KIST_JAVA_HOME", "Another Java than the one that Kist brings or finds.");
        all.put("VISUAL, EDITOR", "The editor of kist edit; else vi.");
        return all;
    }

    private static Map<String, String> files() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                ".kist/config, .kist/config.ENVIRONMENT",
                "Settings of the project, with the names of the variables. To be committed.");
        all.put(".kist/known_environments", "The project's fingerprints. To be committed.");
        all.put(".kist/config.local", "Settings of this machine, such as a connection string with a password.");
        all.put(
                ".kist/key, ~/.config/kist/key, $CREDENTIALS_DIRECTORY/kist-key",
                "Keys: all that are found are tried.");
        all.put(".kist/local.db", "The local store.");
        all.put("~/.local/state/kist/trusted", "The fingerprints that this user trusts.");
        all.put("~/.local/state/kist/seen", "The newest state of each environment that this user met.");
        all.put("~/.cache/kist/names", "Names for completion, never values.");
        return all;
    }
}
