// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request that waits in a {@link FaultProxy} until the test lets it go on, so that something can happen before. */
public final class Hold {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String command;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold(String command) {
        this.command = command;
    }

    /** Waits until such a request is there; the test fails when none comes within 30 s. */
    public void awaitReached() {
        try {
            if (!reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("no " + command + " came within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
    }

    /** Lets the request go on to the server, now or whenever it comes. */
    public void release() {
        released.countDown();
    }

    /** Called for the request: waits until it may go on. */
    void pass() throws InterruptedException {
        reached.countDown();
        released.await();
    }
}
