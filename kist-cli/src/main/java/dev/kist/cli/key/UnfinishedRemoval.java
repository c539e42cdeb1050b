// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What has to be said where a removal ends between the moment from which the holder is shut out and its own end: by a signal, or
 * by a failure. Said once.
 */
final class UnfinishedRemoval implements AutoCloseable {
    private final AtomicBoolean isSaid = new AtomicBoolean();
    private final Runnable words;
    private final Thread atEnd;

    private UnfinishedRemoval(Runnable words) {
        this.words = words;
        this.atEnd = new Thread(this::say, "kist-unfinished-removal");
    }

    /** From now on a signal has {@code words} said; until it is closed. */
    static UnfinishedRemoval begin(Runnable words) {
        UnfinishedRemoval begun = new UnfinishedRemoval(words);
        try {
            Runtime.getRuntime().addShutdownHook(begun.atEnd);
        } catch (IllegalStateException e) {
            // The signal has come already.
            begun.say();
        }
        return begun;
    }

    /** Says it. */
    void say() {
        if (!isSaid.getAndSet(true)) {
            words.run();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The signal came just now, and what it has said is said.
        }
    }
}
