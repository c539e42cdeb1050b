// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.kms;

import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of a key service, which ends in time whatever its client library does: it runs in a thread of its own, which is
 * left behind after the timeout. What a client library throws unforeseen is named by its class alone.
 */
final class KmsCall {
    private final KmsAddress address;
    private final Duration timeout;

    KmsCall(KmsAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** What is asked of a service. */
    interface Work {
        byte[] ask(KmsKey service) throws GeneralSecurityException;
    }

    byte[] run(Callable<byte[]> work) throws GeneralSecurityException {
        FutureTask<byte[]> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "kist-key-service");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new KmsException(
                    address.text(),
                    Problem.UNREACHABLE,
                    "no answer within " + timeout.toMillis() + " ms",
                    "check the network, or give it more time with KIST_TIMEOUT");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new KmsException(address.text(), Problem.UNREACHABLE, "interrupted", null);
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        }
    }

    private KistException failure(Throwable cause) throws GeneralSecurityException {
        if (cause instanceof KistException known) {
            return known;
        }
        if (cause instanceof GeneralSecurityException) {
            throw new GeneralSecurityException("does not decrypt");
        }
        if (cause instanceof LinkageError) {
            return KmsModules.incomplete(address);
        }
        // The message of a client library could quote what was sent; its class cannot.
        return new KmsException(address.text(), Problem.ANSWER, cause.getClass().getName(), null);
    }
}
