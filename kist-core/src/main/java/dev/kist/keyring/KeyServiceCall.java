package dev.kist.keyring;

import dev.kist.KistException;
import dev.kist.keyring.KeyServiceException.Problem;
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
final class KeyServiceCall {
    private final KeyAddress address;
    private final Duration timeout;

    KeyServiceCall(KeyAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** What is asked of a service. */
    interface Work {
        byte[] ask(KeyService service) throws GeneralSecurityException;
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
            throw new KeyServiceException(
                    address,
                    Problem.UNREACHABLE,
                    "no answer within " + timeout.toMillis() + " ms",
                    "check the network, or give it more time with KIST_TIMEOUT");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new KeyServiceException(address, Problem.UNREACHABLE, "interrupted", null);
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
            return KeyServiceModules.incomplete(address);
        }
        // The message of a client library could quote what was sent; its class cannot.
        return new KeyServiceException(address, Problem.ANSWER, cause.getClass().getName(), null);
    }
}
