package dev.kist.spi;

import org.jspecify.annotations.Nullable;

/**
 * One write of a secret's current document, under compare-and-set. Sending it twice does no more than sending it once.
 *
 * @param next the document to be current; its revision is one more than the one it replaces, or 1 for a new one
 * @param former the version that it replaces, encrypted as a former one, to insert into history first; null where no
 *     version is replaced
 */
public record SecretWrite(CurrentDocument next, @Nullable FormerDocument former) {
    /** Whether this inserts a new document instead of updating one. */
    public boolean isInsert() {
        return next.revision() == 1;
    }

    /** The revision that the document must have for the update to happen. */
    public int expectedRevision() {
        return next.revision() - 1;
    }

    /** How many documents it writes. */
    public int documents() {
        return former == null ? 1 : 2;
    }

    /** About how many bytes it writes. */
    public int approximateSize() {
        return next.approximateSize() + (former == null ? 0 : former.approximateSize());
    }
}
