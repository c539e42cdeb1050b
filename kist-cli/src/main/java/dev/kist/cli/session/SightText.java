// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.Fingerprint;
import dev.kist.NameList;
import dev.kist.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a person is shown before they trust an environment. */
public final class SightText {
    /** Asked below it; no is the default. */
    public static final String QUESTION = "Is this the fingerprint that a member told you?";

    private SightText() {}

    /** The lines; whatever was written elsewhere is shown visibly by the terminal. */
    public static List<String> of(Sight sight) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (sight.trust()) {
                    case UNKNOWN -> "You have not used this environment from here before.";
                    case DISPUTED -> "Your own file and the project's differ on this environment.";
                    case DIFFERENT -> "This environment has another fingerprint than the one known here.";
                    case TRUSTED, NOT_NEEDED ->
                        sight.own().contains(sight.fingerprint())
                                        || sight.project().isEmpty()
                                ? "You trust this environment."
                                : "The project knows this environment; you have not said yourself that it is right.";
                });
        sight.replacedBy()
                .ifPresent(now -> lines.addAll(List.of(
                        "It is an older copy: a backup from before its fingerprint was replaced by " + now + ",",
                        "or what someone put back. Whoever was removed since may be able to open it.")));
        lines.add("  environment  " + sight.environment());
        lines.add("  store        " + sight.store());
        lines.add("  fingerprint  " + sight.fingerprint());
        known(lines, "  yours        ", sight.own());
        known(lines, "  project's    ", sight.project());
        lines.add("  members      " + NameList.of(sight.members()) + " (as the database says)");
        lines.add("Anyone who can write to the database could have planted it. Ask a member for the fingerprint:");
        lines.add("they see it with kist fingerprint -e " + sight.environment() + ".");
        return lines;
    }

    private static void known(List<String> lines, String heading, Set<Fingerprint> fingerprints) {
        fingerprints.stream().map(Fingerprint::hex).sorted().forEach(known -> lines.add(heading + known));
    }
}
