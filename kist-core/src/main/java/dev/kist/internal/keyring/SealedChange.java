package dev.kist.internal.keyring;

import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.format.SealedContent;
import dev.kist.spi.PreparedEntry;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a member changes, before it is sealed.
 *
 * @param content what is sealed from then on, but for the event and the DEKs that this retires
 * @param next the keyring made ahead that the document holds from then on
 * @param kind what happened
 * @param details what belongs to it
 */
record SealedChange(SealedContent content, List<PreparedEntry> next, EventKind kind, JsonMembers details) {
    /** What is sealed with {@code keyring}: those of its DEKs that were active until now are retired from now on. */
    SealedContent at(Instant now, Author author, Keyring keyring) {
        SortedMap<Integer, Instant> retired = new TreeMap<>(Integer::compareUnsigned);
        for (int id : keyring.retiredDeks()) {
            retired.put(id, content.retired().getOrDefault(id, now));
        }
        return content.withRetired(retired).withEvent(now, author.actor().value(), kind, details);
    }
}
