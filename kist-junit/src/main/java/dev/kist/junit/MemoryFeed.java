// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.spi.ChangeFeed;
import java.time.Duration;

/** Tells of every operation on the documents of a test, as a change stream of MongoDB would of those that change something. */
final class MemoryFeed implements ChangeFeed {
    private final MemoryDocuments documents;
    private long seen;

    MemoryFeed(MemoryDocuments documents) {
        this.documents = documents;
        this.seen = documents.changes();
        documents.follow(this);
    }

    @Override
    public boolean await(Duration most) {
        long before = seen;
        try {
            seen = documents.awaitChange(this, before, most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen != before;
    }

    @Override
    public void close() {
        documents.leave(this);
    }
}
