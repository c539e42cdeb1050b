// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import dev.kist.faults.Answer.Claim;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was asked of Kist and what it reported: the one side of the comparison. Thread-safe. */
final class Ledger {
    /** Stands for a deletion among values. */
    static final String DELETION = "(deleted)";

    private static final Pattern VERSION = Pattern.compile("version (\\d+)$");

    private final Map<String, Map<String, Tally>> contents = new TreeMap<>();
    private final List<Write> numbered = new ArrayList<>();
    private final List<Map<String, String>> wholes = new ArrayList<>();
    private final Map<Claim, Integer> claims = new EnumMap<>(Claim.class);

    /** How often a content must be in the history of a key, and may. */
    record Tally(int atLeast, int atMost) {}

    /** A write whose version is known. */
    record Write(String key, String content, int version) {}

    /** A write of one key. */
    synchronized void record(String key, String content, Answer answer) {
        claims.merge(answer.claim(), 1, Integer::sum);
        count(key, content, answer.claim());
        Matcher version = VERSION.matcher(answer.err().strip());
        if (answer.claim() == Claim.WRITTEN && version.find()) {
            numbered.add(new Write(key, content, Integer.parseInt(version.group(1))));
        }
    }

    /** A write of several keys that is there whole or not at all. */
    synchronized void recordWhole(Map<String, String> values, Answer answer) {
        claims.merge(answer.claim(), 1, Integer::sum);
        values.forEach((key, value) -> count(key, value, answer.claim()));
        wholes.add(Map.copyOf(values));
    }

    private void count(String key, String content, Claim claim) {
        Map<String, Tally> ofKey = contents.computeIfAbsent(key, any -> new TreeMap<>());
        Tally before = ofKey.getOrDefault(content, new Tally(0, 0));
        int atLeast = before.atLeast() + (claim == Claim.WRITTEN ? 1 : 0);
        int atMost = before.atMost() + (claim == Claim.WRITTEN || claim == Claim.UNCERTAIN ? 1 : 0);
        ofKey.put(content, new Tally(atLeast, atMost));
    }

    synchronized Map<String, Map<String, Tally>> contents() {
        Map<String, Map<String, Tally>> copy = new TreeMap<>();
        contents.forEach((key, tallies) -> copy.put(key, Map.copyOf(tallies)));
        return copy;
    }

    synchronized List<Write> numbered() {
        return List.copyOf(numbered);
    }

    synchronized List<Map<String, String>> wholes() {
        return List.copyOf(wholes);
    }

    synchronized int count(Claim claim) {
        return claims.getOrDefault(claim, 0);
    }
}
