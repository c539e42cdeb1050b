// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

/**
 * How far the table has come: three numbers, each of which rises with every change of its kind that was seen. What a page was
 * made of is compared with what there is now, so that nothing is missed that happened before it began to listen.
 *
 * @param heads of environments: which there are, how they are open, where they inherit from, what cannot be read in them
 * @param cells of secrets: added, changed and deleted ones
 * @param documents of environments: keys, fingerprints, events
 */
public record State(long heads, long cells, long documents) {
    static final State FIRST = new State(0, 0, 0);

    State after(boolean hasOtherHeads, boolean hasOtherCells) {
        return new State(hasOtherHeads ? heads + 1 : heads, hasOtherCells ? cells + 1 : cells, documents);
    }

    State withOtherDocuments() {
        return new State(heads, cells, documents + 1);
    }

    /** As pages know it: {@code 1.27.4}. */
    @Override
    public String toString() {
        return heads + "." + cells + "." + documents;
    }
}
