// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a process left: its exit code and what it printed. */
public final class ProcessRun {

    private final int exitCode;
    private final byte[] stdout;
    private final byte[] stderr;

    ProcessRun(int exitCode, byte[] stdout, byte[] stderr) {
        this.exitCode = exitCode;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** The exit code; 128 + n after signal n. */
    public int exitCode() {
        return exitCode;
    }

    /** All bytes of its standard output. */
    public byte[] stdout() {
        return stdout.clone();
    }

    /** All bytes of its standard error. */
    public byte[] stderr() {
        return stderr.clone();
    }

    /** Its standard output as UTF-8, unchanged. */
    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Its standard error as UTF-8, unchanged. */
    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /** The lines of its standard output, without line ends. */
    public List<String> outLines() {
        return out().lines().toList();
    }

    /** Everything, for the message of a failed test. */
    @Override
    public String toString() {
        return "exit code " + exitCode + "\nstdout:\n" + out() + "\nstderr:\n" + err();
    }
}
