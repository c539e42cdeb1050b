// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Finding.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** An environment's own former keys that are still kept, and until when. */
final class RetiredKeys {
    private static final String TOPIC = "environment";

    private RetiredKeys() {}

    /**
     * What there is to say.
     *
     * @param since when each ceased to be active, by the server's clock of then
     * @param now the server's time
     */
    static List<Finding> findings(EnvironmentName name, Collection<Instant> since, Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<Instant> ahead = since.stream().filter(now::isBefore).toList();
        int waiting = since.size() - ahead.size();
        if (waiting > 0) {
            findings.add(Finding.good(
                    Code.RETIRED_KEY,
                    TOPIC,
                    keys(waiting, name, "waits", "wait")
                            + " to be dropped; the next rotation or change of its keys does that"));
        }
        if (!ahead.isEmpty()) {
            findings.add(
                    Finding.warning(
                            Code.RETIRED_KEY,
                            TOPIC,
                            keys(ahead.size(), name, "is", "are") + " kept until " + Collections.max(ahead)
                                    + ": the store's clock was ahead when the environment was rotated",
                            "nothing is lost by it; to be rid of it, copy the secrets to a new environment, and delete this one"));
        }
        return findings;
    }

    private static String keys(int count, EnvironmentName name, String isOne, String areMany) {
        return count == 1
                ? "a former key of " + name + "'s own " + isOne
                : count + " former keys of " + name + "'s own " + areMany;
    }
}
