// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

/** What a server is to its clients. */
public enum Topology {
    /** A replica set of one node. */
    REPLICA_SET,
    /** A server by itself: no transactions, no change streams. */
    STANDALONE,
    /** A MongoDB of someone's own, by its URI; the tests can neither kill it nor see its files. */
    EXTERNAL
}
