// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A child process that a test talks to by signals while it runs. */
public final class RunningCommand implements AutoCloseable {

    private final Process process;
    private final Command command;
    private final CapturedOutput stdout;
    private final CapturedOutput stderr;

    RunningCommand(Process process, Command command) {
        this.process = process;
        this.command = command;
        this.stdout = new CapturedOutput(process.getInputStream());
        this.stderr = new CapturedOutput(process.getErrorStream());
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Sends a signal to this process alone: {@code TERM}, {@code INT}, {@code HUP}, {@code KILL}, ... */
    public void signal(String name) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("cannot send " + name + " to " + command + soFar());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Kills it, and all that it started, with SIGKILL; returns when they are gone. */
    public void kill() {
        AtExit.killTree(process.toHandle());
    }

    /** Waits until its standard output holds this text; the test fails, with what was printed, when it never does. */
    public void awaitOut(String text) {
        await(stdout, text);
    }

    /** The same for its standard error. */
    public void awaitErr(String text) {
        await(stderr, text);
    }

    /** Waits for the first line of its standard output; the test fails, with what was printed, when there never is one. */
    public String awaitOutLine() {
        await(stdout, "\n");
        return stdout.text().lines().findFirst().orElseThrow();
    }

    /**
     * Waits for its end and for the end of its output. The test fails, with what was printed, when that does not come in
     * the command's time; the process is killed then.
     */
    public ProcessRun finish() {
        Duration timeout = command.timeout();
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new AssertionError(command + " did not end within " + timeout + soFar());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
        if (!stdout.awaitEnd(timeout) || !stderr.awaitEnd(timeout)) {
            throw new AssertionError(command + " ended, but something it started keeps its output open" + soFar());
        }
        return new ProcessRun(process.exitValue(), stdout.bytes(), stderr.bytes());
    }

    /** Kills it, if it still runs. */
    @Override
    public void close() {
        kill();
    }

    private void await(CapturedOutput output, String text) {
        if (output.await(command.timeout(), printed -> printed.contains(text)).isEmpty()) {
            throw new AssertionError(command + " did not print '" + text + "'" + soFar());
        }
    }

    private String soFar() {
        return "\nstdout:\n" + stdout.text() + "\nstderr:\n" + stderr.text();
    }
}
