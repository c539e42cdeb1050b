// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.rotation;

import dev.kist.KistException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one whole look through values, notes and histories found and did. */
final class Look {
    private static final int MAX_REPORTED = 1000;

    private final Instant began;
    private final Set<Integer> deks = new TreeSet<>(Integer::compareUnsigned);
    private final Set<Integer> needed = new TreeSet<>(Integer::compareUnsigned);
    private final List<KistException> unreadable = new ArrayList<>();
    private long documents;
    private long encrypted;
    private long overtaken;

    Look(Instant began) {
        this.began = began;
    }

    void countDocument() {
        documents++;
    }

    void countWrites(int sent, int unconfirmed) {
        encrypted += sent - unconfirmed;
        overtaken += unconfirmed;
    }

    /** Something decrypts by these, which are not active. */
    void addDeks(Set<Integer> found) {
        deks.addAll(found);
    }

    /** Something decrypts by these, which are not active, and cannot be encrypted again. */
    void addNeeded(Set<Integer> found) {
        deks.addAll(found);
        needed.addAll(found);
    }

    void addUnreadable(KistException failure) {
        if (unreadable.size() < MAX_REPORTED) {
            unreadable.add(failure);
        }
    }

    /** The server's time before the first read. */
    Instant began() {
        return began;
    }

    /** The DEKs, other than the active one, by which something decrypts. */
    Set<Integer> deks() {
        return deks;
    }

    /** Those of {@link #deks()} by which something decrypts that cannot be encrypted again: as long as it is there, they stay. */
    Set<Integer> needed() {
        return needed;
    }

    /** One exception for each document that could not be decrypted, or not be written, up to a thousand. */
    List<KistException> unreadable() {
        return unreadable;
    }

    /** How many documents are behind. */
    long documents() {
        return documents;
    }

    /** How many documents were encrypted again. */
    long encrypted() {
        return encrypted;
    }

    /** How many documents another writer was faster with. */
    long overtaken() {
        return overtaken;
    }
}
