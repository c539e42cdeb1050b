// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the library says, it says in the words of {@code docs/}, and names neither commands nor options of Kist's. */
final class MessageWordsTest {
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern INNER_WORD = Pattern.compile("(?i)\\b(keyrings?|DEKs?|data[- ]encryption keys?)\\b");
    private static final Pattern COMMAND = Pattern.compile(
            "\\bkist (add|copy|export|init|key|list|move|rotate|run|set|trust|use)\\b|(^|[ \"])--[a-z]");

    /** Not the command line, and not Spring's analyzer, which says what to type as it does. */
    private static final List<String> MODULES = List.of(
            "kist-dotenv",
            "kist-core",
            "kist-mongodb",
            "kist-sqlite",
            "kist-aws-kms",
            "kist-gcp-kms",
            "kist-hcvault",
            "kist-junit",
            "kist-microprofile-config",
            "kist-micronaut");

    /** Constants of the format, and exceptions that are caught in the core, whose messages nobody reads. */
    private static final Set<String> INNER_FILES = Set.of(
            "AssociatedData.java",
            "EnvironmentKeys.java",
            "EventKind.java",
            "Keyring.java",
            "KmsAddress.java",
            "SealedContent.java",
            "UnknownDekException.java");

    /** Commands of git's and docker's, and what a member is asked to type for an application that lacks access. */
    private static final Set<String> OTHERS_COMMANDS = Set.of(
            "ApplicationMessage.java",
            "GitCommand.java",
            "GitInspection.java",
            "GitKeys.java",
            "PlaceRules.java",
            "SettingsFiles.java",
            "Tracked.java");

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static List<String> literals(Pattern pattern, Set<String> but) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources()) {
            if (!but.contains(source.getFileName().toString())) {
                Files.readString(source)
                        .lines()
                        .filter(line ->
                                !line.strip().startsWith("*") && !line.strip().startsWith("/"))
                        .forEach(line -> add(found, source, line, pattern));
            }
        }
        return found;
    }

    private static void add(List<String> found, Path source, String line, Pattern pattern) {
        Matcher literal = LITERAL.matcher(line);
        while (literal.find()) {
            if (pattern.matcher(literal.group()).find()) {
                found.add(source.getFileName() + ": " + literal.group());
            }
        }
    }

    @Test
    void messages_haveNoWordsOfTheFormat() throws Exception {
        assertThat(literals(INNER_WORD, INNER_FILES)).isEmpty();
    }

    @Test
    void messages_nameNoCommand() throws Exception {
        assertThat(literals(COMMAND, OTHERS_COMMANDS)).isEmpty();
    }
}
