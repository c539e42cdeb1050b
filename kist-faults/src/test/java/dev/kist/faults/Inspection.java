// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kist.faults.Ledger.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads all that is stored and compares it with a ledger. */
final class Inspection {
    private final Map<String, List<String>> histories = new TreeMap<>();
    private int versions;

    private Inspection() {}

    /**
     * Fails the test unless every acknowledged write is there under its version, no refused one is, no write is there twice,
     * every value decrypts, the versions of every key are consecutive from 1, and what is loaded is what is newest.
     */
    static Inspection of(Ledger ledger, Worker reader) {
        Inspection inspection = new Inspection();
        ledger.contents().forEach((key, tallies) -> inspection.compare(key, tallies, reader));
        for (Ledger.Write write : ledger.numbered()) {
            assertThat(inspection.history(write.key()).get(write.version() - 1))
                    .as("version %d of %s", write.version(), write.key())
                    .isEqualTo(write.content());
        }
        for (Map<String, String> whole : ledger.wholes()) {
            List<Boolean> isThere = new ArrayList<>();
            whole.forEach((key, value) -> isThere.add(inspection.history(key).contains(value)));
            assertThat(Collections.frequency(isThere, true))
                    .as("parts of %s", whole)
                    .isIn(0, whole.size());
        }
        inspection.compareLoaded(reader);
        return inspection;
    }

    /** How many versions there are, each of which was decrypted. */
    int versions() {
        return versions;
    }

    private List<String> history(String key) {
        return histories.getOrDefault(key, List.of());
    }

    private void compare(String key, Map<String, Tally> tallies, Worker reader) {
        Answer answer = reader.run("history", key, "--json", "--reveal");
        if (answer.code() != 3) {
            assertThat(answer.code()).as("history of %s: %s", key, answer.err()).isZero();
            histories.put(
                    key, contentsOf(key, JsonParser.parseString(answer.out()).getAsJsonArray()));
        }
        List<String> found = history(key);
        versions += found.size();
        assertThat(tallies.keySet()).as("contents of %s", key).containsAll(found);
        tallies.forEach((content, tally) -> assertThat(Collections.frequency(found, content))
                .as("how often %s is in the history of %s", content, key)
                .isBetween(tally.atLeast(), tally.atMost()));
    }

    /** The contents in order of their versions. */
    private static List<String> contentsOf(String key, JsonArray newestFirst) {
        List<String> contents = new ArrayList<>();
        for (JsonElement element : newestFirst) {
            JsonObject version = element.getAsJsonObject();
            assertThat(version.get("version").getAsInt())
                    .as("a version of %s", key)
                    .isEqualTo(newestFirst.size() - contents.size());
            boolean isDeleted = version.get("deleted").getAsBoolean();
            contents.add(isDeleted ? Ledger.DELETION : version.get("value").getAsString());
        }
        Collections.reverse(contents);
        return contents;
    }

    private void compareLoaded(Worker reader) {
        Map<String, String> newest = new TreeMap<>();
        histories.forEach((key, contents) -> newest.put(key, contents.get(contents.size() - 1)));
        newest.values().removeIf(Ledger.DELETION::equals);
        Answer answer = reader.done("export", "--format", "json");
        Map<String, String> loaded = new TreeMap<>();
        JsonParser.parseString(answer.out())
                .getAsJsonObject()
                .asMap()
                .forEach((key, value) -> loaded.put(key, value.getAsString()));
        assertThat(loaded).isEqualTo(newest);
    }
}
